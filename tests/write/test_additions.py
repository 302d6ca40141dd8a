"""One element more at the end of a list; every other character stays."""

from __future__ import annotations

import pytest

from kitgen.read.yaml import load_yaml
from kitgen.write import UnspliceableError, append_item, typed

FIELDS = [("id", '"x"'), ("texte", "|\nun\n\ndeux"), ("liste", "\n- a: b")]
ADDED = '  - id: "x"\n    texte: |\n      un\n\n      deux\n    liste:\n      - a: b\n'
READ = {"id": "x", "texte": "un\n\ndeux\n", "liste": [{"a": "b"}]}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("liste:\n", f"liste:\n{ADDED}"),
        (
            "# tête\nliste: # rien\n\n#   - id: y\n",
            f"# tête\nliste: # rien\n\n#   - id: y\n{ADDED}",
        ),
        ("liste:\n  - id: y", f"liste:\n  - id: y\n{ADDED}"),
        ("liste:\n- id: y\n", "liste:\n- id: y\n" + ADDED.replace("\n  ", "\n")[2:]),
        ("liste:\r\n", f"liste:\n{ADDED}".replace("\n", "\r\n")),
    ],
)
def test_an_element_is_added_at_the_end(text: str, result: str) -> None:
    """With the margin and the line ends of those before."""
    assert append_item(text, FIELDS, key="liste") == result
    data = load_yaml("a.yaml", result.encode()).data
    assert isinstance(data, dict)
    assert data["liste"][-1] == READ


@pytest.mark.parametrize("text", ["", "liste: []\n", "autre:\n", "liste: [{id: y}]\n"])
def test_a_list_of_another_form_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UnspliceableError):
        append_item(text, FIELDS, key="liste")


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("un", '"un"'),
        ("un\n", "|\nun"),
        ("un\ndeux", "|-\nun\ndeux"),
        (" un\ndeux", '" un\\ndeux"'),
        ("un\n\n", '"un\\n\\n"'),
    ],
)
def test_a_string_is_typed_as_people_do(value: str, form: str) -> None:
    """A block for a long one, quotes for a line or for odd spaces."""
    assert typed(value) == form
    text = append_item("a:\n", [("b", typed(value))], key="a")
    assert load_yaml("a.yaml", text.encode()).data == {"a": [{"b": value}]}

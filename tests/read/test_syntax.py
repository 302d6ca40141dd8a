"""The parser's errors, in French, where an author must mend."""

from __future__ import annotations

import pytest

from kitgen.read.syntax import OTHERWISE, WORDINGS
from kitgen.read.yaml import load_yaml

MISTAKES = {
    "mapping values are not allowed in this context": ("a: b: c", "1:5"),
    "could not find expected ':'": ("a: 1\nb\nc: 2", "3:1"),
    "did not find expected key": ("a: 'l'eau'", "1:7"),
    "did not find expected '-' indicator": ("- a\nb: 1", "2:1"),
    "did not find expected ',' or ']'": ("a: [b\nc: 1", "1:4"),
    "did not find expected ',' or '}'": ("a: {b: 1\nc", "1:4"),
    "did not find expected node content": ("a: [1,,2]", "1:7"),
    "found character that cannot start any token": ("a: @b", "1:4"),
    "found unexpected end of stream": ("a: 'b\nc: 1", "1:4"),
    "found unknown escape character": ('a: "\\d"', "1:5"),
    "found invalid Unicode character escape code": ('a: "\\ud800"', "1:7"),
    "block sequence entries are not allowed in this context": ("a: - b", "1:4"),
    "found unexpected document indicator": ("a: 'b\n---\n", "2:1"),
    "did not find expected comment or line break": ("a: | b", "1:6"),
    "did not find expected <document start>": ("a: 1\n... b", "2:5"),
}


@pytest.mark.parametrize("problem", WORDINGS)
def test_each_wording_has_its_mistake(problem: str) -> None:
    """A common mistake has its own sentence, its place and its hint."""
    text, place = MISTAKES[problem]

    (found,) = load_yaml("f.yaml", text.encode()).diagnostics

    assert (found.message, found.hint) == WORDINGS[problem]
    assert str(found.place) == f"f.yaml:{place}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: *b*", "yaml-ancre"),
        ("a: & b", "yaml-ancre"),
        ("a: !<> b", "yaml-etiquette"),
        ("a: !b!c d", "yaml-etiquette"),
    ],
)
def test_a_mark_at_the_head_of_a_value_is_named(text: str, code: str) -> None:
    """A text that begins as an alias, an anchor or a tag is placed at its mark."""
    (found,) = load_yaml("f.yaml", text.encode()).diagnostics

    assert (found.code.value, str(found.place)) == (code, "f.yaml:1:4")


def test_a_rare_mistake_has_the_general_wording() -> None:
    """What has no sentence of its own still has one in French."""
    (found,) = load_yaml("f.yaml", b"%TAB x\n---\na: |0\n  b").diagnostics

    assert (found.message, found.hint) == OTHERWISE

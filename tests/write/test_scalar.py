"""Other strings in a YAML text; every other character stays."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.model.written import KeyPath
from kitgen.read.yaml import load_yaml
from kitgen.write import UnspliceableError, quoted, replace_scalars

WHOLE = """\
# tête
titre: "L'ESS"   # à garder
court: 'c''est'
nu: un titre
plat: {a: "b", c: [x, "y"]}
texte: |
  Un.

  Deux.

# après
serre: |-
    a
    b
plie: >
  a b
  c

  d
long: "un
  deux"
liste:
- "p"
-   "q"
"""


def value_at(data: object, path: KeyPath) -> object:
    """Return what stands at a path."""
    for key in path:
        data = data[key]  # type: ignore[index]  # a test's own paths
    return data


def replaced(text: str, path: KeyPath, value: str) -> str:
    """Return a text with another string, and check that it is read so, and nothing else."""
    expected = copy.deepcopy(load_yaml("a.yaml", text.encode()).data)
    holder = value_at(expected, path[:-1])
    holder[path[-1]] = value  # type: ignore[index]  # idem
    result = replace_scalars(text, {path: value})

    assert load_yaml("a.yaml", result.encode()).data == expected
    return result


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("titre",), 'Dire "oui" \\', 'titre: "Dire \\"oui\\" \\\\"   # à garder\n'),
        (("court",), "ce n'est", "court: 'ce n''est'\n"),
        (("court",), "a\nb", 'court: "a\\nb"\n'),
        (("nu",), "deux titres", "nu: deux titres\n"),
        (("nu",), "titre : deux", 'nu: "titre : deux"\n'),
        (("nu",), "null", 'nu: "null"\n'),
        (("nu",), "2024", 'nu: "2024"\n'),
        (("plat", "a"), "c", 'plat: {a: "c", c: [x, "y"]}\n'),
        (("plat", "c", 0), "z", 'plat: {a: "b", c: [z, "y"]}\n'),
        (("texte",), "Trois.\n\nQuatre.\n", "texte: |\n  Trois.\n\n  Quatre.\n\n# après\n"),
        (("serre",), "c", "serre: |-\n    c\nplie"),
        (("plie",), "e f\ng\n", "plie: >\n  e f\n\n  g\nlong"),
        (("long",), "trois", 'long: "trois"\n'),
        (("liste", 1), "r", '-   "r"\n'),
    ],
)
def test_only_its_own_lines_change(path: KeyPath, value: str, line: str) -> None:
    """The quoting stays when it can hold the new string; so do comments and blank lines."""
    result = replaced(WHOLE, path, value)

    assert line in result
    assert result.count("#") == WHOLE.count("#")


def test_a_block_may_begin_with_an_empty_line() -> None:
    """Its margin is that of its first words."""
    assert replace_scalars("a: |\n\n   b\nc: d\n", {("a",): "e\n"}) == "a: |\n   e\nc: d\n"


def test_several_strings_change_at_once() -> None:
    """Whatever their order, and the number of lines that they take."""
    values: dict[KeyPath, str] = {("texte",): "A.\n", ("titre",): "B", ("liste", 0): "C"}

    result = replace_scalars(WHOLE, values)
    assert 'titre: "B"' in result
    assert "texte: |\n  A.\n\n# après" in result
    assert '- "C"\n' in result


def test_line_ends_of_the_file_are_kept() -> None:
    """Those of Windows too, and a last line that has none."""
    assert replaced('a: "b"\r\nc: |\r\n  d\r\n', ("c",), "e\nf\n").endswith("|\r\n  e\r\n  f\r\n")
    assert replace_scalars('a: "b"', {("a",): "c"}) == 'a: "c"'


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a: b\n", ("c",), "x"),
        ("a: [b\n", ("a",), "x"),
        ("a: |\n  b\n", ("a",), "sans fin"),
        ("a: |-\n  b\n", ("a",), "b\n"),
        ("a: |+\n  b\n", ("a",), "c\n"),
        ("a: |\n  b\n", ("a",), "  c\n"),
        ("a: >\n  b\n", ("a",), "c\n d\n"),
        ("a: |\n\n", ("a",), "b\n"),
        ("", ("a",), "b"),
        ("a: &x b\nc: *x\n", ("c",), "d"),
    ],
)
def test_what_cannot_change_alone_is_refused(text: str, path: KeyPath, value: str) -> None:
    """Rather than touching anything else, or saying another thing."""
    with pytest.raises(UnspliceableError):
        replace_scalars(text, {path: value})


def test_a_key_that_is_no_word_is_passed_over() -> None:
    """Its value has no name."""
    assert replace_scalars('{[a]: b, c: "d"}\n', {("c",): "e"}) == '{[a]: b, c: "e"}\n'


LINE = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" '\"\\:#é"), min_size=1
)
ONE = LINE.map(str.strip).filter(bool)
LONG = st.lists(ONE, min_size=1, max_size=4).map(lambda lines: "\n".join(lines) + "\n")


@settings(deadline=None)
@given(ONE, st.sampled_from([("titre",), ("court",), ("nu",), ("plat", "a"), ("long",)]))
def test_any_line_is_read_back(value: str, path: KeyPath) -> None:
    """Whatever its characters."""
    replaced(WHOLE, path, value)
    assert load_yaml("a.yaml", f"a: {quoted(value)}\n".encode()).data == {"a": value}


@settings(deadline=None)
@given(LONG, st.sampled_from([("texte",), ("plie",)]))
def test_any_long_text_is_read_back(value: str, path: KeyPath) -> None:
    """Whatever its lines."""
    replaced(WHOLE, path, value)

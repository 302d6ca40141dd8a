"""Bytes to characters."""

from __future__ import annotations

import pytest

from kitgen.errors import Code
from kitgen.read.characters import MAX_BYTES, read_characters
from kitgen.read.yaml import load_yaml


def test_a_file_over_one_megabyte_is_not_parsed() -> None:
    """The size is judged before anything else, to the byte."""
    assert read_characters("f.yaml", b"a" * MAX_BYTES).sound

    loaded = load_yaml("f.yaml", b"a" * (MAX_BYTES + 1))

    assert [d.code for d in loaded.diagnostics] == [Code.FILE_TOO_LARGE]
    assert loaded.data is None


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"\xe9", "f.yaml:1:1"),
        ("é\r\né".encode() + b"\xff", "f.yaml:2:2"),
        ("a: é\n".encode("utf-16"), "f.yaml:1:1"),
        (b"a: \xed\xa0\x80", "f.yaml:1:4"),
    ],
)
def test_invalid_utf8_is_placed(raw: bytes, place: str) -> None:
    """The first byte that is not UTF-8 is shown at its line and column in characters."""
    (problem,) = read_characters("f.yaml", raw).diagnostics

    assert (problem.code, str(problem.place)) == (Code.FILE_UNREADABLE, place)


def test_each_forbidden_character_is_named() -> None:
    """The message gives the official notation: the character itself cannot be seen."""
    problems = read_characters("f.yaml", "a\x00\n\x0bé\ufffe\ufeff\x85".encode()).diagnostics

    assert [(str(d.place), d.message.split()[3]) for d in problems] == [
        ("f.yaml:1:2", "U+0000"),
        ("f.yaml:2:1", "U+000B"),
        ("f.yaml:2:3", "U+FFFE"),
        ("f.yaml:2:4", "U+FEFF"),
        ("f.yaml:2:5", "U+0085"),
    ]


def test_tabs_are_reported_once() -> None:
    """A file full of tabs gives one diagnostic, which counts the others."""
    (problem,) = read_characters("f.yaml", b"a:\n\tb:\n  \tc: 1\td\n").diagnostics

    assert str(problem.place) == "f.yaml:2:1"
    assert "(et 1 autres)" in problem.message

"""YAML 1.2 with positions, without anchors, tags or surprises."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.errors import Code
from kitgen.read.yaml import MAX_DEPTH, Loaded, load_yaml, resolve


def load(text: str) -> Loaded:
    """Load a text as a file of the project."""
    return load_yaml("f.yaml", text.encode())


def found(text: str) -> list[tuple[str, str]]:
    """Return the place and the code of every problem of a text."""
    return [(str(d.place), d.code.value) for d in load(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("01", 1),
        ("-12", -12),
        ("0o17", 15),
        ("0xff", 255),
        ("2.6", 2.6),
        ("1e3", 1000.0),
        ("-.inf", -math.inf),
        ("no", "no"),
        ("Oui", "Oui"),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    """Only null, booleans and numbers are other than text: nothing of YAML 1.1 is left."""
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


def test_not_a_number_is_a_number() -> None:
    """The core schema's `.nan` is a float, which the models refuse."""
    assert math.isnan(float(resolve(".nan") or 0))


def test_an_endless_number_does_not_crash() -> None:
    """A number of thousands of digits, which Python refuses to read, stays a number."""
    assert resolve("9" * 5000) == math.inf


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_loads(text: str) -> None:
    """Whatever is typed gives data or located diagnostics, never an exception."""
    loaded = load(text)

    assert loaded.sound or loaded.diagnostics
    assert all(d.place and d.place.line >= 1 and d.place.column >= 1 for d in loaded.diagnostics)


@given(st.binary(max_size=40))
def test_any_bytes_load(raw: bytes) -> None:
    """Bytes that are no text are refused, not fatal."""
    loaded = load_yaml("f.yaml", raw)

    assert loaded.sound or loaded.diagnostics


def test_places_count_characters_from_one() -> None:
    """A place is a line and a column in characters, whatever their number of bytes."""
    loaded = load('é: "a"\nliste:\n  - 😀: x\n')

    assert loaded.data == {"é": "a", "liste": [{"😀": "x"}]}
    assert loaded.file.places["é",] == (1, 4)
    assert loaded.file.keys["liste", 0, "😀"] == (3, 5)
    assert loaded.file.places["liste", 0, "😀"] == (3, 8)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    """Files written by Windows editors read as the others."""
    loaded = load("\ufeff# tête\r\na: |\r\n  x\r\n  y\r\n")

    assert loaded.data == {"a": "x\ny\n"}
    assert loaded.first_line == "# tête"
    assert str(loaded.file.text_place(("a",), 1)) == "f.yaml:4:3"


def test_the_lines_of_a_block_are_placed() -> None:
    """A character of a `|` text is found where it was typed, blank lines included."""
    loaded = load("a:\n  b: |\n\n\n    un\n\n    deux\nc: |\n\nd: x")
    place = loaded.file.text_place

    assert loaded.data == {"a": {"b": "\n\nun\n\ndeux\n"}, "c": "", "d": "x"}
    assert str(place(("a", "b"), 4, 2)) == "f.yaml:7:7"
    assert str(place(("c",), 0)) == "f.yaml:9:1"
    assert str(place(("d",), 3)) == "f.yaml:10:4"


def test_what_was_typed_without_quotes_is_kept() -> None:
    """A hint can quote the characters of a number as they were typed."""
    assert load("a: 01\nb: '01'").file.raw == {("a",): "01"}


def test_a_key_may_be_quoted() -> None:
    """It is a word all the same."""
    assert load("'a': 1\n\"b\": 2").data == {"a": 1, "b": 2}


def test_every_duplicate_key_is_reported() -> None:
    """Each repetition has its own diagnostic, which names the line of the first."""
    loaded = load("a: 1\nb: {c: 1, c: 2}\na: 2\na: {d: 1, d: 2}\n")

    assert [(str(d.place), d.message) for d in loaded.diagnostics] == [
        ("f.yaml:2:11", "la clé `c` est déjà écrite ligne 2"),
        ("f.yaml:3:1", "la clé `a` est déjà écrite ligne 1"),
        ("f.yaml:4:1", "la clé `a` est déjà écrite ligne 1"),
        ("f.yaml:4:11", "la clé `d` est déjà écrite ligne 4"),
    ]
    assert loaded.data == {"a": 1, "b": {"c": 1}}
    assert loaded.sound


@pytest.mark.parametrize("key", ["1", "~", "true", "2.6", "[a]", "{a: b}", ""])
def test_a_key_is_a_word(key: str) -> None:
    """Numbers, nulls and groups are refused as keys, and their values left out."""
    loaded = load(f"? {key}\n: x\nb: y")

    assert [(d.code, d.place and d.place.line) for d in loaded.diagnostics] == [
        (Code.WRONG_TYPE, 1)
    ]
    assert loaded.data == {"b": "y"}


def test_an_alias_bomb_is_never_built() -> None:
    """Aliases are refused without being expanded."""
    text = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
    loaded = load(text)

    assert not loaded.sound
    assert {d.code for d in loaded.diagnostics} == {Code.YAML_ANCHOR}
    assert len(loaded.diagnostics) == 151


def test_depth_is_limited() -> None:
    """Thirty levels pass, one more does not, ten thousand neither."""
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH).sound
    assert found("[" * (MAX_DEPTH + 1)) == [("f.yaml:1:31", "yaml-profondeur")]
    assert found("[" * 10_000) == [("f.yaml:1:31", "yaml-profondeur")]
    assert found("\n".join(" " * n + "- x:" for n in range(0, 100, 2)))[-1][1] == "yaml-profondeur"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\n---\nb: 2\n", [("f.yaml:2:1", "yaml-syntaxe")]),
        ("%YAML 1.1\n---\na: 1\n", [("f.yaml:1:1", "yaml-syntaxe")]),
        ("%TAG ! !x/\n---\na: 1\n", [("f.yaml:1:1", "yaml-syntaxe")]),
        ("---\na: 1\n...\n", []),
        (
            "a: !!int x\nb: !x\n",
            [("f.yaml:1:4", "yaml-etiquette"), ("f.yaml:2:4", "yaml-etiquette")],
        ),
        ('a: "\\0\\x1b\\r"\n', [("f.yaml:1:4", "caractere-interdit")] * 3),
        ("a: 1\n\tb: 2\n \tc: 3\n", [("f.yaml:2:1", "yaml-syntaxe")]),
        (
            "a: x\u2028y\u202e\n",
            [("f.yaml:1:5", "caractere-interdit"), ("f.yaml:1:7", "caractere-interdit")],
        ),
        ("a: x\u200fy\u0627😀\n", []),
    ],
)
def test_guards(text: str, problems: list[tuple[str, str]]) -> None:
    """What could surprise is refused where it stands; right-to-left letters and emoji pass."""
    assert found(text) == problems


def test_reading_goes_on_after_a_forbidden_character() -> None:
    """The rest of the file is still judged; the character never reaches the data."""
    loaded = load("a: x\x00y\nb: 1\nb: 2\n")

    assert loaded.data == {"a": "x\ufffdy", "b": 1}
    assert [d.code for d in loaded.diagnostics] == [Code.FORBIDDEN_CHARACTER, Code.DUPLICATE_KEY]


def test_a_file_of_comments_holds_nothing() -> None:
    """An empty file parses to nothing; the models then ask for their keys."""
    assert load("# rien\n").data is None
    assert load("").sound

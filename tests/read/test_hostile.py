"""Whatever is done to a fiche: located French diagnostics, or the text exactly as typed."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kitgen.check import check_library
from kitgen.errors import ContentError, Diagnostic
from kitgen.read import read_library

STOCK = Path(__file__).parents[1] / "cases" / "_stock"
FICHE = "fiches/municipal/alimentation.yaml"
VALID = (STOCK / FICHE).read_text("utf-8")
LINES = VALID.splitlines(keepends=True)
SCALAR = re.compile(r"^((?: *- | *)\w+: )\S.*$")
ENGLISH = re.compile(r"\b(expected|found|should|input|must|invalid|error|mapping|while|scalar)\b")

VALUES = [
    "",
    "01",
    "1e999",
    "9" * 5000,
    ".nan",
    "true",
    "~",
    "[]",
    "{}",
    "[[[]]]",
    "- a",
    "a: b",
    "&a b",
    "*a",
    "!!python/object/apply:os.system [id]",
    "!a b",
    "@a",
    "`a`",
    "%a",
    '"a',
    "'l'eau'",
    "\tx",
    "x\ty",
    "x # y",
    "|",
    ">-",
    '"\\0"',
    '"\\ud800"',
    '"\\x85\\L\\r"',
    "a\x00b",
    "a\ufffeb",
    "a\u202eb",
    "a\u200fb",
    "👩🏽‍🌾 مرحبا",
    '"& < > \' &amp; ]]>"',
    "<script>alert(1)</script>",
    "'{{ 7*7 }}'",
    "'{% import os %}'",
    "file:///etc/passwd",
    "../../../etc/passwd",
    "javascript:alert(1)",
    "a" * 20_001,
    "'[](fiche:../../x)'",
    "'[a](file:///etc/passwd)'",
    "'" + "[" * 300 + "'",
    "'" + "*_" * 150 + "'",
]
AS_TYPED = [
    "& < > \" ' &amp; ]]>",
    "👩🏽‍🌾 مرحبا \u200f!",
    "{{ 7*7 }} {% import os %} ${x} %s",
    "<b>a</b> *a* `a` [a](b)",
    "a" * 300,
    "../../etc/passwd",
    "\\\\ \\n \u00a0\u202f…",
]


def replaced(value: str, path: str = FICHE) -> Iterator[bytes]:
    """Yield a file with each of its scalars, in turn, replaced by a value."""
    lines = (STOCK / path).read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        if found := SCALAR.match(line):
            changed = [*lines[:number], f"{found[1]}{value}\n", *lines[number + 1 :]]
            yield "".join(changed).encode()


def broken() -> Iterator[bytes]:
    """Yield the fiche without a line, with a line twice, shifted, cut, or in other bytes."""
    for number, line in enumerate(LINES):
        before, after = LINES[:number], LINES[number + 1 :]
        for changed in (
            "",
            line * 2,
            f" {line}",
            f"\t{line}",
            line.lstrip(),
            line.replace(":", ""),
        ):
            yield "".join([*before, changed, *after]).encode()
    raw = VALID.encode()
    chance = random.Random(20261121)
    for _ in range(100):
        at = chance.randrange(len(raw))
        yield raw[:at]
        yield raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
    yield from (VALID.encode(name, "replace") for name in ("latin-1", "utf-16", "utf-32"))
    yield raw * 700
    yield b"titre: " + b"a" * 2_000_000
    yield b"".join(b"k%d: x\n" % number for number in range(2000))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the stock project, whose fiche will be replaced."""
    return Path(shutil.copytree(STOCK, tmp_path / "projet"))


def outcome(project: Path, raw: bytes, path: str = FICHE) -> tuple[Diagnostic, ...]:
    """Return what is found in the project with this file; only ContentError may be raised."""
    (project / path).write_bytes(raw)
    try:
        library, warnings = read_library(project)
    except ContentError as error:
        return error.diagnostics
    return (*warnings, *check_library(library))


def assert_well_told(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Every diagnostic is placed, short, on one line and in French."""
    for found in diagnostics:
        assert found.place
        assert found.place.line >= 1
        assert found.place.column >= 1
        assert len(found.message) < 250
        assert "\n" not in f"{found.message}{found.hint}"
        assert not ENGLISH.search(f"{found.message} {found.hint}")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:20])
def test_any_value_anywhere(value: str, project: Path) -> None:
    """A hostile value in the place of each scalar gives diagnostics, never a traceback."""
    outcomes = [outcome(project, raw) for raw in replaced(value)]

    assert len(outcomes) > 20
    assert sum(map(bool, outcomes)) > 5
    for diagnostics in outcomes:
        assert_well_told(diagnostics)


def test_any_damage(project: Path) -> None:
    """Lines lost, doubled or shifted, bytes cut or changed: never a traceback."""
    outcomes = [outcome(project, raw) for raw in broken()]

    assert len(outcomes) > 400
    assert sum(map(bool, outcomes)) > 200
    for diagnostics in outcomes:
        assert_well_told(diagnostics)


@pytest.mark.parametrize("text", AS_TYPED, ids=lambda text: ascii(text)[:20])
def test_a_short_text_stands_as_typed(text: str, project: Path) -> None:
    """Marks of Markdown, HTML or templates mean nothing in a short text, and are kept."""
    title = text.replace("'", "''")
    (project / FICHE).write_text(VALID.replace('"L\'alimentation"', f"'{title}'"), "utf-8")

    library, _ = read_library(project)

    assert library.fiches["municipal/alimentation"].titre == text
    assert check_library(library) == ()


@pytest.mark.parametrize(
    "path",
    ["kitgen.yaml", "fiches/municipal/collection.yaml", "fiches/regions/bretagne/region.yaml"],
)
def test_any_value_in_the_other_files(path: str, project: Path) -> None:
    """The project, its collections and its régions are read with the same care."""
    outcomes = [outcome(project, raw, path) for value in VALUES for raw in replaced(value, path)]

    assert len(outcomes) > len(VALUES)
    for diagnostics in outcomes:
        assert_well_told(diagnostics)


def test_operations_of_any_shape(project: Path) -> None:
    """A variant whose operations are anything at all is explained."""
    path = project / "fiches/regions/bretagne/municipal/scic.yaml"
    path.parent.mkdir()
    for value in VALUES:
        for text in (
            f"operations: {value}",
            f"operations:\n  - {value}",
            f"operations:\n  - retirer: {value}",
        ):
            path.write_text(f"{text}\n", "utf-8")
            assert_well_told(outcome(project, VALID.encode()))

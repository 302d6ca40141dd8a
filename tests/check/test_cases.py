"""Every diagnostic of reading and checking, by example: `tests/cases/<code>/`.

A case holds in `in/` the files that differ from the stock project, and in `attendu.txt` the whole
report, a line for each diagnostic and one below it for its hint.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kitgen.check import RULES
from kitgen.errors import Code, ContentError, Diagnostic, sort_key
from kitgen.pipeline.project import load

CASES = Path(__file__).parents[1] / "cases"
STOCK = CASES / "_stock"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir() and path != STOCK)

CODES = list(Code)
READ = CODES[: CODES.index(Code.DUPLICATE_ID)]
CONTENT = CODES[CODES.index(Code.DUPLICATE_ID) : CODES.index(Code.COLOUR_CONTRAST) + 1]
VARIANTS = CODES[CODES.index(Code.TARGET_MISSING) : CODES.index(Code.OVERRIDE_STALE) + 1]
TOO_BIG_TO_KEEP = {Code.FILE_TOO_LARGE}  # tests/read/test_characters.py makes the file


def report(root: Path) -> str:
    """Return what an author reads of a project."""
    try:
        found = load(root).warnings
    except ContentError as error:
        found = error.diagnostics
    return "".join(map(shown, sorted(found, key=sort_key)))


def shown(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as `attendu.txt` holds it."""
    hint = f"    {diagnostic.hint}\n" if diagnostic.hint else ""
    return f"{diagnostic.place} {diagnostic.code} {diagnostic.message}\n{hint}"


def test_the_stock_project_is_faultless(tmp_path: Path) -> None:
    """What the cases start from has neither error nor warning."""
    shutil.copytree(STOCK, tmp_path, dirs_exist_ok=True)

    assert report(tmp_path) == ""


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    """A case's report is the expected one: nothing is missing, nothing is added."""
    shutil.copytree(STOCK, tmp_path, dirs_exist_ok=True)
    shutil.copytree(CASES / name / "in", tmp_path, dirs_exist_ok=True)
    expected = (CASES / name / "attendu.txt").read_text(encoding="utf-8")

    found = report(tmp_path)

    assert found == expected
    assert f" {name} " in found


def test_every_code_has_its_case() -> None:
    """No diagnostic of reading or checking is without an example, and no example without code."""
    assert len(READ) > 15
    assert len(CONTENT) > 10
    assert len(VARIANTS) == 5
    assert set(NAMES) == {*READ, *CONTENT, *VARIANTS} - TOO_BIG_TO_KEEP


def test_every_content_rule_has_its_function() -> None:
    """One code, one function, in the catalogue's order."""
    assert list(RULES) == CONTENT
    assert len(set(RULES.values())) == len(CONTENT)

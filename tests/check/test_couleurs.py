"""The contrast of a région's colours: the ratio is not rounded up, and the advice is right."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kitgen.errors import ContentError
from kitgen.model.couleur import BLANC, contraste
from kitgen.pipeline.project import load
from tests.check.test_cases import STOCK

REGION = 'code: "53"\nnom: "Bretagne"\ncouleurs:\n  principale: "{}"\n'


def complaint(root: Path, colour: str) -> str:
    """Return the message and the hint that a colour gets, or nothing."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    file = root / "fiches/regions/bretagne/region.yaml"
    schema = file.read_text("utf-8").partition("\n")[0]
    file.write_text(f"{schema}\n{REGION.format(colour)}", "utf-8")
    try:
        load(root)
    except ContentError as error:
        (found,) = error.diagnostics
        return f"{found.message} {found.hint}"
    return ""


@pytest.mark.parametrize("colour", ["#777777", "#FFFFFF", "#F2B705", "#00A0E3", "#ff0000"])
def test_a_pale_colour_gets_a_darker_one_that_is_accepted(tmp_path: Path, colour: str) -> None:
    """The message names the pair and a ratio below 4.5; what the hint says to write is right."""
    said = complaint(tmp_path, colour)
    ratio = re.search(r"est de (\d+),(\d) ", said)
    advice = re.findall(r"#[0-9A-F]{6}", said)[-1]

    assert f"`{colour}`" in said
    assert f"`{BLANC}`" in said
    assert ratio
    assert float(f"{ratio[1]}.{ratio[2]}") < 4.5
    assert contraste(advice, BLANC) >= 4.5
    assert complaint(tmp_path, advice) == ""


@pytest.mark.parametrize("colour", ["#767676", "#1F5C8B", "#000000"])
def test_a_dark_colour_is_accepted(tmp_path: Path, colour: str) -> None:
    """4.5 is enough."""
    assert complaint(tmp_path, colour) == ""

"""Every Word file of the real project holds to the rules of Open XML and of accessibility."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from kitgen.pipeline.targets import Target
from tests.outputs import CASES, name_of, render

TARGETS = [target for target, name in CASES if name == "docx"]


@pytest.mark.parametrize("target", TARGETS, ids=name_of)
def test_word_opens_it_without_repair(target: Target, tmp_path: Path) -> None:
    """The validator of the Open XML rules finds nothing."""
    _, artefact, _ = render(target, "docx")
    path = tmp_path / "edition.docx"
    path.write_bytes(artefact.contenu)

    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("target", TARGETS, ids=name_of)
def test_everyone_can_read_it(target: Target) -> None:
    """Neither the accessibility check nor the renderer has anything to tell."""
    _, artefact, _ = render(target, "docx")

    assert [one.message for one in artefact.diagnostics if one.severity == "avertissement"] == []

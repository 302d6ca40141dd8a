"""Every lever, example, figure, resource and link of the real kits is in both files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import kitgen
from kitgen.model.artefact import Artefact
from kitgen.pipeline.targets import Target, all_targets, compose_target
from kitgen.render import FORMATS
from tests.readers import Read, anchors_of, canonical, items, read_docx, read_pdf, urls_of

ROOT = Path(__file__).parents[1]
READERS = {"pdf": read_pdf, "docx": read_docx}
PROJECT = kitgen.load(ROOT)
TARGETS = all_targets(PROJECT, fiches=False)
ALONE = (Target("municipal", "scic"), Target("municipal", "de-quoi-parle-t-on"))
CASES = [(target, name) for target in (*TARGETS, *ALONE) for name in FORMATS]


@cache
def render(target: Target, name: str) -> tuple[kitgen.Edition, Artefact, Read]:
    """Render a target of the real project, once for all tests."""
    edition = compose_target(PROJECT, target)
    artefact = kitgen.render(PROJECT, edition, name)
    return edition, artefact, READERS[name](artefact)


def test_every_format_has_its_reader() -> None:
    """A new format must be read back too."""
    assert READERS.keys() == FORMATS.keys()
    assert TARGETS


@pytest.mark.parametrize(("target", "name"), CASES, ids=str)
def test_every_item_is_there_in_order(target: Target, name: str) -> None:
    """Items come in the order of the Edition, each with all its lines."""
    edition, _, read = render(target, name)
    found = 0
    expected = list(items(edition))

    assert len(expected) > 10
    for item in expected:
        at = read.text.find(item.key, found)
        assert at >= 0, f"absent ou déplacé : {item.key[:80]}"
        for line in item.lines:
            assert read.text.find(line, found) >= 0, f"absent : {line[:80]}"
        found = at


@pytest.mark.parametrize(("target", "name"), CASES, ids=str)
def test_every_link_is_there(target: Target, name: str) -> None:
    """Each address and each fiche that the Edition links to is linked."""
    edition, _, read = render(target, name)

    urls = {canonical(url) for url in read.urls}
    assert {canonical(url) for url in urls_of(edition)} <= urls
    assert set(read.anchors) <= read.targets
    assert len(read.anchors) >= len(anchors_of(edition))


@pytest.mark.parametrize(("target", "name"), CASES, ids=str)
def test_no_engine_complains_about_the_real_content(target: Target, name: str) -> None:
    """Neither a warning of an engine nor a missing glyph."""
    _, artefact, _ = render(target, name)

    assert artefact.diagnostics == ()

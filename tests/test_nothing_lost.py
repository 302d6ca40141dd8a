"""Every lever, example, figure, resource and link of the real kits is in both files."""

from __future__ import annotations

import pytest

from kitgen.pipeline.targets import Target
from kitgen.render import PUBLISHED
from tests.outputs import CASES, NATIONAL, READERS, name_of, render
from tests.readers import anchors_of, canonical, items, urls_of


def test_every_format_has_its_reader() -> None:
    """A new format must be read back too."""
    assert READERS.keys() == set(PUBLISHED)
    assert len(NATIONAL) == 8


@pytest.mark.parametrize(("target", "name"), CASES, ids=name_of)
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


@pytest.mark.parametrize(("target", "name"), CASES, ids=name_of)
def test_every_link_is_there(target: Target, name: str) -> None:
    """Each address and each fiche that the Edition links to is linked."""
    edition, _, read = render(target, name)

    urls = {canonical(url) for url in read.urls}
    assert {canonical(url) for url in urls_of(edition)} <= urls
    assert set(read.anchors) <= read.targets
    assert len(read.anchors) >= len(anchors_of(edition))


@pytest.mark.parametrize(("target", "name"), CASES, ids=name_of)
def test_no_engine_complains_about_the_real_content(target: Target, name: str) -> None:
    """Neither a warning of an engine nor a missing glyph."""
    _, artefact, _ = render(target, name)

    assert artefact.diagnostics == ()

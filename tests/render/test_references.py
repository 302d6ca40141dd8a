"""Pages look as when somebody last looked at them; see tests/render/references.py."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PIL import Image, ImageChops

from kitgen.render.base import RenderContext
from tests.render.references import FOLDER, PAGES, distance, draw, reference

AVERAGE = 1.1
MOST = 24


@pytest.fixture(scope="module")
def pages(contexte: RenderContext) -> Mapping[str, Image.Image]:
    """Return each page of the table, as it is today."""
    return dict(draw(contexte))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_when_it_was_last_looked_at(
    name: str, pages: Mapping[str, Image.Image]
) -> None:
    """If the change is wanted: look at the pages, then `python -m tests.render.references`."""
    average, most = distance(pages[name], reference(name))

    assert (average < AVERAGE, most < MOST) == (True, True), (average, most)


def test_a_line_that_moves_is_seen_and_a_hair_is_not() -> None:
    """The tolerance lies between what engines do and what a person would notice."""
    page = reference("fiche-levier")
    hair = ImageChops.offset(page.resize((page.width * 4, page.height * 4)), 1, 1)
    line = ImageChops.offset(page, 0, 3)

    near, far = distance(page, hair.resize(page.size)), distance(page, line)

    assert near[0] < AVERAGE
    assert near[1] < MOST
    assert far[0] > AVERAGE
    assert far[1] > MOST


def test_each_reference_is_small_and_used() -> None:
    """A few kilobytes each, and none left behind."""
    kept = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}

    assert set(kept) == set(PAGES)
    assert max(kept.values()) < 10_000

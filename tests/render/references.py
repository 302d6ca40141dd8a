"""What a few pages look like, kept as small grey pictures, and how far a page is from its own.

After a change of layout, look at the pages (`kitgen planche`), then draw the references again:

    .venv/bin/python -m tests.render.references
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdf import PdfReader

from kitgen.model.edition import Edition
from kitgen.render.base import RenderContext
from kitgen.render.pdf import render_pdf
from kitgen.render.raster import page_images
from tests.builders import edition, points, region
from tests.render.conftest import LAYOUTS

FOLDER = Path(__file__).parent / "references"
WIDTH = 150
BLUR = 1.5
"""In pixels: engines of other versions place a letter a little beside."""

DOCUMENTS: Mapping[str, Edition] = {
    "kit": edition(),
    "region": edition(region=region()),
    "points": points(),
}
PAGES: Mapping[str, tuple[str, int | str]] = {
    "couverture": ("kit", 1),
    "sommaire": ("kit", 3),
    "en-region": ("region", 5),
    "ouverture": ("kit", "partie-2"),
    "fiche-introduction": ("kit", "fiche-1"),
    "fiche-levier": ("kit", "fiche-3"),
    "index": ("kit", "index"),
    "points-1": ("points", 1),
    "points-3": ("points", 3),
    "points-4": ("points", 4),
}
"""Each reference: its document, and its page or the anchor that its page begins with."""


def draw(contexte: RenderContext) -> Iterator[tuple[str, Image.Image]]:
    """Yield each page of the table, as it is today."""
    for document, whole in DOCUMENTS.items():
        contenu = render_pdf(whole, contexte).contenu
        reader = PdfReader(io.BytesIO(contenu))
        pages = [page.convert("L") for page in page_images(contenu, WIDTH)]
        for name, (home, place) in PAGES.items():
            if home == document:
                yield (
                    name,
                    pages[(place if isinstance(place, int) else page_of(reader, place)) - 1],
                )


def page_of(reader: PdfReader, ancre: str) -> int:
    """Return the page (from 1) on which an anchor stands."""
    number = reader.get_destination_page_number(reader.named_destinations[ancre])
    assert number is not None
    return number + 1


def reference(name: str) -> Image.Image:
    """Return a page as it was when somebody looked at it."""
    with Image.open(FOLDER / f"{name}.png") as image:
        return image.convert("L")


def distance(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """Return how far two pages are: on average, and where they differ most, from 0 to 255."""
    soft = (page.filter(ImageFilter.GaussianBlur(BLUR)) for page in (one, other))
    difference = ImageChops.difference(*soft)
    return ImageStat.Stat(difference).mean[0], int(difference.getextrema()[1])  # type: ignore[arg-type]  # a grey image has one band


def redraw(contexte: RenderContext) -> None:
    """Write every reference again."""
    for name, page in draw(contexte):
        small = io.BytesIO()
        page.save(small, "PNG", optimize=True)
        (FOLDER / f"{name}.png").write_bytes(small.getvalue())


if __name__ == "__main__":
    redraw(RenderContext(LAYOUTS, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)))

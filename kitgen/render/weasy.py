"""WeasyPrint, held on a short lead: what it may fetch, and what it complains about.

Only `weasy` modules import WeasyPrint, which cannot be imported without Pango.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from weasyprint import HTML
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox
from weasyprint.images import RasterImage

from kitgen.errors import Code, Diagnostic
from kitgen.render.fragment import Fragment, ImagePosee, PagePosee, Signet
from kitgen.render.pdf_repair import repaired
from kitgen.render.typefaces import font_files
from kitgen.render.weasy_complaints import complaints
from kitgen.render.weasy_fetch import ProjectFetcher
from kitgen.render.weasy_fonts import LentFonts
from kitgen.render.weasy_hints import is_decoration, number_elements, says_what_it_is, words
from kitgen.render.weasy_sheets import StyleSheets, unlink

POINTS = 0.75
"""A pixel of the engine, in points."""

INCH = 96
"""An inch, in pixels of the engine."""

VARIANT = "pdf/a-3a"
"""The engine knows one standard at a time; the repair and the metadata add what PDF/UA-1 asks."""


def _mute_images(element: Element) -> Iterator[Diagnostic]:
    """Yield an error for each image that neither says something nor is told to be decoration."""
    if is_decoration(element):
        return
    name = str(element.tag).rpartition("}")[2]
    if name in {"img", "svg"} and not says_what_it_is(element):
        source = element.get("src", name)
        yield Diagnostic(
            Code.ENGINE_WARNING,
            f"Une image de la maquette ne dit rien à qui ne la voit pas : {source}",
            hint='Donnez-lui une alternative (alt, title), ou alt="" si elle décore',
        )
    for child in element if name != "svg" else ():
        yield from _mute_images(child)


def _dead_links(root: Element, pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """Yield an error for each link that the engine draws and does not make active.

    It forgets those that are items of a grid, and those that hold blocks within a line.
    """
    alive = {
        box.element
        for page in pages
        for _, _, (left, top, right, bottom), box in page.links
        if left < right and top < bottom
    }
    for link in root.iter("a"):
        if link.get("href") and link not in alive and not is_decoration(link):
            yield Diagnostic(
                Code.ENGINE_WARNING,
                f"Un lien de la maquette n'est pas actif : {words(link)}",
                hint="Placez-le dans un paragraphe, ou donnez-lui la grille (display: grid)",
            )


def lay_out(
    html: str, base: Path, fetcher: ProjectFetcher, sheets: StyleSheets, *, tagged: bool = True
) -> Fragment:
    """Return the pages of an HTML document whose relative addresses start from a folder.

    Args:
        html: the document; the style sheets that it links to are read once for all documents.
        base: the folder.
        fetcher: what serves its files.
        sheets: what serves its style sheets.
        tagged: whether what it says has tags; if not, it is decoration.
    """
    variant = VARIANT if tagged else None
    bare, paths = unlink(html, base)
    style = sheets.of(paths)
    with complaints() as said, _uncollected():
        source = HTML(string=bare, base_url=f"{base.resolve().as_uri()}/", url_fetcher=fetcher)
        number_elements(source.etree_element)
        document = source.render(
            stylesheets=style.sheets, font_config=sheets.config, pdf_variant=variant
        )
        document.fonts = LentFonts(font_files(sheets.fonts_folder))
        contenu = document.write_pdf(pdf_variant=variant)
    root = source.etree_element
    told = (*_mute_images(root), *_dead_links(root, document.pages))
    return Fragment(
        contenu=repaired(contenu) if tagged else contenu,
        pages=tuple(map(_measure, document.pages)),
        ancres=_anchors(document),
        signets=tuple(_bookmarks(document)),
        caracteres=tuple(document.fonts.faces()),
        diagnostics=(*style.diagnostics, *told, *said),
        images=tuple(_images(document)),
    )


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector back: it would go through boxes that live, again and again."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def _anchors(document: Document) -> dict[str, int]:
    """Return the page (from 0) on which each anchor begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for ancre in page.anchors:
            found.setdefault(ancre, number)
    return found


def _bookmarks(document: Document) -> Iterator[Signet]:
    for number, page in enumerate(document.pages):
        for niveau, titre, (x, y), state in page.bookmarks:
            foot = (page.height - y) * POINTS
            yield Signet(
                niveau, titre, number, round(x * POINTS, 2), round(foot, 2), state == "open"
            )


def _images(document: Document) -> Iterator[ImagePosee]:
    """Yield the images made of pixels, and how fine they are where they are shown."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001  as below
            shown = box.replacement if isinstance(box, ReplacedBox) else None
            if isinstance(shown, RasterImage) and box.width and box.height:
                fine = min(shown.width / box.width, shown.height / box.height)
                yield ImagePosee(box.element.get("src"), shown.width, round(fine * INCH, 1))


def _measure(page: Page) -> PagePosee:
    """Return what a page holds; its margins, and what stands outside the text, do not count."""
    box = page._page_box  # noqa: SLF001  WeasyPrint says nothing of a page's lines elsewhere
    lines = [one for one in box.children[0].descendants() if isinstance(one, LineBox)]
    bottom = max((line.position_y + line.height for line in lines), default=box.content_box_y())
    return PagePosee(round(100 * (bottom - box.content_box_y()) / box.height))

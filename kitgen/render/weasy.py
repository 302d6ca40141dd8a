"""WeasyPrint, held on a short lead: what it may fetch, and what it complains about.

The only module that imports WeasyPrint, which cannot be imported without Pango.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from weasyprint import HTML
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.library import ImageLue
from kitgen.render.budget import PagePosee
from kitgen.render.html import IMAGE_SCHEME
from kitgen.render.pdf_repair import repaired
from kitgen.render.weasy_hints import is_decoration, number_elements, says_what_it_is, words

MUTE_IMAGE = 'Image "%s" has no required alt description'
"""What the engine says of an image without alternative text."""

VARIANT = "pdf/a-3a"
"""The engine knows one standard at a time; the repair adds what PDF/UA-1 asks."""


@dataclass(frozen=True, slots=True)
class PagesPosees:
    """What the engine made.

    Attributes:
        contenu: the PDF.
        pages: what each page holds, in order.
        ancres: the page (from 1) on which each anchor of the document begins.
        diagnostics: the engine's complaints.
    """

    contenu: bytes
    pages: tuple[PagePosee, ...]
    ancres: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the layouts' files and the Edition's images; refuses every other address."""

    def __init__(self, layouts: Path, images: Mapping[str, ImageLue]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._layouts = layouts.resolve()
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the bytes of an address.

        Raises:
            ValueError: the address is outside the layouts and the Edition.
        """
        if url.startswith(IMAGE_SCHEME) and url in self._images:
            image = self._images[url]
            return URLFetcherResponse(url, image.contenu, {"Content-Type": image.media})
        path = Path(url2pathname(urlsplit(url).path)).resolve()
        if not url.startswith("file:") or not path.is_relative_to(self._layouts):
            raise ValueError(f"adresse refusée : {url}")
        return super().fetch(path.as_uri(), headers)


class _Complaints(logging.Handler):
    """Keeps the engine's warnings and errors as diagnostics, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[Diagnostic, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == MUTE_IMAGE:  # it says so of decoration too
            return
        grave = record.levelno >= logging.ERROR
        diagnostic = Diagnostic(
            Code.ENGINE_WARNING,
            f"Le moteur de mise en page signale : {record.getMessage()}",
            severity=Severity.ERROR if grave else Severity.WARNING,
        )
        self.found[diagnostic] = None


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


def lay_out(html: str, base: Path, fetcher: ProjectFetcher) -> PagesPosees:
    """Return the PDF of an HTML document whose relative addresses start from a folder."""
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        source = HTML(string=html, base_url=f"{base.resolve().as_uri()}/", url_fetcher=fetcher)
        number_elements(source.etree_element)
        document = source.render(pdf_variant=VARIANT)
        contenu = repaired(document.write_pdf(pdf_variant=VARIANT))
    finally:
        logger.removeHandler(complaints)
    root = source.etree_element
    told = (*_mute_images(root), *_dead_links(root, document.pages))
    ancres: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for ancre in page.anchors:
            ancres.setdefault(ancre, number)
    pages = tuple(_measure(page) for page in document.pages)
    return PagesPosees(contenu, pages, ancres, (*told, *complaints.found))


def _measure(page: Page) -> PagePosee:
    """Return what a page holds; its margins, and what stands outside the text, do not count."""
    box = page._page_box  # noqa: SLF001  WeasyPrint says nothing of a page's lines elsewhere
    lines = [one for one in box.children[0].descendants() if isinstance(one, LineBox)]
    bottom = max((line.position_y + line.height for line in lines), default=box.content_box_y())
    return PagePosee(
        remplissage=round(100 * (bottom - box.content_box_y()) / box.height),
        lignes=len(lines),
        signes=sum(
            len(run.text)
            for line in lines
            for run in line.descendants()
            if isinstance(run, TextBox)
        ),
    )

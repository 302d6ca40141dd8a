"""WeasyPrint, held on a short lead: what it may fetch, and what it complains about.

The only module that imports WeasyPrint, which cannot be imported without Pango.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import HTML
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.library import ImageLue
from kitgen.render.budget import PagePosee
from kitgen.render.html import IMAGE_SCHEME


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
        grave = record.levelno >= logging.ERROR
        diagnostic = Diagnostic(
            Code.ENGINE_WARNING,
            f"Le moteur de mise en page signale : {record.getMessage()}",
            severity=Severity.ERROR if grave else Severity.WARNING,
        )
        self.found[diagnostic] = None


def lay_out(html: str, base: Path, fetcher: ProjectFetcher) -> PagesPosees:
    """Return the PDF of an HTML document whose relative addresses start from a folder."""
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        document = HTML(
            string=html, base_url=f"{base.resolve().as_uri()}/", url_fetcher=fetcher
        ).render(pdf_variant="pdf/ua-1")
        contenu = document.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        logger.removeHandler(complaints)
    ancres: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for ancre in page.anchors:
            ancres.setdefault(ancre, number)
    pages = tuple(_measure(page) for page in document.pages)
    return PagesPosees(contenu, pages, ancres, tuple(complaints.found))


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

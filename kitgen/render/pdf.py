"""Edition to PDF: pieces laid out one by one, then linked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from pikepdf import ObjectStreamMode, Pdf

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.artefact import Artefact, Mesure
from kitgen.model.edition import Edition
from kitgen.render.base import RenderContext
from kitgen.render.budget import measure, told
from kitgen.render.fonts import covered, missing_glyphs
from kitgen.render.fragment import Fragment, ImagePosee
from kitgen.render.html import images, render_frame, render_html
from kitgen.render.layout import Layout, obtain
from kitgen.render.link import Part, link
from kitgen.render.pdf_metadata import describe
from kitgen.render.pieces import Piece, cut

Get: TypeAlias = Callable[[Layout], Fragment]

ROUNDS = 5
"""How often the pages that show page numbers may change how many they are."""


def render_pdf(edition: Edition, context: RenderContext) -> Artefact:
    """Return the Edition as a tagged PDF, the same bytes for the same inputs.

    Raises:
        SetupError: Pango, WeasyPrint or a template is missing or unusable.
    """
    return Plan(edition, context).finish(lambda piece: obtain(piece, context))


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document whose pages are linked, not yet described nor written.

    Attributes:
        pdf: its pages.
        pages: how many.
        diagnostics: all that is to be said of it.
        mesures: what each fiche takes.
        images: those made of pixels, where they are shown.
    """

    pdf: Pdf
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    mesures: tuple[Mesure, ...]
    images: tuple[ImagePosee, ...]


class Plan:
    """What there is to lay out for a document, and how it is put together.

    Attributes:
        edition: the document.
        context: the outside world.

    Args:
        edition: as above.
        context: as above.
        impression: whether it is for a printer: the same pages, with a bleed and inks.
    """

    def __init__(
        self, edition: Edition, context: RenderContext, *, impression: bool = False
    ) -> None:
        self.edition = edition
        self.context = context
        self._impression = impression
        self._pieces = cut(render_html(edition, context, impression=impression))
        self._images = images(edition)

    def first(self) -> Iterator[Layout]:
        """Yield the pieces that depend on no other, in any order."""
        return (self._layout(piece, {}) for piece in self._pieces if not piece.anchors_shown)

    def then(self, get: Get) -> Iterator[Layout]:
        """Yield what depends on the first: pieces that show page numbers, and frames.

        They are as they will very likely be: if each piece that shows page numbers takes one page.

        Args:
            get: finds a piece where it was kept.
        """
        found = self._found(get)
        counts = self._counts(found)
        pages = self._pages(found, counts)
        for piece, start, count in zip(self._pieces, _starts(counts), counts, strict=True):
            if piece.anchors_shown:
                yield self._layout(piece, pages)
            yield from self._frame(piece, start, count)

    def finish(self, get: Get) -> Artefact:
        """Return the document.

        Args:
            get: lays a piece out, or finds it where it was kept.
        """
        made = self.assemble(get)
        describe(made.pdf, self.edition, self.context.created)
        return Artefact(written(made.pdf), "pdf", made.pages, made.diagnostics, made.mesures)

    def assemble(self, get: Get) -> Assembled:
        """Return the document before it is described and written.

        Args:
            get: lays a piece out, or finds it where it was kept.
        """
        found = self._settle(get)
        counts = self._counts(found)
        fragments = [found[place] for place, _ in enumerate(self._pieces)]
        parts = [
            Part(fragment, next(map(get, self._frame(piece, start, count)), None), piece.overlaid)
            for piece, fragment, start, count in zip(
                self._pieces, fragments, _starts(counts), counts, strict=True
            )
        ]
        alone = self.edition.genre == "kit" and self.edition.fiche is not None
        linked = link(parts, self.context.layouts / "polices", alone=alone)
        mesures = measure(self.edition, fragments)
        said = dict.fromkeys(
            (
                *(one for part in parts for one in part.diagnostics),
                *(() if alone else map(_dangling, linked.dangling)),
                *missing_glyphs(self.edition, covered(self.context.layouts / "polices")),
                *told(self.edition, mesures),
            )
        )
        shown = tuple(image for fragment in fragments for image in fragment.images)
        return Assembled(linked.pdf, sum(counts), tuple(said), mesures, shown)

    def _settle(self, get: Get) -> dict[int, Fragment]:
        """Return the pages of each piece, when page numbers are what they say."""
        found = self._found(get)
        asked = {place: "" for place, _ in enumerate(self._pieces) if place not in found}
        for _ in range(ROUNDS):
            pages = self._pages(found, self._counts(found))
            for place, digest in asked.items():
                layout = self._layout(self._pieces[place], pages)
                if layout.digest != digest:
                    asked[place] = layout.digest
                    found[place] = get(layout)
            if pages == self._pages(found, self._counts(found)):
                break
        return found

    def _found(self, get: Get) -> dict[int, Fragment]:
        """Return the pages of the pieces that depend on no other, by their place."""
        return {
            place: get(self._layout(piece, {}))
            for place, piece in enumerate(self._pieces)
            if not piece.anchors_shown
        }

    def _counts(self, found: Mapping[int, Fragment]) -> list[int]:
        """Return how many pages each piece takes, or is believed to as long as it is unknown."""
        return [
            0 if piece.overlaid else len(found[place].pages) if place in found else 1
            for place, piece in enumerate(self._pieces)
        ]

    def _pages(self, found: Mapping[int, Fragment], counts: Sequence[int]) -> dict[str, int]:
        """Return the page (from 1) of each anchor that is known."""
        pages: dict[str, int] = {}
        for place, (piece, start) in enumerate(zip(self._pieces, _starts(counts), strict=True)):
            if piece.ancre:
                pages[piece.ancre] = start + 1
            if place in found:
                for ancre, page in found[place].ancres.items():
                    pages[ancre] = start + page + 1
        return pages

    def _layout(self, piece: Piece, pages: Mapping[str, int]) -> Layout:
        shown = {name: image for name, image in self._images.items() if name in piece.html}
        tightened = piece.tightened
        return Layout(
            genre=self.edition.genre,
            html=piece.numbered(pages),
            tightened=tightened,
            budget=None if tightened is None else self.edition.pages_par_fiche,
            images=shown,
        )

    def _frame(self, piece: Piece, start: int, count: int) -> Iterator[Layout]:
        """Yield what frames the pages of a piece, if it is framed."""
        if piece.frame and count:
            numbers = range(start + 1, start + count + 1)
            html = render_frame(
                self.edition,
                self.context,
                piece.frame,
                numbers,
                impression=self._impression,
            )
            yield Layout(self.edition.genre, html, tagged=False)


def written(pdf: Pdf) -> bytes:
    """Return the bytes of a document, the same for the same document."""
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def _dangling(anchor: str) -> Diagnostic:
    return Diagnostic(
        Code.UNRESOLVED_REFERENCE,
        f"PDF : le renvoi vers « {anchor} » ne mène nulle part dans ce document",
        severity=Severity.WARNING,
    )


def _starts(counts: Sequence[int]) -> list[int]:
    """Return the page (from 0) on which each piece begins."""
    return [0, *accumulate(counts)][:-1]

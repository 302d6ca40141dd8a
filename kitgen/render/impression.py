"""Edition to the PDF that a printer asks for: the same pages, with bleed, inks and marks.

It has no tags, links nor bookmarks: it is to be printed, and the other PDF to be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from pikepdf import Name, String

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition, ImageEdition
from kitgen.model.texte import texte_brut
from kitgen.render.base import RenderContext
from kitgen.render.budget import fiches_of
from kitgen.render.fragment import ImagePosee
from kitgen.render.html import image_address
from kitgen.render.inks import convert, declared
from kitgen.render.layout import obtain
from kitgen.render.pdf import Get, Plan, written
from kitgen.render.pdf_metadata import name
from kitgen.render.sheets import folded, single

LEAST = 250
"""How many pixels of an image an inch of paper must have."""

LEAVES = 4
"""How many pages a sheet folded once has."""


def render_print(edition: Edition, context: RenderContext) -> Artefact:
    """Return the Edition as a printer asks for it, the same bytes for the same inputs.

    Raises:
        SetupError: Pango, WeasyPrint or a template is missing or unusable.
    """
    return Impression(edition, context).finish(lambda piece: obtain(piece, context))


class Impression(Plan):
    """What there is to lay out for a printer, and how it is put together."""

    def __init__(self, edition: Edition, context: RenderContext) -> None:
        super().__init__(edition, context, impression=True)

    def finish(self, get: Get) -> Artefact:
        """Return the document.

        A Points of four pages is a sheet to be folded; with any other number, its pages stand
        alone and an error says so.

        Args:
            get: lays a piece out, or finds it where it was kept.
        """
        edition = self.edition
        made = self.assemble(get)
        convert(made.pdf, declared(self.context.layouts))
        to_fold = edition.genre == "points"
        foldable = to_fold and made.pages == LEAVES
        sheets = folded(made.pdf) if foldable else single(made.pdf)
        name(sheets, edition, self.context.created)
        sheets.docinfo[Name.Trapped] = Name.false
        sheets.Root.Lang = String(edition.langue)
        said = [*made.diagnostics, *_coarse(edition, made.images)]
        if to_fold and not foldable:
            said.append(_not_foldable(edition, made.pages))
        return Artefact(written(sheets), "pdf", len(sheets.pages), tuple(said), made.mesures)


def _coarse(edition: Edition, images: Iterable[ImagePosee]) -> Iterator[Diagnostic]:
    """Yield a warning for each image whose pixels would be seen, at the largest it is shown."""
    names = dict(_names(edition))
    worst: dict[str, ImagePosee] = {}
    for image in images:
        if image.ppp < worst.get(image.adresse, image).ppp or image.adresse not in worst:
            worst[image.adresse] = image
    for adresse, image in worst.items():
        if image.ppp < LEAST:
            needed = math.ceil(image.pixels * LEAST / image.ppp)
            yield Diagnostic(
                Code.COARSE_IMAGE,
                f"{names.get(adresse, adresse)} : {image.ppp:.0f} pixels par pouce une fois "
                f"imprimé, alors qu'il en faut {LEAST}",
                hint=f"Prenez la même image avec au moins {needed} pixels de large, et non "
                f"{image.pixels}",
                severity=Severity.WARNING,
            )


def _names(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the address of each image, and how its editor knows it."""
    region = edition.region
    logos = (region.logo, *region.partenaires) if region else ()
    for logo in (edition.logo, *logos):
        if logo:
            yield image_address(logo.image), _called("Logo", logo)
    for fiche in fiches_of(edition):
        if fiche.illustration:
            called = _called(f"Illustration de {fiche.reference}", fiche.illustration)
            yield image_address(fiche.illustration.image), called


def _called(word: str, image: ImageEdition) -> str:
    alt = texte_brut(image.alt)
    return f"{word} « {alt} »" if alt else word


def _not_foldable(edition: Edition, pages: int) -> Diagnostic:
    return Diagnostic(
        Code.NOT_FOLDABLE,
        f"{edition.stem} a {pages} pages : une feuille A3 pliée en deux en a {LEAVES}",
        hint="Ramenez-le à quatre pages, que `kitgen status` compte, puis imprimez",
    )

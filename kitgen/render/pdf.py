"""Edition to PDF: HTML laid out by WeasyPrint, with our fonts only."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from kitgen.errors import Code, Diagnostic, SetupError
from kitgen.model.artefact import Artefact, Mesure
from kitgen.model.edition import Edition
from kitgen.render.base import RenderContext
from kitgen.render.budget import measure, told
from kitgen.render.html import images, render_html

if TYPE_CHECKING:
    from kitgen.render.weasy import PagesPosees

CLOSING = ("contacts", "colophon")
"""The anchors of the pages that follow the last fiche."""

PANGO_HINT = (
    "Debian, Ubuntu : sudo apt-get install -y"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ; "
    "Fedora : sudo dnf install -y pango ; macOS : brew install pango"
)


def render_pdf(edition: Edition, context: RenderContext) -> Artefact:
    """Return the Edition as a tagged PDF, the same bytes for the same inputs.

    Raises:
        SetupError: Pango, WeasyPrint or a template is missing or unusable.
    """
    posees = lay_out_edition(edition, context)
    mesures = _measure(edition, posees)
    if long := {one.fiche for one in mesures if one.depasse}:
        posees = lay_out_edition(edition, context, long)
        mesures = tuple(
            replace(one, resserree=one.fiche in long) for one in _measure(edition, posees)
        )
    diagnostics = (*posees.diagnostics, *told(edition, mesures))
    return Artefact(posees.contenu, "pdf", len(posees.pages), diagnostics, mesures)


def lay_out_edition(
    edition: Edition, context: RenderContext, serrees: Set[str] = frozenset()
) -> PagesPosees:
    """Return the PDF with the page of each anchor and every diagnostic.

    Args:
        edition: the document.
        context: the outside world.
        serrees: the references of the fiches to tighten by one step.
    """
    engine = _load("kitgen.render.weasy")
    fonts = _load("kitgen.render.fonts")
    html = render_html(edition, context, serrees)
    fetcher = engine.ProjectFetcher(context.layouts, images(edition))
    posees: PagesPosees = engine.lay_out(html, context.layouts / edition.genre, fetcher)
    glyphs = fonts.missing_glyphs(edition, fonts.covered(context.layouts / "polices"))
    return replace(posees, diagnostics=(*posees.diagnostics, *glyphs))


def _measure(edition: Edition, posees: PagesPosees) -> tuple[Mesure, ...]:
    used = fiche_pages(edition, posees.ancres, len(posees.pages))
    return measure(edition, posees.pages, posees.ancres, used)


def fiche_pages(edition: Edition, ancres: Mapping[str, int], total: int) -> dict[str, int]:
    """Return how many pages each fiche takes, from the page of each anchor."""
    fiches = [fiche for part in edition.parties for fiche in part.fiches]
    openers = [part.ancre for part in edition.parties] + [fiche.ancre for fiche in fiches]
    starts = {ancres[ancre] for ancre in (*openers, *CLOSING) if ancre in ancres}
    return {
        fiche.reference: min(
            (start for start in starts if start > ancres[fiche.ancre]), default=total + 1
        )
        - ancres[fiche.ancre]
        for fiche in fiches
    }


def _load(module: str) -> ModuleType:
    """Import what needs WeasyPrint, which is an extra and itself needs Pango."""
    try:
        return import_module(module)
    except ImportError as error:
        message = "Le PDF demande WeasyPrint, qui n'est pas installé"
        raise _missing(message, "Tapez : uv sync --extra pdf") from error
    except OSError as error:
        message = "Le PDF demande la bibliothèque Pango, absente de cette machine"
        raise _missing(message, PANGO_HINT) from error


def _missing(message: str, hint: str) -> SetupError:
    return SetupError(Diagnostic(Code.MISSING_LIBRARY, message, hint=hint))

"""Edition to HTML, through the templates of its genre."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from kitgen.model.edition import Edition, FicheEdition, ImageEdition
from kitgen.model.image import ImageLue
from kitgen.model.texte import (
    Cible,
    LienExterne,
    LienInterne,
    Ligne,
    Liste,
    Portion,
    lignes,
    texte_brut,
)
from kitgen.render.base import RenderContext
from kitgen.render.cartes import geometry_of, read_colours
from kitgen.render.cesures import bind_end, bind_title, cut_elision
from kitgen.render.jinja import environment, layout_error
from kitgen.render.palette import palette
from kitgen.render.placement import (
    has_contacts_on_back,
    has_figures_beyond,
    has_margin_figures,
)

IMAGE_SCHEME = "kitgen:"
"""The addresses of the Edition's own images: this scheme and the SHA-256 of their bytes."""

ANCHOR_SCHEME = "kitgen-ancre:"
"""The addresses of links to an anchor of the document."""

WHOLE_TEXT = 1100
"""How many characters a text may have and still be kept on one page."""


@dataclass(frozen=True, slots=True)
class Etiquette:
    """A fiche's label in two pieces, so that a layout may make the number an event."""

    mot: str
    nombre: str


def render_html(edition: Edition, context: RenderContext, *, impression: bool = False) -> str:
    """Return the whole document as HTML, its pieces marked, its page numbers still to come.

    Args:
        edition: the document.
        context: the outside world.
        impression: whether it is for a printer, and not for a screen.

    Raises:
        SetupError: a template or the map is missing or invalid.
    """
    couleurs = edition.region and edition.region.couleurs
    values = {"palette": couleurs and palette(couleurs), "impression": impression}
    return _render(edition, context, "document", **values)


def render_frame(
    edition: Edition,
    context: RenderContext,
    attributes: Mapping[str, str],
    numbers: Sequence[int],
    *,
    impression: bool = False,
) -> str:
    """Return what stands in the margins of the pages of a piece, as HTML.

    Args:
        edition: the document.
        context: the outside world.
        attributes: what the piece says of its frame: `cadre`, `courant`, `partie`.
        numbers: of its pages.
        impression: whether it is for a printer.

    Raises:
        SetupError: a template is missing or invalid.
    """
    blank = {"courant": "", "partie": ""}
    said = blank | dict(attributes)
    return _render(edition, context, "cadre", numeros=numbers, impression=impression, **said)


def _render(edition: Edition, context: RenderContext, name: str, **values: object) -> str:
    template = f"{edition.genre}/{name}.html"
    try:
        return (
            _environment(context.layouts)
            .get_template(template)
            .render(edition=edition, region=edition.region, libelles=edition.libelles, **values)
        )
    except TemplateError as error:
        raise layout_error(error, template) from error


def image_address(image: ImageLue) -> str:
    """Return the address under which the layout names an image."""
    return IMAGE_SCHEME + hashlib.sha256(image.contenu).hexdigest()


def images(edition: Edition) -> dict[str, ImageLue]:
    """Return every image of the Edition by its address."""
    return {image_address(found.image): found.image for found in _images(edition)}


def _images(edition: Edition) -> Iterator[ImageEdition]:
    region = edition.region
    logos = (region.logo, *region.partenaires) if region else ()
    yield from (logo for logo in (edition.logo, *logos) if logo)
    for partie in edition.parties:
        for fiche in partie.fiches:
            if fiche.illustration:
                yield fiche.illustration


@cache
def _environment(layouts: Path) -> SandboxedEnvironment:
    jinja = environment(layouts)
    jinja.filters |= {
        "ligne": ligne_html,
        "alinea": lambda ligne: ligne_html(bind_end(ligne)),
        "titre": lambda ligne: ligne_html(bind_title(ligne)),
        "brut": texte_brut,
        "adresse": image_address,
        "eliser": cut_elision,
        "etiquette": etiquette,
        "vers": address_of,
        "page": page_mark,
        "pages": pages_mark,
        "palette": palette,
    }
    jinja.globals |= {
        "formes_de": lambda carte: geometry_of(carte, layouts),
        "couleurs_des_jetons": lambda: read_colours(layouts),
    }
    jinja.tests |= {
        "liste": lambda bloc: isinstance(bloc, Liste),
        "a_chiffres_en_marge": has_margin_figures,
        "a_chiffres_qui_depassent": has_figures_beyond,
        "a_contacts_au_dos": has_contacts_on_back,
        "long": lambda texte: sum(map(_length, lignes(texte))) > WHOLE_TEXT,
    }
    return jinja


def address_of(ancre: str) -> str:
    """Return the address of an anchor of the document, which may stand in another piece."""
    return f"{ANCHOR_SCHEME}{ancre}"


def page_mark(ancre: str) -> Markup:
    """Return what stands for the page of an anchor, until it is known; no data can look so."""
    return pages_mark((ancre,))


def pages_mark(ancres: Sequence[str]) -> Markup:
    """Return what stands for the pages of some anchors, each page once."""
    return Markup("<!--page {}-->").format(" ".join(ancres))


def etiquette(fiche: FicheEdition) -> Etiquette:
    """Return `Fiche` and `3`; the number is empty when the label does not end with it."""
    words = texte_brut(fiche.etiquette)
    number = "" if fiche.numero is None else str(fiche.numero)
    if not number or not words.endswith(number):
        return Etiquette(words, "")
    return Etiquette(words.removesuffix(number).strip(), number)


def _length(ligne: Ligne) -> int:
    return len(texte_brut(ligne))


def ligne_html(ligne: Ligne, source_de: Ligne = ()) -> Markup:
    """Return a line with its links, and with its marks inside them: a link is one, whole.

    Args:
        ligne: the line.
        source_de: what the line is the source of. Many sources have the same words, such as the
            name of a newspaper, and lead elsewhere: their links say of what.
    """
    pieces: list[Markup] = []
    for lien, group in groupby(ligne, key=lambda portion: portion.lien):
        runs = tuple(group)
        words = Markup().join(
            _marked(marks, "".join(run.texte for run in same))
            for marks, same in groupby(runs, key=_marks)
        )
        if lien is not None:
            said = texte_brut(runs)
            spoken = _source(said, texte_brut(source_de)) if source_de else _spoken(lien, said)
            title = Markup(' title="{}"').format(spoken) if spoken else ""
            words = Markup('<a href="{}"{}>{}</a>').format(_href(lien), title, words)
        pieces.append(words)
    return Markup().join(pieces)


def _source(words: str, propos: str) -> str:
    return f"{words}, source de «\u202f{propos}\u202f»"


def _spoken(lien: Cible, words: str) -> str:
    """Return what a link says when its words are a mere address; else nothing."""
    url = lien.url if isinstance(lien, LienExterne) else ""
    scheme, _, address = url.partition(":")
    if "." in words and words.removesuffix("/") in address:
        return f"Écrire à {words}" if scheme == "mailto" else f"Site {words}"
    return f"Appeler le {words}" if scheme == "tel" and not any(map(str.isalpha, words)) else ""


def _href(lien: object) -> str:
    match lien:
        case LienExterne(url):
            return url
        case LienInterne(ancre):
            return address_of(ancre)
        case _:
            raise TypeError(f"an Edition holds no such link: {lien!r}")


def _marks(portion: Portion) -> tuple[bool, bool, bool]:
    return portion.gras, portion.italique, portion.exposant


def _marked(marks: tuple[bool, bool, bool], words: str) -> Markup:
    gras, italique, exposant = marks
    inner = Markup.escape(words)
    if exposant:
        inner = Markup("<sup>{}</sup>").format(inner)
    if italique:
        inner = Markup("<em>{}</em>").format(inner)
    if gras:
        inner = Markup("<strong>{}</strong>").format(inner)
    return inner

"""The template filled with all that frames the text of a document: its shell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from kitgen.errors import Place
from kitgen.model.edition import Edition
from kitgen.model.texte import Ligne
from kitgen.render.base import RenderContext
from kitgen.render.word_blocks import Section
from kitgen.render.word_flow import logos_of
from kitgen.render.word_frame import Frame, Running
from kitgen.render.word_lists import Numbering
from kitgen.render.word_pack import describe, pack
from kitgen.render.word_shell import TEMPLATE, Shell
from kitgen.render.word_slots import LABEL, LOGO, REGION_LABEL, RUNNING
from kitgen.render.word_stylebook import StyleBook
from kitgen.render.word_styles import NUMBERED, Mark, Style
from kitgen.render.word_template import render_template
from kitgen.render.word_theme import night_of, recolour
from kitgen.render.word_zip import Entry, compress, expand


class Filled(NamedTuple):
    """A template that was filled.

    Attributes:
        document: it, with holders for its passages.
        styles: its styles.
        labelled: whether it says the label of a fiche alone.
        logo: whether it holds the logos of who publishes.
    """

    document: Document
    styles: StyleBook
    labelled: bool
    logo: bool


def fill(edition: Edition, sections: Sequence[Section], context: RenderContext) -> Filled:
    """Return the template filled: passage 0 is the logos, then there is one for each section.

    In a review edition, one more opens the document.

    Args:
        edition: the document.
        sections: its text, of which only what frames it is read.
        context: the layouts, and the date.

    Raises:
        SetupError: the genre's template is missing or unusable.
    """
    whole = edition.fiche is None
    words = _words(edition)
    absent = {name for name, line in words.items() if not line} - set(RUNNING)
    place = Place(f"layouts/{edition.genre}/{TEMPLATE}")
    path = context.layouts / edition.genre / TEMPLATE
    document = render_template(path, place, absent, cover=whole)
    styles = StyleBook(document)
    _colour(document, edition)
    frame = Frame(document, styles, words)
    if not whole:
        frame.drop_cover()
        styles.promote_headings()
    labelled, logo = frame.shows(LABEL), frame.shows(LOGO) and bool(logos_of(edition))
    frame.fill_words()
    frame.hold_logo(0 if logo else None)
    properties = [
        frame.section(
            one.start,
            Running(one.partie, one.fiche, one.type),
            opener=one.opener,
            columns=one.columns,
        )
        for one in sections
    ]
    frame.hold_body(properties, 1)
    if edition.relecture is not None:
        frame.open_with(1 + len(sections))
    describe(document, edition, context.created)
    return Filled(document, styles, labelled, logo)


def shell_of(filled: Filled, template: Mapping[str, Entry]) -> Shell:
    """Return what must be known of a template that was filled.

    Args:
        filled: it.
        template: the entries of its file, of which those that it did not change are left out.
    """
    document, styles = filled.document, filled.styles
    parts = pack(document)
    same = {
        name: template[name].crc for name, part in parts.items() if _is(template.get(name), part)
    }
    named: tuple[Style | Mark, ...] = (*Style, *Mark)
    numbering = Numbering(document, styles)
    return Shell(
        entries={name: compress(part) for name, part in parts.items() if name not in same},
        same=same,
        ids={one: styles.id_of(one) for one in named},
        framed=_framed(styles),
        lists={style: numbering.abstract_of(style) or "" for style in sorted(NUMBERED)},
        instances=numbering.next_instance(),
        drawings=1 + max(map(int, document.element.xpath("//wp:docPr/@id")), default=0),
        labelled=filled.labelled,
        logo=filled.logo,
    )


def _is(entry: Entry | None, content: bytes) -> bool:
    return entry is not None and entry.size == len(content) and expand(entry) == content


def _framed(styles: StyleBook) -> str:
    """Return the properties that frame a fiche's map."""
    framed = styles.element(Style.FICHE_MAP).iterfind(f"{qn('w:pPr')}/{qn('w:framePr')}")
    return "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in framed)


def _colour(document: Document, edition: Edition) -> None:
    region, colour = edition.region, night_of(document, edition.niveau)
    if region is not None and region.couleurs is not None:
        colour = region.couleurs[0]
    if colour is not None:
        recolour(document, edition.genre, colour)


def _words(edition: Edition) -> dict[str, Ligne]:
    """Return the lines that the template's variables stand for.

    A running word outside the sections that set their own is the document's; a label is that of
    a fiche alone.
    """
    return {
        LABEL: () if edition.fiche is None else edition.parties[0].fiches[0].etiquette,
        "titre": edition.titre,
        "sous_titre": edition.sous_titre,
        "date_longue": edition.date_longue,
        "editeur": edition.editeur,
        "site": edition.site,
        REGION_LABEL: () if edition.region is None else edition.region.etiquette,
        "partie": edition.titre,
        "fiche": (),
    }

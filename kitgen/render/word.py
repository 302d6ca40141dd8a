"""The Word edition: an Edition poured into the designer's template, in named styles only."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from lxml.etree import _Element as Element

from kitgen.errors import Place
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition, RelectureEdition
from kitgen.model.texte import Ligne
from kitgen.render.base import RenderContext
from kitgen.render.word_access import inaccessible
from kitgen.render.word_blocks import Section
from kitgen.render.word_body import Writer, anchors_of
from kitgen.render.word_flow import lay_out
from kitgen.render.word_frame import Frame, Running
from kitgen.render.word_map import Maps
from kitgen.render.word_pack import describe, pack
from kitgen.render.word_review import add_review
from kitgen.render.word_slots import LABEL, LOGO, REGION_LABEL, RUNNING
from kitgen.render.word_styles import StyleBook
from kitgen.render.word_template import render_template
from kitgen.render.word_theme import night_of, recolour

TEMPLATE = "modele.docx"


def render_docx(edition: Edition, context: RenderContext) -> Artefact:
    """Return the Word edition; its pages are Word's to count.

    Raises:
        SetupError: the genre's template is missing or unusable.
    """
    place = Place(f"layouts/{edition.genre}/{TEMPLATE}")
    whole = edition.fiche is None
    path = context.layouts / edition.genre / TEMPLATE
    words = _words(edition)
    absent = {name for name, line in words.items() if not line} - set(RUNNING)
    document = render_template(path, place, absent, cover=whole)
    styles = StyleBook(document)
    region = edition.region
    colour = night_of(document, edition.niveau)
    if region is not None and region.couleurs is not None:
        colour = region.couleurs[0]
    if colour is not None:
        recolour(document, edition.genre, colour)
    frame = Frame(document, styles, words)
    if not whole:
        frame.drop_cover()
        styles.promote_headings()
    sections = lay_out(edition, labelled=not frame.shows(LABEL))
    writer = _writer(document, styles, sections, Maps(context.layouts), edition.relecture)
    known = (edition.logo, None if region is None else region.logo)
    shown = tuple(logo for logo in known if logo is not None and frame.shows(LOGO))
    frame.fill_words()
    frame.fill_logo(writer.logos(shown))
    frame.fill_body(_body(sections, writer, frame))
    if edition.relecture is not None:
        add_review(document, edition.relecture, writer, frame)
    describe(document, edition, context.created)
    content = pack(document)
    return Artefact(
        content, "docx", None, (*writer.diagnostics(alone=not whole), *inaccessible(content))
    )


def _writer(
    document: Document,
    styles: StyleBook,
    sections: tuple[Section, ...],
    maps: Maps,
    relecture: RelectureEdition | None,
) -> Writer:
    anchors = anchors_of(sections)
    if relecture is None:
        return Writer(document, styles, anchors, maps)
    return Writer(document, styles, anchors | {*relecture.ancres}, maps, relecture.champs.champs)


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


def _body(sections: tuple[Section, ...], writer: Writer, frame: Frame) -> Iterator[Element]:
    """Yield the paragraphs; the last one of each section but the last carries its properties."""
    for section in sections:
        paragraphs = writer.blocks(section.blocks)
        running = Running(section.partie, section.fiche, section.type)
        properties = frame.section(
            section.start, running, opener=section.opener, columns=section.columns
        )
        if section is sections[-1]:
            frame.end_document(properties)
        else:
            paragraphs[-1][0].append(properties)
        yield from paragraphs

"""The Word edition: an Edition poured into the designer's template, in named styles only."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from kitgen.errors import Place
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.model.texte import Ligne
from kitgen.render.base import RenderContext
from kitgen.render.word_blocks import Section
from kitgen.render.word_body import Writer, anchors_of
from kitgen.render.word_flow import lay_out
from kitgen.render.word_frame import Frame, Running
from kitgen.render.word_pack import describe, pack
from kitgen.render.word_styles import StyleBook
from kitgen.render.word_template import judge, render_template

TEMPLATE = "modele.docx"


def render_docx(edition: Edition, context: RenderContext) -> Artefact:
    """Return the Word edition; its pages are Word's to count.

    Raises:
        SetupError: LAYOUT_INVALID when the genre's template is missing or unusable.
    """
    place = Place(f"layouts/{edition.genre}/{TEMPLATE}")
    document = render_template(context.layouts / edition.genre / TEMPLATE, place)
    styles = StyleBook(document)
    judge(document, styles, place)
    frame = Frame(document, styles, _words(edition))
    sections = lay_out(edition)
    writer = Writer(document, styles, anchors_of(sections))
    cover = edition.fiche is None
    frame.fill_words()
    shown = edition.logo if cover else None
    frame.fill_logo(() if shown is None else writer.logo(shown))
    frame.fill_body(_body(sections, writer, frame), cover=cover)
    if not cover:
        styles.promote_headings()
    describe(document, edition, context.created)
    return Artefact(pack(document), "docx", None, writer.diagnostics())


def _words(edition: Edition) -> dict[str, Ligne]:
    """Return the lines that the template's variables stand for.

    A running word outside the sections that set their own is the document's.
    """
    return {
        "titre": edition.titre,
        "sous_titre": edition.sous_titre,
        "date_longue": edition.date_longue,
        "editeur": edition.editeur,
        "site": edition.site,
        "partie": edition.titre,
        "fiche": (),
    }


def _body(sections: tuple[Section, ...], writer: Writer, frame: Frame) -> Iterator[Element]:
    """Yield the paragraphs; the last one of each section but the last carries its properties."""
    for section in sections:
        paragraphs = writer.blocks(section.blocks)
        running = Running(section.partie, section.fiche)
        properties = frame.section(section.start, running, opener=section.opener)
        if section is sections[-1]:
            frame.end_document(properties)
        else:
            paragraphs[-1][0].append(properties)
        yield from paragraphs

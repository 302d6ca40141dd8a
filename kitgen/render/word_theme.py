"""The theme of a Word edition: the colour of its level or région, and those of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from kitgen.model.couleur import BLANC, LISIBLE, contraste, melange
from kitgen.model.genre import Genre, Niveau, TypePartie
from kitgen.render.word_styles import ACCENTS

THEMES: dict[Genre, tuple[str, str]] = {"kit": ("dk2", "text2"), "points": ("accent4", "accent4")}
"""The colour that a région changes: its name in the theme, and in what refers to it."""
PART = "accent1"
"""In a header, the colour that stands for the part's."""
INK = "text1"
"""The theme's name for the colour of plain text."""
FILLED = ("w:themeFill", "w:themeFillTint", "w:fill")
DRAWN = ("w:themeColor", "w:themeTint", "w:color")
WRITTEN = ("w:themeColor", "w:themeTint", "w:val")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WHOLE = 0xFF
AUTO = "auto"
"""A colour that Word chooses: black, or white for a ground."""


def recolour(document: Document, genre: Genre, colour: str) -> None:
    """Give a région's colour to the theme of a template, and to the copies that it keeps of it.

    Why the copies: each reference to the theme also holds the colour itself, for the readers
    that know no theme.
    """
    name, reference = THEMES[genre]
    _change_theme(document.part, name, colour)
    for root in _roots(document):
        for element in root.iter():
            kind = WRITTEN if element.tag == qn("w:color") else DRAWN
            for named, tint, value in (kind, FILLED):
                if element.get(qn(named)) == reference:
                    share = int(element.get(qn(tint), f"{WHOLE:X}"), 16) / WHOLE
                    element.set(qn(value), melange(BLANC, colour, share).removeprefix("#"))
    _keep_legible(document.styles.element, reference)


def night_of(document: Document, niveau: Niveau) -> str | None:
    """Return the colour that the designer's theme keeps, under its name, for a level."""
    for relation in document.part.rels.values():
        if relation.reltype == RT.THEME:
            for found in etree.fromstring(relation.target_part.blob).iter(f"{DRAWING}custClr"):
                if found.get("name") == niveau and len(found):
                    return f"#{found[0].get('val')}"
    return None


def tint(header: Element, partie: TypePartie | None) -> None:
    """Draw the shapes of a running header in the colour of its part."""
    for found in header.iter(f"{DRAWING}schemeClr"):
        if found.get("val") == PART:
            found.set("val", ACCENTS[partie])


def _change_theme(main: Part, name: str, colour: str) -> None:
    for key, relation in list(main.rels.items()):
        if relation.reltype == RT.THEME:
            old = main.rels.pop(key).target_part
            theme = etree.fromstring(old.blob)
            for found in theme.iter(f"{DRAWING}{name}"):
                found[:] = [etree.Element(f"{DRAWING}srgbClr", val=colour.removeprefix("#"))]
            blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
            main.relate_to(Part(old.partname, old.content_type, blob, old.package), RT.THEME)


def _roots(document: Document) -> Iterator[Element]:
    """Yield all that refers to the theme: the styles, the lists, the body, the frame."""
    yield document.styles.element
    yield document.part.numbering_part.element
    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype in {RT.HEADER, RT.FOOTER}:
            yield relation.target_part.element


def _keep_legible(styles: Element, reference: str) -> None:
    """Set in plain ink the styles whose ground the région's colour would not stand out from."""
    known = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    for style in known.values():
        colour = style.find(f"{qn('w:rPr')}/{qn('w:color')}")
        ground = _ground(style, known)
        if colour is None or colour.get(qn("w:themeColor")) != reference:
            continue
        if contraste(colour.get(qn("w:val"), ""), ground) < LISIBLE:
            colour.set(qn("w:themeColor"), INK)
            colour.set(qn("w:val"), AUTO)


def _ground(style: Element, known: Mapping[str | None, Element]) -> str:
    """Return the ground of a style, or of the nearest one that it is based on, else white."""
    shading = style.find(f"{qn('w:pPr')}/{qn('w:shd')}")
    if shading is not None:
        fill = shading.get(qn("w:fill"), AUTO)
        return BLANC if fill == AUTO else fill
    named = style.find(qn("w:basedOn"))
    parent = None if named is None else known.get(named.get(qn("w:val")))
    return BLANC if parent is None else _ground(parent, known)

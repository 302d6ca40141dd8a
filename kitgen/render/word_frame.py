"""The frame around the body: cover, running headers, footers, sections of the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from itertools import count, dropwhile
from typing import Any, NamedTuple, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element as Element

from kitgen.model.genre import TypePartie
from kitgen.model.texte import Ligne
from kitgen.render.word_names import declared
from kitgen.render.word_slots import (
    BODY,
    LOGO,
    REGION_LABEL,
    SLOT,
    ends_section,
    slot,
    slot_name,
    words_of,
)
from kitgen.render.word_stylebook import StyleBook
from kitgen.render.word_theme import tint
from kitgen.render.word_xml import Base, Inline, text, w

AFTER_NUMBER = (
    "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection",
    "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings",
)  # fmt: skip
"""What follows the page number among the properties of a section."""

COLUMN_SPACE = "340"
"""Between two columns, in twentieths of a point."""
OWN_TOP = 1100
"""The least top margin of a page without header, in twentieths of a point."""
HEADER_DRAWINGS = 100_000
"""The first id of a drawing in a header: far beyond those of the body."""


class Running(NamedTuple):
    """What the header of a section says, and the type of its part, whose colour it has."""

    partie: Ligne
    fiche: Ligne
    type: TypePartie | None


class Frame:
    """A rendered template: its marks give way to the words and blocks of an Edition."""

    def __init__(self, document: Document, styles: StyleBook, values: Mapping[str, Ligne]) -> None:
        self._main = document.part
        self._root: Element = document.element.body
        self._styles = styles
        self._values = dict(values)
        self._section: Any = deepcopy(self._root.findall(qn("w:sectPr"))[-1])
        self._pattern = self._take_header()
        self._headers: dict[Running, str] = {}
        self._drawings = count(HEADER_DRAWINGS)
        self._place = next(self._alone(BODY))
        self._logo = next(self._alone(LOGO), None)

    def shows(self, name: str) -> bool:
        """Return whether the designer gave a variable a place in the body."""
        return slot(name) in words_of(self._root)

    def drop_cover(self) -> None:
        """Take away what the last section break before the body ends, if there is one.

        What stands between that break and the body opens the document, with or without a cover.
        """
        cover = self._place.itersiblings(preceding=True)
        for piece in list(dropwhile(lambda piece: not ends_section(piece), cover)):
            self._root.remove(piece)
        self._logo = next(self._alone(LOGO), None)
        self._forget_frames()

    def fill_words(self) -> None:
        """Put the document's own lines on the cover, in the footers, in first-page headers."""
        self._fill(self._root, self._main, self._values)
        for relation in self._main.rels.values():
            if relation.reltype in {RT.HEADER, RT.FOOTER}:
                part = relation.target_part
                self._fill(part.element, part, self._values)

    def hold_logo(self, passage: int | None) -> None:
        """Hold the place of the logo, or take its paragraph away when there is none."""
        if self._logo is None:
            return
        for run in self._logo.findall(qn("w:r")):
            self._logo.remove(run)
        if passage is None:
            self._root.remove(self._logo)
        else:
            self._logo.append(_holder(passage))

    def hold_body(self, sections: Sequence[Element], first: int) -> None:
        """Hold the place of the body: a passage for each section, whose properties these are.

        The last properties are those of the document.
        """
        *others, last = sections
        for place, properties in enumerate(others, first):
            self._place.addprevious(_holder(place, properties))
        self._place.addprevious(_holder(first + len(others)))
        self._root.remove(self._place)
        self._root.replace(self._root.findall(qn("w:sectPr"))[-1], last)

    def open_with(self, passage: int) -> None:
        """Hold a page before all the others, without header, footer nor number."""
        properties = deepcopy(self._section)
        for tag in ("w:headerReference", "w:footerReference", "w:pgNumType", "w:titlePg"):
            for found in properties.findall(qn(tag)):
                properties.remove(found)
        for margins in properties.iterfind(qn("w:pgMar")):
            margins.set(qn("w:top"), str(max(int(margins.get(qn("w:top"), "0")), OWN_TOP)))
        self._root.insert(0, _holder(passage, properties))

    def section(
        self, start: int | None, running: Running, *, opener: bool, columns: int = 1
    ) -> Element:
        """Return the properties of a section: the template's, its first number, its header.

        Its first page is of its own when it opens a part, or when the designer wants it so. In
        columns, it goes on from the section before.
        """
        properties = deepcopy(self._section)
        for stale in ("w:type", "w:pgNumType"):
            for found in properties.findall(qn(stale)):
                properties.remove(found)
        if start is not None:
            numbered = _element(w("pgNumType", start=str(start)))
            properties.insert_element_before(numbered, *AFTER_NUMBER)
        if columns > 1:
            properties.insert_element_before(_element(w("type", val="continuous")), "w:pgSz")
            for cols in properties.findall(qn("w:cols")):
                cols.set(qn("w:num"), str(columns))
                cols.set(qn("w:space"), COLUMN_SPACE)
        properties.titlePg_val = opener or properties.titlePg_val
        if self._pattern is not None:
            properties.insert(0, self._reference(self._pattern, running))
        return properties  # type: ignore[no-any-return]  # python-docx types no section

    def _forget_frames(self) -> None:
        """Leave out of the file the headers and footers that no section shows any longer."""
        shown = {
            reference.get(qn("r:id"))
            for name in ("w:headerReference", "w:footerReference")
            for reference in [*self._root.iter(qn(name)), *self._section.findall(qn(name))]
        }
        for key, relation in list(self._main.rels.items()):
            if relation.reltype in {RT.HEADER, RT.FOOTER} and key not in shown:
                del self._main.rels[key]

    def _take_header(self) -> XmlPart | None:
        """Set aside the header that each section repeats with its own words."""
        for reference in self._section.findall(qn("w:headerReference")):
            if reference.get(qn("w:type")) == "default":
                self._section.remove(reference)
                relation = self._main.rels.pop(reference.get(qn("r:id")))
                return cast("XmlPart", relation.target_part)
        return None

    def _reference(self, pattern: XmlPart, running: Running) -> Element:
        """Return a reference to the header with these words, made the first time."""
        if running not in self._headers:
            self._headers[running] = self._main.relate_to(
                self._header(pattern, running), RT.HEADER
            )
        return _element(f'<w:headerReference w:type="default" r:id="{self._headers[running]}"/>')

    def _header(self, pattern: XmlPart, running: Running) -> XmlPart:
        name = PackURI(f"/word/entete{len(self._headers) + 1}.xml")
        blob = etree.tostring(pattern.element)
        part: XmlPart = XmlPart.load(name, CT.WML_HEADER, blob, self._main.package)
        for relation in pattern.rels.values():
            target = relation.target_ref if relation.is_external else relation.target_part
            part.load_rel(relation.reltype, target, relation.rId, relation.is_external)
        words = {"partie": running.partie, "fiche": running.fiche}
        self._fill(part.element, part, self._values | words)
        tint(part.element, running.type)
        for drawing in part.element.iter(qn("wp:docPr")):
            drawing.set("id", str(next(self._drawings)))
        return part

    def _alone(self, name: str) -> Iterator[Element]:
        """Yield the paragraphs that hold a block's mark alone."""
        return (p for p in self._root if words_of(p).strip() == slot(name))

    def _fill(self, root: Element, part: XmlPart, values: Mapping[str, Ligne]) -> None:
        if not values[REGION_LABEL]:
            _drop(root, REGION_LABEL)
        inline = Inline(partial(_relate, part), self._styles.id_of, frozenset())
        for run in [r for r in root.iter(qn("w:r")) if SLOT.search(words_of(r))]:
            for piece in _elements("".join(_pieces(run, inline, values))):
                run.addprevious(piece)
            parent = run.getparent()
            assert parent is not None  # noqa: S101  # it came from an iteration below the root
            parent.remove(run)


def _drop(root: Element, name: str) -> None:
    """Take away the paragraphs that hold a mark alone."""
    for paragraph in [p for p in root.iter(qn("w:p")) if words_of(p).strip() == slot(name)]:
        parent = paragraph.getparent()
        assert parent is not None  # noqa: S101  # it came from an iteration below the root
        parent.remove(paragraph)


def _relate(part: XmlPart, address: str) -> str:
    return part.relate_to(address, RT.HYPERLINK, is_external=True)


def _pieces(run: Element, inline: Inline, values: Mapping[str, Ligne]) -> Iterator[str]:
    """Yield what replaces a run that holds marks, each piece with the run's properties."""
    found = run.find(qn("w:rPr"))
    style, others = "", ""
    for one in () if found is None else found:
        if one.tag == qn("w:rStyle"):
            style += _written(one)
        else:
            others += _written(one)
    base = Base(style, others)
    for child in run:
        if child.tag == qn("w:t"):
            for place, words in enumerate(SLOT.split(child.text or "")):
                if place % 2 and slot_name(words) in values:
                    yield inline.runs(values[slot_name(words)], base)
                elif place % 2:
                    yield _run(base, text(slot(slot_name(words))))
                elif words:
                    yield _run(base, text(words))
        elif child is not found:
            yield _run(base, _written(child))


def _run(base: Base, child: str) -> str:
    return w("r", w("rPr", *base) if any(base) else "", child)


def _holder(passage: int, *properties: Element) -> Element:
    holder = _element(w("passage", val=str(passage)))
    holder.extend(properties)
    return holder


def _written(element: Element) -> str:
    """Return an element as text, with its namespaces."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _element(xml: str) -> Element:
    (found,) = _elements(xml)
    return found


def _elements(xml: str) -> list[Element]:
    """Return what some text says, as elements of python-docx."""
    return list(parse_xml(f"<w:body{declared('w', 'r')}>{xml}</w:body>"))

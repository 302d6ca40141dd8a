"""Real lists: each numbered list is an instance of the numbering that its style names."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from kitgen.render.word_styles import Style, StyleBook
from kitgen.render.word_xml import w

NUMBERED = frozenset({Style.NUMBER, Style.LAW_NUMBER, Style.EXAMPLE_NUMBER})
LISTS = NUMBERED | {Style.BULLET, Style.LAW_BULLET, Style.EXAMPLE_BULLET}


class Numbering:
    """The numbering of a document, to which instances are added."""

    def __init__(self, document: Document, styles: StyleBook) -> None:
        self._root: Element = document.part.numbering_part.element
        self._styles = styles
        self._next = 1 + max(
            (int(num.get(qn("w:numId"), "0")) for num in self._root.findall(qn("w:num"))),
            default=0,
        )

    def unnumbered(self) -> tuple[Style, ...]:
        """Return the list styles of the template that no numbering gives life to."""
        return tuple(s for s in Style if s in LISTS and self._abstract_of(s) is None)

    def restart(self, style: Style) -> str:
        """Add an instance that counts from 1 again, and return its id."""
        number = str(self._next)
        self._next += 1
        abstract = self._abstract_of(style) or ""
        instance = w(
            "num",
            w("abstractNumId", val=abstract),
            w("lvlOverride", w("startOverride", val="1"), ilvl="0"),
            numId=number,
        )
        self._root.findall(qn("w:num"))[-1].addnext(instance)
        return number

    def _abstract_of(self, style: Style) -> str | None:
        """Return the id of the abstract numbering behind a list style."""
        named = self._styles.element(style).find(f".//{qn('w:numId')}")
        if named is None:
            return None
        for num in self._root.findall(qn("w:num")):
            abstract = num.find(qn("w:abstractNumId"))
            if num.get(qn("w:numId")) == named.get(qn("w:val")) and abstract is not None:
                return abstract.get(qn("w:val"))
        return None


def instance(number: str) -> Element:
    """Return what binds a paragraph to an instance."""
    return w("numPr", w("ilvl", val="0"), w("numId", val=number))

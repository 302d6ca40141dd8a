"""Real lists: each numbered list is an instance of the numbering that its style names."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from kitgen.render.word_stylebook import StyleBook
from kitgen.render.word_styles import LISTS, Style


class Numbering:
    """The numbering of a template."""

    def __init__(self, document: Document, styles: StyleBook) -> None:
        self._root: Element = document.part.numbering_part.element
        self._styles = styles

    def unnumbered(self) -> tuple[Style, ...]:
        """Return the list styles of the template that no numbering gives life to."""
        return tuple(s for s in Style if s in LISTS and self.abstract_of(s) is None)

    def next_instance(self) -> int:
        """Return the number of the first list that may be added."""
        known = (int(num.get(qn("w:numId"), "0")) for num in self._root.findall(qn("w:num")))
        return 1 + max(known, default=0)

    def abstract_of(self, style: Style) -> str | None:
        """Return the id of the abstract numbering behind a list style."""
        named = self._styles.element(style).find(f".//{qn('w:numId')}")
        if named is None:
            return None
        for num in self._root.findall(qn("w:num")):
            abstract = num.find(qn("w:abstractNumId"))
            if num.get(qn("w:numId")) == named.get(qn("w:val")) and abstract is not None:
                return abstract.get(qn("w:val"))
        return None

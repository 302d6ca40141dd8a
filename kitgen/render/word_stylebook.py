"""The styles of a Word template, found by name."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from kitgen.render.word_styles import HEADINGS, LOCAL_NAMES, Mark, Style


def _base_as(target: Element, source: Element) -> None:
    """Base a style on what another is based on."""
    named, base = target.find(qn("w:name")), source.find(qn("w:basedOn"))
    for stale in target.findall(qn("w:basedOn")):
        target.remove(stale)
    if named is not None and base is not None:
        named.addnext(deepcopy(base))


class StyleBook:
    """The styles of a template, found by name: ids change with the language of Word."""

    def __init__(self, document: Document) -> None:
        root: Element = document.styles.element
        self._styles = {
            (style.get(qn("w:type"), ""), name.get(qn("w:val"), "").casefold()): style
            for style in root.iter(qn("w:style"))
            if (name := style.find(qn("w:name"))) is not None
        }
        self._ids: dict[Style | Mark, str] = {}

    def missing(self) -> tuple[str, ...]:
        """Return the names that the renderer needs and the template lacks."""
        wanted: tuple[Style | Mark, ...] = (*Style, *Mark)
        return tuple(LOCAL_NAMES.get(one, one) for one in wanted if self._found(one) is None)

    def promote_headings(self) -> None:
        """Give each heading the look of the next: a fiche alone begins at level 1."""
        for upper, lower in pairwise(HEADINGS):
            target, source = self.element(upper), self.element(lower)
            level = target.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            for tag in ("w:pPr", "w:rPr"):
                for stale in target.findall(qn(tag)):
                    target.remove(stale)
                target.extend(deepcopy(source.findall(qn(tag))))
            _base_as(target, source)
            for copied in target.iter(qn("w:outlineLvl")):
                copied.set(qn("w:val"), "" if level is None else level.get(qn("w:val"), ""))

    def element(self, style: Style | Mark) -> Element:
        """Return the definition of a style.

        Raises:
            KeyError: the template lacks it.
        """
        found = self._found(style)
        if found is None:
            raise KeyError(style)
        return found

    def id_of(self, style: Style | Mark) -> str:
        """Return the id that a paragraph or a run refers to."""
        if style not in self._ids:
            self._ids[style] = self.element(style).get(qn("w:styleId"), "")
        return self._ids[style]

    def _found(self, style: Style | Mark) -> Element | None:
        kind = "paragraph" if isinstance(style, Style) else "character"
        names = (style, LOCAL_NAMES.get(style, style))
        known = (self._styles.get((kind, name.casefold())) for name in names)
        return next((one for one in known if one is not None), None)

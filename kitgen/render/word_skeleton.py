"""The lines of a finished Word file, its fields emptied: what a reviewer did not write.

The reader of a reviewer's file computes the same from what comes back, and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from kitgen.model.relecture import lire_etiquette

SPACES = frozenset({qn("w:tab"), qn("w:br")})
SHAPE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
SILENT = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:fldSimple"), SHAPE})
"""What says nothing, or nothing that lasts: properties, page numbers; shapes are told apart."""
PICTURES = frozenset({qn("w:drawing"), qn("w:pict")})
IMAGE = "{image}"
FORM = " {forme}"
ALONE = re.compile(r"\{[0-9a-f]{12}\}")
LINK = "HYPERLINK"


class _Walk:
    """A walk over paragraphs, which knows in which of Word's own fields it stands.

    Such a field may span paragraphs, as the contents do; what it shows is Word's to compute,
    unless it is a link.
    """

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.shown: list[bool] = []

    @property
    def computed(self) -> bool:
        """Whether what comes is the result of a field that Word computes."""
        return any(
            shown and not code.lstrip().startswith(LINK)
            for code, shown in zip(self.codes, self.shown, strict=True)
        )

    def turn(self, kind: str | None) -> None:
        """Enter a field, pass to its result, or leave it."""
        if kind == "begin":
            self.codes.append("")
            self.shown.append(False)
        elif kind == "separate":
            self.shown[-1] = True
        else:
            self.codes.pop()
            self.shown.pop()

    def line(self, node: Element) -> Iterator[str]:
        """Yield the words below an element; a piece of a field is its key between braces."""
        for child in node:
            cle = _field(child)
            if cle is not None:
                yield f"{{{cle}}}"
            elif child.tag == qn("w:fldChar"):
                self.turn(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText"):
                self.codes[-1] += child.text or ""
            elif child.tag == qn("w:t") and not self.computed:
                yield child.text or ""
            elif child.tag in SPACES and not self.computed:
                yield " "
            elif child.tag in PICTURES and not self.computed:
                yield IMAGE
            elif child.tag not in SILENT | PICTURES:
                yield from self.line(child)


def skeleton(root: Element, form: str = FORM) -> tuple[str, ...]:
    """Return the lines of a body; see `Relecture.squelette`.

    Args:
        root: what holds the paragraphs.
        form: what is said of a shape, at the end of its paragraph; nothing in the margins.
    """
    walk = _Walk()
    lines: list[str] = []
    for paragraph in root.iter(qn("w:p")):
        shapes = form * sum(1 for _ in _shapes(paragraph))
        line = " ".join(("".join(walk.line(paragraph)) + shapes).split())
        repeated = lines[-1:] == [line] and ALONE.fullmatch(line)
        if line and not repeated:
            lines.append(line)
    return tuple(lines)


def _shapes(node: Element) -> Iterator[Element]:
    """Yield the shapes of a paragraph that Word draws; those of a text box are not its own."""
    for child in node:
        if child.tag == SHAPE:
            yield child
        else:
            yield from _shapes(child)


def margins(document: Document) -> tuple[str, ...]:
    """Return the distinct lines of the headers and footers."""
    kinds = {RT.HEADER, RT.FOOTER}
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype in kinds]
    return tuple(sorted({line for part in parts for line in skeleton(part.element, "")}))


def _field(element: Element) -> str | None:
    """Return the key of the field whose piece a control holds."""
    tag = element.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    found = None if tag is None else lire_etiquette(tag.get(qn("w:val"), ""))
    return None if found is None else found[0]

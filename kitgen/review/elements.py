"""The elements of WordprocessingML that hold words, one by one: what each says by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from kitgen.review.paper import Author, Piece
from kitgen.review.parts import w

BOOKMARK = re.compile(r"_kg_(?P<key>[0-9a-f]{12})")
IMAGE = "\ufffc"
"""What stands for an image, or any other object, among characters."""
SHAPE = "\ufdd0"
"""What stands for a shape that Word draws; no text has this character."""
PAGE_BREAK = "\f"
CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    w("footnoteReference"): IMAGE,
    w("endnoteReference"): IMAGE,
}
ADDED = frozenset({w("ins"), w("moveTo")})
REMOVED = frozenset({w("del"), w("moveFrom")})
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DATES = ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum")
"""What Word shows today's date or the page's number by, without any field."""
OBJECTS = frozenset(
    w(tag) for tag in ("drawing", "pict", "object", "contentPart", "ruby", *DATES)
) | {f"{MATHS}oMath"}
"""What is more than its words: a picture, a formula, a reading above others."""
SYMBOLS = ("symbol", "wingdings", "webdings", "zapf", "marlett")
"""How the names of fonts begin whose letters are drawings."""
PRIVATE = range(0xE000, 0xF900)
"""Where symbol fonts have their drawings: no character is meant."""
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
ZONES = {
    w("tbl"): "un tableau",
    w("txbxContent"): "une zone de texte",
    w("footnote"): "une note",
    w("endnote"): "une note",
}


class Around(NamedTuple):
    """What surrounds the place that is being read.

    Attributes:
        computed: whether Word wrote it, such as a page number.
        drawn: whether it is one of the shapes that Word writes twice, for old readers; those of
            the template are so, and count for nothing.
    """

    piece: Piece | None = None
    link: str | None = None
    added: Author | None = None
    removed: Author | None = None
    zone: str = ""
    computed: bool = False
    drawn: bool = False


PROPERTIES = frozenset(
    w(tag) for tag in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "sdtPr")
) | {w("annotationRef"), w("softHyphen"), w("lastRenderedPageBreak")}
"""What holds no text of its own."""


def row(row: Element, around: Around) -> Around:
    """Return what surrounds the content of a table's row: it may have been added or removed."""
    added, removed = row.find(f"{w('trPr')}/{w('ins')}"), row.find(f"{w('trPr')}/{w('del')}")
    return around._replace(
        added=around.added if added is None else author_of(added),
        removed=around.removed if removed is None else author_of(removed),
    )


def mark_author(properties: Element | None, *tags: str) -> Author | None:
    """Return who added or removed the end of a paragraph."""
    found = None if properties is None else next(_children(properties, tags), None)
    return None if found is None else author_of(found)


def _children(element: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    return (found for tag in tags for found in element.findall(w(tag)))


def author_of(change: Element) -> Author:
    """Return who recorded a change, and when."""
    return Author(change.get(w("author"), ""), change.get(w("date"), ""))


def characters(child: Element) -> str | None:
    """Return what an element of a run shows by itself, if it does."""
    tag = str(child.tag)
    if tag in {w("t"), w("delText")}:
        return child.text or ""
    if tag == w("br"):
        return PAGE_BREAK if child.get(w("type")) in {"page", "column"} else "\n"
    return _symbol(child) if tag == w("sym") else CHARACTERS.get(tag)


def chosen(alternate: Element) -> Element:
    """Return what recent readers show of an element that is written twice."""
    choice = alternate.find(CHOICE)
    return alternate if choice is None else choice


def is_drawn_in_letters(properties: Element | None) -> bool:
    """Tell whether a run is set in a font of drawings: its letters are not meant."""
    fonts = None if properties is None else properties.find(w("rFonts"))
    return fonts is not None and fonts.get(w("ascii"), "").lower().startswith(SYMBOLS)


def _symbol(symbol: Element) -> str:
    """Return the character of a symbol; a drawing of a symbol font counts as an object."""
    try:
        code = int(symbol.get(w("char"), ""), 16)
    except ValueError:
        return IMAGE
    return IMAGE if code in PRIVATE or code > 0xFFFF else chr(code)

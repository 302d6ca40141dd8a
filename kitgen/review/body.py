"""One walk over a returned document: every character, with its field, its look and its author.

The field of a run is told by the content control around it or, where the tags were lost, by the
bookmark that is open there. Nothing that holds text is skipped for being unknown: what surrounds
it is looked through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from kitgen.model.relecture import lire_etiquette
from kitgen.review.elements import (
    ADDED,
    ALTERNATE,
    BOOKMARK,
    IMAGE,
    MATHS,
    OBJECTS,
    PROPERTIES,
    REMOVED,
    SHAPE,
    ZONES,
    Around,
    author_of,
    characters,
    chosen,
    is_drawn_in_letters,
    mark_author,
    row,
)
from kitgen.review.instructions import COMPUTED, IN_MARGINS, Instructions
from kitgen.review.paper import Line, Piece, Run
from kitgen.review.parts import R_ID, Package, w
from kitgen.review.styles import StyleSheet


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read."""

    element: Element
    inside: frozenset[str]
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What one walk gathers.

    Attributes:
        lines: the paragraphs; what stands in a text box comes after the one that holds it.
        points: the field at the place of each comment, by the comment's id.
    """

    lines: list[Line] = field(default_factory=list)
    points: dict[str, str | None] = field(default_factory=dict)


AT_ONCE = 200
"""Comments whose words overlap: those beyond are known by the place of their mark."""


def read_body(package: Package, keys: Container[str] | None = None) -> Reading:
    """Read the document's own text; a field that has none of the keys is another file's."""
    walker = _Walker(package, StyleSheet(package), package.body, keys)
    walker.children(package.body, Around())
    return walker.reading


def read_margins(package: Package) -> tuple[Line, ...]:
    """Read what stands in headers, footers and notes."""
    styles = StyleSheet(package)
    found: list[Line] = []
    for kind in ("/header", "/footer", "/footnotes", "/endnotes"):
        for _, root in package.all_related(kind):
            walker = _Walker(package, styles, root, (), IN_MARGINS)
            walker.children(root, Around())
            found += walker.reading.lines
    return tuple(found)


class _Walker:
    """Reads one part, in order, keeping what is open from one paragraph to the next."""

    def __init__(
        self,
        package: Package,
        styles: StyleSheet,
        root: Element,
        keys: Container[str] | None,
        computed: frozenset[str] = COMPUTED,
    ) -> None:
        self.reading = Reading()
        self._links = package.links
        self._styles = styles
        self._closed = Counter(end.get(w("id")) for end in root.iter(w("bookmarkEnd")))
        self._bookmarks: dict[str, str] = {}
        self._comments: frozenset[str] = frozenset()
        self._instructions = Instructions(computed)
        self._keys = keys
        self._paragraph: _Paragraph | None = None

    def children(self, element: Element, around: Around) -> None:
        """Read what an element holds."""
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, around)

    def element(self, element: Element, around: Around) -> None:
        """Read one element, whatever it is."""
        tag = str(element.tag)
        if tag == w("p"):
            self.paragraph(element, around)
        elif tag == w("r"):
            self.run(element, around)
        elif tag == w("sdt"):
            self.control(element, around)
        elif tag in MARKERS:
            MARKERS[tag](self, element, around)
        elif tag == ALTERNATE:
            self.children(chosen(element), around._replace(drawn=True))
        elif tag == w("altChunk"):
            self.reading.lines.append(Line((Run(IMAGE),), zone="un document inséré"))
        elif tag in OBJECTS:
            own = around.piece or self.bookmarked()
            self.say(SHAPE if around.drawn and own is None else IMAGE, None, around)
            self.children(element, around)
        elif tag == f"{MATHS}t":
            self.say(element.text or "", None, around)
        elif tag in PROPERTIES:
            pass
        else:
            self.children(element, self.entered(element, around))

    def entered(self, element: Element, around: Around) -> Around:
        """Return what surrounds the content of an element that only surrounds."""
        tag = str(element.tag)
        inner = around
        if tag in ADDED:
            inner = around._replace(added=author_of(element))
        elif tag in REMOVED:
            inner = around._replace(removed=author_of(element))
        elif tag == w("hyperlink"):
            inner = around._replace(link=self.target(element) or around.link)
        elif tag == w("fldSimple"):
            instruction = element.get(w("instr"), "")
            link = Instructions.link_of(instruction)
            computed = around.computed or self._instructions.is_computed(instruction)
            inner = around._replace(link=link or around.link, computed=computed)
        elif tag == w("tr"):
            inner = row(element, around)
        elif tag in ZONES:
            inner = around._replace(zone=ZONES[tag])
        return inner

    def paragraph(self, element: Element, around: Around) -> None:
        """Read a paragraph; one within a text box is read apart from the one that holds it."""
        outer = self._paragraph
        mine = _Paragraph(element, frozenset(self._bookmarks.values()))
        self._paragraph = mine
        first = len(self.reading.lines)
        self.children(element, around)
        item, level = self._styles.list_of(element)
        mark = element.find(f"{w('pPr')}/{w('rPr')}")
        line = Line(
            runs=tuple(mine.runs),
            style=self._styles.name_of(element),
            item=item,
            level=level,
            added=mark_author(mark, "ins", "moveTo") or around.added,
            removed=mark_author(mark, "del", "moveFrom") or around.removed,
            inside=mine.inside,
            zone=around.zone,
        )
        self.reading.lines.insert(first, line)
        self._paragraph = outer

    def control(self, element: Element, around: Around) -> None:
        """Read a content control; one that shows its prompt was emptied."""
        tag = element.find(f"{w('sdtPr')}/{w('tag')}")
        found = lire_etiquette("" if tag is None else tag.get(w("val"), ""))
        content = element.find(w("sdtContent"))
        inner = around
        known = found is not None and self.ours(found[0])
        if found is not None and known:
            inner = around._replace(piece=Piece(*found))
            self.say("", None, inner)
        prompt = element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
        if content is not None and not (prompt and known):
            self.children(content, inner)

    def run(self, element: Element, around: Around) -> None:
        """Read a run: its characters, and what they look like."""
        self.pieces(element, element.find(w("rPr")), around)

    def pieces(self, element: Element, properties: Element | None, around: Around) -> None:
        """Read what a run holds, or what it holds for the readers that know more."""
        for child in element:
            said = characters(child)
            tag = str(child.tag)
            if said is not None:
                drawn = bool(said) and is_drawn_in_letters(properties)
                self.say(IMAGE if drawn else said, properties, around)
            elif tag == w("fldChar"):
                self._instructions.mark(child.get(w("fldCharType"), ""))
            elif tag in {w("instrText"), w("delInstrText")}:
                self._instructions.add(child.text or "")
            elif tag == ALTERNATE:
                self.pieces(chosen(child), properties, around._replace(drawn=True))
            elif tag == w("commentReference"):
                self.point(child, around)
            elif isinstance(child.tag, str):
                self.element(child, around)

    def say(self, text: str, properties: Element | None, around: Around) -> None:
        """Add characters to the paragraph; those that Word computes are no one's."""
        computed = self._instructions.computed or around.computed
        if self._paragraph is None or (computed and around.piece is None):
            return
        link = self._instructions.link or around.link
        here = self._paragraph.element
        marks = self._styles.marks_of(properties, here)
        change = None if properties is None else properties.find(w("rPrChange"))
        old = None if change is None else change.find(w("rPr"))
        before = marks if old is None else self._styles.marks_of(old, here)
        run = Run(
            text=text,
            piece=around.piece or self.bookmarked(),
            marks=marks,
            before=before,
            link=link,
            added=around.added,
            removed=around.removed,
            restyled=None if change is None or before == marks else author_of(change),
            comments=self._comments,
            beyond=self._styles.beyond(properties, here, linked=link is not None),
        )
        runs = self._paragraph.runs
        if runs and replace(runs[-1], text="") == replace(run, text=""):
            runs[-1] = replace(run, text=runs[-1].text + text)
        else:
            runs.append(run)

    def ours(self, key: str) -> bool:
        """Tell whether a field is this file's."""
        return self._keys is None or key in self._keys

    def bookmarked(self) -> Piece | None:
        """Return the field whose bookmark was opened last, and is open."""
        open_ = list(self._bookmarks.values())
        return Piece(open_[-1], 0) if open_ else None

    def point(self, element: Element, around: Around) -> None:
        """Note where a comment is called."""
        piece = around.piece or self.bookmarked()
        self.reading.points[element.get(w("id"), "")] = None if piece is None else piece.key

    def target(self, element: Element) -> str | None:
        """Return where a hyperlink leads."""
        relation = self._links.get(element.get(R_ID, ""))
        anchor = element.get(w("anchor"))
        address = relation.target if relation is not None and relation.external else ""
        return f"{address}#{anchor}" if anchor else address or None

    def open_bookmark(self, element: Element, around: Around) -> None:  # noqa: ARG002  a marker
        """Note that a field begins, if it ends somewhere."""
        found = BOOKMARK.fullmatch(element.get(w("name"), ""))
        number = element.get(w("id"), "")
        if found is not None and self.ours(found["key"]) and self._closed[number]:
            self._bookmarks[number] = found["key"]

    def close_bookmark(self, element: Element, around: Around) -> None:  # noqa: ARG002  a marker
        """Note that a field ends."""
        self._bookmarks.pop(element.get(w("id"), ""), None)

    def open_comment(self, element: Element, around: Around) -> None:  # noqa: ARG002  a marker
        """Note that what follows is commented upon."""
        if len(self._comments) < AT_ONCE:
            self._comments |= {element.get(w("id"), "")}

    def close_comment(self, element: Element, around: Around) -> None:  # noqa: ARG002  a marker
        """Note that what follows no longer is."""
        self._comments -= {element.get(w("id"), "")}


MARKERS = {
    w("bookmarkStart"): _Walker.open_bookmark,
    w("bookmarkEnd"): _Walker.close_bookmark,
    w("commentRangeStart"): _Walker.open_comment,
    w("commentRangeEnd"): _Walker.close_comment,
}

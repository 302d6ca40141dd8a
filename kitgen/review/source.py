"""Where each character of a long text was typed in its Markdown.

The parser says what a text means; this module walks beside it over the very characters, so that
what a reviewer left alone can be put back to the letter, marks, escapes and line ends included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markdown_it.tree import SyntaxTreeNode

from kitgen.model.markdown import FICHE_SCHEME
from kitgen.model.markdown_reader import PARSER
from kitgen.review.paper import ListKind

SpanKind: TypeAlias = Literal["bold", "italic", "link"]
TYPED_LINE = re.compile(r"[^\n]*\n|[^\n]+")
SPANS: dict[str, SpanKind] = {"strong": "bold", "em": "italic", "link": "link"}


@dataclass(frozen=True, slots=True)
class Span:
    """Marks around some characters.

    Attributes:
        opening, closing: as typed: `**`, `](https://…)`.
        target: where a link leads.
        number: tells it from another span of the same text; below 0, it is new.
    """

    kind: SpanKind
    opening: str
    closing: str
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class Char:
    r"""A character as read.

    Attributes:
        text: the character; none at all for a reference without words.
        source: how it was typed: `\*` for `*`, a line end for a space.
        spans: the marks around it, the outermost first.
    """

    text: str
    source: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A paragraph or a list element as typed.

    Attributes:
        start, end: where its characters stand, without the mark of its list.
        chars: none when they could not be followed.
    """

    item: ListKind | None
    start: int
    end: int
    chars: tuple[Char, ...] | None


class UnsayableError(Exception):
    """What Markdown cannot say."""


class UnmappedError(UnsayableError):
    """The characters are not where the parser's words would have them."""


def plain_line(base: str) -> SourceLine:
    """Return a line in which no character has a meaning of its own."""
    return SourceLine(None, 0, len(base), tuple(Char(one, one) for one in base))


def source_lines(base: str) -> tuple[SourceLine, ...]:
    """Return the paragraphs and list elements of a long text, in order.

    Raises:
        UnmappedError: the text holds something else.
    """
    return tuple(_lines(SyntaxTreeNode(PARSER.parse(base)).children, base))


def _lines(nodes: list[SyntaxTreeNode], base: str) -> Iterator[SourceLine]:
    for node in nodes:
        if node.type == "paragraph":
            yield _line(node, base, None)
        elif node.type in {"bullet_list", "ordered_list"}:
            kind: ListKind = "bullet" if node.type == "bullet_list" else "number"
            for item in node.children:
                if [child.type for child in item.children] != ["paragraph"]:
                    raise UnmappedError(node.type)
                yield _line(item.children[0], base, kind)
        else:
            raise UnmappedError(node.type)


def _line(paragraph: SyntaxTreeNode, base: str, item: ListKind | None) -> SourceLine:
    (inline,) = paragraph.children
    places = _places(inline, base)
    mapper = _Mapper(base, inline.content, places)
    try:
        chars = tuple(mapper.nodes(inline.children, ()))
    except UnmappedError:
        return SourceLine(item, places[0], places[-1], None)
    return SourceLine(item, places[0], places[-1], chars)


def _places(inline: SyntaxTreeNode, base: str) -> list[int]:
    """Return where each character of a content stands in the whole text, and where it ends.

    The parser takes away what begins each line; what is left is its end.
    """
    first, last = inline.map or (0, 0)
    whole = TYPED_LINE.findall(base)
    start = sum(map(len, whole[:first]))
    places: list[int] = []
    for line, kept in zip(whole[first:last], inline.content.split("\n"), strict=True):
        bare = line.rstrip()
        offset = start + len(bare) - len(kept.rstrip())
        if not bare.endswith(kept.rstrip()):
            raise UnmappedError(kept)
        places += range(offset, offset + len(kept))
        places.append(start + len(line.rstrip("\n")))
        start += len(line)
    places[-1] = places[-2] + 1
    return places


class _Mapper:
    """Walks the parser's nodes and the typed characters side by side."""

    def __init__(self, base: str, content: str, places: list[int]) -> None:
        self._base, self._content, self._places = base, content, places
        self._at = 0
        self._spans = 0

    def nodes(self, nodes: list[SyntaxTreeNode], spans: tuple[Span, ...]) -> Iterator[Char]:
        """Yield the characters of some nodes."""
        for node in nodes:
            if node.type in {"text", "text_special"}:
                yield from self._text(node, spans)
            elif node.type == "softbreak":
                yield Char(" ", self._break(), spans)
            elif node.type in SPANS:
                yield from self._span(node, spans)
            else:
                raise UnmappedError(node.type)

    def _text(self, node: SyntaxTreeNode, spans: tuple[Span, ...]) -> Iterator[Char]:
        if node.type == "text_special":
            yield Char(node.content, self._take(node.markup), spans)
            return
        for character in node.content:
            yield Char(character, self._take(character), spans)

    def _span(self, node: SyntaxTreeNode, spans: tuple[Span, ...]) -> Iterator[Char]:
        opening = node.markup
        if node.type == "link":
            opening = "<" if node.markup == "autolink" else "["
        self._take(opening)
        self._spans += 1
        span = Span(SPANS[node.type], opening, "", str(node.attrs.get("href", "")), self._spans)
        inner = list(self.nodes(node.children, (*spans, span))) or [Char("", "", (*spans, span))]
        closing = self._take(self._closing(node, opening))
        closed = Span(span.kind, opening, closing, span.target, span.number)
        for char in inner:
            kept = tuple(closed if one is span else one for one in char.spans)
            yield Char(char.text, char.source, kept)

    def _closing(self, node: SyntaxTreeNode, opening: str) -> str:
        """Return the characters that close a span here."""
        if opening != "[":
            return ">" if opening == "<" else node.markup
        end = len(self._content)
        place = self._blank(self._at + 2)
        place = PARSER.helpers.parseLinkDestination(self._content, place, end).pos
        place = self._blank(place)
        if self._content[place : place + 1] != ")":
            raise UnmappedError(self._content)
        return self._content[self._at : place + 1]

    def _blank(self, place: int) -> int:
        while self._content[place : place + 1] in {" ", "\n"}:
            place += 1
        return place

    def _break(self) -> str:
        start = self._at
        self._at = self._content.find("\n", start) + 1
        self._at = self._blank(self._at)
        return self._typed(start)

    def _take(self, expected: str) -> str:
        """Go past some characters, and return how they were typed."""
        start = self._at
        if not self._content.startswith(expected, start):
            raise UnmappedError(expected)
        self._at += len(expected)
        return self._typed(start)

    def _typed(self, start: int) -> str:
        return self._base[self._places[start] : self._places[self._at]]


def fiche_of(spans: tuple[Span, ...]) -> Span | None:
    """Return the reference to a fiche that a character stands in."""
    return next((one for one in spans if one.target.startswith(FICHE_SCHEME)), None)

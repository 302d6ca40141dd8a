"""The tags of a PDF as plain objects, between their reading and their writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from pikepdf import Object


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a page's content: a line of text, an image.

    Attributes:
        page: from 0.
        number: the piece's own, unique in its page.
    """

    page: int
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """The area of a page that a link makes active."""

    page: int
    pdf: Object


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the structure.

    Attributes:
        kind: `P`, `Link`, `LBody`…
        origin: the number of the document's element it comes from, and what part of it
            the style sheet has added; none for what the engine has made up.
        element: the name of that element.
        lang: its language, when it has its own.
        alt: what is said instead of it.
        repeated: it stands on every page, to be said once.
        attributes: what a reader must know besides, in the PDF's own terms.
    """

    kind: str
    kids: list[Kid] = field(default_factory=list)
    origin: tuple[int, str] | None = None
    element: str = ""
    role: str = ""
    lang: str = ""
    alt: str = ""
    words: str = ""
    scope: str = ""
    hidden: bool = False
    repeated: bool = False
    attributes: dict[str, Object] = field(default_factory=dict)

    def marks(self) -> Iterator[Mark]:
        """Yield every piece of content, in order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.marks()
            elif isinstance(kid, Mark):
                yield kid

    def annotations(self) -> Iterator[Annotation]:
        """Yield every active area, in order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.annotations()
            elif isinstance(kid, Annotation):
                yield kid


Kid: TypeAlias = Tag | Mark | Annotation


@dataclass(slots=True)
class LineEnds:
    """What the content lacks at the end of lines: the marks of each page."""

    spaces: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    hyphens: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    blanks: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

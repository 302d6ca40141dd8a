"""A passage of a Word edition: its paragraphs as text, with marks for what the file numbers.

A passage knows nothing of the file that it goes in, so that it can be kept from one file to the
next: the ids of bookmarks, drawings, links, pictures and numbered lists are marks, which
`kitgen.render.word_link` replaces.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import astuple, dataclass, field
from typing import Any

from kitgen.model.image import ImageLue
from kitgen.render.word_styles import Style

MARK = re.compile("\x1e([a-z])(\\d+)\x1f")
"""A mark: its kind, its number in the passage. No text of a document may hold such characters."""
BOOKMARK, DRAWING, LINK, LIST, PICTURE, SECTION, END = "bdlnise"
"""The kinds of mark; `SECTION` stands for the properties of the section that a paragraph ends,
`END` for the end of a bookmark if it is the last one of its field."""


def mark(kind: str, number: int = 0) -> str:
    """Return the mark of something."""
    return f"\x1e{kind}{number}\x1f"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some paragraphs.

    Attributes:
        xml: them, with marks.
        bookmarks, drawings: how many of each they number, from 0.
        links: the addresses that they lead to, by number.
        lists: by number, the style of each list that begins again.
        pictures: by number, the SHA-256, extension and media type of each image that is shown.
        dangling: the anchors that links aimed at, and that the document does not hold.
        refused: the type and alternative of the images that Word cannot show.
    """

    xml: str
    bookmarks: int = 0
    drawings: int = 0
    links: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str, str], ...] = ()
    dangling: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def sha256_of(image: ImageLue) -> str:
    """Return the name of an image in the passages that show it."""
    return hashlib.sha256(image.contenu).hexdigest()


def dump_passage(passage: Passage) -> bytes:
    """Return the bytes of a passage."""
    return json.dumps(astuple(passage), ensure_ascii=False).encode()


def load_passage(content: bytes) -> Passage:
    """Return the passage that `dump_passage` wrote."""
    xml, bookmarks, drawings, *several = json.loads(content)
    return Passage(xml, bookmarks, drawings, *map(_frozen, several))


def _frozen(found: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(one) if isinstance(one, list) else one for one in found)


@dataclass(slots=True)
class Tally:
    """What a passage that is being written needs a number for."""

    bookmarks: int = 0
    drawings: int = 0
    links: dict[str, str] = field(default_factory=dict)
    lists: list[Style] = field(default_factory=list)
    pictures: dict[tuple[str, str, str], str] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def bookmark(self) -> str:
        """Return the id of a new bookmark."""
        self.bookmarks += 1
        return mark(BOOKMARK, self.bookmarks - 1)

    def drawing(self) -> str:
        """Return the id of a new drawing."""
        self.drawings += 1
        return mark(DRAWING, self.drawings - 1)

    def link(self, address: str) -> str:
        """Return the id of the relationship to an address."""
        return self.links.setdefault(address, mark(LINK, len(self.links)))

    def begin(self, style: Style) -> str:
        """Return the id of a new list that counts from 1."""
        self.lists.append(style)
        return mark(LIST, len(self.lists) - 1)

    def picture(self, image: ImageLue, extension: str, media: str) -> str:
        """Return the id of the relationship to an image."""
        known = (sha256_of(image), extension, media)
        return self.pictures.setdefault(known, mark(PICTURE, len(self.pictures)))

    def passage(self, xml: str, dangling: list[str]) -> Passage:
        """Return the passage that is finished."""
        return Passage(
            xml,
            self.bookmarks,
            self.drawings,
            tuple(self.links),
            tuple(self.lists),
            tuple(self.pictures),
            tuple(dict.fromkeys(dangling)),
            tuple(self.refused),
        )

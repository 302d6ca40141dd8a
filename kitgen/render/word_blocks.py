"""What a Word edition is made of, before any XML: sections of paragraphs, each with its style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kitgen.model.edition import ImageEdition
from kitgen.model.texte import Ligne
from kitgen.render.word_styles import Mark, Style


@dataclass(frozen=True, slots=True)
class Label:
    """Words set before a paragraph's own, in their character style, and parted by a tab."""

    mark: Mark
    content: Ligne


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph.

    Attributes:
        anchor: what an internal link or the contents lead to.
        opens_list: whether a numbered list starts again at 1 here.
    """

    style: Style
    content: Ligne
    label: Label | None = None
    anchor: str | None = None
    opens_list: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a paragraph of its own."""

    image: ImageEdition


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: what Word itself would draw from the heading."""

    style: Style
    label: Ligne | None
    title: Ligne
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents, with its numbers.

    Attributes:
        refreshed: whether it is the document's own, which Word can draw again.
    """

    entries: tuple[Entry, ...]
    refreshed: bool


Block: TypeAlias = Para | Picture | Contents


@dataclass(frozen=True, slots=True)
class Section:
    """A piece that begins on a new page.

    Attributes:
        start: the number of its first page.
        partie: left of the running header.
        fiche: right of the running header.
        opener: whether its first page has the template's « first page » header.
    """

    start: int
    partie: Ligne
    fiche: Ligne
    blocks: tuple[Block, ...]
    opener: bool = False

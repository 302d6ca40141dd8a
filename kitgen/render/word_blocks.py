"""What a Word edition is made of, before any XML: sections of paragraphs, each with its style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kitgen.model.carte import CarteEdition, Signe
from kitgen.model.edition import ImageEdition
from kitgen.model.genre import TypePartie
from kitgen.model.texte import LienInterne, Ligne, Paragraphe, Texte
from kitgen.render.word_styles import Family, Mark, Style


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
        targets: more anchors that lead here, though what they name is elsewhere.
    """

    style: Style
    content: Ligne
    label: Label | None = None
    anchor: str | None = None
    opens_list: bool = False
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a paragraph of its own."""

    image: ImageEdition


@dataclass(frozen=True, slots=True)
class Logos:
    """Logos side by side in a paragraph."""

    images: tuple[ImageEdition, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A map in a paragraph of its own.

    Attributes:
        partie: the type of the part of its fiche; none for the map of a whole kit.
    """

    carte: CarteEdition
    partie: TypePartie | None


@dataclass(frozen=True, slots=True)
class Swatch:
    """A line of the legend of a map: what is drawn, and what it means."""

    signe: Signe
    classe: int
    content: Ligne
    partie: TypePartie | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: what Word itself would draw from the heading.

    Attributes:
        anchor: what it leads to.
        page_of: what its page is that of, when it is not what it leads to.
    """

    style: Style
    label: Ligne | None
    title: Ligne
    anchor: str
    page: int
    page_of: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents, with its numbers.

    Attributes:
        refreshed: whether it is the document's own, which Word can draw again.
    """

    entries: tuple[Entry, ...]
    refreshed: bool


Block: TypeAlias = Para | Picture | Logos | Map | Swatch | Contents


@dataclass(frozen=True, slots=True)
class Section:
    """A piece that begins on a new page.

    Attributes:
        start: the number of its first page; none when it goes on from the section before.
        partie: left of the running header.
        fiche: right of the running header.
        type: of the part that it belongs to, if any.
        opener: whether its first page has the template's « first page » header.
        columns: how many; a section of several goes on from the one before, on the same page.
    """

    start: int | None
    partie: Ligne
    fiche: Ligne
    blocks: tuple[Block, ...]
    type: TypePartie | None = None
    opener: bool = False
    columns: int = 1


def paragraphs(texte: Texte, family: Family) -> Iterator[Para]:
    """Yield the paragraphs of a long text, its lists included."""
    for bloc in texte:
        if isinstance(bloc, Paragraphe):
            yield Para(family.paragraph, bloc.contenu)
            continue
        style = family.number if bloc.ordonnee else family.bullet
        for place, line in enumerate(bloc.elements):
            yield Para(style, line, opens_list=bloc.ordonnee and place == 0)


def anchors_of(sections: Iterable[Section]) -> frozenset[str]:
    """Return every anchor that a link may lead to."""
    return frozenset(
        block.anchor
        for section in sections
        for block in section.blocks
        if isinstance(block, Para) and block.anchor is not None
    )


def images_of(sections: Iterable[Section]) -> Iterator[ImageEdition]:
    """Yield every image that is shown."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                yield block.image
            elif isinstance(block, Logos):
                yield from block.images


def targets_of(blocks: Iterable[Block]) -> frozenset[str]:
    """Return every anchor that a link aims at, be it in the document or not."""
    lines = (line for block in blocks for line in _lines(block))
    return frozenset(
        run.lien.ancre for line in lines for run in line if isinstance(run.lien, LienInterne)
    )


def _lines(block: Block) -> Iterator[Ligne]:
    """Yield the lines of a block in which there may be links."""
    match block:
        case Para(content=content, label=label):
            yield content
            if label is not None:
                yield label.content
        case Swatch(content=content):
            yield content
        case Picture(image=image):
            yield from (line for line in (image.alt, image.legende, image.credit) if line)
        case Logos(images=images):
            yield from (image.alt for image in images)
        case Contents(entries=entries):
            yield from (line for one in entries for line in (one.label, one.title) if line)

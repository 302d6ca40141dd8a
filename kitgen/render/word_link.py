"""Passages put in their file: the numbers that their marks stand for, and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from kitgen.render.word_fields import close
from kitgen.render.word_passage import (
    BOOKMARK,
    DRAWING,
    END,
    LINK,
    LIST,
    MARK,
    PICTURE,
    SECTION,
    Passage,
)
from kitgen.render.word_shell import DOCUMENT, Shell
from kitgen.render.word_xml import attribute, w
from kitgen.render.word_zip import Entry, compress, expand

RELATIONS = "word/_rels/document.xml.rels"
NUMBERING = "word/numbering.xml"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HOLDER = re.compile(r'<w:passage w:val="(\d+)"(?:/>|>(.*?)</w:passage>)', re.DOTALL)
"""Where a passage goes; it may hold the properties of the section that the passage is."""

Image = tuple[str, str, str]


class Numbers(NamedTuple):
    """What the passages of one file are given.

    Attributes:
        links: the id of the relationship to each address.
        pictures: that to each image.
        firsts: for each passage, the numbers of its first bookmark, drawing and list.
    """

    links: Mapping[str, str]
    pictures: Mapping[Image, str]
    firsts: Sequence[tuple[int, int, int]]


def number(shell: Shell, passages: Sequence[Passage]) -> Numbers:
    """Number all that the passages refer to, in their order."""
    links: dict[str, str] = {}
    pictures: dict[Image, str] = {}
    firsts = []
    bookmark, drawing, numbered = 1, shell.drawings, shell.instances
    for one in passages:
        for address in one.links:
            links.setdefault(address, f"lien{len(links) + 1}")
        for image in one.pictures:
            pictures.setdefault(image, f"figure{len(pictures) + 1}")
        firsts.append((bookmark, drawing, numbered))
        bookmark += one.bookmarks
        drawing += one.drawings
        numbered += len(one.lists)
    return Numbers(links, pictures, firsts)


def link(
    shell: Shell,
    template: Mapping[str, Entry],
    passages: Sequence[Passage],
    images: Mapping[str, bytes],
) -> dict[str, Entry]:
    """Return the entries of a whole file.

    Args:
        shell: the file, with holders.
        template: the entries of the template.
        passages: what goes in each holder, by its number.
        images: the bytes of those that the passages show, by SHA-256.
    """
    numbers = number(shell, passages)
    entries = {name: template[name] for name in shell.same} | dict(shell.entries)
    relations = [
        _relation(name, "hyperlink", f'{attribute(address)}" TargetMode="External')
        for address, name in numbers.links.items()
    ]
    types = []
    for (sha256, extension, media), name in numbers.pictures.items():
        file = f"media/{name}.{extension}"
        relations.append(_relation(name, "image", file))
        types.append(f'<Override PartName="/word/{file}" ContentType="{media}"/>')
        entries[f"word/{file}"] = compress(images[sha256])
    lists = [
        _instance(shell.lists[style], place)
        for place, style in enumerate((one for p in passages for one in p.lists), shell.instances)
    ]
    _change(entries, DOCUMENT, lambda xml: fill_holders(xml, passages, numbers))
    _change(entries, RELATIONS, lambda xml: _before(xml, "</Relationships>", relations))
    _change(entries, TYPES, lambda xml: _before(xml, "</Types>", types))
    _change(entries, NUMBERING, lambda xml: _after(xml, "</w:num>", lists))
    return entries


def fill_holders(xml: str, passages: Sequence[Passage], numbers: Numbers) -> str:
    """Return the text of a file with its passages in their holders."""

    def filled(holder: re.Match[str]) -> str:
        place, properties = int(holder[1]), holder[2] or ""
        passage = passages[place]
        bookmark, drawing, numbered = numbers.firsts[place]
        known: dict[str, Callable[[int], str]] = {
            BOOKMARK: lambda rank: str(bookmark + rank),
            DRAWING: lambda rank: str(drawing + rank),
            LIST: lambda rank: str(numbered + rank),
            LINK: lambda rank: numbers.links[passage.links[rank]],
            PICTURE: lambda rank: numbers.pictures[passage.pictures[rank]],
            SECTION: lambda _: properties,
        }
        return MARK.sub(
            lambda found: found[0] if found[1] == END else known[found[1]](int(found[2])),
            passage.xml,
        )

    return close(HOLDER.sub(filled, xml))


def _change(entries: dict[str, Entry], name: str, change: Callable[[str], str]) -> None:
    """Write a part again, if that changes it."""
    before = expand(entries[name]).decode()
    after = change(before)
    if after != before:
        entries[name] = compress(after.encode())


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _instance(abstract: str, place: int) -> str:
    """Return a numbered list that counts from 1 again."""
    again = w("lvlOverride", w("startOverride", val="1"), ilvl="0")
    return w("num", w("abstractNumId", val=abstract), again, numId=str(place))


def _before(xml: str, end: str, added: Iterable[str]) -> str:
    head, _, tail = xml.rpartition(end)
    return "".join((head, *added, end, tail))


def _after(xml: str, end: str, added: Iterable[str]) -> str:
    head, _, tail = xml.rpartition(end)
    return "".join((head, end, *added, tail))

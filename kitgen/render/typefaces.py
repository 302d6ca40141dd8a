"""One copy of each font for a whole document, with the glyphs that its pages draw and no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import uharfbuzz
from pikepdf import Array, Name, Object, Pdf, Stream

from kitgen.render.fragment import Caracteres

DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT")
"""Tables that only whoever sets a text needs; in a PDF the text is set."""

PLAIN = {0xA0: " ", 0xAD: "-", 0x2010: "-", 0x2011: "-"}
"""Characters drawn with the glyph of a plainer one, under which the glyph is to be read."""

ENTRIES = 100
"""How many characters one section of a character map may hold (ISO 32000-1, 9.10.3)."""


@cache
def font_files(folder: Path) -> Mapping[str, bytes]:
    """Return the bytes of each font of a folder by their SHA-256."""
    contents = [path.read_bytes() for path in sorted(folder.glob("*.ttf"))]
    return {hashlib.sha256(content).hexdigest(): content for content in contents}


def merge(faces: Iterable[Caracteres]) -> dict[str, Caracteres]:
    """Return all that is drawn with each font, by the name of its resource."""
    found: dict[str, Caracteres] = {}
    for face in faces:
        known = found.get(face.ressource, face)
        found[face.ressource] = replace(
            face,
            chasses={**face.chasses, **known.chasses},
            textes={**face.textes, **known.textes},
        )
    return found


def fill(
    pdf: Pdf, font: Object, face: Caracteres, content: bytes, files: dict[str, Object]
) -> None:
    """Give a font of a document its glyphs, their widths and the characters they stand for.

    Args:
        pdf: the document.
        font: its composite font, whose descriptor has an empty file.
        face: what the pages draw.
        content: the whole font.
        files: the font files that the document has already, by SHA-256.
    """
    descendant = font.DescendantFonts[0]
    descendant.W = Array(_widths(face.chasses))
    font.ToUnicode = Stream(pdf, character_map(face.textes))
    if face.fichier not in files:
        drawn = subset(content, face.chasses)
        files[face.fichier] = Stream(pdf, drawn, Length1=len(drawn))
    descendant.FontDescriptor[Name.FontFile2] = files[face.fichier]


def subset(content: bytes, glyphs: Iterable[int]) -> bytes:
    """Return a font that draws the given glyphs only, each under its own number."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(map(_tag, DROPPED))
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    )
    return bytes(wanted.subset(uharfbuzz.Face(content)).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def _widths(chasses: Mapping[int, float]) -> list[object]:
    """Return widths as a PDF lists them: the first glyph of a run, then those of the run."""
    found: list[object] = []
    for _, run in groupby(enumerate(sorted(chasses)), key=lambda one: one[1] - one[0]):
        glyphs = [glyph for _, glyph in run]
        found += [glyphs[0], Array([chasses[glyph] for glyph in glyphs])]
    return found


def character_map(textes: Mapping[int, str]) -> bytes:
    """Return the map from glyphs to characters (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted(textes.items())
    ]
    sections = [
        "\n".join((f"{len(some)} beginbfchar", *some, "endbfchar"))
        for some in _batches(entries, ENTRIES)
    ]
    return _CHARACTER_MAP.format("\n".join(sections)).encode("ascii")


def _batches(items: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


_CHARACTER_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

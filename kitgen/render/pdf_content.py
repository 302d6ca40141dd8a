"""What a page draws, so that what is heard is what the tree says and no more.

The engine writes one marked piece per line of text. Those that the tree does not hold become
artifacts; the others get what a line's end lacks: the space between two words, and the notice
that a hyphen is none of the author's.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf

from kitgen.render.pdf_tree import LineEnds

_PIECE = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC\s(.*?)\sEMC(?=\s|$)", re.DOTALL)
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n%b\nEMC"
_LAST_GLYPH = re.compile(rb"([0-9a-f]{4})>[^<>\[\]]*\] TJ(?!.*\] TJ)", re.DOTALL)
_LAST_SHOWN = re.compile(rb"\] TJ(?!.*\] TJ)", re.DOTALL)
_FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
_NO_KERNING = b">0<"
_SOFT_HYPHEN = rb">] TJ /Span <</ActualText <feff00ad>>> BDC [<\1>] TJ EMC"
_CHARACTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")

SAME_GLYPH = {b"00a0": b"0020", b"00ad": b"002d", b"2010": b"002d", b"2011": b"002d"}
"""Characters drawn with the glyph of a plainer one. The engine names a glyph after the first
that it meets, so that every space of a document could be read as a no-break space."""


def put_right(pdf: Pdf, kept: dict[int, set[int]], ends: LineEnds) -> None:
    """Rewrite the content of each page.

    Args:
        pdf: the file.
        kept: the marks that the tree holds, by page.
        ends: what the ends of lines lack.
    """
    spaces: dict[bytes, bytes | None] = {}
    for number, page in enumerate(pdf.pages):
        for name, font in page.obj.Resources.get("/Font", Dictionary()).items():
            if name[1:].encode() not in spaces:
                spaces[name[1:].encode()] = _read_characters(pdf, font)
        content = _Page(kept.get(number, set()), ends.spaces[number], ends.hyphens[number], spaces)
        shown = content.rewrite(page.obj.Contents.read_bytes().replace(_NO_KERNING, b""))
        page.obj.Contents.write(zlib.compress(shown, 9), filter=Name.FlateDecode)


def _read_characters(pdf: Pdf, font: Object) -> bytes | None:
    """Name the glyphs of a font after the plain characters; return which one is the space."""
    table = font.ToUnicode.read_bytes()
    plain = _CHARACTER.sub(
        lambda pair: b"<%b> <%b>" % (pair[1], SAME_GLYPH.get(pair[2], pair[2])), table
    )
    if plain != table:
        font.ToUnicode = pdf.make_stream(zlib.compress(plain, 9), Filter=Name.FlateDecode)
    return next((glyph for glyph, said in _CHARACTER.findall(plain) if said == b"0020"), None)


class _Page:
    """Rewrites the content of one page."""

    def __init__(
        self,
        kept: set[int],
        spaces: set[int],
        hyphens: set[int],
        glyphs: dict[bytes, bytes | None],
    ) -> None:
        self._kept = kept
        self._spaces = spaces
        self._hyphens = hyphens
        self._glyphs = glyphs

    def rewrite(self, content: bytes) -> bytes:
        """Return the content with its pieces put right."""
        return _PIECE.sub(self._piece, content)

    def _piece(self, found: re.Match[bytes]) -> bytes:
        mark, shown = int(found[1]), found[2]
        if mark not in self._kept:
            return _ARTIFACT % shown
        if mark in self._hyphens:
            shown = _LAST_GLYPH.sub(_SOFT_HYPHEN, shown)
        elif mark in self._spaces:
            shown = self._spaced(shown)
        return b"%b%b\nEMC" % (found[0][: found.start(2) - found.start()], shown)

    def _spaced(self, shown: bytes) -> bytes:
        """Return a piece that ends with a space, of the last font it uses or else of any."""
        *_, (font, size) = _FONT.findall(shown) or [(b"", b"")]
        glyph = self._glyphs.get(font)
        if glyph:
            return _LAST_SHOWN.sub(rb"<%b>] TJ" % glyph, shown)
        other = next(((name, found) for name, found in self._glyphs.items() if found), None)
        if size and other:
            return _LAST_SHOWN.sub(
                rb"] TJ /%b %b Tf [<%b>] TJ" % (other[0], size, other[1]), shown
            )
        return shown


def do_not_interpolate(pdf: Pdf) -> None:
    """Let no image be smoothed by the reader, which the archive's standard forbids."""
    for image in _images(pdf):
        if "/Interpolate" in image:
            image.Interpolate = False


def _images(pdf: Pdf) -> Iterator[Object]:
    """Yield the images of every page, those within drawings included."""
    seen: set[tuple[int, int]] = set()
    left = [page.obj.get("/Resources", Dictionary()) for page in pdf.pages]
    while left:
        resources = left.pop()
        for name in ("/XObject", "/Pattern"):
            for one in resources.get(name, Dictionary()).values():
                if one.objgen in seen:
                    continue
                seen.add(one.objgen)
                if one.get("/Subtype") == Name.Image:
                    yield one
                elif "/Resources" in one:
                    left.append(one.Resources)

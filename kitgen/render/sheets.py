"""Pages put on the sheets that a press prints: bleed, marks to cut and fold, imposition.

Lengths are in points; a page's origin is the bottom left corner of what the knife leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
BLEED = 3 * MM
ROOM = 10 * MM
"""What a sheet has beyond the knife on each side, for the bleed and the marks."""

GAP, LENGTH = 4 * MM, 5 * MM
"""How far from the knife's line a mark begins, beyond the bleed, and how long it is."""

STROKE = 0.25
FOLDED = ((3, 0), (1, 2))
"""The pages (from 0) of each side of a sheet that is folded once: out, then in."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, by two corners."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> Box:
        """Return it larger on every side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def array(self) -> Array:
        """The rectangle as PDF has it."""
        corners = (self.left, self.bottom, self.right, self.top)
        return Array([round(one, 4) for one in corners])

    @property
    def path(self) -> bytes:
        """The rectangle as a path."""
        sides = (self.left, self.bottom, self.right - self.left, self.top - self.bottom)
        return _line(sides, b"re")


def single(source: Pdf) -> Pdf:
    """Return a document whose sheets hold one page each."""
    made = Pdf.new()
    for page in source.pages:
        _add(made, [page])
    return made


def folded(source: Pdf) -> Pdf:
    """Return the two sides of the sheet that, folded once, makes a document of four pages."""
    made = Pdf.new()
    for side in FOLDED:
        _add(made, [source.pages[one] for one in side])
    return made


def _add(pdf: Pdf, pages: Sequence[Page]) -> None:
    """Append a sheet that holds pages side by side."""
    trim = Box(ROOM, ROOM, ROOM + len(pages) * WIDTH, ROOM + HEIGHT)
    sheet = pdf.add_blank_page(page_size=(trim.right + ROOM, trim.top + ROOM))
    sheet.obj.MediaBox = sheet.obj.CropBox = trim.grown(ROOM).array
    sheet.obj.BleedBox = trim.grown(BLEED).array
    sheet.obj.TrimBox = trim.array
    names = [f"/Page{place}" for place, _ in enumerate(pages)]
    drawn = {name: _form(pdf, page) for name, page in zip(names, pages, strict=True)}
    sheet.obj.Resources = Dictionary(
        XObject=Dictionary(drawn), ColorSpace=Dictionary(Reperes=_registration(pdf))
    )
    placed = (
        _placed(name, _room(trim, place, len(pages)), trim.left + place * WIDTH, trim.bottom)
        for place, name in enumerate(names)
    )
    folds = [trim.left + place * WIDTH for place in range(1, len(pages))]
    sheet.obj.Contents = pdf.make_stream(b"\n".join((*placed, _marks(trim, folds))))


def _form(pdf: Pdf, page: Page) -> Object:
    form = pdf.copy_foreign(page.as_form_xobject())
    form.BBox = Array(list(page.mediabox))
    return form


def _room(trim: Box, place: int, number: int) -> Box:
    """Return where a page may draw: into the bleed, but not onto the page beside it."""
    whole = trim.grown(BLEED)
    left = trim.left + place * WIDTH if place else whole.left
    right = trim.left + (place + 1) * WIDTH if place < number - 1 else whole.right
    return Box(left, whole.bottom, right, whole.top)


def _placed(name: str, room: Box, left: float, bottom: float) -> bytes:
    move = _line((1, 0, 0, 1, left, bottom), b"cm")
    return b"\n".join((b"q", room.path, b"W n", move, name.encode() + b" Do", b"Q"))


def _marks(trim: Box, folds: Iterable[float]) -> bytes:
    """Return the marks at the corners, and the dashed ones where the sheet folds."""
    ink = b"/Reperes CS 1 SCN %.2f w" % STROKE
    corners = b"\n".join(_corners(trim))
    folding = b"\n".join(line for x in folds for line in _upright(trim, x))
    return b"\n".join((b"q", ink, corners, b"S", b"[2 1.5] 0 d", folding, b"S", b"Q"))


def _corners(trim: Box) -> Iterator[bytes]:
    for x in (trim.left, trim.right):
        yield from _upright(trim, x)
    for y in (trim.bottom, trim.top):
        for edge, way in ((trim.left, -1), (trim.right, 1)):
            yield _stroke(edge + way * GAP, y, edge + way * (GAP + LENGTH), y)


def _upright(trim: Box, x: float) -> Iterator[bytes]:
    for edge, way in ((trim.bottom, -1), (trim.top, 1)):
        yield _stroke(x, edge + way * GAP, x, edge + way * (GAP + LENGTH))


def _stroke(left: float, bottom: float, right: float, top: float) -> bytes:
    return _line((left, bottom), b"m") + b" " + _line((right, top), b"l")


def _line(numbers: Iterable[float], operator: bytes) -> bytes:
    return b" ".join((*(f"{one:.4f}".encode() for one in numbers), operator))


def _registration(pdf: Pdf) -> Object:
    """Return the colour that is printed with every ink, so that each plate has its marks."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]))

"""Reads the engine's tags, with the hints they carry."""

from __future__ import annotations

from pikepdf import Name, Object, Pdf

from kitgen.render.pdf_hints import HINTS
from kitgen.render.pdf_tree import Annotation, Kid, LineEnds, Mark, Tag

_TEXTS = {
    "/T": "element",
    "/R": "role",
    "/L": "lang",
    "/A": "alt",
    "/W": "words",
    "/S": "scope",
}


class Reader:
    """Reads tags from the root down.

    Attributes:
        ends: what the tags read so far say of their lines.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.ends = LineEnds()

    def read(self, element: Object) -> Tag:
        """Return a tag and all that it holds."""
        page = self._pages[element.Pg.objgen] if "/Pg" in element else -1
        tag = Tag(str(element.S)[1:])
        if f"/{HINTS}" in element:
            self._take_hints(tag, element[f"/{HINTS}"], page)
        if "/Alt" in element and not tag.alt:
            tag.alt = str(element.Alt)
        if "/A" in element:
            tag.attributes = {str(name): value for name, value in element.A.items()}
        tag.kids = [self._kid(kid, page) for kid in element.K]
        return tag

    def _kid(self, kid: Object | int, page: int) -> Kid:
        if isinstance(kid, int):
            return Mark(page, kid)
        if kid.get("/Type") == Name.OBJR:
            return Annotation(page, kid.Obj)
        return self.read(kid)

    def _take_hints(self, tag: Tag, hints: Object, page: int) -> None:
        if "/N" in hints:
            tag.origin = (int(hints.N), str(hints.get("/P", ""))[1:])
        for name, value in hints.items():
            if name in _TEXTS:
                setattr(tag, _TEXTS[name], str(value).removeprefix("/"))
        tag.hidden, tag.repeated = "/H" in hints, "/F" in hints
        for name, marks in (
            ("/E", self.ends.spaces),
            ("/Y", self.ends.hyphens),
            ("/B", self.ends.blanks),
        ):
            if name in hints:
                marks[page].update(map(int, hints[name]))

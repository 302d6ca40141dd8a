"""What a screen reader says of a PDF: its tags, with the text that each holds.

The same view as `pdfinfo -struct-text`, without the program.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Name, Object, Pdf

_CHARACTER = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass
class Said:
    """An element of the structure.

    Attributes:
        kind: `P`, `Link`, `H1`…
        pieces: its own texts and its elements, in order.
        contents: what the active areas of a link say.
        target: where a link leads.
    """

    kind: str
    pieces: list[Said | str] = field(default_factory=list)
    alt: str = ""
    lang: str = ""
    contents: list[str] = field(default_factory=list)
    target: str = ""
    scope: str = ""

    def all(self, *kinds: str) -> list[Said]:
        """Return the elements of some kinds, in the order of reading."""
        found = [self] if self.kind in kinds else []
        for piece in self.pieces:
            if isinstance(piece, Said):
                found += piece.all(*kinds)
        return found

    def kids(self) -> list[str]:
        """Return the kinds of the elements directly within."""
        return [piece.kind for piece in self.pieces if isinstance(piece, Said)]

    @property
    def text(self) -> str:
        """Everything that is heard, the alternative of an image in its place."""
        heard = (piece if isinstance(piece, str) else piece.text for piece in self.pieces)
        return self.alt or "".join(heard)

    @property
    def words(self) -> str:
        """The text, with single spaces."""
        return " ".join(self.text.split())

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the structure as `pdfinfo -struct-text` prints it."""
        yield "  " * depth + self.kind
        for piece in self.pieces:
            if isinstance(piece, str):
                yield "  " * (depth + 1) + f'"{piece}"'
            else:
                yield from piece.lines(depth + 1)


def listen(contenu: bytes) -> Said:
    """Return the document as it is read aloud."""
    with Pdf.open(io.BytesIO(contenu)) as pdf:
        texts = {page.obj.objgen: _texts(page) for page in pdf.pages}
        (document,) = pdf.Root.StructTreeRoot.K
        return _said(document, texts)


def artifacts(contenu: bytes) -> str:
    """Return the text that is drawn and not read: running headers, decoration."""
    with Pdf.open(io.BytesIO(contenu)) as pdf:
        return "\n".join(_texts(page).get(None, "") for page in pdf.pages)


def _said(element: Object, texts: dict[tuple[int, int], dict[int | None, str]]) -> Said:
    said = Said(
        str(element.S)[1:], alt=str(element.get("/Alt", "")), lang=str(element.get("/Lang", ""))
    )
    if "/A" in element:
        said.scope = str(element.A.get("/Scope", ""))[1:]
    for kid in element.K:
        if isinstance(kid, int):
            said.pieces.append(texts[element.Pg.objgen][kid])
        elif kid.get("/Type") == Name.MCR:
            said.pieces.append(texts[kid.Pg.objgen][int(kid.MCID)])
        elif kid.get("/Type") == Name.OBJR:
            said.contents.append(str(kid.Obj.Contents))
            said.target = str(kid.Obj.get("/Dest") or kid.Obj.A.URI)
        else:
            assert kid.P.objgen == element.objgen
            said.pieces.append(_said(kid, texts))
    return said


def _texts(page: pikepdf.Page) -> dict[int | None, str]:
    """Return the text of each mark of a page, and under None that of its artifacts."""
    fonts = {
        name: {
            glyph: bytes.fromhex(text).decode("utf-16-be")
            for glyph, text in _CHARACTER.findall(font.ToUnicode.read_bytes().decode())
        }
        for name, font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).items()
    }
    found: dict[int | None, str] = {None: ""}
    open_marks: list[tuple[int | None, str | None]] = []
    font: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
                mark = open_marks[-1][0] if open_marks else None
                if "/MCID" in properties:
                    mark = int(properties.MCID)
                    found[mark] = ""
                actual = properties.get("/ActualText")
                open_marks.append((mark, None if actual is None else str(actual)))
            case "EMC":
                mark, said = open_marks.pop()
                found[mark] += said or ""
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" if open_marks and open_marks[-1][1] is None:
                shown = [
                    bytes(one).hex() for one in operands[0] if isinstance(one, pikepdf.String)
                ]
                found[open_marks[-1][0]] += "".join(
                    font[one[at : at + 4]] for one in shown for at in range(0, len(one), 4)
                )
    return found

"""Pictures, in line with the text and with their alternative."""

from __future__ import annotations

from io import BytesIO
from itertools import count

from docx.document import Document
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Length, Mm
from lxml.etree import _Element as Element

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.edition import ImageEdition
from kitgen.model.texte import texte_brut
from kitgen.render.word_xml import w

WIDEST, TALLEST = Mm(170), Mm(85)
"""The largest picture in the text."""
LOGO_WIDEST, LOGO_TALLEST = Mm(60), Mm(18)
"""The largest logo of who publishes."""
PARTNER_WIDEST, PARTNER_TALLEST = Mm(38), Mm(12)
"""The largest logo of a partner: four in a row."""
UNREADABLE = (
    UnrecognizedImageError,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    ValueError,
    KeyError,
    ZeroDivisionError,
)


class Pictures:
    """Adds images to a document.

    Attributes:
        diagnostics: the images that Word cannot show, each replaced by its alternative.
    """

    def __init__(self, document: Document) -> None:
        self._part = document.part
        taken = (int(one.get("id", "0")) for one in document.element.iter(qn("wp:docPr")))
        self._ids = count(1 + max(taken, default=0))
        self.diagnostics: list[Diagnostic] = []

    def next_id(self) -> int:
        """Return a number that no other drawing of the document has."""
        return next(self._ids)

    def runs(
        self, image: ImageEdition, widest: Length = WIDEST, tallest: Length = TALLEST
    ) -> list[Element]:
        """Return the run that holds the picture; none when Word cannot show it."""
        alternative = texte_brut(image.alt)
        try:
            relation, found = self._part.get_or_add_image(BytesIO(image.image.contenu))
            scale = min(1.0, widest / found.width, tallest / found.height)
        except UNREADABLE:
            self.diagnostics.append(_refused(image.image.media, alternative))
            return []
        number = self.next_id()
        width, height = Emu(int(found.width * scale)), Emu(int(found.height * scale))
        name = f"image{number}.{found.ext}"
        inline = CT_Inline.new_pic_inline(number, relation, name, width, height)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("descr", alternative)
        inline.docPr.set("name", f"Image {number}")
        for properties in inline.iter(qn("pic:cNvPr")):
            properties.set("descr", alternative)
        return [w("r", w("drawing", inline))]


def _refused(media: str, alternative: str) -> Diagnostic:
    kind = "une image vectorielle (SVG)" if "svg" in media else "une image illisible"
    return Diagnostic(
        Code.ENGINE_WARNING,
        f"Word ne peut pas montrer {kind} : son texte de remplacement, "
        f"« {alternative} », est imprimé à sa place",
        hint="Fournir l'image en PNG ou en JPEG",
        severity=Severity.WARNING,
    )

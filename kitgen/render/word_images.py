"""Pictures, in line with the text and with their alternative."""

from __future__ import annotations

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.edition import ImageEdition
from kitgen.model.texte import texte_brut
from kitgen.render.word_names import SPACES, declared
from kitgen.render.word_passage import Tally
from kitgen.render.word_xml import attribute

MM = 36_000
"""A millimetre, in Word's units."""
WIDEST, TALLEST = 170 * MM, 85 * MM
"""The largest picture in the text."""
LOGO_WIDEST, LOGO_TALLEST = 60 * MM, 18 * MM
"""The largest logo of who publishes."""
PARTNER_WIDEST, PARTNER_TALLEST = 38 * MM, 12 * MM
"""The largest logo of a partner: four in a row."""


def picture_run(
    image: ImageEdition, tally: Tally, widest: int = WIDEST, tallest: int = TALLEST
) -> str:
    """Return the run that holds a picture; nothing when Word cannot show it, which is told."""
    from kitgen.render.word_sizes import measure  # noqa: PLC0415  few documents have a picture

    alternative = texte_brut(image.alt)
    found = measure(image.image.contenu, widest, tallest)
    if found is None:
        tally.refused.append((image.image.media, alternative))
        return ""
    relation = tally.picture(image.image, found.extension, found.media)
    number, said = tally.drawing(), attribute(alternative)
    size = f'cx="{found.width}" cy="{found.height}"'
    return (
        f"<w:r><w:drawing><wp:inline{declared('wp', 'a', 'pic', 'r')} "
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Image {number}" descr="{said}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{SPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="image{number}.{found.extension}" descr="{said}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def refused(media: str, alternative: str) -> Diagnostic:
    """Return what is said of an image that Word cannot show."""
    kind = "une image vectorielle (SVG)" if "svg" in media else "une image illisible"
    return Diagnostic(
        Code.ENGINE_WARNING,
        f"Word ne peut pas montrer {kind} : son texte de remplacement, "
        f"« {alternative} », est imprimé à sa place",
        hint="Fournir l'image en PNG ou en JPEG",
        severity=Severity.WARNING,
    )

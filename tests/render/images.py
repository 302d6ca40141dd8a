"""A small image of an Edition."""

from __future__ import annotations

import base64

from kitgen.model.edition import ImageEdition
from kitgen.model.image import ImageLue
from tests.builders import ligne

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNg+M8AAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


def image(contenu: bytes = PNG) -> ImageEdition:
    """Return a captioned image with its alternative text."""
    return ImageEdition(
        ImageLue(contenu, "image/png"),
        ligne("Une halle & son marché"),
        ligne("La halle"),
        ligne("Photographie : Réseau"),
    )

"""The images that the files name are there."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.check.survey import Finding, Survey
from kitgen.errors import quoted
from kitgen.model.source import Image


def missing_images(whole: Survey) -> Iterator[Finding]:
    """Find an image whose file does not exist."""
    for document, visit in whole.visits():
        image = visit.value
        if isinstance(image, Image) and image.fichier not in whole.library.images:
            yield Finding(
                document.file.place((*visit.path, "fichier")),
                f"l'image {quoted(image.fichier)} n'existe pas",
                "écrivez son chemin depuis la racine du projet, majuscules comprises",
            )

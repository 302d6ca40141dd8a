"""An image of a project, read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageLue:
    """The bytes of an image of the project.

    Attributes:
        contenu: the file's bytes.
        media: `image/png`, `image/jpeg` or `image/svg+xml`.
    """

    contenu: bytes
    media: str

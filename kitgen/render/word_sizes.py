"""What Word must know of an image file: its kind, and its size."""

from __future__ import annotations

from typing import NamedTuple

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image

UNREADABLE = (
    UnrecognizedImageError,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    ValueError,
    KeyError,
    ZeroDivisionError,
)


class Measured(NamedTuple):
    """An image: its extension, its media type, its width and height in EMU."""

    extension: str
    media: str
    width: int
    height: int


def measure(content: bytes, widest: int, tallest: int) -> Measured | None:
    """Return what an image is, reduced to hold in a box; none when Word cannot show it."""
    try:
        found = Image.from_blob(content)
        scale = min(1.0, widest / found.width, tallest / found.height)
        size = int(found.width * scale), int(found.height * scale)
    except UNREADABLE:
        return None
    return Measured(found.ext, found.content_type, *size)

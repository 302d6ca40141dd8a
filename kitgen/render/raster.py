"""Pages of a PDF as pictures, for whoever reviews a layout.

The only module that imports pypdfium2, which comes with the extra `pdf`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from kitgen.errors import Code, Diagnostic, UsageError

GAP = 8
"""Pixels between two pages of a sheet, and around it."""
GROUND = 0x80
"""The grey that pages lie on."""
RATIO = 2**0.5
"""The height of a page's place for a width of 1: A4."""


def page_images(source: Path | bytes, width: int) -> Iterator[Image.Image]:
    """Yield the pages of a PDF, each as large as fits in an A4 page of a width in pixels.

    Args:
        source: the file, or its bytes.
        width: in pixels.

    Raises:
        UsageError: the file is no PDF, is damaged, or asks for a password.
    """
    try:
        with pypdfium2.PdfDocument(source) as document:
            for page in document:
                across, down = page.get_size()
                scale = min(width / max(across, 1), width * RATIO / max(down, 1))
                yield page.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        name = source if isinstance(source, Path) else "Le document"
        message = f"{name} n'est pas un PDF lisible : il est abîmé, ou demande un mot de passe"
        raise UsageError(Diagnostic(Code.FILE_UNREADABLE, message)) from error


def contact_sheet(pages: Sequence[Image.Image], columns: int) -> Image.Image:
    """Return pages side by side, in the order of reading."""
    across = max(page.width for page in pages)
    down = max(page.height for page in pages)
    rows = -(-len(pages) // columns)
    size = (columns * (across + GAP) + GAP, rows * (down + GAP) + GAP)
    sheet = Image.new("RGB", size, (GROUND,) * 3)
    for place, page in enumerate(pages):
        row, column = divmod(place, columns)
        sheet.paste(page, (GAP + column * (across + GAP), GAP + row * (down + GAP)))
    return sheet

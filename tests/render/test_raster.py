"""Pages as pictures, from a file or from bytes."""

from __future__ import annotations

import pytest
from PIL import Image

from kitgen.errors import Code, UsageError
from kitgen.render.raster import contact_sheet, page_images


def test_bytes_that_are_no_pdf_are_refused() -> None:
    """In words, whatever the library raises."""
    with pytest.raises(UsageError) as caught:
        list(page_images(b"Bonjour", 100))

    (said,) = caught.value.diagnostics
    assert said.code is Code.FILE_UNREADABLE
    assert said.message.startswith("Le document n'est pas un PDF lisible")


def test_a_last_row_may_be_short() -> None:
    """Five pages in rows of two take three rows."""
    pages = [Image.new("RGB", (10, 14)) for _ in range(5)]

    assert contact_sheet(pages, 2).size == (2 * 18 + 8, 3 * 22 + 8)

"""The pages of documents on one picture."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from kitgen.errors import ExitCode
from tests.projects import run


def write_pdf(path: Path, *sizes: tuple[float, float]) -> Path:
    """Write a PDF of blank pages, each of a size in points."""
    writer = PdfWriter()
    for across, down in sizes:
        writer.add_blank_page(across, down)
    data = io.BytesIO()
    writer.write(data)
    path.write_bytes(data.getvalue())
    return path


A4 = (595.0, 842.0)


def test_all_pages_of_all_files_are_on_the_picture(tmp_path: Path) -> None:
    """In their order, in rows; the picture is where it was asked."""
    one = write_pdf(tmp_path / "a.pdf", A4, A4, A4)
    other = write_pdf(tmp_path / "b.pdf", A4)
    sheet = tmp_path / "vue.png"

    answer = run(
        "planche", str(one), str(other), "-o", str(sheet), "--colonnes", "2", "--largeur", "100",
        project=tmp_path,
    )  # fmt: skip

    with Image.open(sheet) as image:
        assert answer.out == f"{sheet}\u00a0: 4 pages, {image.width} × {image.height} pixels\n"
        assert image.width == 2 * 100 + 3 * 8
        assert 2 * 141 <= image.height - 3 * 8 <= 2 * 143
        assert image.getpixel((20, 20)) == (255, 255, 255)
        assert image.getpixel((2, 2)) == (128, 128, 128)


def test_pages_of_any_shape_fit_in_their_place(tmp_path: Path) -> None:
    """A poster, a ribbon, a stamp: none makes the picture larger than its page's place."""
    odd = write_pdf(tmp_path / "a.pdf", (2000, 100), (100, 14000), (10, 10))
    sheet = tmp_path / "vue.png"

    run("planche", str(odd), "-o", str(sheet), "--largeur", "60", project=tmp_path)

    with Image.open(sheet) as image:
        assert image.width <= 3 * 61 + 4 * 8
        assert image.height <= 86 + 2 * 8


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    """A damaged file, a file that is not there: one line, no trace, and no picture."""
    (tmp_path / "a.pdf").write_text("Bonjour", encoding="utf-8")
    sheet = tmp_path / "vue.png"

    damaged = run("planche", str(tmp_path / "a.pdf"), "-o", str(sheet), project=tmp_path)
    absent = run("planche", str(tmp_path / "b.pdf"), "-o", str(sheet), project=tmp_path)

    assert (damaged.code, absent.code) == (ExitCode.USAGE, ExitCode.USAGE)
    assert "a.pdf n’est pas un PDF lisible" in damaged.err
    assert "Traceback" not in damaged.err + absent.err
    assert not sheet.exists()


def test_without_the_library_the_command_to_type_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word alone needs nothing of it."""
    monkeypatch.delitem(sys.modules, "kitgen.render.raster", raising=False)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)

    answer = run("planche", str(write_pdf(tmp_path / "a.pdf", A4)), project=tmp_path)

    assert answer.code == ExitCode.ENVIRONMENT
    assert "uv sync --extra pdf" in answer.err

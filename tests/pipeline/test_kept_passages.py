"""Passages of Word files are written once, and never served stale."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from kitgen.errors import ExitCode
from kitgen.pipeline.layouts import packaged_layouts
from kitgen.publish import sha256_of
from kitgen.render import word, word_fill, word_shell, word_zip
from kitgen.render.word_blocks import Block
from kitgen.render.word_body import Writer
from kitgen.render.word_passage import Passage
from tests.pipeline.test_kept_pieces import edition, order, replace, text, title
from tests.projects import run, write_project
from tests.render.images import PNG

ILLUSTRATED = """\
illustration:
  fichier: fiches/images/halle.png
  alt: "Une halle"
leviers:
  - id: compter
    titre: "Compter"
    texte: |
      1. Un premier pas.
      2. Un second.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two fiches, one with a picture and a numbered list, with its own layouts."""
    root = write_project(tmp_path / "projet")
    shutil.copytree(packaged_layouts(), root / "layouts")
    images = root / "fiches" / "images"
    images.mkdir()
    (images / "halle.png").write_bytes(PNG)
    replace(root / "fiches/municipal/connaitre.yaml", "leviers:\n", ILLUSTRATED)
    return root


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made: each passage by its words, and each shell."""
    found: list[str] = []

    class Counted(Writer):
        def section(self, blocks: Sequence[Block], *, ends: bool) -> Passage:
            passage = super().section(blocks, ends=ends)
            found.append(passage.xml)
            return passage

    fill = word_fill.fill

    def counted(*args: object) -> word_fill.Filled:
        found.append("shell")
        return fill(*args)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(word, "Writer", Counted)
    monkeypatch.setattr(word_fill, "fill", counted)
    return found


def build(project: Path, *words: str) -> dict[str, str]:
    """Build the Word editions; return the SHA-256 of each."""
    answer = run("build", "--format", "docx", *words, project=project)
    assert answer.code == ExitCode.OK, answer.err
    output = project / "output"
    return {
        path.relative_to(output).as_posix(): sha256_of(path) for path in output.rglob("*.docx")
    }


def test_a_changed_word_writes_one_passage(project: Path, seen: list[str]) -> None:
    """That of its fiche: the cover, the headers, the contents and the other fiche are kept."""
    build(project)
    assert seen.count("shell") == 1
    assert len(seen) > 8
    seen.clear()

    text(project)
    build(project)

    (passage,) = seen
    assert "cent familles" in passage


def test_a_changed_title_fills_the_template_again(project: Path, seen: list[str]) -> None:
    """The headers say it, and the contents, and the fiche that refers to it."""
    build(project)
    seen.clear()

    title(project)
    build(project)

    assert seen.count("shell") == 1
    assert 1 < len(seen) < 9


def template(project: Path) -> None:
    """Change the size of the text in the Word template."""
    path = str(project / "layouts/kit/modele.docx")
    document = Document(path)
    document.styles["Body Text"].font.size = Pt(13)
    document.save(path)


def shapes(project: Path) -> None:
    """Move a point of the map."""
    path = project / "layouts/cartes/france.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?<="hauteur":)\s*(\d+)', r"1\1", text, count=1), encoding="utf-8")


def picture(project: Path) -> None:
    """Change the bytes of an image, and nothing that Word shows of it."""
    path = project / "fiches/images/halle.png"
    path.write_bytes(path.read_bytes() + b"\0")


def listed(project: Path) -> None:
    """Begin one more numbered list before that of another fiche."""
    replace(
        project / "fiches/municipal/connaitre.yaml",
        "  - id: agir\n",
        '  - id: suivre\n    titre: "Suivre"\n    texte: |\n      1. Un pas.\n  - id: agir\n',
    )


@pytest.mark.parametrize(
    "change",
    [title, text, order, edition, template, shapes, picture, listed],
    ids=lambda one: one.__name__,
)
def test_what_was_kept_is_never_stale(project: Path, change: Callable[[Path], None]) -> None:
    """After any change, what is built from the store is what is built from nothing."""
    before = build(project, "--fiches")
    change(project)

    warm = build(project, "--fiches")

    cold = build(project, "--fiches", "--no-cache", "--force")
    assert warm == cold
    assert warm != before
    assert build(project, "--fiches", "--force") == cold


def test_a_template_that_is_saved_meanwhile_makes_no_mixed_file(
    project: Path, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of one is never put together with the parts of another."""
    build(project)
    kept = word_shell.template_of

    def saved(layouts: Path, genre: str) -> dict[str, word_zip.Entry]:
        return kept(layouts, genre) | {"word/fonts/police1.odttf": word_zip.compress(b"")}

    seen.clear()
    monkeypatch.setattr(word, "template_of", saved)
    text(project)
    again = build(project)

    assert seen.count("shell") == 1
    monkeypatch.undo()
    assert again == build(project, "--no-cache", "--force")

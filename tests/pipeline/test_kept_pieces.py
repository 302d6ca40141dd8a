"""Pieces of documents are laid out once, and never served stale."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kitgen.errors import ExitCode
from kitgen.pipeline.layouts import packaged_layouts
from kitgen.publish import sha256_of
from kitgen.render import layout
from kitgen.render.base import RenderContext
from kitgen.render.fragment import Fragment
from kitgen.render.layout import Layout, lay_out
from tests.projects import run, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two fiches, with layouts of its own."""
    root = write_project(tmp_path / "projet")
    shutil.copytree(packaged_layouts(), root / "layouts")
    return root


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Layout]:
    """Every piece that is laid out, in order."""
    found: list[Layout] = []

    def counted(piece: Layout, context: RenderContext) -> Fragment:
        found.append(piece)
        return lay_out(piece, context)

    monkeypatch.setattr(layout, "lay_out", counted)
    return found


def build(project: Path, *words: str) -> dict[str, str]:
    """Build the PDF editions; return the SHA-256 of each."""
    answer = run("build", "--format", "pdf", "--jobs", "1", *words, project=project)
    assert answer.code == ExitCode.OK, answer.err
    output = project / "output"
    return {path.relative_to(output).as_posix(): sha256_of(path) for path in output.rglob("*.pdf")}


def replace(path: Path, before: str, after: str) -> None:
    """Change every occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_changed_word_lays_out_one_piece(project: Path, seen: list[Layout]) -> None:
    """That of its fiche: the cover, the contents, the margins and the other fiche are kept."""
    build(project)
    total = len(seen)
    seen.clear()

    replace(project / "fiches/municipal/scic.yaml", "vingt", "trente")
    build(project)

    assert total > 10
    assert len(seen) == 1
    assert "trente familles" in seen[0].html


def test_a_fiche_alone_lays_out_its_margins_only(project: Path, seen: list[Layout]) -> None:
    """Its pages are those of its kit; the colophon at its foot is the same for all."""
    build(project)
    seen.clear()

    made = build(project, "--fiches")

    assert len(made) == 3
    assert [piece for piece in seen if piece.tightened] == []
    assert len([piece for piece in seen if piece.tagged]) == 1
    assert len(seen) == 3


def test_a_page_more_moves_page_numbers_only(project: Path, seen: list[Layout]) -> None:
    """A fiche that grows by a page changes the contents and the margins of what follows."""
    build(project)
    seen.clear()

    replace(
        project / "fiches/municipal/connaitre.yaml", "Pour agir.", f"Pour agir. {'Mot ' * 900}"
    )
    build(project)

    fiches = [piece for piece in seen if piece.tightened]
    assert len(fiches) == 1
    assert any("Sommaire" in piece.html for piece in seen)


def title(project: Path) -> None:
    """Change the title of a fiche to which the other refers."""
    replace(project / "fiches/municipal/scic.yaml", "Connaître l'ESS", "Les SCIC")


def text(project: Path) -> None:
    """Change a word."""
    replace(project / "fiches/municipal/scic.yaml", "vingt", "cent")


def order(project: Path) -> None:
    """Swap the fiches of the two parts."""
    path = project / "fiches/municipal/collection.yaml"
    replace(path, "[connaitre]", "[x]")
    replace(path, "[scic]", "[connaitre]")
    replace(path, "[x]", "[scic]")


def edition(project: Path) -> None:
    """Change the date of the edition, and so that of the files."""
    replace(project / "kitgen.yaml", "2026-11", "2027-02")


def token(project: Path) -> None:
    """Change a colour."""
    replace(project / "layouts/commun/tokens.css", "--encre:", "--encre: #000011; --vieille:")


def rule(project: Path) -> None:
    """Change the margins' style sheet."""
    replace(project / "layouts/kit/cadre.css", "9mm", "8mm")


def template(project: Path) -> None:
    """Change a template."""
    replace(project / "layouts/kit/partie.html", "libelles.partie", "libelles.sommaire")


def font(project: Path) -> None:
    """Put one face in place of another."""
    fonts = project / "layouts/polices"
    shutil.copy(fonts / "SourceSans3-Bold.ttf", fonts / "SourceSans3-Regular.ttf")


@pytest.mark.parametrize(
    "change",
    [title, text, order, edition, token, rule, template, font],
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


def test_workers_change_nothing(project: Path) -> None:
    """Pieces laid out by two processes, then linked, give the bytes of one."""
    alone = build(project, "--fiches", "--no-cache")

    shared = build(project, "--fiches", "--no-cache", "--force", "--jobs", "2")

    assert shared == alone

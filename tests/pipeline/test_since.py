"""Which documents the last changes touch."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kitgen.errors import Code, UsageError
from kitgen.pipeline.impact import DocumentTouche
from kitgen.pipeline.project import load
from kitgen.pipeline.since import GONE, NEW, impact_since
from tests.regional import CHANGED, REPLACED, VARIANT, amend, stock, write_variant
from tests.repository import git, record

KIT = "national/municipal/kit-essai_national_2026-11"
REGIONAL = "bretagne/municipal/kit-essai_bretagne_2026-11"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A recorded project whose région replaces an example and changes the chapô of one fiche."""
    root = stock(tmp_path)
    write_variant(root, REPLACED + CHANGED)
    record(root, "Anne", "2026-11-01")
    return root


def since(root: Path, words: str = "HEAD") -> tuple[DocumentTouche, ...]:
    """Return what changed in the files as they are."""
    return impact_since(load(root), words)


def touched(root: Path) -> dict[str, list[str]]:
    """Return the fiches that changed, by document."""
    return {one.document: [fiche.reference for fiche in one.fiches] for one in since(root)}


def test_nothing_changed_touches_nothing(root: Path) -> None:
    """Nor does a project compared with itself."""
    assert since(root) == since(root, ".") == ()


def test_only_the_editions_that_show_a_change_are_touched(root: Path) -> None:
    """An example that the région replaces changes the national kit alone."""
    amend(root, "Lons-le-Saunier", "Dole")

    assert touched(root) == {KIT: ["municipal/alimentation"]}


def test_a_layout_touches_all_that_it_shapes(root: Path) -> None:
    """In the formats that it shapes, recorded or not."""
    (root / "layouts").mkdir()
    shutil.copytree(Path(__file__).parents[2] / "layouts", root / "layouts", dirs_exist_ok=True)
    record(root, "Anne", "2026-11-02")
    (root / "layouts/kit/neuf.css").write_text("/* neuf */\n", encoding="utf-8")

    assert [(one.document, one.formats, one.parties) for one in since(root)] == [
        (KIT, ("pdf",), ("toutes",)),
        (REGIONAL, ("pdf",), ("toutes",)),
    ]


def test_documents_come_and_go(root: Path) -> None:
    """Those of a région that stops varying went; taken back, they are new."""
    (root / VARIANT).unlink()
    (gone,) = since(root)
    record(root, "Anne", "2026-11-02")
    git(root, "checkout", "--quiet", "HEAD~1", "--", VARIANT)
    (new,) = since(root)

    assert (gone.document, gone.parties) == (REGIONAL, (GONE,))
    assert (new.document, new.parties, len(new.fiches)) == (REGIONAL, (NEW,), len(gone.fiches))


def test_an_old_region_that_is_wrong_is_said_of_that_time(root: Path) -> None:
    """Not of the files as they are, which are right."""
    amend(root, "chapo", "chapeau", VARIANT)
    record(root, "Anne", "2026-11-02")
    git(root, "checkout", "--quiet", "HEAD~1", "--", VARIANT)

    with pytest.raises(UsageError) as caught:
        since(root)

    assert caught.value.diagnostics[0].code is Code.VERSION_UNREADABLE


def test_a_revision_must_exist(root: Path) -> None:
    """As for every other command."""
    with pytest.raises(UsageError) as caught:
        since(root, "jamais")

    assert caught.value.diagnostics[0].code is Code.UNKNOWN_TARGET

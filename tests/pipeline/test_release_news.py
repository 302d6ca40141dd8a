"""What a release tells its readers of the one before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kitgen.errors import Code, Severity, UsageError
from kitgen.pipeline.project import load
from kitgen.pipeline.release_news import News, previous, tell_news
from kitgen.publish.release_manifest import write_release
from tests.publish.test_release import PUBLICATION
from tests.regional import VARIANT, amend, stock, write_file, write_variant
from tests.repository import git, record


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose first edition is recorded, and the second one begun."""
    root = stock(tmp_path / "projet")
    record(root, "Zoé", "2026-11-01")
    amend(root, 'edition: "2026-11"', 'edition: "2027-05"', "kitgen.yaml")
    return root


def tell(root: Path, since: str | None) -> News:
    """Return the news of a project as it is."""
    return tell_news(root, load(root), since)


def test_a_first_edition_says_so(root: Path) -> None:
    """There is nothing to compare."""
    news = tell(root, None)

    assert news.texte.startswith("# Nouveautés\u00a0: mai 2027\n\nPremière édition")
    assert news.precedente is None


def test_the_news_are_what_changed_since(root: Path) -> None:
    """Both months in the title, each change under its fiche, and where they start from."""
    amend(root, "Nourrir la commune.", "Nourrir toute la commune.")

    news = tell(root, "HEAD")

    assert news.texte.startswith("# Nouveautés\u00a0: novembre 2026 → mai 2027\n")
    assert "<ins>toute" in news.texte
    assert news.precedente
    assert news.precedente.edition == "2026-11"
    assert news.precedente.revision == git(root, "rev-parse", "HEAD").strip()
    assert news.warnings == ()


def test_the_same_news_come_from_anywhere(root: Path, tmp_path: Path) -> None:
    """A project extracted elsewhere tells the same, as long as git is asked where it is."""
    amend(root, "Nourrir la commune.", "Nourrir toute la commune.")
    elsewhere = stock(tmp_path / "ailleurs")
    for name in ("kitgen.yaml", "fiches/municipal/alimentation.yaml"):
        (elsewhere / name).write_bytes((root / name).read_bytes())

    assert tell_news(root, load(elsewhere), "HEAD") == tell(root, "HEAD")


def test_a_region_has_its_section_when_it_changed(root: Path) -> None:
    """Only then: eighteen régions without news would bury the rest."""
    quiet = tell(root, "HEAD").texte
    write_variant(
        root, '  - ajouter: leviers\n    en: fin\n    element: {id: neuf, titre: "Neuf", '
        'texte: "Un levier neuf."}\n',
    )  # fmt: skip
    assert (root / VARIANT).is_file()

    told = tell(root, "HEAD").texte

    assert "Bretagne" not in quiet
    assert "## Bretagne\n" in told


def test_an_edition_that_no_longer_reads_holds_nothing_back(root: Path) -> None:
    """Its errors are warnings, and readers are told that nothing is compared."""
    amend(root, "chapo: |", "chapeau: |")
    record(root, "Zoé", "2026-12-01")
    amend(root, "chapeau: |", "chapo: |")

    news = tell(root, "HEAD")

    assert "L’édition précédente ne se lit plus" in news.texte
    assert news.precedente is None
    assert {one.severity for one in news.warnings} == {Severity.WARNING}
    assert Code.VERSION_UNREADABLE in {one.code for one in news.warnings}


@pytest.mark.parametrize("words", [".", "bretagne", "nulle-part"])
def test_only_what_was_published_is_a_release(root: Path, words: str) -> None:
    """The files as they are, a région or an unknown name are not."""
    with pytest.raises(UsageError):
        tell(root, words)


def test_the_release_before_is_the_last_of_the_older_ones(tmp_path: Path) -> None:
    """An edition is not compared with itself, nor with a later one."""
    for name in ("2026-05", "2026-11", "2027-05"):
        (tmp_path / name).mkdir()
        write_release(tmp_path / name, replace(PUBLICATION, edition=name))
    write_file(tmp_path, "2026-10", "no folder")

    assert previous(tmp_path, "2027-05") == str(tmp_path / "2026-11")
    assert previous(tmp_path, "2026-05") is None

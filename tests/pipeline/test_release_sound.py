"""What is laid out of a project with errors, when a release is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.pipeline.project import Project
from kitgen.pipeline.release_sound import STAND_IN, sound_part
from kitgen.pipeline.targets import all_targets, compose_target
from kitgen.render.budget import fiches_of
from tests.regional import NATIONAL, REPLACED, amend, stock, write_file, write_variant

SCIC = "fiches/municipal/scic.yaml"
COLLECTION = "fiches/municipal/collection.yaml"
REGION = "fiches/regions/bretagne/region.yaml"
REMARKS = "fiches/municipal/relectures/scic.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose région replaces an example."""
    root = stock(tmp_path / "projet")
    write_variant(root, REPLACED)
    return root


def part(root: Path) -> tuple[Project, frozenset[str]]:
    """Return what is sound in a project, of which something is."""
    found = sound_part(root)
    assert found is not None
    return found


def spoil(root: Path, file: str) -> None:
    """Add a key that no file has."""
    path = root / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    write_file(root, file, f"{text}\ninconnu: 1\n")


@pytest.mark.parametrize("region", [None, "bretagne"])
def test_a_broken_fiche_keeps_its_place(root: Path, region: str | None) -> None:
    """The others are numbered after it, and those that cite it can be composed."""
    assert "voir_aussi:\n  - municipal/scic" in (root / NATIONAL).read_text(encoding="utf-8")
    spoil(root, SCIC)

    project, out = part(root)

    (kit,) = all_targets(project, fiches=False, region=region)
    fiches = fiches_of(compose_target(project, kit))
    assert out == {"municipal/scic"}
    assert [one.reference for one in fiches] == ["municipal/alimentation", "municipal/scic"]
    assert project.library.fiches["municipal/scic"].chapo == STAND_IN


def test_a_fiche_that_breaks_a_rule_is_not_laid_out(root: Path) -> None:
    """Its shape is right; what composes it expects more. The région that varies it is spared."""
    amend(root, "  - municipal/scic", "  - municipal/absente", NATIONAL)

    project, out = part(root)

    assert out == {"municipal/alimentation"}
    assert all_targets(project, fiches=False, region="bretagne") == ()


def test_a_broken_collection_is_left_out(root: Path) -> None:
    """Its fiches have no place any more."""
    spoil(root, COLLECTION)

    project, out = part(root)

    assert out == {"municipal"}
    assert all_targets(project, fiches=False) == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (REGION, "inconnu: 1\n"),
        ("fiches/regions/bretagne/municipal/scic.yaml", "operations: [\n"),
        ("fiches/regions/bretagne/municipal/alimentation.yaml", "  - retirer: leviers/absent\n"),
    ],
)
def test_a_broken_region_is_left_out(root: Path, file: str, text: str) -> None:
    """Whichever of its files is wrong: the national documents hold nothing of it."""
    path = root / file
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    write_file(root, file, f"{before}{text}")

    project, out = part(root)

    assert out == {"regions/bretagne"}
    assert list(project.regionales) == []
    assert len(all_targets(project, fiches=False)) == 1


def test_what_no_document_is_made_from_takes_nothing_out(root: Path) -> None:
    """Comments of reviewers may be wrong: the fiches beside them are laid out."""
    spoil(root, REMARKS)

    assert part(root)[1] == frozenset()


def test_a_collection_that_does_not_exist_hides_no_other(root: Path) -> None:
    """The error stands in the project's file, and is of one name of it."""
    amend(root, "[municipal]", "[municipal, absente]", "kitgen.yaml")

    project, out = part(root)

    assert out == frozenset()
    assert len(all_targets(project, fiches=False)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titre:", "titre: ["),
        ("titre:", "inconnu: 1\ntitre:"),
        ("Édition d'essai.", "<b>Gras</b>"),
    ],
)
def test_without_a_right_project_file_there_is_nothing(root: Path, old: str, new: str) -> None:
    """It says which documents there are, and what stands in all of them."""
    amend(root, old, new, "kitgen.yaml")

    assert sound_part(root) is None

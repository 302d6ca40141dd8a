"""What a national change does to the clubs, and how far each région has gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.compose.bases import national_data
from kitgen.errors import Code, Severity
from kitgen.model.difference import Ecart
from kitgen.model.empreinte import empreinte
from kitgen.pipeline.project import load
from kitgen.pipeline.status import Changement, Couverture, changes, coverage
from kitgen.read import read_library
from kitgen.read.yaml import load_yaml
from tests.regional import (
    BREST,
    CHANGED,
    CHAPO_BASE,
    HEADER,
    LONS,
    LONS_BASE,
    NATIONAL,
    REPLACED,
    VARIANT,
    amend,
    stock,
    write_file,
    write_variant,
)
from tests.repository import record

REAL = Path(__file__).parents[2]
QUIMPER = BREST.replace("id: brest", "id: quimper")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A stock project of which Bretagne replaces the one example, recorded in git."""
    write_variant(stock(tmp_path), REPLACED)
    record(tmp_path, "Le club", "2026-11-21")
    return tmp_path


def stale(root: Path) -> list[Changement]:
    """Return the stale overrides of a project."""
    return list(changes(load(root)))


def test_nothing_is_stale_at_first(project: Path) -> None:
    """The club has read the text of today."""
    assert stale(project) == []
    assert load(project).warnings == ()


def test_a_changed_word_is_shown_with_its_author_and_day(project: Path) -> None:
    """The one override that it touches, its old and new words, and who recorded the new ones."""
    amend(project, "La ville cuisine.", "La ville cuisine bien.")
    record(project, "Noé Éditeur", "2026-12-03")
    amend(project, "Nourrir la commune.", "Nourrir.")
    record(project, "Une autre", "2026-12-04")

    (found,) = stale(project)

    assert (found.region, found.reference, found.chemin) == (
        "bretagne",
        "municipal/alimentation",
        LONS,
    )
    assert (found.place.file, found.place.line) == (VARIANT, 3)
    assert found.base == LONS_BASE != found.actuelle
    assert found.champs == (
        ("texte", (Ecart("=", "La ville cuisine"), Ecart("+", " bien"), Ecart("=", "."))),
    )
    assert found.auteur == ("Noé Éditeur", "2026-12-03")


def test_build_warns_at_the_operation(project: Path) -> None:
    """A warning: the région may still publish."""
    amend(project, "La ville cuisine.", "La ville cuisine bien.")

    (said,) = load(project).warnings

    assert (said.code, said.severity) == (Code.OVERRIDE_STALE, Severity.WARNING)
    assert said.place
    assert (said.place.file, said.place.line) == (VARIANT, 3)


def test_a_change_that_is_not_recorded_has_no_author(project: Path) -> None:
    """The old words are found all the same; also when the last record touched other lines."""
    amend(project, "Nourrir la commune.", "Nourrir.")
    record(project, "Une autre", "2026-12-04")
    amend(project, "2023\n", "2024\n")

    (found,) = stale(project)

    assert found.champs == (("annee", (Ecart("-", "2023"), Ecart("+", "2024"))),)
    assert found.auteur is None


def test_a_change_is_told_of_who_made_it_first(project: Path) -> None:
    """Two changes since the club looked: the first is named, the whole difference shown."""
    for words, author in (("cuisine bien", "Première"), ("cuisine très bien", "Seconde")):
        text = (project / NATIONAL).read_text(encoding="utf-8")
        amend(project, next(line for line in text.splitlines() if "La ville cuisine" in line),
              f'        texte: "La ville {words}."')  # fmt: skip
        record(project, author, "2026-12-05")

    (found,) = stale(project)

    assert found.auteur == ("Première", "2026-12-05")
    assert found.champs is not None
    assert "".join(one.texte for _, words in found.champs for one in words) == (
        "La ville cuisine très bien."
    )


def test_an_old_text_that_git_does_not_know_is_said(project: Path, tmp_path: Path) -> None:
    """A fingerprint of nowhere, or a project without history: no words, no author."""
    path = tmp_path / VARIANT
    path.write_text(path.read_text(encoding="utf-8").replace(LONS_BASE, "00000000"), "utf-8")

    (found,) = stale(project)

    assert found.champs is None
    assert found.auteur is None


def test_versions_that_were_no_fiche_are_passed_over(project: Path) -> None:
    """A file that could not be read, or had another shape, on the way back."""
    good = (project / NATIONAL).read_text(encoding="utf-8")
    for broken in ("- une liste\n", "titre: [\n", "leviers: {regie: 1}\n"):
        write_file(project, NATIONAL, broken)
        record(project, "Maladroite", "2026-12-01")
    write_file(project, NATIONAL, good.replace("La ville cuisine.", "La ville cuisine bien."))
    record(project, "Noé Éditeur", "2026-12-03")

    (found,) = stale(project)

    assert found.champs is not None
    assert found.auteur == ("Maladroite", "2026-12-01")


def test_a_field_that_did_not_exist_is_compared_with_nothing(tmp_path: Path) -> None:
    """A club that gave a title of its own learns that the national text has one now."""
    operation = '  - modifier: titre_court\n    base: "74234e98"\n    valeur: "Manger"\n'
    write_variant(stock(tmp_path), operation)
    record(tmp_path, "Le club", "2026-11-21")
    amend(tmp_path, "chapo: |\n", 'titre_court: "Nourrir"\nchapo: |\n')
    record(tmp_path, "Noé Éditeur", "2026-12-03")

    (found,) = stale(tmp_path)

    assert found.champs == (("", (Ecart("+", "Nourrir"),)),)
    assert found.auteur == ("Noé Éditeur", "2026-12-03")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nourrir la commune.", "Nourrir toute la commune."),
        ('titre: "Créer une régie agricole"', 'titre: "Ouvrir une régie agricole"'),
        ("    exemples:\n      - id: lons", f"    exemples:\n      - {QUIMPER}\n      - id: lons"),
        (
            "leviers:\n",
            'leviers:\n  - id: premier\n    titre: "Premier"\n    texte: "Avant."\n',
        ),
        ('texte: "La ville cuisine."', "texte: |\n          La ville\n          cuisine."),
        (
            'annee: 2023\n        texte: "La ville cuisine."\n',
            'texte: "La ville cuisine."\n        annee: 2023\n',
        ),
    ],
)
def test_what_changes_elsewhere_makes_nothing_stale(project: Path, old: str, new: str) -> None:
    """Another item, an item before, another order of keys, other white space."""
    amend(project, old, new)

    assert stale(project) == []
    assert load(project).warnings == ()


def test_coverage_tells_each_region_and_fiche(project: Path) -> None:
    """Own examples, national ones, stale; those of elsewhere, and those that wait."""
    before = list(coverage(load(project)))
    amend(project, "La ville cuisine.", "La ville cuisine bien.")
    region = "fiches/regions/bretagne/region.yaml"
    amend(
        project,
        'nom: "Bretagne"\n',
        f'nom: "Bretagne"\nreserve:\n  - {{fiche: municipal/scic, exemple: {BREST}}}\n',
        region,
    )

    alimentation, scic = coverage(load(project))

    assert before[0] == Couverture(
        "bretagne", "municipal/alimentation", "propres", 0, ailleurs=False
    )
    assert before[1] == Couverture("bretagne", "municipal/scic", "nationaux", 0, ailleurs=True)
    assert (alimentation.etat, alimentation.ailleurs) == ("perimee", False)
    assert (scic.etat, scic.reserve, scic.ailleurs) == ("nationaux", 1, True)


@pytest.mark.parametrize(
    ("where", "ailleurs"),
    [('region: "53"', False), ('departement: "988"', True), ('departement: "29"', False)],
)
def test_an_example_is_local_by_its_region(project: Path, where: str, ailleurs: bool) -> None:  # noqa: FBT001  expected
    """A département's région, or the région itself; New Caledonia is in none."""
    path = project / VARIANT
    path.write_text(path.read_text(encoding="utf-8").replace('departement: "29"', where), "utf-8")

    (alimentation, _) = coverage(load(project))

    assert alimentation.ailleurs == ailleurs


def test_the_fingerprint_of_history_is_that_of_the_model(tmp_path: Path) -> None:
    """An item as the file holds it, and as the library holds it: the same eight digits.

    Else the old text of an item could not be found again in git.
    """
    stock(tmp_path)
    for root in (tmp_path, REAL):
        library, _ = read_library(root)
        for reference, fiche in library.fiches.items():
            path = root / library.files[reference].path
            raw = load_yaml(reference, path.read_bytes()).data
            assert isinstance(raw, dict)
            for key, value in national_data(fiche).items():
                assert empreinte(value) == empreinte(raw[key]), (reference, key)


def test_two_variants_of_a_region_are_both_told(project: Path) -> None:
    """And a fiche of its own, which leans on nothing, is passed over."""
    write_variant(
        project,
        CHANGED.replace(CHAPO_BASE, "00000000"),
        "fiches/regions/bretagne/municipal/scic.yaml",
    )
    write_file(
        project,
        "fiches/regions/bretagne/municipal/peche.yaml",
        f'{HEADER}place: {{partie: leviers, apres: scic}}\nfiche:\n  titre: "La pêche"\n'
        '  chapo: "En mer."\n  sections: [{id: a, titre: "A", texte: "Texte."}]\n',
    )
    amend(project, "La ville cuisine.", "La ville cuisine bien.")

    assert [one.reference for one in stale(project)] == [
        "municipal/alimentation",
        "municipal/scic",
    ]
    assert [one.reference for one in coverage(load(project))] == [
        "municipal/alimentation",
        "municipal/scic",
    ]

"""Regional editions: the national text, but for what the région varies."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import kitgen
from kitgen.errors import Code, ExitCode
from kitgen.model.edition import FicheEdition
from kitgen.model.texte import texte_brut
from kitgen.pipeline.targets import all_targets, compose_target
from tests.projects import run, write_project

ROOT = Path(__file__).parents[2]
PROJECT = kitgen.load(ROOT)
REGIONAL = [
    target
    for region in PROJECT.regionales
    for target in all_targets(PROJECT, fiches=False, region=region)
]

HEAD = "# yaml-language-server: $schema="
REGION = f'{HEAD}../../schemas/region.schema.json\ncode: "53"\nnom: "Bretagne"\n'
CHAPO = "operations:\n  - modifier: chapo\n    valeur: |\n      En Bretagne, agissez.\n"
OWN = """\
place:
  partie: agir
  apres: scic
fiche:
  titre: "La pêche"
  chapo: "Coopérer en mer."
  sections:
    - id: quai
      titre: "Sur le quai"
      texte: "Une coopérative, comme le dit la [](fiche:municipal/scic)."
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a région that varies nothing yet."""
    root = write_project(tmp_path / "projet")
    folder = root / "fiches/regions/bretagne/municipal"
    folder.mkdir(parents=True)
    (folder.parent / "region.yaml").write_text(REGION, encoding="utf-8")
    path = root / "kitgen.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("mentions:", "regions: [bretagne]\nmentions:"), encoding="utf-8")
    return root


def variant(project: Path, name: str, text: str) -> Path:
    """Write a variant, or a fiche of the région's own."""
    path = project / f"fiches/regions/bretagne/municipal/{name}.yaml"
    path.write_text(f"{HEAD}../../../schemas/variante.schema.json\n{text}", encoding="utf-8")
    return path


def test_a_region_that_varies_nothing_has_no_edition_unless_asked_by_name(project: Path) -> None:
    """`--region bretagne` makes nothing; `municipal --region bretagne` makes the kit."""
    nothing = run("build", "--region", "bretagne", "--format", "docx", project=project)
    named = run("build", "municipal", "--region", "bretagne", "--format", "docx", project=project)

    assert nothing.out == ""
    assert named.out.strip().endswith(
        "output/bretagne/municipal/kit-municipaless_bretagne_2026-11.docx"
    )


def test_an_unknown_region_gives_the_nearest(project: Path) -> None:
    """Exit 2, and the name that was perhaps meant."""
    answer = run("build", "--region", "bretagn", project=project)

    assert answer.code == ExitCode.USAGE
    assert "bretagne" in answer.err


def test_all_makes_every_region_that_varies_something(project: Path) -> None:
    """The kit, and with --fiches the varied fiche alone."""
    variant(project, "scic", CHAPO)
    run("region", "accept", "bretagne", project=project)

    answer = run(
        "build", "--region", "all", "--fiches", "--format", "docx", "--jobs", "1", project=project
    )

    names = [Path(line).name for line in answer.out.splitlines()]
    assert names == [
        "kit-municipaless-02-scic_bretagne_2026-11.docx",
        "kit-municipaless_bretagne_2026-11.docx",
    ]


def test_a_varied_fiche_says_what_the_region_says(project: Path) -> None:
    """The chapô is the région's, the rest is national; the title says the région."""
    variant(project, "scic", CHAPO)
    run("region", "accept", "bretagne", project=project)
    loaded = kitgen.load(project)

    (regional,) = kitgen.compose(loaded, "municipal", "bretagne")
    (national,) = kitgen.compose(loaded, "municipal")

    assert regional.region is not None
    assert texte_brut(regional.region.etiquette) == "Déclinaison Bretagne"
    assert "Déclinaison Bretagne" in regional.titre_document
    assert regional.parties[0] == national.parties[0]
    varied, original = regional.parties[1].fiches[0], national.parties[1].fiches[0]
    assert varied.chapo != original.chapo
    assert replace(varied, chapo=()) == replace(original, chapo=())


def test_a_fiche_of_the_region_takes_its_place_and_its_number(project: Path) -> None:
    """It follows the fiche that it names, and can be referred to."""
    variant(project, "peche", OWN)
    loaded = kitgen.load(project)

    (edition,) = kitgen.compose(loaded, "municipal", "bretagne")
    (alone,) = kitgen.compose(loaded, "municipal/peche", "bretagne")

    numbers = [(one.reference, one.numero) for partie in edition.parties for one in partie.fiches]
    assert numbers[-1] == ("municipal/peche", 3)
    assert alone.stem == "kit-municipaless-03-peche_bretagne_2026-11"
    assert "municipal/peche" not in loaded.library.fiches


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("partie: agir", "partie: nulle", Code.OPERATION_REFUSED),
        ("apres: scic", "apres: nulle", Code.OPERATION_REFUSED),
        ('  titre: "La pêche"\n', "", Code.MISSING_KEY),
        ("fiche:municipal/scic", "fiche:municipal/scics", Code.UNRESOLVED_REFERENCE),
    ],
)
def test_a_fiche_of_the_region_is_judged_in_its_own_file(
    project: Path, old: str, new: str, code: Code
) -> None:
    """Its errors are located in the région's file."""
    path = variant(project, "peche", OWN.replace(old, new))

    with pytest.raises(kitgen.ContentError) as caught:
        kitgen.load(project)

    (said,) = caught.value.diagnostics
    assert said.code is code
    assert said.place is not None
    assert said.place.file == path.relative_to(project).as_posix()
    assert said.place.line > 1


def test_what_a_variant_writes_is_judged_where_it_is_written(project: Path) -> None:
    """A bad link, an unquoted département: the line of the variant, not of the fiche."""
    variant(
        project,
        "scic",
        "operations:\n"
        "  - ajouter: leviers/agir/exemples\n"
        "    element:\n"
        "      id: brest\n"
        '      titre: "À Brest"\n'
        '      collectivite: {nom: "Brest", departement: 29}\n'
        '      texte: "Voir [ici](ftp://brest.fr)."\n'
        '      source: {titre: "T", url: "https://a.fr", consulte_le: 2026-11-21}\n',
    )

    with pytest.raises(kitgen.ContentError) as caught:
        kitgen.load(project)

    (said,) = caught.value.diagnostics
    assert said.place is not None
    assert (said.place.line, said.place.path) == (
        7,
        "operations[1].element.collectivite.departement",
    )
    assert said.hint is not None
    assert '"29"' in said.hint


@pytest.mark.parametrize("target", REGIONAL, ids=lambda one: f"{one.region}-{one}")
def test_a_real_edition_differs_from_the_national_one_in_its_varied_items_only(
    target: Any,
) -> None:
    """Fiches that the région does not vary are equal, value by value."""
    regional = compose_target(PROJECT, target)
    national = compose_target(PROJECT, replace(target, region=None))
    varied = PROJECT.regionales[target.region].variees
    others = {one.reference: one for partie in national.parties for one in partie.fiches}
    seen = 0
    for partie in regional.parties:
        for fiche in partie.fiches:
            if fiche.reference not in varied:
                assert fiche == others[fiche.reference]
            elif fiche.reference in others:
                seen += _changed(fiche, others[fiche.reference])

    assert seen or any(reference not in others for reference in varied)
    assert regional.mentions == national.mentions


def _changed(one: FicheEdition, other: FicheEdition) -> int:
    """Return how many fields of a fiche differ; its place in the kit never does."""
    assert (one.numero, one.ancre, one.type) == (other.numero, other.ancre, other.type)
    return sum(getattr(one, field.name) != getattr(other, field.name) for field in fields(one))

"""A club's files: opened without overwriting anything, valid once their dièses are off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from kitgen.compose.bases import national_data
from kitgen.errors import ContentError, UsageError
from kitgen.model.fiche import Fiche
from kitgen.model.library import Library
from kitgen.model.region import Region, dossier_de
from kitgen.model.variante import Variante
from kitgen.model.walk import walk
from kitgen.pipeline.club import new_region, new_variant
from kitgen.pipeline.menu import region_text, variant_text
from kitgen.pipeline.project import load
from kitgen.pipeline.regions import regional_library
from kitgen.read import read_library
from kitgen.read.yaml import load_yaml
from tests.regional import HEADER, VARIANT, stock, write_file, write_variant

REAL = Path(__file__).parents[2]
PLACEHOLDERS: Mapping[str, str] = {
    '"00"': '"29"',
    '"https://…"': '"https://www.exemple.fr/page"',
    "AAAA-MM-JJ": "2026-11-21",
    "municipal/scic": "municipal/alimentation",
}
"""What a person would have typed instead."""


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Library]:
    """The real project, without what its régions vary."""
    root = tmp_path_factory.mktemp("reel")
    left_out = shutil.ignore_patterns("schemas", "regions")
    shutil.copytree(REAL / "fiches", root / "fiches", ignore=left_out)
    project = (REAL / "kitgen.yaml").read_text(encoding="utf-8").partition("\nregions:")[0]
    (root / "kitgen.yaml").write_text(f"{project}\nregions: [bretagne]\n", encoding="utf-8")
    new_region(root, "bretagne")
    library, _ = read_library(root)
    return root, library


def uncommented(text: str) -> str:
    """Take `# ` off every line of a menu but the first, and fill in its placeholders."""
    first, _, rest = text.partition("\n")
    shown = re.sub("^# ", "", rest, flags=re.MULTILINE)
    for old, new in PLACEHOLDERS.items():
        shown = shown.replace(old, new)
    ids = iter(range(10_000))
    shown = re.sub(r"identifiant-d[eu][a-z-]*", lambda _: f"nouveau-{next(ids)}", shown)
    return f"{first}\n{shown}"


def test_every_line_of_every_menu_can_be_uncommented(real: tuple[Path, Library]) -> None:
    """Each fiche of the real kits, all its operations at once: applied, valid, nothing stale."""
    root, library = real
    for reference, fiche in library.fiches.items():
        menu = f"{HEADER}{variant_text(reference, fiche, library.territoires)}"
        write_file(root, f"fiches/regions/bretagne/{reference}.yaml", uncommented(menu))

    varied, warnings = read_library(root)
    found = regional_library(varied, "bretagne")

    assert warnings == ()
    assert found.diagnostics == ()
    assert found.variees == library.fiches.keys()
    assert len(found.variees) > 50


def test_a_menu_names_every_item_of_its_fiche_once(real: tuple[Path, Library]) -> None:
    """Whatever has an id can be replaced or changed; nothing else is offered."""
    _, library = real
    for reference, fiche in library.fiches.items():
        menu = variant_text(reference, fiche, library.territoires)
        data = load_yaml("menu.yaml", uncommented(menu).encode()).data
        targets = re.findall(r"- \w+: (\S+)$", menu, re.MULTILINE)
        ids = [str(one.value) for one in walk(fiche) if one.field == "id"]

        assert len(Variante.model_validate(data).operations) == len(targets)
        assert len(set(targets)) == len(targets)
        assert [one for one in ids if not any(one in path.split("/") for path in targets)] == []


def test_a_menu_shows_what_it_is_about(real: tuple[Path, Library]) -> None:
    """Its prose gives titles and places; no line is longer for it than the fiche's own."""
    _, library = real
    menu = variant_text(
        "municipal/alimentation", library.fiches["municipal/alimentation"], library.territoires
    )

    assert "## L'exemple « Appuyer un projet alimentaire sur les acteurs de l'ESS »" in menu
    assert "Langres, Haute-Marne, 52)" in menu
    assert all(re.match("## |# |##$|operations:$|$", line) for line in menu.splitlines())


def test_a_menu_as_it_is_written_changes_nothing(tmp_path: Path) -> None:
    """Before anything is uncommented, the project is faultless and the région varies nothing."""
    stock(tmp_path)

    path = new_variant(tmp_path, "bretagne", "municipal/alimentation")

    project = load(tmp_path)
    assert path.as_posix() == VARIANT
    assert project.warnings == ()
    assert project.regionales["bretagne"].variees == frozenset()


def test_a_fiche_of_sections_has_its_menu_too(tmp_path: Path) -> None:
    """Sections are offered as levers are; a fiche without figure, law or example has no more."""
    library, _ = read_library(stock(tmp_path))
    menu = variant_text("municipal/scic", library.fiches["municipal/scic"], library.territoires)

    assert "#   - modifier: sections/definition/texte\n" in menu
    assert "#   - ajouter: sections/definition/exemples\n" in menu
    assert "leviers" not in menu
    assert "- remplacer" not in menu


def test_examples_outside_any_lever_are_in_the_menu(tmp_path: Path) -> None:
    """The « retours d'expérience » are replaced and added to under their own list."""
    library, _ = read_library(stock(tmp_path))
    data = national_data(library.fiches["municipal/alimentation"])
    levers = data["leviers"]
    assert isinstance(levers, list)
    assert isinstance(levers[0], dict)
    data["exemples"] = levers[0].pop("exemples")
    menu = variant_text("a/b", Fiche.model_validate(data), library.territoires)

    assert "#   - remplacer: exemples/lons\n" in menu
    assert "#   - ajouter: exemples\n" in menu


def test_every_slot_of_a_region_can_be_uncommented(tmp_path: Path) -> None:
    """All the keys that a région may have are there, and are valid once filled in."""
    stock(tmp_path)
    shutil.copy(tmp_path / "fiches/images/point.png", tmp_path / "fiches/images/logo.png")
    path = tmp_path / "fiches/regions/bretagne/region.yaml"
    path.unlink()
    assert new_region(tmp_path, "Bretagne") == path.relative_to(tmp_path)
    assert load(tmp_path).warnings == ()

    path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")

    project = load(tmp_path)
    assert project.warnings == ()
    assert project.library.regions["bretagne"].model_fields_set == set(Region.model_fields)


def test_every_region_can_be_opened(tmp_path: Path) -> None:
    """The official name and code are written, under the folder that the check expects."""
    library, _ = read_library(stock(tmp_path))
    for code, nom in library.territoires.regions.items():
        region = Region.model_validate(
            load_yaml("region.yaml", region_text(code, nom).encode()).data
        )
        assert (region.code, region.nom) == (code, nom)
        if nom != "Bretagne":
            new_region(tmp_path, nom.upper())

    folders = sorted(path.name for path in (tmp_path / "fiches/regions").iterdir())
    assert folders == sorted(map(dossier_de, library.territoires.regions.values()))
    amended = (tmp_path / "kitgen.yaml").read_text(encoding="utf-8")
    (tmp_path / "kitgen.yaml").write_text(
        amended.replace("[bretagne]", f"[{', '.join(folders)}]"), encoding="utf-8"
    )
    assert load(tmp_path).warnings == ()


def refusal(caught: pytest.ExceptionInfo[UsageError]) -> str:
    """Return what a person reads of a refusal."""
    (said,) = caught.value.diagnostics
    return f"{said.message} → {said.hint}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bretange", "Vouliez-vous dire : bretagne"),
        ("Rhône-Alpes", "auvergne-rhone-alpes"),
        ("xyz", "Vouliez-vous dire : auvergne-rhone-alpes, bourgogne-franche-comte"),
        ("../bretagne", "existe déjà"),
        ("bretagne", "existe déjà → Modifiez-le"),
    ],
)
def test_no_region_is_opened_under_another_name(name: str, said: str, tmp_path: Path) -> None:
    """A name that is no région's, or whose folder exists: nothing is written."""
    before = sorted(stock(tmp_path).rglob("*"))

    with pytest.raises(UsageError) as caught:
        new_region(tmp_path, name)

    assert said in refusal(caught)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("region", "reference", "said"),
    [
        ("bretange", "municipal/scic", "Vouliez-vous dire : bretagne"),
        ("xyz", "municipal/scic", "`kitgen region new xyz`"),
        ("bretagne", "scic", "Vouliez-vous dire : municipal/scic"),
        ("bretagne", "regional/scic", "Vouliez-vous dire : municipal/scic"),
        ("bretagne", "municipal/sci", "Vouliez-vous dire : municipal/scic"),
        ("bretagne", "zzz", "`kitgen list`"),
        ("bretagne", "municipal/alimentation", "existe déjà"),
    ],
)
def test_no_variant_is_opened_of_nothing(
    region: str, reference: str, said: str, tmp_path: Path
) -> None:
    """An unknown région or fiche, or a variant that exists: nothing is written."""
    write_variant(stock(tmp_path), "")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.yaml")}

    with pytest.raises(UsageError) as caught:
        new_variant(tmp_path, region, reference)

    assert said in refusal(caught)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.yaml")} == before


def test_a_folder_that_kitgen_yaml_does_not_name_is_said(tmp_path: Path) -> None:
    """Between `region new` and the list of kitgen.yaml, the error says what to add."""
    new_region(stock(tmp_path), "corse")

    with pytest.raises(ContentError, match="ne cite pas `corse`"):
        new_variant(tmp_path, "corse", "municipal/scic")

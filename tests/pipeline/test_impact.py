"""Which documents would change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kitgen.errors import Code, UsageError
from kitgen.model.artefact import Mesure
from kitgen.pipeline.impact import DocumentTouche, impact
from kitgen.pipeline.project import load
from kitgen.publish import Entry
from kitgen.publish.manifest import dump_manifest
from tests.regional import CHANGED, LONS, REPLACED, stock, write_file, write_variant

KIT = "national/municipal/kit-essai_national_2026-11"
REGIONAL = "bretagne/municipal/kit-essai_bretagne_2026-11"
OWN = "fiches/regions/bretagne/municipal/neuve.yaml"
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose région replaces an example and changes the chapô of one fiche."""
    root = stock(tmp_path)
    write_variant(root, REPLACED + CHANGED)
    return root


def touched(root: Path, *words: str) -> dict[str, list[str]]:
    """Return the fiches that would change, by document."""
    found = impact(load(root), words)
    return {one.document: [fiche.reference for fiche in one.fiches] for one in found}


def document(root: Path, *words: str) -> DocumentTouche:
    """Return the first document that would change."""
    return impact(load(root), words)[0]


def test_what_a_region_replaces_does_not_touch_it(root: Path) -> None:
    """Its own example stands there; the rest of the fiche reaches it."""
    fiche = "municipal/alimentation"

    assert touched(root, f"{fiche}#{LONS}") == {KIT: [fiche]}
    assert touched(root, f"{fiche}#chapo") == {KIT: [fiche]}
    assert touched(root, f"{fiche}#leviers/regie/titre") == {KIT: [fiche], REGIONAL: [fiche]}
    assert touched(root, f"{fiche}#{LONS}/source/consulte_le") == {}


def test_a_title_touches_all_that_refers_to_its_fiche(root: Path) -> None:
    """Contents and references, in every document; a text touches its fiche alone."""
    both = ["municipal/alimentation", "municipal/scic"]

    assert touched(root, "municipal/scic#titre") == {KIT: both, REGIONAL: both}
    assert document(root, "municipal/scic#titre").parties == ("sommaire",)
    assert touched(root, "municipal/scic#chapo") == {KIT: both[1:], REGIONAL: both[1:]}
    assert document(root, "municipal/scic#chapo").parties == ()
    assert document(root, "municipal/scic#chapo").formats == ("pdf", "docx")


@pytest.mark.parametrize(
    ("word", "documents"),
    [
        ("fiches/municipal/scic.yaml", [KIT, REGIONAL]),
        ("municipal/scic", [KIT, REGIONAL]),
        ("fiches/regions/bretagne/region.yaml", [REGIONAL]),
        ("regions/bretagne", [REGIONAL]),
        ("fiches/regions/bretagne/municipal/alimentation.yaml", [REGIONAL]),
        ("fiches/municipal/collection.yaml", [KIT, REGIONAL]),
        ("municipal#parties/leviers/titre", [KIT, REGIONAL]),
        ("kitgen.yaml", [KIT, REGIONAL]),
        ("kitgen.yaml#mentions", [KIT, REGIONAL]),
    ],
)
def test_files_references_and_id_paths_name_the_same_things(
    root: Path, word: str, documents: list[str]
) -> None:
    """A variant touches its région, whatever is below it."""
    assert list(touched(root, word)) == documents


def test_a_file_may_be_named_from_anywhere(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its whole path, or from the current folder."""
    path = root / "fiches/municipal/scic.yaml"
    expected = touched(root, "municipal/scic")

    monkeypatch.chdir(root / "fiches/municipal")
    assert touched(root, "scic.yaml") == expected
    monkeypatch.chdir(tmp_path_factory.mktemp("ailleurs"))
    assert touched(root, str(path)) == expected


def test_several_words_are_one_change(root: Path) -> None:
    """What any of them touches, each document once."""
    found = touched(root, f"municipal/alimentation#{LONS}", "regions/bretagne#nom")

    assert list(found) == [KIT, REGIONAL]


def test_a_fiche_of_the_region_s_own_touches_its_edition(root: Path) -> None:
    """It is in no other."""
    own = (root / "fiches/municipal/scic.yaml").read_text(encoding="utf-8")
    body = "".join(f"  {line}\n" for line in own.splitlines() if not line.startswith("#"))
    write_file(root, OWN, f"place: {{partie: leviers}}\nfiche:\n{body}")

    assert touched(root, OWN) == {REGIONAL: ["municipal/neuve"]}


def test_an_image_touches_what_shows_it(root: Path) -> None:
    """By its path."""
    shutil.copy(root / "fiches/images/point.png", root / "fiches/images/halle.png")
    path = root / "fiches/municipal/scic.yaml"
    image = "illustration: {fichier: fiches/images/halle.png, alt: Une halle}\n"
    path.write_text(path.read_text(encoding="utf-8") + image, encoding="utf-8")

    assert touched(root, "fiches/images/halle.png") == {
        KIT: ["municipal/scic"],
        REGIONAL: ["municipal/scic"],
    }


def test_a_layout_touches_the_documents_of_its_genre(root: Path) -> None:
    """A style sheet in PDF, the Word template in Word, a font in both; all their fiches."""
    for name in ("kit/modele.docx", "kit/kit.css", "points/points.css", "polices/a.ttf"):
        write_file(root, f"layouts/{name}", "")
    whole = ["municipal/alimentation", "municipal/scic"]

    assert document(root, "layouts/kit/modele.docx").formats == ("docx",)
    assert document(root, "layouts/kit/kit.css").formats == ("pdf",)
    assert document(root, "layouts/kit/kit.css").parties == ("toutes",)
    assert sorted(document(root, "layouts/polices/a.ttf").formats) == ["docx", "pdf"]
    assert touched(root, "layouts/polices/a.ttf") == {KIT: whole, REGIONAL: whole}
    assert touched(root, "layouts/points/points.css") == {}
    both = document(root, "layouts/kit/kit.css", "municipal/scic#chapo")
    assert both.formats == ("pdf", "docx")


def test_pages_are_those_that_the_last_build_measured(root: Path) -> None:
    """Of the same document; none before a build."""
    measured = Mesure("municipal/scic", 2, 2, 80, 0, 0)
    entry = Entry(f"{KIT}.pdf", "municipal", "national", None, "pdf", "", 0, 4, "", (measured,))
    assert [one.pages for one in document(root, "municipal/scic#chapo").fiches] == [None]

    write_file(root, "output/manifest.json", dump_manifest([entry], "2026-11").decode())

    found = impact(load(root), ["municipal/scic#chapo"])
    assert [[fiche.pages for fiche in one.fiches] for one in found] == [[2], [None]]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("municipal/scique", "municipal/scic"),
        ("municipal/alimentation#leviers/nulle-part", "leviers/regie"),
        ("fiches/mineurs.yaml", "fiches/municipal"),
        ("layouts/absent.css", ""),
    ],
)
def test_a_word_that_names_nothing_is_refused(root: Path, word: str, near: str) -> None:
    """With what could have been meant."""
    with pytest.raises(UsageError) as refused:
        impact(load(root), [word])

    (said,) = refused.value.diagnostics
    assert said.code == Code.UNKNOWN_TARGET
    assert near in str(said.hint)


def test_every_national_fiche_of_the_project_touches_itself() -> None:
    """At full size: each title changes its fiche, and the contents of its kit."""
    project = load(REPOSITORY)

    for reference in list(project.library.fiches)[::9]:
        found = impact(project, [f"{reference}#titre"])

        assert reference in {fiche.reference for one in found for fiche in one.fiches}

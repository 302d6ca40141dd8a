"""The same library with some of its words changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kitgen.compare import Vue, compare_views
from kitgen.compare.alter import alter, document_of, with_other_image, without_variant
from kitgen.model.base import Modele
from kitgen.model.chemin import Absent
from kitgen.model.image import ImageLue
from kitgen.model.library import Library
from kitgen.model.region import Region
from kitgen.model.variante import Variante
from tests.libraries import DAY, exemple, fiche, library, source

FICHE = "municipal/connaitre"
IMAGE = {"fichier": "a.png", "alt": "Une halle", "credit": "Ville"}


def given(**changes: Any) -> Library:
    """Return a library with a région, an image, and one fiche that has some of everything."""
    whole = fiche(
        **{
            "illustration": IMAGE,
            "chiffres": [
                {"id": "part", "valeur": "14 %", "libelle": "L", "annee": 2024, "source": source()}
            ],
            "exemples": [exemple(id="region", collectivite={"nom": "Région", "region": "27"})],
            "voir_aussi": ["municipal/scic", "municipal/acteurs"],
            "ressources": [{"id": "guide", "titre": "Guide", "consulte_le": DAY}],
        }
        | changes
    )
    base = library({FICHE: whole}, {"a.png": ImageLue(b"A", "image/png")})
    region = {
        "code": "53",
        "nom": "Bretagne",
        "couleurs": {"principale": "#000000", "secondaire": "#123456"},
        "cress": {"id": "cress", "nom": "CRESS", "source": source()},
    }
    return replace(base, regions={"bretagne": Region.model_validate(region)})


def changed(key: str, chemin: str = "", region: str | None = None) -> list[str]:
    """Return the addresses that differ once the words below a path are changed."""
    before = given()
    after = alter(before, key, chemin)
    assert isinstance(after, Library)
    labels = dict.fromkeys(before.fiches, "Fiche")
    views = [Vue(one, region, labels) for one in (before, after)]
    return [
        one.adresse
        for volet in compare_views(views[0], views[1])
        for groupe in volet.groupes
        for one in groupe.changements
    ]


@pytest.mark.parametrize(
    ("chemin", "found"),
    [
        ("titre", ["titre"]),
        ("chapo", ["chapo"]),
        ("leviers/agir/titre", ["leviers/agir/titre"]),
        ("leviers/agir/exemples/jardins/annee", ["leviers/agir/exemples/jardins/annee"]),
        (
            "leviers/agir/exemples/jardins/source",
            [f"leviers/agir/exemples/jardins/source/{name}" for name in ("titre", "url")],
        ),
        (
            "leviers/agir/exemples/jardins/collectivite",
            [
                f"leviers/agir/exemples/jardins/collectivite/{one}"
                for one in ("nom", "departement")
            ],
        ),
        ("exemples/region/collectivite/region", ["exemples/region/collectivite/region"]),
        ("voir_aussi", ["voir_aussi", "voir_aussi"]),
        ("illustration/fichier", ["illustration/fichier"]),
        ("leviers/agir/exemples/jardins/source/consulte_le", []),
        ("leviers/agir/exemples/jardins/id", []),
    ],
)
def test_the_words_below_a_path_change_and_no_others(chemin: str, found: list[str]) -> None:
    """Each is another word; what no document shows stays."""
    assert changed(FICHE, chemin) == [f"{FICHE}#{one}" for one in found]


def test_a_whole_file_changes_everywhere() -> None:
    """Every word of a fiche, of a collection, of a région, of the project; no id, no order."""
    assert len(changed(FICHE)) > 15
    assert changed("municipal", "parties/agir") == ["municipal#parties/agir/titre"]
    assert "municipal#nom_de_fichier" in changed("municipal")
    assert changed("regions/bretagne", "couleurs", "bretagne") == [
        "regions/bretagne#couleurs/principale",
        "regions/bretagne#couleurs/secondaire",
    ]
    assert changed("", "edition") == ["kitgen.yaml#edition"]
    assert changed("", "editeur/site") == ["kitgen.yaml#editeur/site"]


def test_a_changed_value_is_still_one_that_the_model_takes() -> None:
    """The longest text allowed stays as long; another text all the same."""
    long = given(titre="x" * 300, chapo="y" * 20_000)
    after = alter(long, FICHE, "")
    assert isinstance(after, Library)

    whole = after.fiches[FICHE]

    again: Modele = type(whole).model_validate(whole.model_dump())
    assert again == whole
    assert (whole.titre, whole.chapo) != ("x" * 300, "y" * 20_000)


def test_a_path_that_leads_nowhere_is_said() -> None:
    """With where it stops."""
    found = alter(given(), FICHE, "leviers/nulle-part/titre")

    assert isinstance(found, Absent)
    assert found.proches() == ("leviers/agir",)
    assert document_of(given(), "regions/bretagne").model_fields_set


def test_an_image_has_other_bytes() -> None:
    """Under the same name."""
    assert with_other_image(given(), "a.png").images["a.png"].contenu != b"A"


def test_a_variant_is_left_out_or_its_own_fiche_altered() -> None:
    """What it changes in the national fiche is what shows."""
    own = Variante.model_validate(
        {"fiche": fiche().model_dump(mode="json", exclude_unset=True), "place": {"partie": "agir"}}
    )
    varied = Variante.model_validate({"operations": []})
    both = {("bretagne", "municipal/neuve"): own, ("bretagne", FICHE): varied}
    base = replace(given(), variantes=both)

    assert set(without_variant(base, "bretagne", FICHE).variantes) == {
        ("bretagne", "municipal/neuve")
    }
    altered = without_variant(base, "bretagne", "municipal/neuve").variantes
    assert set(altered) == set(both)
    assert altered["bretagne", "municipal/neuve"].fiche != own.fiche

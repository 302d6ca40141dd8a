"""A variant as written, and the folder of a région."""

from __future__ import annotations

import pytest
from pydantic import JsonValue, ValidationError

from kitgen.model.chemin import Absent, Trouve, chercher
from kitgen.model.region import dossier_de
from kitgen.model.variante import Modifier, Variante

FICHE = {
    "titre": "T",
    "chapo": "C",
    "sections": [{"id": "a", "titre": "A", "texte": "A"}],
}


def test_a_menu_in_which_nothing_is_chosen_changes_nothing() -> None:
    """`operations:` alone is an empty list, as is a file without the key."""
    assert Variante.model_validate({"operations": None}) == Variante()
    assert Variante.model_validate({}).operations == ()


def test_an_operation_is_known_by_its_verb() -> None:
    """Read from data, or given as a model."""
    written = {"modifier": "chapo", "valeur": "x"}
    (read,) = Variante.model_validate({"operations": [written]}).operations

    assert read == Modifier(modifier="chapo", valeur="x")
    assert Variante(operations=(read,)).operations == (read,)


@pytest.mark.parametrize(
    "written",
    [
        {"operations": "chapo"},
        {"operations": ["chapo"]},
        {"operations": [{"valeur": "x"}]},
        {"operations": [{"modifier": "a", "retirer": "a", "valeur": "x"}]},
        {"operations": [{"ajouter": "a", "apres": "b", "en": "fin", "element": {}}]},
        {"fiche": FICHE},
        {"place": {"partie": "a"}},
        {"fiche": FICHE, "place": {"partie": "a"}, "operations": [{"retirer": "a"}]},
    ],
)
def test_a_variant_is_operations_or_a_fiche_and_its_place(written: dict[str, object]) -> None:
    """One verb an operation, one place an element, one of the two kinds a file."""
    with pytest.raises(ValidationError):
        Variante.model_validate(written)


@pytest.mark.parametrize(
    ("nom", "dossier"),
    [
        ("Île-de-France", "ile-de-france"),
        ("Provence-Alpes-Côte d'Azur", "provence-alpes-cote-d-azur"),
        ("La Réunion", "la-reunion"),
        ("  centre val de loire ", "centre-val-de-loire"),
    ],
)
def test_the_folder_of_a_region_is_its_name(nom: str, dossier: str) -> None:
    """Lower case, without accents, words joined by hyphens."""
    assert dossier_de(nom) == dossier


def test_a_path_that_leads_nowhere_tells_what_is_near() -> None:
    """The nearest names first; without any, the first that exist there."""
    data: JsonValue = {"leviers": [{"id": "regie"}, {"id": "charte"}], "chapo": "C"}

    assert chercher(data, "leviers/charte") == Trouve(("leviers", 1), {"id": "charte"})
    missing = chercher(data, "leviers/regies/titre")
    assert missing == Absent("leviers", "regies", ("regie", "charte"))
    assert missing.proches() == ("leviers/regie",)
    far = chercher(data, "zzz")
    assert isinstance(far, Absent)
    assert far.proches() == ("leviers", "chapo")
    assert chercher(data, "chapo/x") == Absent("chapo", "x", ())

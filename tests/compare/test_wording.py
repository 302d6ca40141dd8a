"""What a change is called."""

from __future__ import annotations

import pytest

from kitgen.compare.tree import HIDDEN, LISTED_ELSEWHERE, Groupe, Suite
from kitgen.compare.wording import CHAMPS, ELEMENTS, GROUPES, Etape, announce, name_of
from kitgen.compare.words import Mots
from kitgen.model.base import Modele
from kitgen.model.changement import Sorte
from kitgen.model.collection import Collection, Editeur, NumeroPublie, Partie, Projet
from kitgen.model.fiche import (
    Chiffre,
    Collectivite,
    Exemple,
    Fiche,
    Levier,
    Loi,
    Ressource,
    Section,
)
from kitgen.model.region import Couleurs, Organisme, Region
from kitgen.model.source import Image, Source

MODELS: tuple[type[Modele], ...] = (
    Projet, Editeur, Collection, Partie, NumeroPublie, Fiche, Section, Levier, Exemple, Loi,
    Chiffre, Collectivite, Ressource, Source, Image, Region, Organisme, Couleurs,
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_every_field_that_can_change_has_its_name(model: type[Modele]) -> None:
    """A new field of a model is to be named in `kitgen.compare.wording`."""
    named = {*CHAMPS, *GROUPES, *ELEMENTS} | HIDDEN | LISTED_ELSEWHERE

    assert set(model.model_fields) - named == set()


@pytest.mark.parametrize(
    ("sorte", "etapes", "expected"),
    [
        ("ajout", [Etape("sections", "a", "A")], "Nouvelle section «\u202fA\u202f»"),
        ("retrait", [Etape("ressources", "a", "A")], "Ressource «\u202fA\u202f» retirée"),
        ("deplacement", [Etape("leviers", "a", "A")], "Levier «\u202fA\u202f» déplacé"),
        ("modification", [Etape("mentions")], "Mentions modifiées"),
        ("modification", [Etape("club"), Etape("nom")], "Nom du club modifié"),
        ("ajout", [Etape("couleurs")], "Couleurs ajoutées"),
        ("modification", [Etape("couleurs"), Etape("principale")],
         "Couleur principale de la région modifiée"),
        ("modification", [Etape("un_champ_neuf")], "Un champ neuf modifié"),
    ],
)  # fmt: skip
def test_phrases_are_french(sorte: Sorte, etapes: list[Etape], expected: str) -> None:
    """The participle agrees; a field that has no name yet lends its own."""
    assert announce(sorte, etapes) == expected


def test_an_element_is_called_by_what_a_reader_sees() -> None:
    """A title, a figure's value and what it measures, a name; or all its words."""
    words = {name: Mots(name, name, name) for name in ("titre", "valeur", "libelle", "nom")}

    assert name_of(Groupe(words)) == "titre"
    assert name_of(Groupe({"valeur": words["valeur"], "libelle": words["libelle"]})) == (
        "valeur libelle"
    )
    assert name_of(Groupe({"valeur": words["valeur"], "nom": words["nom"]})) == "nom"
    assert name_of(Groupe({"valeur": words["valeur"]})) == "valeur"
    assert name_of(words["nom"]) == "nom"
    assert name_of(Suite({"nom": words["nom"]}, ids=True)) == "nom"

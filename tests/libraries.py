"""A small library, built by hand, whose parts a test may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kitgen.model.collection import Collection, Projet
from kitgen.model.fiche import Fiche
from kitgen.model.image import ImageLue
from kitgen.model.library import Departement, Library, Territoires
from kitgen.model.mineurs import Mineurs

DAY = "2026-11-21"

TERRITOIRES = Territoires(
    departements={
        "39": Departement("39", "Jura", "27"),
        "2A": Departement("2A", "Corse-du-Sud", "94"),
        "988": Departement("988", "Nouvelle-Calédonie", None),
    },
    regions={"27": "Bourgogne-Franche-Comté", "94": "Corse", "53": "Bretagne"},
    edition="jeu de données d'essai 1.0",
)


def source(**changes: Any) -> dict[str, Any]:
    """Return a source as an author writes it."""
    return {"titre": "Un journal", "url": "https://exemple.fr/a", "consulte_le": DAY} | changes


def exemple(**changes: Any) -> dict[str, Any]:
    """Return an example as an author writes it."""
    return {
        "id": "jardins",
        "titre": "Ouvrir des jardins",
        "collectivite": {"nom": "Lons-le-Saunier", "departement": "39"},
        "annee": 2024,
        "texte": "La ville prête **un terrain** : vingt familles le cultivent.",
        "source": source(),
    } | changes


def fiche(**changes: Any) -> Fiche:
    """Return a fiche with one lever and one example."""
    written = {
        "titre": "Connaître l'ESS",
        "chapo": "Pourquoi lire cette fiche ?",
        "leviers": [
            {
                "id": "agir",
                "titre": "Agir avec l'ESS",
                "texte": "Voir [](fiche:municipal/scic).",
                "exemples": [exemple()],
            }
        ],
    }
    return Fiche.model_validate(written | changes)


def collection(**changes: Any) -> Collection:
    """Return a kit of two parts and three fiches."""
    written = {
        "genre": "kit",
        "titre": "Kit MunicipalESS",
        "sous_titre": "Communes & ESS",
        "niveau": "municipal",
        "nom_de_fichier": "kit-municipaless",
        "parties": [
            {"id": "bases", "type": "introduction", "titre": "Les bases", "fiches": ["connaitre"]},
            {"id": "agir", "type": "levier", "titre": "Agir", "fiches": ["scic", "acteurs"]},
        ],
    }
    return Collection.model_validate(written | changes)


def points() -> Collection:
    """Return a collection of two Points, one of which has its published number."""
    return collection(
        genre="points",
        titre="Points de RepèrESS",
        niveau="tous",
        nom_de_fichier="points-de-reperess",
        pages_par_fiche=4,
        parties=[{"id": "tous", "type": "synthese", "titre": "Tous", "fiches": ["ptce", "sieg"]}],
        numeros=[{"fiche": "ptce", "numero": 10}],
    )


def library(
    fiches: Mapping[str, Fiche] | None = None, images: Mapping[str, ImageLue] | None = None
) -> Library:
    """Return a library of a kit and a collection of Points; `fiches` replaces some of them."""
    return Library(
        projet=Projet.model_validate(
            {
                "titre": "Kits",
                "editeur": {"nom": "Le réseau", "site": "https://www.exemple.fr/"},
                "edition": "2026-11",
                "mentions": "Texte à vérifier.",
                "collections": ["municipal", "points"],
            }
        ),
        collections={"municipal": collection(), "points": points()},
        fiches={
            "municipal/connaitre": fiche(),
            "municipal/scic": fiche(titre="Les SCIC", voir_aussi=["municipal/connaitre"]),
            "municipal/acteurs": fiche(titre="Les acteurs", voir_aussi=["points/ptce"]),
            "points/ptce": fiche(titre="Les PTCE", voir_aussi=["municipal/scic"]),
            "points/sieg": fiche(titre="Les SIEG"),
        }
        | dict(fiches or {}),
        regions={},
        variantes={},
        mineurs=Mineurs(),
        images=dict(images or {}),
        territoires=TERRITOIRES,
        files={},
    )

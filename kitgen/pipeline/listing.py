"""What the project holds, for people and for machines."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

from kitgen.compose.number import number_collection
from kitgen.model.fiche import Exemple, Fiche
from kitgen.model.library import Library


class FicheListed(TypedDict):
    """A fiche in its place."""

    id: str
    numero: int | None
    titre: str
    partie: str
    exemples: int


class CollectionListed(TypedDict):
    """A collection with its fiches, in order."""

    id: str
    titre: str
    sous_titre: str
    fiches: list[FicheListed]
    exemples_par_region: dict[str, int]


class RegionListed(TypedDict):
    """A région that has its folder."""

    id: str
    code: str
    nom: str


class Listing(TypedDict):
    """The whole project."""

    edition: str
    collections: list[CollectionListed]
    regions: list[RegionListed]


def describe(library: Library) -> Listing:
    """Return the collections with their fiches and numbers, and the régions."""
    return {
        "edition": library.projet.edition,
        "collections": [_collection(library, name) for name in library.collections],
        "regions": [
            {"id": name, "code": region.code, "nom": region.nom}
            for name, region in library.regions.items()
        ],
    }


def exemples_of(fiche: Fiche) -> tuple[Exemple, ...]:
    """Return all the examples of a fiche, in order."""
    inside = (one for part in (*fiche.sections, *fiche.leviers) for one in part.exemples)
    return (*inside, *fiche.exemples)


def _collection(library: Library, name: str) -> CollectionListed:
    collection = library.collections[name]
    numbers = number_collection(collection)
    fiches: list[FicheListed] = []
    regions: Counter[str] = Counter()
    for partie in collection.parties:
        for fiche_id in partie.fiches:
            fiche = library.fiches[f"{name}/{fiche_id}"]
            regions.update(_region_name(library, exemple) for exemple in exemples_of(fiche))
            fiches.append(
                {
                    "id": fiche_id,
                    "numero": numbers[fiche_id],
                    "titre": fiche.titre,
                    "partie": partie.titre,
                    "exemples": len(exemples_of(fiche)),
                }
            )
    return {
        "id": name,
        "titre": collection.titre,
        "sous_titre": collection.sous_titre,
        "fiches": fiches,
        "exemples_par_region": dict(sorted(regions.items())),
    }


def _region_name(library: Library, exemple: Exemple) -> str:
    """Return the région of an example; an overseas collectivité stands under its own name."""
    territoires = library.territoires
    where = exemple.collectivite
    if where.departement is None:
        return territoires.regions[str(where.region)]
    departement = territoires.departements[where.departement]
    return territoires.regions[departement.region] if departement.region else departement.nom

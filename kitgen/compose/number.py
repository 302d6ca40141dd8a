"""Numbers, derived from places: a fiche is number 3 because it comes third."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.model.collection import Collection
from kitgen.model.library import Library


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fiche stands, for whoever refers to it.

    Attributes:
        collection: the collection's id.
        numero: from 1 through the whole collection; for Points, the published one or none.
        titre: the fiche's title.
    """

    collection: str
    numero: int | None
    titre: str


def number_collection(collection: Collection) -> dict[str, int | None]:
    """Return the number of each fiche id, in the order of the collection."""
    ids = [fiche for partie in collection.parties for fiche in partie.fiches]
    if collection.genre == "points":
        published = {entry.fiche: entry.numero for entry in collection.numeros}
        return {fiche: published.get(fiche) for fiche in ids}
    return {fiche: place for place, fiche in enumerate(ids, start=1)}


def number_library(library: Library) -> Mapping[str, Place]:
    """Return the place of every listed fiche of every collection, by reference."""
    return {
        f"{name}/{fiche}": Place(name, numero, library.fiches[f"{name}/{fiche}"].titre)
        for name, collection in library.collections.items()
        for fiche, numero in number_collection(collection).items()
    }

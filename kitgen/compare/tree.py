"""A model as a tree of the words that documents show, each list keyed by its elements' ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from kitgen.compare.words import Mots, words_of
from kitgen.model.base import Modele, Reference
from kitgen.model.collection import NumeroPublie
from kitgen.model.library import Library
from kitgen.model.region import Organisme
from kitgen.model.source import Image, Source
from kitgen.model.walk import kinds

HIDDEN = frozenset({"id", "consulte_le", "verifie_le", "reserve"})
"""Fields that no document shows: an editor who reads a source again changes no edition."""
LISTED_ELSEWHERE = frozenset({"fiches", "collections", "regions"})
"""Lists whose elements are documents of their own, compared as such."""


@dataclass(frozen=True, slots=True)
class Groupe:
    """An element or a group of fields, by the name of each."""

    champs: Mapping[str, Branche]


@dataclass(frozen=True, slots=True)
class Suite:
    """A list.

    Attributes:
        elements: by id, or by what stands for it, in order.
        ids: whether its elements have ids, so that an id path leads to them.
    """

    elements: Mapping[str, Branche]
    ids: bool


Branche: TypeAlias = Mots | Groupe | Suite


def tree_of(model: Modele, library: Library) -> Groupe:
    """Return what documents show of a model, in declaration order.

    Args:
        model: a fiche, a collection, a région…
        library: where it comes from: an image is known by its bytes, a fiche by its title.
    """
    if isinstance(model, Image):
        return _image(model, library)
    champs: dict[str, Branche] = {}
    for name, kind in kinds(type(model)).items():
        value = getattr(model, name)
        if name in HIDDEN | LISTED_ELSEWHERE or value is None or _unseen(model, name):
            continue
        if isinstance(value, tuple):
            champs[name] = _suite(kind, value, library)
        else:
            champs[name] = _branch(kind, value, library)
    return Groupe(champs)


def leaves(branche: Branche) -> Iterator[str]:
    """Yield the words of a tree, in order."""
    match branche:
        case Mots():
            yield branche.texte
        case Groupe():
            for inner in branche.champs.values():
                yield from leaves(inner)
        case _:
            for inner in branche.elements.values():
                yield from leaves(inner)


def _unseen(model: Modele, name: str) -> bool:
    """Tell whether a field only says where an organisation's address was read."""
    return isinstance(model, Organisme) and name == "source"


def _branch(kind: object, value: object, library: Library) -> Branche:
    if isinstance(value, Modele):
        return tree_of(value, library)
    fiche = library.fiches.get(str(value)) if kind is Reference else None
    words = words_of(kind, value if fiche is None else fiche.titre)
    return words if fiche is None else replace(words, sens=value)


def _suite(kind: object, values: tuple[object, ...], library: Library) -> Suite:
    elements: dict[str, Branche] = {}
    for value in values:
        name = known = _key(value, library)
        again = 1
        while name in elements:
            again += 1
            name = f"{known} ({again})"
        elements[name] = _branch(kind, value, library)
    return Suite(elements, isinstance(kind, type) and "id" in getattr(kind, "model_fields", ()))


def _key(value: object, library: Library) -> str:
    """Return what an element of a list is known by, from one edition to the next."""
    match value:
        case Source():
            return value.url or str(value.document)
        case Image():
            return _digest(value, library)
        case NumeroPublie():
            return value.fiche
        case _:
            return str(getattr(value, "id", value))


def _image(image: Image, library: Library) -> Groupe:
    """Return an image, known by its bytes: another name for the same file is no difference."""
    seen = Mots(image.fichier, image.fichier, _digest(image, library))
    champs: dict[str, Branche] = {"fichier": seen}
    for name, kind in kinds(Image).items():
        value = getattr(image, name)
        if name != "fichier" and value is not None:
            champs[name] = words_of(kind, value)
    return Groupe(champs)


def _digest(image: Image, library: Library) -> str:
    read = library.images.get(image.fichier)
    return hashlib.sha256(read.contenu).hexdigest() if read else image.fichier

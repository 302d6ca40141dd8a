"""The same library with some of its words changed, to see which documents show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from pydantic import JsonValue

from kitgen.model.base import (
    CodeDepartement,
    CodeRegion,
    Identifiant,
    Modele,
    Reference,
    TexteCourt,
    TexteLong,
)
from kitgen.model.chemin import Absent, chercher
from kitgen.model.collection import Collection, Projet
from kitgen.model.fiche import Fiche
from kitgen.model.image import ImageLue
from kitgen.model.library import Library
from kitgen.model.region import Region
from kitgen.model.walk import kinds
from kitgen.model.written import KeyPath

MORE = " (bis)"
"""What a text is given more; no rule of content minds it."""
LINK = "?bis"
SHORTEST, LONGEST = 300, 20_000
"""What the model allows to a line and to a long text: no changed value is refused."""
LINKS = frozenset({"url", "site"})
GONE = object()
"""What a reference to a fiche becomes: it has no other words than its fiche's."""
CODES: Mapping[object, tuple[str, str]] = MappingProxyType(
    {CodeDepartement: ("75", "13"), CodeRegion: ("11", "93")}
)
OTHERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "edition": ("2000-01", "2000-02"),
        "nom_de_fichier": ("bis", "ter"),
        "principale": ("#000000", "#000001"),
        "secondaire": ("#000000", "#000001"),
    }
)
"""Two values for each, one of which differs from any other."""


def alter(library: Library, key: str, chemin: str) -> Library | Absent:
    """Return the library with every word below an id path changed, or why there is no such path.

    Args:
        library: what was read.
        key: of the data file, as in `Library.files`, the project's being empty.
        chemin: the id path in it; empty for the whole file.
    """
    model = document_of(library, key)
    data: JsonValue = model.model_dump(mode="json")
    found = chercher(data, chemin) if chemin else None
    if isinstance(found, Absent):
        return found
    changed = _change(model, found.path if found else ())
    return _with(library, key, changed)


def document_of(library: Library, key: str) -> Modele:
    """Return what a data file holds: the project, a collection, a fiche, a région."""
    if not key:
        return library.projet
    if key in library.fiches:
        return library.fiches[key]
    if key in library.collections:
        return library.collections[key]
    return library.regions[key.removeprefix("regions/")]


def without_variant(library: Library, region: str, reference: str) -> Library:
    """Return the library without what a région changes in a fiche, its own fiche being altered."""
    variante = library.variantes[region, reference]
    left = {one: value for one, value in library.variantes.items() if one != (region, reference)}
    if variante.fiche is not None:
        fiche = _change(variante.fiche, ())
        left[region, reference] = variante.model_copy(update={"fiche": fiche})
    return replace(library, variantes=left)


def with_other_image(library: Library, name: str) -> Library:
    """Return the library with other bytes for an image."""
    image = library.images[name]
    return replace(library, images={**library.images, name: _other(image)})


def _other(image: ImageLue) -> ImageLue:
    return replace(image, contenu=image.contenu + MORE.encode())


def _with(library: Library, key: str, changed: Modele) -> Library:
    images = {name + MORE: _other(image) for name, image in library.images.items()}
    library = replace(library, images={**library.images, **images})
    if isinstance(changed, Projet):
        return replace(library, projet=changed)
    if isinstance(changed, Fiche):
        return replace(library, fiches={**library.fiches, key: changed})
    if isinstance(changed, Collection):
        return replace(library, collections={**library.collections, key: changed})
    assert isinstance(changed, Region)  # noqa: S101  `document_of` returns no other model
    name = key.removeprefix("regions/")
    return replace(library, regions={**library.regions, name: changed})


def _change(model: Modele, path: KeyPath) -> Modele:
    """Return a model with what is below a key path changed."""
    changed: dict[str, object] = {}
    for name, kind in kinds(type(model)).items():
        value = getattr(model, name)
        if value is not None and name != "id" and (not path or path[0] == name):
            changed[name] = _value(kind, name, value, path[1:])
    return model.model_copy(update=changed)


def _value(kind: object, name: str, value: object, path: KeyPath) -> object:
    if isinstance(value, Modele):
        return _change(value, path)
    if not isinstance(value, tuple):
        return _scalar(kind, name, value)
    if kind is Identifiant:
        return value  # an order of documents, which hold the words
    items = [
        item if path and path[0] != place else _value(kind, name, item, path[1:])
        for place, item in enumerate(value)
    ]
    return tuple(item for item in items if item is not GONE)


def _scalar(kind: object, name: str, value: object) -> object:
    """Return another value that documents show otherwise; the same when they show neither."""
    if kind is TexteLong:
        return (str(value).rstrip() + MORE)[-LONGEST:]
    if kind is TexteCourt:
        return (str(value) + (LINK if name in LINKS else MORE))[-SHORTEST:]
    if kind is Reference:
        return GONE
    if isinstance(value, int):
        return value + 1
    choices = CODES[kind] if kind in CODES else OTHERS.get(name, (value, value))
    return next((one for one in choices if one != value), value)

"""What a person asks for, in words: `municipal`, `municipal/scic`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from kitgen.compose import compose_edition
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.edition import Edition
from kitgen.model.library import Library


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One document: a whole collection, or one fiche of it."""

    collection: str
    fiche: str | None = None

    def __str__(self) -> str:
        return self.collection if self.fiche is None else f"{self.collection}/{self.fiche}"


def parse_target(library: Library, words: str) -> tuple[Target, ...]:
    """Return the documents that a target names.

    A kit is one document; a collection of Points is one document per fiche.

    Raises:
        UsageError: nothing has that name; the nearest names are given.
    """
    cleaned = words.strip().strip("/")
    if cleaned in library.collections:
        return _documents(library, cleaned)
    listed = {str(target): target for target in all_targets(library, fiches=True)}
    if cleaned in listed:
        return (listed[cleaned],)
    near = difflib.get_close_matches(cleaned, [*library.collections, *listed], n=3, cutoff=0.5)
    raise UsageError(
        Diagnostic(
            Code.UNKNOWN_TARGET,
            f"« {words} » n'est ni une collection ni une fiche du projet",
            hint=f"Vouliez-vous dire : {', '.join(near)} ?"
            if near
            else "`kitgen list` montre ce qui existe",
        )
    )


def all_targets(library: Library, *, fiches: bool) -> tuple[Target, ...]:
    """Return every document of the project; `fiches` adds one per fiche of the kits."""
    found: list[Target] = []
    for name in library.collections:
        found += _documents(library, name)
        if fiches:
            found += fiche_targets(library, name)
    return tuple(dict.fromkeys(found))


def fiche_targets(library: Library, collection: str) -> tuple[Target, ...]:
    """Return one document per fiche of a collection."""
    parties = library.collections[collection].parties
    return tuple(Target(collection, fiche) for partie in parties for fiche in partie.fiches)


def _documents(library: Library, collection: str) -> tuple[Target, ...]:
    if library.collections[collection].genre == "points":
        return fiche_targets(library, collection)
    return (Target(collection),)


def compose_target(library: Library, target: Target) -> Edition:
    """Return the Edition of a target."""
    return compose_edition(library, target.collection, target.fiche)

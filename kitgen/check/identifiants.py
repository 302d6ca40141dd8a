"""Identifiers are unique in their file."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.check.survey import Finding, Survey
from kitgen.errors import Place

UNIQUE = {
    "id": "l'identifiant",
    "collections": "la collection",
    "regions": "la région",
    "numero": "le numéro",
}
"""Fields whose values may stand once in a file, whatever kind of element holds them."""


def duplicates(whole: Survey) -> Iterator[Finding]:
    """Find a second use of an identifier, of a number, of a folder's name."""
    for document in whole.documents:
        first: dict[tuple[str, object], Place] = {}
        for visit in document.visits:
            if visit.field not in UNIQUE:
                continue
            place = document.place(visit)
            used = first.setdefault((visit.field, visit.value), place)
            if used is not place:
                yield Finding(
                    place,
                    f"{UNIQUE[visit.field]} `{visit.value}` sert déjà ligne {used.line} "
                    f"({used.path})",
                    "changez l'un des deux ; celui qui a déjà paru doit rester",
                )

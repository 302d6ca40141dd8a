"""What of a document differs in another edition of it: its fiches, and the pages around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType

from kitgen.model.edition import Edition, FicheEdition
from kitgen.model.texte import Ligne

PIECES: Mapping[str, str] = MappingProxyType(
    {
        "titre": "couverture",
        "sous_titre": "couverture",
        "titre_document": "couverture",
        "date": "couverture",
        "date_longue": "couverture",
        "editeur": "couverture",
        "site": "couverture",
        "logo": "couverture",
        "stem": "nom du fichier",
        "presentation": "avant-propos",
        "mentions": "mentions",
        "colophon": "colophon",
        "carte": "carte des exemples",
        "index": "index des exemples",
        "region": "pages de la région",
    }
)
"""Which page of a document shows each field of an Edition; `autres pages` for a field to come."""


def touched_fiches(before: Edition, after: Edition) -> tuple[FicheEdition, ...]:
    """Return the fiches that differ, as they are before; those that only come are left out."""
    new = {fiche.reference: fiche for fiche in _fiches(after)}
    return tuple(fiche for fiche in _fiches(before) if fiche != new.get(fiche.reference))


def touched_pages(before: Edition, after: Edition) -> tuple[str, ...]:
    """Return the other pages that differ: cover, contents, openers…, each once."""
    found = [
        PIECES.get(one.name, "autres pages")
        for one in fields(Edition)
        if one.name != "parties" and getattr(before, one.name) != getattr(after, one.name)
    ]
    if list(_headings(before)) != list(_headings(after)):
        found.append("sommaire")
    if list(_openers(before)) != list(_openers(after)):
        found.append("ouvertures des parties")
    return tuple(dict.fromkeys(found))


def _fiches(edition: Edition) -> Iterator[FicheEdition]:
    for partie in edition.parties:
        yield from partie.fiches


def _headings(edition: Edition) -> Iterator[Ligne]:
    for partie in edition.parties:
        yield partie.titre
        for fiche in partie.fiches:
            yield (*fiche.etiquette, *fiche.titre)


def _openers(edition: Edition) -> Iterator[object]:
    for partie in edition.parties:
        yield partie.titre, partie.presentation, partie.type

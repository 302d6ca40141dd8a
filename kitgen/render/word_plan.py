"""On which page each piece of the Word edition begins.

Word lays pages out itself, so that no number can be measured here. Instead each piece is a
section whose first number is declared: the contents and the footers then agree by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from kitgen.model.edition import Edition, RegionEdition
from kitgen.model.texte import Ligne, Texte, lignes, texte_brut

CONTENTS_LINES = 45
"""Lines of contents that a page holds, at least."""
CONTENTS_WIDTH = 72
"""Characters of a line of contents, at least."""
FOREWORD_CHARACTERS = 3200
"""Characters of foreword that a page holds, at least."""
FIGURE_CHARACTERS = 260
"""Characters of foreword that a key figure takes the room of, at most."""
CONTACTS = 6
"""Contacts, or rows of logos, that a page holds, at least."""
LOGOS = 4
"""Logos of a row, at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The first page of each piece, counted from the cover, which is page 1.

    Attributes:
        imprint: the page of the « mentions ».
        contents: the first page of the contents.
        foreword: none when there is no foreword.
        region: the opening of a regional edition; none when there is none.
        anchors: by anchor of part or fiche.
        contacts: the contacts of a regional edition; none when there are none.
        index: the map and the index of the examples; none when there are none.
        colophon: the last page; none when the index, whose pages Word counts, is before it.
    """

    imprint: int
    contents: int
    foreword: int | None
    region: int | None
    anchors: Mapping[str, int]
    contacts: int | None
    index: int | None
    colophon: int | None


def plan_pages(edition: Edition) -> Plan:
    """Declare the pages of a whole document: one for each opener, the budget for each fiche."""
    imprint, contents = 2, 3
    page = contents + _contents_pages(edition)
    foreword = page if edition.presentation else None
    page += _foreword_pages(edition.presentation)
    opening = _region_pages(edition.region)
    region = page if opening else None
    page += opening
    anchors: dict[str, int] = {}
    for partie in edition.parties:
        anchors[partie.ancre] = page
        page += 1
        for fiche in partie.fiches:
            anchors[fiche.ancre] = page
            page += edition.pages_par_fiche
    closing = _contacts_pages(edition.region)
    contacts = page if closing else None
    page += closing
    indexed = edition.index is not None
    index, colophon = (page, None) if indexed else (None, page)
    return Plan(imprint, contents, foreword, region, anchors, contacts, index, colophon)


def _contents_pages(edition: Edition) -> int:
    """Return the pages of the contents; a part weighs two lines, with the space above it."""
    lines = 4.0 if edition.region is None else 8.0
    for partie in edition.parties:
        lines += 1 + _lines(partie.titre)
        lines += sum(_lines(fiche.titre) for fiche in partie.fiches)
    return ceil(lines / CONTENTS_LINES)


def _lines(titre: Ligne) -> int:
    return ceil(len(texte_brut(titre)) / CONTENTS_WIDTH)


def _foreword_pages(texte: Texte) -> int:
    return ceil(_characters(texte) / FOREWORD_CHARACTERS)


def _region_pages(region: RegionEdition | None) -> int:
    if region is None:
        return 0
    figures = len(region.chiffres) * FIGURE_CHARACTERS
    return ceil((_characters(region.avant_propos) + figures) / FOREWORD_CHARACTERS)


def _contacts_pages(region: RegionEdition | None) -> int:
    if region is None:
        return 0
    rows = len(region.organismes) + ceil(len(region.partenaires) / LOGOS)
    return ceil(rows / CONTACTS)


def _characters(texte: Texte) -> int:
    return sum(len(texte_brut(line)) for line in lignes(texte))

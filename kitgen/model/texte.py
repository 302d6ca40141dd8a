"""Text that is ready to be set: runs with their marks, paragraphs and lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class LienExterne:
    """A link to the web, or to a mail or phone address."""

    url: str


@dataclass(frozen=True, slots=True)
class LienInterne:
    """A link to an anchor of the same document."""

    ancre: str


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A reference to a fiche, before it is resolved; never left in an Edition."""

    reference: str


Cible: TypeAlias = LienExterne | LienInterne | Renvoi


@dataclass(frozen=True, slots=True)
class Portion:
    """A run of characters that share their marks.

    Attributes:
        champ: in a review edition, the key of the field that it is displayed from, where a
            reviewer may change it; see `kitgen.model.relecture`.
    """

    texte: str
    gras: bool = False
    italique: bool = False
    exposant: bool = False
    lien: Cible | None = None
    champ: str | None = None


Ligne: TypeAlias = tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A paragraph of running text."""

    contenu: Ligne


@dataclass(frozen=True, slots=True)
class Liste:
    """A list of one level; each element is one paragraph."""

    ordonnee: bool
    elements: tuple[Ligne, ...]


Bloc: TypeAlias = Paragraphe | Liste
Texte: TypeAlias = tuple[Bloc, ...]


MARQUES = ("gras", "italique", "exposant", "lien", "champ")
"""All that two runs must share to be one."""


def joindre(portions: Iterable[Portion]) -> Ligne:
    """Join neighbours that share all their marks; one style, one run."""
    joined: list[Portion] = []
    for _, group in groupby(portions, key=attrgetter(*MARQUES)):
        first, *others = group
        words = "".join(run.texte for run in (first, *others))
        joined.append(replace(first, texte=words) if others else first)
    return tuple(joined)


def texte_brut(ligne: Ligne) -> str:
    """Return the characters of a line, without its marks."""
    return "".join(portion.texte for portion in ligne)


def lignes(texte: Texte) -> tuple[Ligne, ...]:
    """Return the paragraphs and list elements of a text, in reading order."""
    found: list[Ligne] = []
    for bloc in texte:
        if isinstance(bloc, Paragraphe):
            found.append(bloc.contenu)
        else:
            found.extend(bloc.elements)
    return tuple(found)

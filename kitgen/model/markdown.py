"""The closed subset of Markdown that long texts are written in.

Paragraphs, one-level lists, bold, italic, links and references to fiches
(`[le rôle du bloc communal](fiche:municipal/competences-du-bloc-communal)`).
Whatever else CommonMark knows is a problem that the checks report, never silently dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kitgen.model.texte import Paragraphe, Portion, Texte

FICHE_SCHEME = "fiche:"


@dataclass(frozen=True, slots=True)
class Probleme:
    """A construct outside the subset.

    Attributes:
        construction: what it is, in French, with its article.
        extrait: the characters as typed, shortened.
        ligne: line within the text, from 0.
    """

    construction: str
    extrait: str
    ligne: int


@dataclass(frozen=True, slots=True)
class Lecture:
    """A text that was parsed, with what in it is not allowed."""

    texte: Texte
    problemes: tuple[Probleme, ...]


LINE = r"""[^\W_\d"«(][^\n\r\0*_`\[\]<>\\&!]*(?<=[\w.,;:?"»)…])"""
PLAIN = re.compile(rf"{LINE}(?:\n+{LINE})*\n*")
"""Paragraphs without any mark, most of those that are written; a parser takes long over them."""
BREAK = re.compile(r"\n\n+")


REMEMBERED: dict[str, Texte] = {}
"""Texts with nothing wrong that an earlier run read; see `kitgen.model.markdown_memory`."""
READ: dict[str, Texte] = {}
"""Those that this one did."""


@lru_cache(maxsize=8192)
def lire_markdown(source: str) -> Lecture:
    """Parse a long text; pure, and total over any string."""
    if PLAIN.fullmatch(source):
        blocs = BREAK.split(source.rstrip("\n"))
        return Lecture(tuple(Paragraphe((Portion(b.replace("\n", " ")),)) for b in blocs), ())
    known = REMEMBERED.get(source)
    if known is not None:
        return Lecture(known, ())
    from kitgen.model.markdown_reader import parse  # noqa: PLC0415  its parser takes long to load

    reading = parse(source)
    if not reading.problemes:
        READ[source] = reading.texte
    return reading

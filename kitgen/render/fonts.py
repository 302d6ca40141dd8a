"""The glyphs that the project's fonts have, so that none is borrowed from the machine."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import uharfbuzz

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.edition import Edition, FicheEdition
from kitgen.model.texte import Portion
from kitgen.render.typefaces import font_files

VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@cache
def covered(folder: Path) -> frozenset[int]:
    """Return the code points that at least one font of a folder can draw."""
    faces = map(uharfbuzz.Face, font_files(folder).values())
    return frozenset(point for face in faces for point in face.unicodes)


def missing_glyphs(edition: Edition, known: frozenset[int]) -> tuple[Diagnostic, ...]:
    """Return one warning per fiche and character that no font of the project can draw."""
    found: dict[tuple[str, str], None] = {}
    for where, text in _texts(edition, ""):
        for character in text:
            if ord(character) not in known and _is_drawn(character):
                found[where, character] = None
    return tuple(_warning(where, character) for where, character in found)


def _is_drawn(character: str) -> bool:
    invisible = unicodedata.category(character) in {"Cf", "Cc"}
    return not invisible and ord(character) not in VARIATION_SELECTORS


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Yield the displayed strings below a value, with the reference of their fiche."""
    if isinstance(value, Portion):
        yield where, value.texte
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, where)
    elif is_dataclass(value):
        where = value.reference if isinstance(value, FicheEdition) else where
        for field in fields(value):
            yield from _texts(getattr(value, field.name), where)


def _warning(where: str, character: str) -> Diagnostic:
    name = unicodedata.name(character, "sans nom")
    place = f"dans la fiche {where}" if where else "dans les pages communes"
    return Diagnostic(
        Code.MISSING_GLYPH,
        f"Aucune police du projet ne dessine {character} (U+{ord(character):04X}, {name}) {place}",
        hint="Remplacez ce caractère, ou ajoutez dans layouts/polices/ une police qui le dessine",
        severity=Severity.WARNING,
    )

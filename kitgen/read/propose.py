"""What an author may type instead: the closest key, the right quotes, the expected form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import StringConstraints, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kitgen.model.base import (
    CodeDepartement,
    CodeRegion,
    Identifiant,
    Jour,
    Reference,
)
from kitgen.model.collection import Projet
from kitgen.model.region import CouleurHex
from kitgen.model.variante import Chemin, Empreinte
from kitgen.model.walk import kinds

MAX_LENGTH = 100
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
FRENCH_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")


def closest(typed: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant."""
    by_shape = {plain(word, "_"): word for word in known}
    near = get_close_matches(plain(typed, "_"), by_shape, n=1)
    return by_shape[near[0]] if near else None


def plain(text: str, joint: str) -> str:
    """Return a text in ASCII lower case, its words joined: `marche-couvert`."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    ascii_only = letters.encode("ascii", "ignore").decode()
    return joint.join(re.findall(r"[a-z0-9]+", ascii_only))


def describe(field: FieldInfo | None) -> str | None:
    """Return the first sentence of a key's description, as it reads inside another."""
    if field is None or field.description is None:
        return None
    description = re.split(r"\.(?:\s|$)", " ".join(field.description.split()), maxsplit=1)[0]
    return description[0].lower() + description[1:]


def proposal(kind: object, value: object, raw: str | None) -> str | None:
    """Return exactly what to type, when a short value tells what was meant."""
    if len(raw or str(value)) > MAX_LENGTH:
        return None
    if raw is not None and isinstance(value, bool | int | float):
        return f'écrivez `"{_coded(kind, raw)}"`, entre guillemets' if _is_text(kind) else None
    if not isinstance(value, str):
        return None
    if kind == Jour and (day := FRENCH_DAY.fullmatch(value.strip())):
        return f"écrivez `{day[3]}-{int(day[2]):02}-{int(day[1]):02}`"
    if int in get_args(kind) and (number := value.strip()).isdecimal():
        return f"écrivez `{number}`, sans guillemets"
    shape = _coded(kind, value)
    return f'écrivez `"{shape}"`' if shape != value else None


def _is_text(kind: object) -> bool:
    return kind is str or str in get_args(kind)


def _coded(kind: object, value: str) -> str:
    """Return a value in the form that its kind demands, or untouched when none fits."""
    shapes = {
        Identifiant: plain(value, "-")[:60].strip("-"),
        Reference: "/".join(plain(part, "-") for part in value.split("/")),
        CodeDepartement: value.strip().upper().zfill(2),
        CodeRegion: value.strip().zfill(2),
    }
    shape = next((shape for known, shape in shapes.items() if known == kind), value)
    return shape if _accepts(kind, shape) else value


def _accepts(kind: Any, value: str) -> bool:
    adapter: TypeAdapter[object] = TypeAdapter(kind)
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _pattern_of(kind: object) -> str:
    (constraints,) = (arg for arg in get_args(kind) if isinstance(arg, StringConstraints))
    return str(constraints.pattern)


FORMS: Mapping[str, str] = {
    _pattern_of(Identifiant): "d'un identifiant (minuscules sans accent, chiffres et tirets)",
    _pattern_of(Reference): "d'une fiche écrite `collection/identifiant`",
    _pattern_of(CodeDepartement): "d'un code de département",
    _pattern_of(CodeRegion): "d'un code de région à deux chiffres",
    _pattern_of(CouleurHex): "d'une couleur écrite # puis six chiffres ou lettres de A à F",
    _pattern_of(kinds(Projet)["edition"]): "d'une année et d'un mois, AAAA-MM",
    _pattern_of(Chemin): "d'un chemin de clés et d'identifiants séparés par des barres obliques",
    _pattern_of(Empreinte): "d'une empreinte, que kitgen écrit lui-même",
}


def form(pattern: str) -> str:
    """Return what a pattern demands, as it follows « au lieu »."""
    return FORMS.get(pattern, "de la forme attendue")

"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pydantic import JsonValue

WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Ecart:
    """Words that were kept, added or removed."""

    sens: Literal["=", "+", "-"]
    texte: str


def ecarts(avant: str, apres: str) -> tuple[Ecart, ...]:
    """Return the words of two texts in one sequence: kept, removed, added."""
    old, new = WORD.findall(avant), WORD.findall(apres)
    found: list[Ecart] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Ecart("=", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(Ecart("-", "".join(old[i1:i2])))
        if j2 > j1:
            found.append(Ecart("+", "".join(new[j1:j2])))
    return tuple(found)


def champs(value: JsonValue, chemin: str = "") -> Iterator[tuple[str, str]]:
    """Yield each scalar of a value with its id path, in order: what a person compares."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from champs(item, f"{chemin}/{key}".lstrip("/"))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            name = item.get("id", rank) if isinstance(item, dict) else rank
            yield from champs(item, f"{chemin}/{name}".lstrip("/"))
    elif value is not None:
        yield chemin, " ".join(str(value).split())

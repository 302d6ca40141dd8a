"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, Literal, TypeVar

from pydantic import JsonValue

WORD = re.compile(
    r"«[\u00a0\u202f]*"
    r"|[\u00a0\u202f]*[;:!?%»€]"
    r"|\d+(?:[.,\u00a0\u202f]\d+)+(?:[\u00a0\u202f][%€])?"
    r"|\w+(?:[-\u2011]\w+)*['’]?"
    r"|\s+|[^\w\s]"
)
"""A word, with what French typography binds to it: `l’`, `2,6`, `Lons-le-Saunier`, ` ;`."""

LONG = 4000
"""Words beyond which the commonest are left out of the search."""

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ecart:
    """Words that were kept, added or removed."""

    sens: Literal["=", "+", "-"]
    texte: str


@dataclass(frozen=True, slots=True)
class Tranche(Generic[T]):
    """A stretch of two sequences: the same in both, or one in place of the other."""

    avant: Sequence[T]
    apres: Sequence[T]
    pareil: bool


def ecarts(avant: str, apres: str) -> tuple[Ecart, ...]:
    """Return the words of two texts in one sequence: kept, removed, added."""
    found: list[Ecart] = []
    for one in tranches(WORD.findall(avant), WORD.findall(apres), str.isspace):
        old, new = "".join(one.avant), "".join(one.apres)
        if one.pareil:
            found.append(Ecart("=", old))
        else:
            found += [Ecart("-", old)] if old else []
            found += [Ecart("+", new)] if new else []
    return tuple(found)


def tranches(
    avant: Sequence[T], apres: Sequence[T], blank: Callable[[T], bool]
) -> Iterator[Tranche[T]]:
    """Yield what two sequences share and what differs, in order.

    A space alone holds no two stretches together: a person reads one change of two words, not
    two changes. Of texts of thousands of words, the commonest words do not either, which takes
    seconds off.

    Args:
        avant: the old words, or whatever can be compared and hashed.
        apres: the new ones.
        blank: tells a space.
    """
    long = max(len(avant), len(apres)) > LONG
    for tag, i1, i2, j1, j2 in SequenceMatcher(blank, avant, apres, autojunk=long).get_opcodes():
        yield Tranche(avant[i1:i2], apres[j1:j2], tag == "equal")


def extrait(mots: Sequence[Ecart], autour: int = 60) -> tuple[Ecart, ...]:
    """Return words in which a long stretch that was kept gives way to « […] ».

    Args:
        mots: what `ecarts` returned.
        autour: how many characters of a stretch are kept on the side of a change.
    """
    found: list[Ecart] = []
    for place, one in enumerate(mots):
        head = "" if place == 0 else one.texte[:autour].rpartition(" ")[0] + " "
        tail = "" if place == len(mots) - 1 else " " + one.texte[-autour:].partition(" ")[2]
        cut = f"{head}[…]{tail}"
        short = one.sens != "=" or len(one.texte) <= len(cut)
        found.append(one if short else Ecart("=", cut))
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

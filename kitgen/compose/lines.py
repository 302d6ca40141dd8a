"""Walk an Edition by its lines, whatever its classes: what linking and typography do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar

from kitgen.model.texte import Cible, Ligne, Portion

T = TypeVar("T")


def ligne(texte: str, lien: Cible | None = None) -> Ligne:
    """Return plain words as a line."""
    return (Portion(texte, lien=lien),)


def map_lignes(node: T, function: Callable[[Ligne], Ligne]) -> T:
    """Return a copy of a tree of model values in which every line was changed.

    A line is a tuple of runs that is not empty; other tuples and values are walked or kept.
    """
    if isinstance(node, tuple):
        if node and isinstance(node[0], Portion):
            return function(node)  # type: ignore[return-value]  # a line for a line
        return tuple(map_lignes(item, function) for item in node)  # type: ignore[return-value]  # same
    kind: type = type(node)
    names = _fields(kind)
    if not names:
        return node
    return type(node)(**{name: map_lignes(getattr(node, name), function) for name in names})


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a class's fields; none for what is no model value."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()

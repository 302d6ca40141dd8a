"""What each operation of a variant leans on in the national text, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from pydantic import JsonValue

from kitgen.model.chemin import Absent, Trouve, chercher, ids_of
from kitgen.model.empreinte import empreinte
from kitgen.model.fiche import Fiche
from kitgen.model.variante import (
    Ajouter,
    Modifier,
    Operation,
    Remplacer,
    Reordonner,
    Retirer,
    Variante,
)


@dataclass(frozen=True, slots=True)
class Appui:
    """The national value that an operation replaces, removes, changes or reorders.

    Attributes:
        rang: the operation's place in the variant, from 0.
        chemin: the id path of the value.
        base: the fingerprint that the club has seen; none when it was never stamped.
        actuelle: the fingerprint of today's value.
        valeur: today's value.
    """

    rang: int
    chemin: str
    base: str | None
    actuelle: str
    valeur: JsonValue


def national_data(fiche: Fiche) -> dict[str, JsonValue]:
    """Return a fiche as its author wrote it: keys, lists and scalars."""
    data: dict[str, JsonValue] = fiche.model_dump(mode="json", exclude_unset=True)
    return data


def target_of(operation: Operation) -> str:
    """Return the id path that an operation addresses."""
    match operation:
        case Remplacer(remplacer=chemin) | Ajouter(ajouter=chemin) | Retirer(retirer=chemin):
            return chemin
        case Modifier(modifier=chemin) | Reordonner(reordonner=chemin):
            return chemin
        case _ as never:
            assert_never(never)


def appuis(fiche: Fiche, variante: Variante) -> tuple[Appui, ...]:
    """Return what the operations lean on; those whose target is gone are left to `vary`."""
    data = national_data(fiche)
    found = []
    for rang, operation in enumerate(variante.operations):
        if isinstance(operation, Ajouter):
            continue
        chemin = target_of(operation)
        value = leaned_on(data, operation)
        if not isinstance(value, Absent):
            found.append(Appui(rang, chemin, operation.base, empreinte(value), value))
    return tuple(found)


def leaned_on(data: Mapping[str, JsonValue], operation: Operation) -> JsonValue | Absent:
    """Return the national value whose change would make an operation stale."""
    found = chercher(dict(data), target_of(operation))
    if isinstance(operation, Modifier) and isinstance(found, Absent):
        parent = chercher(dict(data), found.parent) if found.parent else Trouve((), dict(data))
        optional = isinstance(parent, Trouve) and isinstance(parent.value, dict)
        last = f"{found.parent}/{found.nom}".lstrip("/") == target_of(operation)
        return None if optional and last else found
    if isinstance(found, Absent):
        return found
    if isinstance(operation, Reordonner) and isinstance(found.value, list):
        return list(ids_of(found.value))
    return found.value


def meet(first: Operation, second: Operation) -> bool:
    """Tell whether the target of an operation is, holds or is held by that of another."""
    one, two = target_of(first), target_of(second)
    if isinstance(first, Ajouter) and isinstance(second, Ajouter):
        return False
    if isinstance(first, Ajouter | Reordonner) and isinstance(second, Ajouter | Reordonner):
        return one == two and type(first) is type(second)
    if isinstance(first, Ajouter | Reordonner):
        return _holds(two, one)
    if isinstance(second, Ajouter | Reordonner):
        return _holds(one, two)
    return _holds(one, two) or _holds(two, one)


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")

"""Id paths, such as `leviers/evenements/exemples/forum-sceaux`, over plain data."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from kitgen.model.written import KeyPath


@dataclass(frozen=True, slots=True)
class Trouve:
    """A value that an id path leads to.

    Attributes:
        path: keys and positions, as in `Library.files`.
        value: what stands there.
    """

    path: KeyPath
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Absent:
    """An id path that leads nowhere.

    Attributes:
        parent: the part of the path that exists.
        nom: the key or id that does not.
        connus: what exists in its place.
    """

    parent: str
    nom: str
    connus: tuple[str, ...]

    def proches(self) -> tuple[str, ...]:
        """Return the whole paths that were perhaps meant, the nearest first."""
        near = difflib.get_close_matches(self.nom, self.connus, n=3, cutoff=0.5)
        return tuple(f"{self.parent}/{name}".lstrip("/") for name in near or self.connus[:8])


def chercher(data: JsonValue, chemin: str) -> Trouve | Absent:
    """Follow an id path from a fiche's root: a key in a group, an id in a list."""
    path: KeyPath = ()
    value = data
    done: list[str] = []
    for name in chemin.split("/"):
        if isinstance(value, dict) and name in value:
            path, value = (*path, name), value[name]
        elif isinstance(value, list) and name in (ids := ids_of(value)):
            position = ids.index(name)
            path, value = (*path, position), value[position]
        else:
            return Absent("/".join(done), name, _known(value))
        done.append(name)
    return Trouve(path, value)


def ids_of(items: Sequence[JsonValue]) -> tuple[str, ...]:
    """Return the ids of the elements of a list; none for elements without id."""
    return tuple(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)


def _known(value: JsonValue) -> tuple[str, ...]:
    match value:
        case dict():
            return tuple(key for key in value if key != "id")
        case list():
            return ids_of(value)
        case _:
            return ()

"""The variant of a fiche: the national text, with the operations of a région applied in order.

Nothing is guessed: a target that does not exist, or that two operations address, is an error with
the nearest ids. What comes out is plain data, which is validated again as any other fiche, and
the file where each of its values was written.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from pydantic import JsonValue

from kitgen.compose.bases import leaned_on, meet, national_data, target_of
from kitgen.errors import Code, Diagnostic
from kitgen.model.chemin import Absent, Trouve, chercher, ids_of
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
from kitgen.model.written import DataFile, GraftedFile, KeyPath

Holder: TypeAlias = dict[str, JsonValue] | list[JsonValue]
"""What holds a target: a group by key, a list by id."""

LISTS = frozenset({"chiffres", "sections", "leviers", "exemples", "ressources"})
"""The lists of a fiche whose elements have ids."""


@dataclass(frozen=True, slots=True)
class Varied:
    """A fiche after its variant, not yet validated.

    Attributes:
        data: keys, lists and scalars.
        file: where each of its values was written.
        problems: the operations that could not be applied.
    """

    data: JsonValue
    file: GraftedFile
    problems: tuple[Diagnostic, ...]


def vary(fiche: Fiche, national: DataFile, variante: Variante, file: DataFile) -> Varied:
    """Apply a variant to a national fiche.

    Args:
        fiche: the national fiche.
        national: where it was written.
        variante: the operations.
        file: where they were written.
    """
    variation = _Variation(national_data(fiche), national, file)
    variation.apply_all(variante.operations)
    grafts = dict(variation.grafts(variation.data, (), (national, ())))
    return Varied(variation.data, GraftedFile(national, grafts), tuple(variation.problems))


class _RefusedError(Exception):
    """An operation that cannot be applied: what, what to type, and below which of its keys."""

    def __init__(
        self,
        message: str,
        hint: str,
        code: Code = Code.OPERATION_REFUSED,
        where: KeyPath = (),
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.code, self.where = message, hint, code, where


@dataclass(slots=True)
class _Variation:
    """The data while operations change it; `origins` says what was written in the variant."""

    data: dict[str, JsonValue]
    national: DataFile
    file: DataFile
    problems: list[Diagnostic] = field(default_factory=list)
    origins: dict[int, tuple[DataFile, KeyPath]] = field(default_factory=dict)
    scalars: dict[tuple[int, str], KeyPath] = field(default_factory=dict)
    removed: list[JsonValue] = field(default_factory=list)

    def apply_all(self, operations: tuple[Operation, ...]) -> None:
        """Apply operations from top to bottom; each one that cannot be is a diagnostic."""
        national = copy.deepcopy(self.data)
        self.remember(self.data, ())
        for rang, operation in enumerate(operations):
            try:
                _refuse_twice(operations[:rang], operation)
                if isinstance(found := leaned_on(national, operation), Absent):
                    self.require_list(operation, found)
                self.apply(rang, operation)
            except _RefusedError as refused:
                where = refused.where or (_verb(operation),)
                place = self.file.place(("operations", rang, *where))
                self.problems.append(
                    Diagnostic(refused.code, refused.message, place, refused.hint)
                )

    def remember(self, node: JsonValue, path: KeyPath) -> None:
        """Note where each group and list of the national fiche was written."""
        if isinstance(node, dict | list):
            self.origins[id(node)] = (self.national, path)
            for key, child in _below(node):
                self.remember(child, (*path, key))

    def require_list(self, operation: Operation, found: Absent) -> None:
        """Accept the absence of a list that an element is to be added to; refuse any other."""
        whole = f"{found.parent}/{found.nom}".lstrip("/")
        if isinstance(operation, Ajouter) and whole == operation.ajouter and found.nom in LISTS:
            return
        near = ", ".join(f"`{path}`" for path in found.proches())
        raise _RefusedError(
            f"`{target_of(operation)}` n'existe pas dans la fiche nationale",
            f"chemins proches : {near}" if near else f"arrêtez le chemin à `{found.parent}`",
            Code.TARGET_MISSING,
        )

    def apply(self, rang: int, operation: Operation) -> None:
        """Apply one operation whose target exists."""
        *_, name = target_of(operation).split("/")
        holder = self.holder(operation)
        match operation:
            case Ajouter():
                self.add(rang, operation, holder)
            case Reordonner():
                self.reorder(operation, _list(holder, name, "reordonner"))
            case Modifier():
                self.change(rang, operation, holder, name)
            case Remplacer():
                new = copy.deepcopy(operation.par)
                if isinstance(holder, list):
                    _refuse_known(new, [one for one in ids_of(holder) if one != name], "par")
                self.origins[id(new)] = (self.file, ("operations", rang, "par"))
                self.put(holder, name, new)
            case Retirer():
                self.put(holder, name, None)
                self.scalars[id(holder), name] = ("operations", rang, "retirer")
            case _ as never:
                assert_never(never)

    def holder(self, operation: Operation) -> Holder:
        """Return the group or list that holds an operation's target."""
        parent, _, _ = target_of(operation).rpartition("/")
        found = chercher(self.data, parent) if parent else Trouve((), self.data)
        # what took it away was refused as a twin, and only groups and lists hold something
        assert isinstance(found, Trouve)  # noqa: S101
        assert isinstance(found.value, dict | list)  # noqa: S101
        return found.value

    def put(self, holder: Holder, name: str, new: JsonValue) -> None:
        """Put a group in the place of an element, or nothing."""
        if isinstance(holder, list):
            position = ids_of(holder).index(name)
            self.removed.append(holder[position])
            holder[position : position + 1] = [] if new is None else [new]
        else:
            if isinstance(holder[name], list) and new is not None:
                raise _RefusedError(
                    f"`{name}` est une liste, pas un élément",
                    "ajoutez au chemin l'identifiant d'un élément de la liste",
                )
            if not isinstance(holder[name], dict) and new is not None:
                raise _RefusedError(
                    f"`{name}` est un champ, pas un élément", "écrivez `modifier` et `valeur`"
                )
            self.removed.append(holder.pop(name))
            if new is not None:
                holder[name] = new

    def add(self, rang: int, operation: Ajouter, holder: JsonValue) -> None:
        """Insert an element in a list."""
        name = operation.ajouter.rpartition("/")[2]
        items = _list(holder, name, "ajouter")
        ids = ids_of(items)
        position = 0 if operation.en == "debut" else len(items)
        for anchor, shift in ((operation.apres, 1), (operation.avant, 0)):
            if anchor is not None and anchor not in ids:
                known = ", ".join(f"`{one}`" for one in ids)
                raise _RefusedError(
                    f"`{anchor}` n'est pas dans la liste `{operation.ajouter}`",
                    f"identifiants de la liste : {known}"
                    if known
                    else "la liste est vide : écrivez `en: fin`",
                    Code.TARGET_MISSING,
                )
            if anchor is not None:
                position = ids.index(anchor) + shift
        new = copy.deepcopy(operation.element)
        _refuse_known(new, ids, "element")
        self.origins[id(new)] = (self.file, ("operations", rang, "element"))
        items.insert(position, new)

    def reorder(self, operation: Reordonner, items: list[JsonValue]) -> None:
        """Put the elements of a list in another order."""
        ids = ids_of(items)
        if sorted(ids) != sorted(operation.ordre):
            raise _RefusedError(
                f"`ordre` ne cite pas, chacun une fois, les éléments de `{operation.reordonner}`",
                f"écrivez : {', '.join(ids)}, dans l'ordre voulu",
            )
        items[:] = [items[ids.index(name)] for name in operation.ordre]

    def change(self, rang: int, operation: Modifier, holder: JsonValue, name: str) -> None:
        """Give a field another value."""
        if not isinstance(holder, dict) or name in LISTS:
            raise _RefusedError(
                f"`{operation.modifier}` n'est pas un champ",
                "écrivez `remplacer` pour un élément, `ajouter` ou `retirer` pour une liste",
            )
        if name == "id":
            raise _RefusedError(
                "un identifiant ne change pas", "écrivez `remplacer` pour un autre élément"
            )
        self.removed.append(holder.get(name))
        value = copy.deepcopy(operation.valeur)
        holder[name] = value
        where = ("operations", rang, "valeur")
        if isinstance(value, dict | list):
            self.origins[id(value)] = (self.file, where)
        else:
            self.scalars[id(holder), name] = where

    def grafts(
        self, node: JsonValue, path: KeyPath, expected: tuple[DataFile, KeyPath]
    ) -> Iterator[tuple[KeyPath, tuple[DataFile, KeyPath]]]:
        """Yield the paths whose values were not written where their parents tell."""
        file, where = self.origins.get(id(node), expected)
        if file is not expected[0] or where != expected[1]:
            yield path, (file, where)
        for key, child in _below(node):
            written = self.scalars.get((id(node), str(key)))
            if written is not None:
                yield (*path, key), (self.file, written)
            else:
                yield from self.grafts(child, (*path, key), (file, (*where, key)))
        for (owner, name), written in self.scalars.items():
            if owner == id(node) and isinstance(node, dict) and name not in node:
                yield (*path, name), (self.file, written)


def _below(node: JsonValue) -> Iterator[tuple[str | int, JsonValue]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)


def _list(holder: JsonValue, name: str, verb: str) -> list[JsonValue]:
    """Return a list of a group, made empty when its author wrote none."""
    items = holder.setdefault(name, []) if name in LISTS and isinstance(holder, dict) else None
    if isinstance(items, list):
        return items
    raise _RefusedError(
        f"`{name}` n'est pas une liste d'éléments",
        f"`{verb}` attend le chemin d'une liste : {', '.join(sorted(LISTS))}",
    )


def _verb(operation: Operation) -> str:
    return type(operation).__name__.lower()


def _refuse_twice(before: tuple[Operation, ...], operation: Operation) -> None:
    """Refuse an operation whose target is, holds or is held by that of another."""
    target = target_of(operation)
    for other in before:
        if meet(other, operation):
            raise _RefusedError(
                f"`{target}` est déjà visé par `{_verb(other)}: {target_of(other)}`",
                "gardez une seule des deux opérations",
                Code.TARGET_TWICE,
            )


def _refuse_known(new: dict[str, JsonValue], ids: Sequence[str], key: str) -> None:
    """Refuse an id that the list has: a later operation would not know which is meant."""
    if new.get("id") in ids:
        raise _RefusedError(
            f"l'identifiant `{new['id']}` est déjà dans la liste",
            f"donnez-en un autre ; ceux de la liste : {', '.join(f'`{one}`' for one in ids)}",
            Code.DUPLICATE_ID,
            (key, "id"),
        )

"""Walks over authored models by their declared fields: values down, error locations back up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import Tag

from kitgen.model.base import (
    CodeDepartement,
    CodeRegion,
    Identifiant,
    Modele,
    Reference,
    TexteCourt,
    TexteLong,
)
from kitgen.model.written import KeyPath

SCALARS: tuple[object, ...] = (
    Identifiant,
    Reference,
    TexteCourt,
    TexteLong,
    CodeDepartement,
    CodeRegion,
)


class Visite(NamedTuple):
    """A value met on the way.

    Attributes:
        path: its key path in the data file.
        value: a model, or a scalar; tuples are walked through.
        kind: how the field was declared: `TexteLong`, `Reference`, a model…
        owner: the model whose field it is.
        field: the name of the field that holds the value, or the list of the value.
    """

    path: KeyPath
    value: object
    kind: object
    owner: Modele
    field: str


def walk(model: Modele, path: KeyPath = ()) -> Iterator[Visite]:
    """Yield every value that was written in a model, in declaration order, parents first."""
    found: list[Visite] = []
    _walk(model, path, found)
    return iter(found)


def _walk(model: Modele, path: KeyPath, found: list[Visite]) -> None:
    """Add the values of a model; a list, as a chain of generators would take three times long."""
    for name, kind in kinds(type(model)).items():
        value = getattr(model, name)
        if isinstance(value, tuple):
            for position, item in enumerate(value):
                here = (*path, name, position)
                found.append(Visite(here, item, kind, model, name))
                if isinstance(item, Modele):
                    _walk(item, here, found)
        elif value is not None:
            found.append(Visite((*path, name), value, kind, model, name))
            if isinstance(value, Modele):
                _walk(value, (*path, name), found)


@cache
def kinds(model: type[Modele]) -> Mapping[str, object]:
    """Return how each field is declared, without its `| None` and its `tuple[…, ...]`.

    The kinds of scalar are the very objects of `kitgen.model.base`: compare them with `is`, for
    comparing two annotations takes long.
    """
    hints = get_type_hints(model, include_extras=True)
    return {name: _known(_bare(hints[name])) for name in model.model_fields}


def _known(kind: object) -> object:
    return next((scalar for scalar in SCALARS if scalar == kind), kind)


def _bare(kind: object) -> object:
    while get_origin(kind) in {Union, UnionType, tuple}:
        left = [arg for arg in get_args(kind) if arg not in {NoneType, ...}]
        if len(left) > 1:
            break
        (kind,) = left
    return kind


@dataclass(frozen=True, slots=True)
class Endroit:
    """A location in a model, in the words of the data file.

    Attributes:
        path: keys and positions as typed, without the tags of unions.
        kind: how the value there is declared; none outside a model.
        owner: the model class that holds the last key; none outside a model.
    """

    path: KeyPath
    kind: object
    owner: type[Modele] | None


def locate(model: type[Modele], loc: Sequence[str | int]) -> Endroit:
    """Return what the location of a validation error stands for in the data file."""
    kind: object = model
    owner: type[Modele] | None = None
    path: KeyPath = ()
    for part in loc:
        if isinstance(part, str) and part in (branches := _tagged(kind)):
            kind = branches[part]
            continue
        path = (*path, part)
        if isinstance(part, str):
            owner = kind if isinstance(kind, type) and issubclass(kind, Modele) else None
            kind = kinds(owner).get(part) if owner else None
    return Endroit(path, kind, owner)


def _tagged(kind: object) -> Mapping[str, type[Modele]]:
    """Return the models of a discriminated union by tag; nothing for any other kind."""
    union = get_args(kind)[0] if get_origin(kind) is Annotated else None
    return {
        tag.tag: get_args(member)[0]
        for member in get_args(union)
        for tag in getattr(member, "__metadata__", ())
        if isinstance(tag, Tag)
    }

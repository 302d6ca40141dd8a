"""What the docstrings of a model's fields say of its keys.

Pydantic would read the sources for it whenever the models are loaded; few runs need it.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kitgen.model.base import Modele

OURS = "kitgen."


@cache
def describe_keys() -> None:
    """Give the fields of all models their docstrings as descriptions, once."""
    models = sorted(set(_below(Modele)), key=_place)
    for model in models:
        for home in model.__mro__:
            for name, text in _docstrings(home) if issubclass(home, Modele) else ():
                field = model.model_fields[name]
                field.description = field.description or text
    for model in models:  # in the order of their sources: each after those that it holds
        model.model_rebuild(force=True)


def _below(model: type[Modele]) -> Iterator[type[Modele]]:
    for one in model.__subclasses__():
        if one.__module__.startswith(OURS):
            yield one
            yield from _below(one)


def _place(model: type[Modele]) -> tuple[int, int]:
    return list(sys.modules).index(model.__module__), inspect.getsourcelines(model)[1]


def _docstrings(model: type[Modele]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field that a docstring follows, and what that says."""
    (source,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(source, ast.ClassDef)  # noqa: S101  it is the source of a class
    for field, said in pairwise(source.body):
        match field, said:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)

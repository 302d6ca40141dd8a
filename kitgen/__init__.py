"""kitgen: the publications of a network of ESS authorities, from validated fiches.

    import kitgen

    project = kitgen.load("chemin/du/projet")
    (edition,) = kitgen.compose(project, "municipal/scic")
    artefact = kitgen.render(project, edition, "docx")
    Path("scic.docx").write_bytes(artefact.contenu)

Nothing is loaded before one of these names is used, and the engines not before a format is
rendered.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kitgen.errors import ContentError, Diagnostic, KitgenError, SetupError, UsageError
    from kitgen.model.artefact import Artefact
    from kitgen.model.edition import Edition
    from kitgen.pipeline.api import build, compose, render
    from kitgen.pipeline.build import BuildReport
    from kitgen.pipeline.project import Project, load

__all__ = [
    "Artefact",
    "BuildReport",
    "ContentError",
    "Diagnostic",
    "Edition",
    "KitgenError",
    "Project",
    "SetupError",
    "UsageError",
    "build",
    "compose",
    "load",
    "render",
]

_HOMES = {
    "kitgen.errors": ("ContentError", "Diagnostic", "KitgenError", "SetupError", "UsageError"),
    "kitgen.model.artefact": ("Artefact",),
    "kitgen.model.edition": ("Edition",),
    "kitgen.pipeline.api": ("build", "compose", "render"),
    "kitgen.pipeline.build": ("BuildReport",),
    "kitgen.pipeline.project": ("Project", "load"),
}


class _Kitgen(ModuleType):
    """This module, in which two functions keep their names from the packages that have the same.

    A package takes its name in its parent whenever it is first imported.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Bind any name but that of such a package."""
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Kitgen


def __getattr__(name: str) -> object:
    """Bind a public name when it is first asked for."""
    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

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

from importlib import import_module
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


def __getattr__(name: str) -> object:
    """Bind every public name once the first is asked for.

    All at once, and after what they need: `kitgen.compose` and `kitgen.render` are also packages,
    which take these names when they are first imported.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {module: import_module(module) for module in _HOMES}
    globals().update(
        {one: getattr(homes[module], one) for module, names in _HOMES.items() for one in names}
    )
    return globals()[name]

"""kitgen: the publications of a network of ESS authorities, from validated fiches.

    import kitgen

    project = kitgen.load("chemin/du/projet")
    (edition,) = kitgen.compose(project, "municipal")
    artefact = kitgen.render(project, edition, "docx")
    Path("kit.docx").write_bytes(artefact.contenu)

Everything here is loaded on first use, so that `import kitgen` costs nothing.
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

_HOMES = {
    "Artefact": "kitgen.model.artefact",
    "BuildReport": "kitgen.pipeline.build",
    "ContentError": "kitgen.errors",
    "Diagnostic": "kitgen.errors",
    "Edition": "kitgen.model.edition",
    "KitgenError": "kitgen.errors",
    "Project": "kitgen.pipeline.project",
    "SetupError": "kitgen.errors",
    "UsageError": "kitgen.errors",
    "build": "kitgen.pipeline.api",
    "compose": "kitgen.pipeline.api",
    "load": "kitgen.pipeline.project",
    "render": "kitgen.pipeline.api",
}

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


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kitgen' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

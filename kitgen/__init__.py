"""kitgen: the publications of a network of ESS authorities, from validated fiches.

    import kitgen

    project = kitgen.load("chemin/du/projet")
    (edition,) = kitgen.compose(project, "municipal/scic")
    artefact = kitgen.render(project, edition, "docx")
    Path("scic.docx").write_bytes(artefact.contenu)

The engines are loaded when a format is rendered, not before.
"""

from __future__ import annotations

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

"""The one Jinja environment: templates are trusted with the layout, not with the machine."""

from __future__ import annotations

from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from kitgen.errors import Code, Diagnostic, Place, SetupError


def environment(folder: Path) -> SandboxedEnvironment:
    """Return an environment that reads templates of a folder, escapes data and refuses gaps."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def layout_error(error: TemplateError, template: str) -> SetupError:
    """Return the diagnostic of a template that is missing, or that Jinja refuses."""
    if isinstance(error, TemplateNotFound):
        message = f"La maquette layouts/{error.name} est introuvable"
        return SetupError(Diagnostic(Code.LAYOUT_INVALID, message))
    place = Place(f"layouts/{template}")
    if isinstance(error, TemplateSyntaxError):
        place = Place(f"layouts/{error.name or template}", error.lineno)
    return SetupError(
        Diagnostic(Code.LAYOUT_INVALID, f"La maquette est inutilisable : {error.message}", place)
    )

"""Edition to Artefact: one table of formats, one module per format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from kitgen.model.artefact import Artefact
    from kitgen.model.edition import Edition
    from kitgen.render.base import RenderContext, Renderer

FORMATS = {
    "pdf": "kitgen.render.pdf:render_pdf",
    "docx": "kitgen.render.word:render_docx",
}
"""Where each format's renderer lives; loaded on demand, so that Word works without Pango."""


def render(format_name: str, edition: Edition, context: RenderContext) -> Artefact:
    """Return the Edition in a format of the table, as bytes.

    Raises:
        SetupError: a library, a font or a template is missing or unusable.
    """
    module, _, function = FORMATS[format_name].partition(":")
    renderer = cast("Renderer", getattr(import_module(module), function))
    return renderer(edition, context)

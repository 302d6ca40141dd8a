"""Edition to Artefact: one table of formats, one module per format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kitgen.render.engines import load

if TYPE_CHECKING:
    from kitgen.model.artefact import Artefact
    from kitgen.model.edition import Edition
    from kitgen.render.base import RenderContext, Renderer
    from kitgen.render.layout import Layout

FORMATS = {
    "pdf": "kitgen.render.pdf:render_pdf",
    "docx": "kitgen.render.word:render_docx",
    "print": "kitgen.render.impression:render_print",
}
"""Where each format's renderer lives; loaded on demand, so that Word works without Pango."""
PUBLISHED = ("pdf", "docx")
"""The formats that are made when none is asked for, and that a release holds."""
TRACKED = "kitgen.render.tracked"
"""Where two editions become one Word file; loaded on demand, since most comparisons are text."""


PIECES = {"pdf": "kitgen.render.pdf:pieces", "print": "kitgen.render.impression:pieces"}
"""The formats that are made of pieces, and what lists those of a document."""


def pieces_of(format_name: str, edition: Edition, context: RenderContext) -> Iterator[Layout]:
    """Yield the pieces of a document that may be laid out beforehand, in any order.

    Raises:
        SetupError: a library or a template is missing or unusable.
    """
    if format_name in PIECES:
        module, _, function = PIECES[format_name].partition(":")
        yield from getattr(load(module), function)(edition, context)


def render(format_name: str, edition: Edition, context: RenderContext) -> Artefact:
    """Return the Edition in a format of the table, as bytes.

    Raises:
        SetupError: a library, a font or a template is missing or unusable.
    """
    module, _, function = FORMATS[format_name].partition(":")
    renderer = cast("Renderer", getattr(load(module), function))
    return renderer(edition, context)


def render_changes(
    before: Sequence[Edition],
    after: Sequence[Edition],
    title: str,
    context: RenderContext,
    *,
    changed: bool = False,
) -> Artefact:
    """Return the Word file that tracks what changed; see `kitgen.render.tracked`.

    Raises:
        SetupError: the template is missing or unusable.
    """
    tracked = import_module(TRACKED)
    artefact: Artefact = tracked.render_tracked(before, after, title, context, changed=changed)
    return artefact

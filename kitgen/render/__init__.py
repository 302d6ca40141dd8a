"""Edition to Artefact: one table of formats, one module per format."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kitgen.render.engines import load

if TYPE_CHECKING:
    from kitgen.model.artefact import Artefact
    from kitgen.model.edition import Edition
    from kitgen.render.base import RenderContext, Renderer
    from kitgen.render.pdf import Plan

FORMATS = {
    "pdf": "kitgen.render.pdf:render_pdf",
    "docx": "kitgen.render.word:render_docx",
    "print": "kitgen.render.impression:render_print",
}
"""Where each format's renderer lives; loaded on demand, so that Word works without Pango."""
MODULES = {
    "pdf": ("kitgen.render.pdf", "kitgen.render.weasy_ready"),
    "docx": ("kitgen.render.word",),
    "print": ("kitgen.render.impression", "kitgen.render.weasy_ready"),
}
"""What each format ends by loading, for who has the time to do it before it is needed."""
PUBLISHED = ("pdf", "docx")
"""The formats that are made when none is asked for, and that a release holds."""
TRACKED = "kitgen.render.tracked"
"""Where two editions become one Word file; loaded on demand, since most comparisons are text."""


PLANS = {"pdf": "kitgen.render.pdf:Plan", "print": "kitgen.render.impression:Impression"}
"""The formats whose documents are made of pieces, and what lists them."""


def modules_of(formats: Sequence[str]) -> list[str]:
    """Return what workers load to make some formats, beforehand.

    Nothing for Word files alone: they are made before a process has started.
    """
    if PLANS.keys().isdisjoint(formats):
        return []
    return [name for one in formats for name in MODULES[one]]


def plan_of(format_name: str, edition: Edition, context: RenderContext) -> Plan:
    """Return the pieces of a document, in a format that has some, to lay them out beforehand.

    Raises:
        SetupError: a library or a template is missing or unusable.
    """
    module, _, function = PLANS[format_name].partition(":")
    plan: Plan = getattr(load(module), function)(edition, context)
    return plan


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

"""The fingerprint of everything that shapes a file: same fingerprint, same bytes."""

from __future__ import annotations

import datetime
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kitgen.model.edition import Edition
from kitgen.pipeline.digest import digest_code, digest_tree
from kitgen.pipeline.project import Project
from kitgen.pipeline.system import system_versions
from kitgen.render.base import RenderContext, Store

ENGINES = (
    "weasyprint", "pydyf", "fonttools", "pikepdf", "uharfbuzz", "pyphen", "jinja2",
    "docxtpl", "python-docx", "lxml", "pillow",
)  # fmt: skip


def render_context(project: Project, store: Store | None = None) -> RenderContext:
    """Return what a project hands to the renderers.

    Args:
        project: a project without error.
        store: where they keep what they may use again.
    """
    tools = digest_tools(project.layouts, project.created)
    return RenderContext(project.layouts, project.created, tools, store)


def digest_tools(layouts: Path, created: datetime.datetime) -> str:
    """Return one hash for kitgen's own code, the layouts, the date and the engines' versions."""
    parts = [
        digest_code(),
        digest_tree(layouts),
        created.isoformat(),
        *(f"{name} {found}" for name, found in engine_versions().items()),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def engine_versions() -> dict[str, str]:
    """Return the version of each library that shapes a document; `absent` if it is not there."""
    return {name: _version(name) for name in ENGINES} | system_versions()


def fingerprint(edition: Edition, format_name: str, tools: str) -> str:
    """Return the fingerprint of one file: its content, its format, its tools."""
    parts = (format_name, tools, repr(edition))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"

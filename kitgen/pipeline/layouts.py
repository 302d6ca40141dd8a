"""Which layouts a project is drawn with."""

from __future__ import annotations

from pathlib import Path


def layouts_of(root: Path) -> Path:
    """Return the project's own layouts, or those that come with kitgen."""
    own = root / "layouts"
    return own if own.is_dir() else packaged_layouts()


def packaged_layouts() -> Path:
    """Return the layouts of the wheel, or of the source tree that kitgen runs from."""
    package = Path(__file__).parents[1]
    inside = package / "layouts"
    return inside if inside.is_dir() else package.parent / "layouts"

"""Two libraries to what differs between them, by id. Pure."""

from __future__ import annotations

from kitgen.compare.library import PROJET, Vue, compare_views

__all__ = ["PROJET", "Vue", "compare_views"]

"""Library, collection, région to Edition. Pure."""

from __future__ import annotations

from kitgen.compose.edition import compose_edition

__all__ = ["compose_edition"]

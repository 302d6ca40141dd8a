"""Library, collection, région to Edition. Pure."""

from __future__ import annotations

from kitgen.compose.edition import compose_edition
from kitgen.compose.naming import document_stems

__all__ = ["compose_edition", "document_stems"]

"""Library, collection, région to Edition. Pure."""

from __future__ import annotations

from kitgen.compose.edition import compose_edition
from kitgen.compose.naming import RELECTURE, document_stems

__all__ = ["RELECTURE", "compose_edition", "document_stems"]

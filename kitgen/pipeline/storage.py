"""Where a project keeps what its builds may use again."""

from __future__ import annotations

from pathlib import Path

from kitgen.cache import Cache

FOLDER = Path(".kitgen", "cache")


def cache_of(root: Path) -> Cache:
    """Return the cache of the project whose folder this is."""
    return Cache(root / FOLDER)

"""Where a project keeps what its builds may use again."""

from __future__ import annotations

from pathlib import Path

from kitgen.cache import Cache
from kitgen.read import find_root

FOLDER = Path(".kitgen", "cache")


def cache_of(project: Path) -> Cache:
    """Return the cache of the project around a folder.

    Raises:
        ContentError: there is no project there.
    """
    return Cache(find_root(project) / FOLDER)

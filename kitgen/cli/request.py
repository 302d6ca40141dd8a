"""What a person asks of a build, before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kitgen.cache import Cache
from kitgen.pipeline.selection import Selection
from kitgen.pipeline.shards import Shard
from kitgen.pipeline.storage import cache_of
from kitgen.pipeline.unchanged import key_of, root_of


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `kitgen build`.

    Attributes:
        project: any folder of the project.
        selection: which documents.
        shard: which share of them; none for all.
        output: the folder of the results, when one was named.
        force: make again what is up to date.
        cached: use what earlier builds kept.
    """

    project: Path
    selection: Selection
    shard: Shard | None
    output: Path | None
    force: bool
    cached: bool

    def cache(self) -> Cache:
        """Return what earlier builds kept; nothing outside a project."""
        root = root_of(self.project)
        return cache_of(root) if root and self.cached else Cache(None)

    def folder(self, root: Path) -> Path:
        """Return where the documents of a project go."""
        return self.output or root / "output"

    def key(self) -> str | None:
        """Return the fingerprint of all that could shape what is asked; none if it is unknown."""
        root = root_of(self.project)
        if root is None or not self.cached or self.shard:
            return None
        return key_of(root, self.folder(root), (repr(self.selection),))


def up_to_date(output: Path, documents: int) -> str:
    """Return what is said when there was nothing to make."""
    return f"Tout est à jour dans {output} ({documents} documents)"

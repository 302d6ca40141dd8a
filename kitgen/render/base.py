"""What every renderer is given, and what it must be."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition


class Store(Protocol):
    """Where a renderer keeps what it may use again; it may forget anything at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key."""

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The outside world, handed in: a renderer opens nothing else.

    Attributes:
        layouts: the folder that holds `polices/` and one folder per genre (`kit/`, `points/`).
        created: the date written in the files' properties, in UTC.
        tools: the fingerprint of what is the same for all documents: layouts, code, versions.
        store: where pieces of documents are kept from one to the next; none to keep nothing.
    """

    layouts: Path
    created: datetime.datetime
    tools: str = ""
    store: Store | None = None


Renderer: TypeAlias = Callable[[Edition, RenderContext], Artefact]

"""What a renderer returns."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file, not yet written.

    Attributes:
        contenu: its bytes, the same for the same Edition.
        extension: without a dot.
        pages: how many pages, when the format knows.
        diagnostics: what the engine complained about.
    """

    contenu: bytes
    extension: str
    pages: int | None
    diagnostics: tuple[Diagnostic, ...] = ()

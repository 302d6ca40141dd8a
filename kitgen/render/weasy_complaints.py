"""What WeasyPrint complains about: it only logs it, and nothing may be lost quietly."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from kitgen.errors import Code, Diagnostic, Severity

MUTE_IMAGE = 'Image "%s" has no required alt description'
"""What the engine says of an image without alternative text."""


@contextmanager
def complaints() -> Iterator[Collection[Diagnostic]]:
    """Gather the engine's warnings and errors, each once."""
    handler = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield handler.found.keys()
    finally:
        logger.removeHandler(handler)


class _Complaints(logging.Handler):
    """Keeps the engine's warnings and errors as diagnostics, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[Diagnostic, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == MUTE_IMAGE:  # it says so of decoration too
            return
        grave = record.levelno >= logging.ERROR
        diagnostic = Diagnostic(
            Code.ENGINE_WARNING,
            f"Le moteur de mise en page signale : {record.getMessage()}",
            severity=Severity.ERROR if grave else Severity.WARNING,
        )
        self.found[diagnostic] = None

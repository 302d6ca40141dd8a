"""The formats that a person may name."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.render import FORMATS


def check_formats(names: Sequence[str]) -> None:
    """Refuse a format that is not in the table.

    Raises:
        UsageError: with the formats that exist.
    """
    for name in names:
        if name not in FORMATS:
            raise UsageError(
                Diagnostic(
                    Code.UNKNOWN_FORMAT,
                    f"Format inconnu : « {name} »",
                    hint=f"Les formats sont : {', '.join(FORMATS)}",
                )
            )

"""A data file is whole or as it was: write beside, then rename."""

from __future__ import annotations

from pathlib import Path


def write_beside(path: Path, text: str) -> None:
    """Replace the text of a file, keeping its line ends as they are in the text."""
    part = path.with_name(f".{path.name}.kitgen-part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

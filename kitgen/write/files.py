"""A file is whole or as it was: write beside, then rename."""

from __future__ import annotations

from pathlib import Path


def write_beside(path: Path, content: str | bytes) -> None:
    """Replace the bytes of a file, or its text, whose line ends are kept as they are."""
    part = path.with_name(f".{path.name}.kitgen-part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

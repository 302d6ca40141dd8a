"""A file is whole or as it was: write beside, then rename."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PART = ".kitgen-part"


def write_beside(path: Path, content: str | bytes) -> None:
    """Replace the bytes of a file, or its text, whose line ends are kept as they are."""
    part = path.with_name(f".{path.name}{PART}")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_all(root: Path, texts: Mapping[str, str]) -> None:
    """Replace or create several files, all or none.

    Args:
        root: what the paths are relative to.
        texts: the new texts by path, with their line ends.

    Raises:
        OSError: the system refuses; every file is as it was.
    """
    parts = {root / path: (root / path).with_name(f".{Path(path).name}{PART}") for path in texts}
    before = {path: path.read_bytes() if path.exists() else None for path in parts}
    done: list[Path] = []
    try:
        for (path, part), text in zip(parts.items(), texts.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(text.encode())
        for path, part in parts.items():
            part.replace(path)
            done.append(path)
    except OSError:
        for path in done:
            _restore(path, before[path])
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

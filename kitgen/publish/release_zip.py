"""Archives with the same bytes for the same files, on any machine and any day."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest date that the format knows."""
UNIX = 3
READABLE = 0o100644 << 16


def write_zip(target: Path, files: Mapping[str, Path]) -> None:
    """Write an archive of some files, sorted, without a date.

    They are stored as they are: a PDF and a Word file are compressed already, and the bytes that
    compression gives change with its library.

    Args:
        target: the archive.
        files: where the files are, by the names that they have in the archive.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, files[name].read_bytes())

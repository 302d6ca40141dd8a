"""`SHA256SUMS`, as `sha256sum -c` reads it in the folder of a release."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kitgen.publish.files import sha256_of

SUMS = "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\0]+)")


def write_sums(folder: Path) -> None:
    """Write the sums of all the files of a folder, sorted by name, by their base names."""
    sums = {one.name: sha256_of(one) for one in folder.iterdir() if one.name != SUMS}
    text = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / SUMS).write_bytes(text.encode())


def read_sums(folder: Path) -> dict[str, str] | None:
    """Return the sums that a folder lists, by base name; nothing when the list is unreadable."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    found = [LINE.fullmatch(line) for line in lines]
    return {one[2]: one[1] for one in found if one} if all(found) else None


def differences(sums: Mapping[str, str], folder: Path) -> tuple[tuple[str, ...], ...]:
    """Return the names that changed, that are missing and that are too many, each sorted.

    Args:
        sums: what the folder should hold, but for the list itself.
        folder: what it holds; a folder or a link inside it is too many.
    """
    here = {one.name: one for one in folder.iterdir() if one.name != SUMS}
    files = {name for name, one in here.items() if one.is_file() and not one.is_symlink()}
    changed = sorted(name for name in files & set(sums) if sha256_of(here[name]) != sums[name])
    missing = sorted(set(sums) - files)
    return tuple(changed), tuple(missing), tuple(sorted(set(here) - set(sums)))

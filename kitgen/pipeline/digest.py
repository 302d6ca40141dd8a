"""One hash for all the files of a folder; loads next to nothing, for whoever must be quick."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def digest_code() -> str:
    """Return one hash for kitgen itself: what is loaded, and cannot change while it runs.

    Raises:
        OSError: a file cannot be read.
    """
    return digest_tree(Path(__file__).parents[1])


def digest_tree(folder: Path) -> str:
    """Return one hash for the names and bytes of all files of a folder, wherever it lies.

    Hidden files and compiled code shape nothing. A folder that is a link is followed.

    Raises:
        OSError: a file cannot be read.
    """
    digest = hashlib.sha256()
    for name, path in sorted(files_of(folder)):
        with open(path, "rb") as file:  # noqa: PTH123  a Path takes as long as the reading
            content = hashlib.sha256(file.read())
        digest.update(f"{name}\0{content.hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def files_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each file in a folder, with forward slashes, and its path."""
    return _files(str(folder), "", frozenset())


def _files(folder: str, name: str, above: frozenset[str]) -> Iterator[tuple[str, str]]:
    here = os.path.realpath(folder)
    if here in above:
        return  # a link to a folder that holds it
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{name}{entry.name}/", above | {here})
            elif entry.is_file():
                yield f"{name}{entry.name}", entry.path

"""What a share of a build says of itself, so that the shares can be joined.

It comes from another machine: it is read as a stranger's, and names no file that is trusted.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from kitgen.publish.files import sha256_of, write_beside, writing
from kitgen.publish.manifest import Entry

PART = re.compile(r"lot-[0-9]{1,4}-sur-[0-9]{1,4}\.json")
MOST = 1000
"""How many shares a build may have."""
LIMIT = 50_000_000
"""How many bytes may tell of one."""

Number = Annotated[int, Field(ge=1, le=MOST)]


@dataclass(frozen=True, slots=True)
class Demande:
    """What was asked of the build, as typed: collections and fiches, régions, formats."""

    cibles: tuple[str, ...]
    regions: tuple[str, ...]
    formats: tuple[str, ...]
    fiches: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a build.

    Attributes:
        lot: which one, from 1.
        lots: how many there are.
        plan: the fingerprint of the whole plan.
        outils: that of what is the same for all documents: layouts, code, versions.
        demande: what was asked.
        fichiers: the files of this share.
    """

    lot: Number
    lots: Number
    plan: str
    outils: str
    demande: Demande
    fichiers: tuple[Entry, ...]


READER = TypeAdapter(Part)


def write_part(output: Path, part: Part) -> None:
    """Write what a share says of itself, and remove what those of other plans said.

    Raises:
        SetupError: the folder cannot be written.
    """
    text = json.dumps(asdict(part), ensure_ascii=False, indent=2) + "\n"
    with writing(output):
        for path in find_parts(output):
            other = read_part(path)
            if other is None or (other.plan, other.lots) != (part.plan, part.lots):
                path.unlink()
        target = output / f"lot-{part.lot}-sur-{part.lots}.json"
        write_beside(target, text.encode()).replace(target)


def find_parts(folder: Path) -> list[Path]:
    """Return the files in which shares say what they are."""
    return sorted(path for path in folder.iterdir() if PART.fullmatch(path.name))


def read_part(path: Path) -> Part | None:
    """Return what a share says of itself; nothing when a file is not that."""
    try:
        if not _is_plain(path) or path.stat().st_size > LIMIT:
            return None
        return READER.validate_json(path.read_bytes(), strict=True)
    except (OSError, ValidationError):
        return None


def forget_parts(output: Path) -> None:
    """Remove what shares said of themselves: they are joined.

    Raises:
        SetupError: the folder cannot be written.
    """
    with writing(output):
        for path in find_parts(output):
            path.unlink()


def fetch(folder: Path, entry: Entry, target: Path) -> bool:
    """Copy a file of a share, and tell whether the copy is what its entry says.

    Args:
        folder: the share's folder; nothing is followed out of it.
        entry: of the file; its path is known to be one of the project's.
        target: where the copy goes.
    """
    source = folder
    try:
        for name in entry.path.split("/"):
            source /= name
            if source.is_symlink():
                return False
        if not source.is_file() or source.stat().st_size != entry.bytes:
            return False
        shutil.copyfile(source, target)
        return sha256_of(target) == entry.sha256
    except OSError:
        return False


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()

"""Whole files or none: write beside, then rename; remove only what a manifest lists."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kitgen.errors import Code, Diagnostic, SetupError, system_reason
from kitgen.publish.manifest import MANIFEST, Entry, dump_manifest, read_manifest

PART = ".kitgen-part"
LOCK = ".kitgen-verrou"
LOCK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished file that waits outside output/ for all the others to be finished."""

    source: Path
    entry: Entry


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def publish_files(
    output: Path, staged: Iterable[Staged], made: frozenset[str], edition: str
) -> tuple[str, ...]:
    """Put finished files in place and return the paths of those that were removed.

    All the bytes are written before the first name changes, so that a full disk changes nothing.
    At any moment each file is whole, old or new, and whatever kitgen made is in the manifest: it
    lists the new files before they appear, and the removed ones until they are gone.

    Args:
        output: the folder, created if needed.
        staged: the new files.
        made: every path that the project can make today; a listed file that is not among them
            is removed.
        edition: `2026-11`.

    Raises:
        SetupError: the folder cannot be written; what was there stays as it was.
    """
    files = list(staged)
    with writing(output):
        entries = read_manifest(output)
        new = {file.entry.path: file.entry for file in files}
        gone = tuple(sorted(path for path in entries if path not in made and path not in new))
        kept = {path: entry for path, entry in (entries | new).items() if path not in gone}
        announced = write_beside(output / MANIFEST, dump_manifest(entries | new, edition))
        parts = [_copy_beside(file.source, output / file.entry.path) for file in files]
        final = write_beside(output / MANIFEST, dump_manifest(kept, edition), ".fin")
        announced.replace(output / MANIFEST)
        for part, file in zip(parts, files, strict=True):
            part.replace(output / file.entry.path)
        _remove(output, gone)
        final.replace(output / MANIFEST)
    return gone


def up_to_date(output: Path, entries: Mapping[str, Entry], path: str, fingerprint: str) -> bool:
    """Tell whether a file stands as its manifest says, made from the same inputs."""
    entry = entries.get(path)
    if entry is None or entry.fingerprint != fingerprint:
        return False
    file = output / path
    return file.is_file() and sha256_of(file) == entry.sha256


@contextlib.contextmanager
def writing(output: Path) -> Iterator[None]:
    """Hold the folder's lock, clean what a killed run left, and word what the system refuses."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with FileLock(output / LOCK, timeout=LOCK_SECONDS):
            _clean(output)
            try:
                yield
            except OSError:
                _clean(output)
                raise
    except Timeout as busy:
        raise SetupError(
            Diagnostic(
                Code.OUTPUT_UNWRITABLE,
                f"Un autre kitgen écrit dans {output} depuis plus de {LOCK_SECONDS} secondes",
                hint="Attendez qu'il ait fini, puis recommencez",
            )
        ) from busy
    except OSError as refused:
        raise SetupError(
            Diagnostic(
                Code.OUTPUT_UNWRITABLE,
                f"Impossible d'écrire dans {output} : {system_reason(refused)}",
                hint="Libérez de la place, fermez le document s'il est ouvert, ou choisissez "
                "un autre dossier avec `-o`",
            )
        ) from refused


def _clean(output: Path) -> None:
    """Remove the files that were never renamed."""
    for leftover in output.rglob(f"*{PART}"):
        leftover.unlink()


def _copy_beside(source: Path, target: Path) -> Path:
    """Copy a finished file beside its target, on the target's disk, and return the copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + PART)
    with source.open("rb") as read, part.open("wb") as written:
        shutil.copyfileobj(read, written)
        written.flush()
        os.fsync(written.fileno())
    return part


def write_beside(target: Path, content: bytes, mark: str = "") -> Path:
    """Write bytes beside their target, and return the file."""
    part = target.with_name(target.name + mark + PART)
    part.write_bytes(content)
    return part


def _remove(output: Path, paths: Iterable[str]) -> None:
    """Remove files, then the folders that they leave empty."""
    for path in paths:
        file = output / path
        file.unlink(missing_ok=True)
        for folder in file.relative_to(output).parents:
            with contextlib.suppress(OSError):
                if folder != Path():
                    (output / folder).rmdir()

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

from kitgen.errors import Code, Diagnostic, SetupError
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
    with _writing(output):
        entries = read_manifest(output)
        new = {file.entry.path: file.entry for file in files}
        gone = tuple(sorted(path for path in entries if path not in made and path not in new))
        _write(output / MANIFEST, dump_manifest(entries | new, edition))
        for file in files:
            _place(file.source, output / file.entry.path)
        _remove(output, gone)
        kept = {path: entry for path, entry in (entries | new).items() if path not in gone}
        _write(output / MANIFEST, dump_manifest(kept, edition))
    return gone


def up_to_date(output: Path, entries: Mapping[str, Entry], path: str, fingerprint: str) -> bool:
    """Tell whether a file stands as its manifest says, made from the same inputs."""
    entry = entries.get(path)
    if entry is None or entry.fingerprint != fingerprint:
        return False
    file = output / path
    return file.is_file() and sha256_of(file) == entry.sha256


@contextlib.contextmanager
def _writing(output: Path) -> Iterator[None]:
    """Hold the folder's lock, clean what a killed run left, and word what the system refuses."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with FileLock(output / LOCK, timeout=LOCK_SECONDS):
            for leftover in output.rglob(f"*{PART}"):
                leftover.unlink()
            yield
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
                f"Impossible d'écrire dans {output} : {refused.strerror or refused}",
                hint="Libérez de la place, fermez le document s'il est ouvert, ou choisissez "
                "un autre dossier avec -o",
            )
        ) from refused


def _place(source: Path, target: Path) -> None:
    """Copy beside the target, then rename: the source may be on another disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + PART)
    try:
        with source.open("rb") as read, part.open("wb") as written:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _write(target: Path, content: bytes) -> None:
    part = target.with_name(target.name + PART)
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _remove(output: Path, paths: Iterable[str]) -> None:
    """Remove files, then the folders that they leave empty."""
    for path in paths:
        file = output / path
        file.unlink(missing_ok=True)
        for folder in file.relative_to(output).parents:
            with contextlib.suppress(OSError):
                if folder != Path():
                    (output / folder).rmdir()

"""A folder of entries that may be damaged, shared, copied, read-only, full or absent.

An entry is one file, named by its key. It begins with the SHA-256 of its key and bytes, so that
one which is damaged, or stands under another name, is a miss. Nothing in it depends on where the
folder lies: a continuous integration may keep the folder and put it back elsewhere.

Whoever can write in the folder can forge an entry: keep data there, never pickled objects.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kitgen.errors import Code, Diagnostic, Severity, system_reason

LIMIT = 500_000_000
"""How many bytes a cache may hold."""

MARK = b"kitgen1\n"
PART = ".part"
PART_SECONDS = 3600
"""Age at which an unfinished file is surely nobody's."""

DAMAGED = Diagnostic(
    Code.CACHE_DAMAGED,
    "Un élément du cache était abîmé : il est refait",
    hint="Si cela se répète, videz le cache : `kitgen cache clear`",
    severity=Severity.WARNING,
)


@dataclass(slots=True)
class Cache:
    """Entries by key; what cannot be kept is made again, and never an error.

    Attributes:
        folder: where the entries are, made when the first one comes; none to keep nothing.
        limit: how many bytes they may take; beyond, the least recently used ones go.
    """

    folder: Path | None
    limit: int = LIMIT
    _told: dict[Diagnostic, None] = field(default_factory=dict, init=False)
    _refused: bool = field(default=False, init=False)
    _unweighed: int | None = field(default=None, init=False)

    def get(self, key: str) -> bytes | None:
        """Return the bytes kept under a key; none if there are none, or none sound."""
        if self.folder is None:
            return None
        path = _path(self.folder, key)
        try:
            raw = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as refused:
            self._give_up(refused)
            return None
        head = len(MARK) + hashlib.sha256().digest_size
        content = raw[head:]
        if raw[:head] != _head(key, content):
            self._told[DAMAGED] = None
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # used now; a read-only folder does not mind
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key: whole, or not at all."""
        if self.folder is None or self._refused or len(content) > self.limit:
            return
        path = _path(self.folder, key)
        part = path.with_name(f"{path.name}.{os.urandom(8).hex()}{PART}")
        try:
            _make(path.parent, self.folder)
            try:
                part.write_bytes(_head(key, content) + content)
                part.replace(path)
            except OSError:
                part.unlink(missing_ok=True)
                raise
            self._weigh(len(content))
        except OSError as refused:
            self._give_up(refused)

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what went wrong since this was last asked."""
        told = tuple(self._told)
        self._told.clear()
        return told

    def size(self) -> tuple[int, int]:
        """Return how many entries there are, and how many bytes they take."""
        sizes = [stat.st_size for _, stat in self._files()]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        """Remove every entry, and what killed runs left.

        Raises:
            OSError: the system refuses.
        """
        for path, _ in self._files():
            path.unlink(missing_ok=True)

    def _weigh(self, added: int) -> None:
        """Make room from time to time: others may fill the same folder."""
        if self._unweighed is None or self._unweighed + added > self.limit // 16:
            self._unweighed = 0
            self._make_room()
        else:
            self._unweighed += added

    def _make_room(self) -> None:
        """Remove what was used least recently, down to three quarters of the limit."""
        found = sorted(self._files(), key=lambda one: one[1].st_mtime)
        old = time.time() - PART_SECONDS
        total = sum(stat.st_size for _, stat in found)
        keep = total if total <= self.limit else self.limit * 3 // 4
        for path, stat in found:
            if total > keep or (path.suffix == PART and stat.st_mtime < old):
                path.unlink(missing_ok=True)
                total -= stat.st_size

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Yield the files of the entries; another process may remove some meanwhile."""
        if self.folder is None or not self.folder.is_dir():
            return
        for shelf in os.scandir(self.folder):
            if len(shelf.name) == 2 and shelf.is_dir(follow_symlinks=False):
                for entry in os.scandir(shelf):
                    with contextlib.suppress(FileNotFoundError):
                        yield Path(entry.path), entry.stat(follow_symlinks=False)

    def _give_up(self, refused: OSError) -> None:
        self._refused = True
        problem = Diagnostic(
            Code.CACHE_UNUSABLE,
            f"Le cache ne peut pas servir : {system_reason(refused)}",
            hint="Les documents sont les mêmes, en plus de temps ; voyez le dossier .kitgen, "
            "ou écrivez `--no-cache`",
            severity=Severity.WARNING,
        )
        self._told[problem] = None


def _path(folder: Path, key: str) -> Path:
    """Return where the entry of a key is; a key is a SHA-256, in hexadecimal."""
    if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
        raise ValueError(key)
    return folder / key[:2] / key[2:]


def _head(key: str, content: bytes) -> bytes:
    digest = hashlib.sha256(key.encode())
    digest.update(content)
    return MARK + digest.digest()


def _make(shelf: Path, folder: Path) -> None:
    """Make the folders, of which git must know nothing."""
    if not shelf.is_dir():
        shelf.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").is_file():
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")

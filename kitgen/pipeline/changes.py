"""Which files of a project have changed, and when to look."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import watch

from kitgen.pipeline.digest import files_of

PROJECT = "kitgen.yaml"
FOLDERS = ("fiches", "layouts")
QUIET = 120
"""How long nothing must happen, in milliseconds: an editor writes a file in several steps."""

LATEST = 1000
"""How long a change may wait for that, in milliseconds."""

PAUSE = 500
"""Between two looks when nothing was heard, in milliseconds: no system hears everything."""

Signature = tuple[int, ...]


class Inputs:
    """The files that shape a project's documents, by what they hold rather than by their dates."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._images: frozenset[str] = frozenset()
        self._known: dict[str, tuple[Signature, str]] = {}
        self.changes()

    def follow(self, images: frozenset[str]) -> None:
        """Look at these images too from now on, by path from the root."""
        self._images = images
        for name in images - self._known.keys():
            with contextlib.suppress(OSError):
                self._known[name] = _look(str(self.root / name), None)

    def changes(self) -> tuple[str, ...]:
        """Return the files that came, went or changed since the last look, from the root."""
        before, self._known = self._known, {}
        for name, path in self._files():
            with contextlib.suppress(OSError):  # gone since it was listed, or not to be read
                self._known[name] = _look(path, before.get(name))
        names = before.keys() | self._known.keys()
        return tuple(
            sorted(name for name in names if _sha(self._known, name) != _sha(before, name))
        )

    def _files(self) -> Iterator[tuple[str, str]]:
        for name in (PROJECT, *self._images):
            yield name, str(self.root / name)
        for folder in FOLDERS:
            with contextlib.suppress(OSError):
                for name, path in files_of(self.root / folder):
                    if not name.endswith("~"):  # an editor's copy of what it writes over
                        yield f"{folder}/{name}", path


def _sha(known: dict[str, tuple[Signature, str]], name: str) -> str | None:
    return known[name][1] if name in known else None


def _look(path: str, known: tuple[Signature, str] | None) -> tuple[Signature, str]:
    """Return the state of a file, read again only if its dates, size or place have changed."""
    stat = os.stat(path)  # noqa: PTH116  many times a second: no Path for each
    signature = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
    if known is not None and known[0] == signature:
        return known
    return signature, hashlib.sha256(Path(path).read_bytes()).hexdigest()


def looks(root: Path) -> Iterator[None]:
    """Yield whenever it is time to look: at once when the system tells, else now and then."""
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    try:
        yield from _told(folders)
    except OSError:  # no notification here, or too many already
        while True:
            time.sleep(PAUSE / 1000)
            yield


def _told(folders: Iterable[Path]) -> Iterator[None]:
    heard = watch(
        *folders,
        watch_filter=None,
        debounce=LATEST,
        step=QUIET,
        rust_timeout=PAUSE,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    for _ in heard:
        yield

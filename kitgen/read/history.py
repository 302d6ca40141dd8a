"""The versions of a data file that git remembers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kitgen.read.yaml import load_yaml

MAX_VERSIONS = 500
FORMAT = "%H%x1f%an%x1f%as"


@dataclass(frozen=True, slots=True)
class Version:
    """A data file as it was once recorded.

    Attributes:
        commit: the revision, in full.
        auteur: who recorded it.
        date: the day, `2026-11-21`.
        data: keys, lists and scalars; nothing when the file could not be read then.
    """

    commit: str
    auteur: str
    date: str
    data: object


def versions(root: Path, path: str) -> Iterator[Version]:
    """Yield the recorded versions of a data file, the newest first.

    None when the project is not in git, or git is not installed.
    """
    log = _git(
        root, "log", "--no-show-signature", "--encoding=UTF-8", f"--max-count={MAX_VERSIONS}",
        f"--format={FORMAT}", "--", path,
    )  # fmt: skip
    for line in (log or b"").decode("utf-8", "replace").splitlines():
        commit, auteur, date = line.split("\x1f")
        content = _git(root, "show", f"{commit}:./{path}")
        if content is not None:
            yield Version(commit, auteur, date, load_yaml(path, content).data)


def _git(root: Path, *words: str) -> bytes | None:
    """Run git in the project, and return what it prints; nothing when it refuses."""
    command = ("git", "-C", str(root), "--no-optional-locks", *words)
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  our words
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None

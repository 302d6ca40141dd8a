"""The history of a small project, in git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def record(root: Path, author: str, day: str) -> None:
    """Record all that a project holds, under a name and a day; make the repository if needed."""
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Change", author=author, day=day)


def git(root: Path, *words: str, author: str = "Personne", day: str = "2026-11-01") -> str:
    """Run git in a project, whatever the settings of the machine, and return what it prints."""
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": author,
        "GIT_AUTHOR_EMAIL": "personne@exemple.fr",
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_NAME": author,
        "GIT_COMMITTER_EMAIL": "personne@exemple.fr",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
    }
    done = subprocess.run(
        ["git", "-C", str(root), *words], env=os.environ | own, capture_output=True, check=True
    )
    return done.stdout.decode()

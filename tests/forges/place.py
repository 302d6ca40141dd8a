"""A place for a forge's steps: the real `./kit` of a small project, fakes of `gh` and `glab`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.projects import write_project
from tests.regional import amend
from tests.repository import git, record

ROOT = Path(__file__).parents[2]
SCIC = "fiches/municipal/scic.yaml"
TOOL = ("kit", "uv.lock", "pyproject.toml", ".ci", ".gitignore")
"""What of kitgen's own repository is in a project that is one."""

FORGE = """#!/bin/sh
printf '%s\\n' "$(printf '%s' "${0##*/} $*" | tr '\\n' ' ')" >>"$CALLS"
case "${0##*/} $1 $2" in
"gh release list") ls "$PUBLISHED" ;;
"g"*" release download") mkdir -p "$5" && cp "$PUBLISHED/$3"/* "$5/" ;;
"g"*" release view") [ -d "$PUBLISHED/$3" ] && echo false ;;
"g"*" release create")
    edition=$3
    mkdir "$PUBLISHED/$edition"
    for file; do
        case $file in */[A-Za-z]*) cp "$file" "$PUBLISHED/$edition/" ;; esac
    done ;;
"gh api --paginate") printf '%s' "$COMMENTS" ;;
esac
"""
"""A forge that keeps releases as folders, and records what is asked of it."""


@dataclass
class Place:
    """Folders of a forge: the repository, what is published, what one job hands to another.

    Attributes:
        home: where everything is.
        root: the project's repository, of two commits: one fiche differs.
        variables: what every step sees.
    """

    home: Path
    root: Path = field(init=False)
    published: Path = field(init=False)
    variables: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.root, self.published = self.home / "projet", self.home / "published"
        for folder in (self.root, self.published, self.home / "bin", self.home / "temp"):
            folder.mkdir()
        for forge in ("gh", "glab"):
            write_tool(self.home / "bin" / forge, FORGE)
        write_project(self.root)
        install_kit(self.root)
        record(self.root, "Anne", "2026-11-01")
        amend(self.root, "Connaître l'ESS", "Une autre ESS", SCIC)
        record(self.root, "Anne", "2026-11-02")
        self.variables = {
            "HOME": str(self.home),
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "CI": "true",
            "CALLS": str(self.home / "calls"),
            "PUBLISHED": str(self.published),
            "COMMENTS": "",
        }

    def run(
        self, script: str, variables: dict[str, str], shell: tuple[str, ...], cwd: Path
    ) -> subprocess.CompletedProcess[str]:
        """Run a step's script to its end."""
        return subprocess.run(
            [*shell, "-c", script],
            cwd=cwd,
            env=self.variables | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def calls(self) -> list[str]:
        """Return what was asked of the forge, oldest first, and forget it."""
        record_of = self.home / "calls"
        lines = record_of.read_text(encoding="utf-8").splitlines() if record_of.exists() else []
        record_of.unlink(missing_ok=True)
        return lines

    def tag(self, edition: str) -> None:
        """Name the edition in the project's file, and put its tag."""
        path = self.root / "kitgen.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('edition: "2026-11"', f'edition: "{edition}"'), "utf-8")
        record(self.root, "Anne", "2026-11-03")
        git(self.root, "tag", edition)

    def only_content(self) -> Path:
        """Take kitgen out of the project, as a club's is; return kitgen's own repository."""
        other = self.home / "reseau" / "kitgen.git"
        other.mkdir(parents=True)
        for name in TOOL:
            shutil.move(self.root / name, other / name)
        record(self.root, "Anne", "2026-11-03")
        record(other, "Anne", "2026-11-03")
        git(other, "tag", "2026-11")
        return other


def install_kit(root: Path) -> None:
    """Put the real `./kit` in a project."""
    for name in TOOL:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy2(source, root / name)


def make_ready(root: Path) -> None:
    """Set a checkout up with the Python that runs the tests, and vouch for it as `./kit` does."""
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    (root / ".kit").mkdir(exist_ok=True)
    inputs = b"".join((root / name).read_bytes() for name in ("uv.lock", "pyproject.toml", "kit"))
    done = subprocess.run(["cksum"], input=inputs, capture_output=True, check=True)
    stamp = f"{done.stdout.decode().strip()}\nbase\n{root.resolve()}\n"
    (root / ".kit" / "stamp").write_text(stamp, encoding="utf-8")


def write_tool(path: Path, script: str) -> None:
    """Write an executable file."""
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)

"""A machine for `./kit` to be tried on: the tools we give it, a record of what is called."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]

TOOLS = "cat chmod cksum cp dirname env grep ln mkdir mv readlink rm sed sh sleep tail"
"""What any POSIX system has, and no more: neither Python nor a downloader."""

RECORD = '#!/bin/sh\nprintf "%s\\n" "${0##*/} $*" >>"$CALLS"\n'

UV = """
[ "$1" = --version ] && { echo "uv ${UV_VERSION:-0.13.0} (fake)"; exit; }
sleep "${UV_SECONDS:-0}"
[ -z "${UV_FAILS-}" ] || exit 2
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
cp "$VENV"/* "$UV_PROJECT_ENVIRONMENT/bin/"
"""

VENV_PYTHON = """
case "$*" in
*weasyprint*) [ ! -e "$NO_PANGO" ] ;;
*"$STEP_FAILS"*) [ -z "$STEP_FAILS" ] ;;
esac
"""

KITGEN = """
for argument; do printf '[%s]' "$argument"; done
exit "${KITGEN_ANSWERS:-0}"
"""

SYSTEM_PYTHON = """
case "$*" in
*" venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
*" pip "*) cp "$OUR_UV" "${0%/python}/uv" ;;
esac
"""


@dataclass
class Machine:
    """A folder with `./kit`, a PATH, and what was called on it.

    Attributes:
        home: where everything of this machine is.
        root: the project's folder; it has spaces, an accent and an apostrophe.
        variables: the environment, besides PATH.
    """

    home: Path
    root: Path = field(init=False)
    variables: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.root = self.home / "Kit d'été"
        self.variables = {
            "HOME": str(self.home),
            "CALLS": str(self.home / "calls"),
            "VENV": str(self.home / "venv"),
            "NO_PANGO": str(self.home / "no-pango"),
            "OUR_UV": str(self.home / "our-uv"),
            "STEP_FAILS": "",
        }
        for folder in (self.root, self.home / "bin", self.home / "venv"):
            folder.mkdir()
        shutil.copy2(ROOT / "kit", self.root / "kit")
        for name in ("uv.lock", "pyproject.toml", "kitgen.yaml"):
            (self.root / name).write_text("# one\n")
        for tool in TOOLS.split():
            self.link(tool)
        if shutil.which("flock"):  # Linux has it, macOS does not
            self.link("flock")
        self.tool("uv", UV)
        self.tool("id", 'echo "${WHO:-1000}"', record=False)
        self.write(self.home / "our-uv", RECORD + UV)
        self.write(self.home / "venv" / "python", RECORD + VENV_PYTHON)
        self.write(self.home / "venv" / "lint-imports", RECORD)
        self.write(self.home / "venv" / "kitgen", KITGEN)

    def link(self, name: str) -> None:
        """Give the machine a tool of ours."""
        real = shutil.which(name)
        assert real is not None
        (self.home / "bin" / name).symlink_to(real)

    def tool(self, name: str, script: str = "", *, record: bool = True) -> None:
        """Give the machine a tool that does what `script` says."""
        self.write(self.home / "bin" / name, (RECORD if record else "#!/bin/sh\n") + script)

    def without(self, name: str) -> None:
        """Take a tool away, if it is there."""
        (self.home / "bin" / name).unlink(missing_ok=True)

    def without_pango(self) -> None:
        """Take away what draws a PDF."""
        (self.home / "no-pango").touch()

    @staticmethod
    def write(path: Path, script: str) -> None:
        """Write an executable file; in the place of a link, never through it."""
        path.unlink(missing_ok=True)
        path.write_text(script)
        path.chmod(0o755)

    def kit(
        self, *arguments: str, cwd: Path | None = None, script: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `./kit` to its end, without a terminal."""
        with self.start(*arguments, cwd=cwd, script=script) as process:
            out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def start(
        self, *arguments: str, cwd: Path | None = None, script: Path | None = None
    ) -> subprocess.Popen[str]:
        """Start `./kit`."""
        return subprocess.Popen(
            [script or self.root / "kit", *arguments],
            cwd=cwd or self.root,
            env={**self.variables, "PATH": str(self.home / "bin")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def calls(self, name: str) -> list[str]:
        """Return the arguments of each call of a tool, oldest first, and forget all calls."""
        record = self.home / "calls"
        lines = record.read_text().splitlines() if record.exists() else []
        record.unlink(missing_ok=True)
        return [line.removeprefix(f"{name} ") for line in lines if line.startswith(f"{name} ")]

    def syncs(self) -> int:
        """Return how often uv installed the packages since the last question."""
        return sum(call.startswith("sync ") for call in self.calls("uv"))


def can_execute(path: Path) -> bool:
    """Return whether anyone may run a file."""
    return os.access(path, os.X_OK)

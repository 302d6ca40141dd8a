"""The same sources give the same bytes, wherever, whenever and however they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kitgen.errors import ExitCode
from kitgen.publish import sha256_of
from tests.regional import REPLACED, stock, write_variant

REPOSITORY = Path(__file__).parents[1]
NEXT_YEAR = """\
import time
shift, now, local, utc = 40_000_000, time.time, time.localtime, time.gmtime
time.time = lambda: now() + shift
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
"""
"""What Python runs before all else, when it lies in `sitecustomize.py` on its path."""


def build(root: Path, *words: str, umask: int, **settings: str) -> dict[str, str]:
    """Build documents in another process, and return the SHA-256 of all that are there."""
    done = subprocess.run(
        [sys.executable, "-m", "kitgen", "--project", root, "build", *words],
        cwd=REPOSITORY,
        env=os.environ | settings,
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.OK, done.stderr
    output = root / "output"
    found = (path for path in output.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(output).as_posix(): sha256_of(path) for path in found}


def test_the_bytes_come_from_the_sources_alone(tmp_path: Path) -> None:
    """Another folder, year, zone, language, hash seed, umask, number of jobs, cold and warm."""
    here, there = (stock(tmp_path / name) for name in ("ici", "l'an prochain, là-bas"))
    for root in (here, there):
        write_variant(root, REPLACED)
    later = tmp_path / "later"
    later.mkdir()
    (later / "sitecustomize.py").write_text(NEXT_YEAR, encoding="utf-8")

    plain = {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
    strange = {
        "TZ": "Pacific/Kiritimati", "LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "12345", "PYTHONPATH": str(later),
    }  # fmt: skip

    alone = ("--no-cache", "--jobs", "1")
    build(here, "--region", "all", *alone, umask=0o022, **plain)
    cold = build(here, "--fiches", *alone, umask=0o022, **plain)
    build(there, "--region", "all", "--jobs", "2", umask=0o077, **strange)
    first = build(there, "--fiches", "--jobs", "2", umask=0o077, **strange)
    warm = build(there, "--fiches", "--jobs", "2", "--force", umask=0o077, **strange)

    assert len(cold) == 6 + 2 + 1
    assert first == cold
    assert warm == cold

"""What an edit costs in `kitgen watch`, left open as an editor leaves it; on Linux."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.measure import Cost, FailedRunError, processes

TICKS = os.sysconf("SC_CLK_TCK")
READY, DONE, WRONG = "J’attends les changements", "Fait en", "J’attends une correction"


def watched(root: Path, kit: str, edit: Callable[[], None], variables: Mapping[str, str]) -> Cost:
    """Open `kitgen watch` on a built kit, save a file twice, and return what the second costs.

    Args:
        root: of the project.
        kit: the collection that is watched.
        edit: saves the file.
        variables: of the environment.

    Raises:
        FailedRunError: it ended, or found something wrong, instead.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "kitgen", "watch", kit, "--project", str(root)],
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _hear(process, READY)
        edit()  # the first makes the workers ready for all that follow
        _hear(process, DONE)
        before, start = _processor(process.pid), time.perf_counter()
        edit()
        _hear(process, DONE)
        wall = time.perf_counter() - start
        return Cost(wall, _processor(process.pid) - before, _peak(process.pid))
    finally:
        process.terminate()
        process.communicate()


def _hear(process: subprocess.Popen[str], words: str) -> None:
    """Read what is said until a line begins with some words."""
    heard: list[str] = []
    for line in process.stderr or ():
        heard.append(line)
        if line.startswith(words):
            return
        if line.startswith(WRONG):
            break
    raise FailedRunError(f"kitgen watch: {''.join(heard)[-2000:]}")


def _processor(session: int) -> float:
    """Return the seconds of processor that a session has used."""
    used = sum(int(one) for _, fields in processes(session) for one in fields[11:15])
    return used / TICKS


def _peak(session: int) -> float:
    """Return the memory of its largest process, in megabytes."""
    said = [(folder / "status").read_text() for folder, _ in processes(session)]
    return max(int(one.partition("VmHWM:")[2].split()[0]) for one in said) * 1024 / 1_000_000

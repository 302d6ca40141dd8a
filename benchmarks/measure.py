"""What a command costs: wall time, processor time and memory, of it and of its children."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage
from statistics import median

PR_SET_CHILD_SUBREAPER = 36
"""From `linux/prctl.h`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one run.

    Attributes:
        wall: seconds from the start to the end of the process, interpreter included.
        cpu: seconds of processor, user and system, of the process and of all that it started.
        peak: the memory of its largest process, in megabytes (millions of bytes).
    """

    wall: float
    cpu: float
    peak: float


class FailedRunError(Exception):
    """A command that did not succeed: there is nothing to measure."""


def run(command: Sequence[str | Path], folder: Path, variables: Mapping[str, str]) -> Cost:
    """Run a command to its end and return its cost.

    Raises:
        FailedRunError: with the end of what it said.
    """
    _adopt()
    log = folder / "banc.log"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **variables},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        usages = [usage, *_left_behind(process.pid)]
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FailedRunError(f"{' '.join(map(str, command))}: exit {process.returncode}\n{end}")
    cpu = sum(one.ru_utime + one.ru_stime for one in usages)
    return Cost(wall, cpu, max(one.ru_maxrss for one in usages) * 1024 / 1_000_000)


def _adopt() -> None:
    """Become the parent of the processes that a command leaves behind, to count them (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _left_behind(session: int) -> Iterator[struct_rusage]:
    """Yield what each such process used, when it has ended."""
    for folder, _ in processes(session):
        with contextlib.suppress(ChildProcessError):  # its own parent waits for it
            yield os.wait4(int(folder.name), 0)[2]


def processes(session: int) -> Iterator[tuple[Path, list[str]]]:
    """Yield the processes of a session, each with its fields from the third (`man 5 proc`)."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session:
            yield folder, fields


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians of several runs, each of its own."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.peak for cost in costs),
    )

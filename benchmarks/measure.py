"""What a command costs: wall time, processor time and memory, of it and of its children."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one run.

    Attributes:
        wall: seconds from the start to the end of the process, interpreter included.
        cpu: seconds of processor, user and system, of the process and all it waited for.
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
    log = folder / "banc.log"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **variables},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FailedRunError(f"{' '.join(map(str, command))}: exit {process.returncode}\n{end}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1_000_000)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians of several runs, each of its own."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.peak for cost in costs),
    )

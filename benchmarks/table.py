"""The measures as a table, and its place in README.md."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.measure import Cost, middle

README = Path(__file__).parent / "README.md"
START, END = "<!-- measures -->", "<!-- end of measures -->"
PACKAGES = ("weasyprint", "pydyf", "pikepdf", "typst", "docxtpl", "python-docx", "pydantic")


def table(cases: Sequence[Case], costs: Mapping[str, Sequence[Cost]]) -> str:
    """Return one line per case: medians, and the ratios of wall and processor time."""
    middles = {name: middle(found) for name, found in costs.items() if found}
    lines = [
        "| case | runs | wall, s | CPU, s | peak, MB | file, kB | ratio of wall (CPU), aim |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for case in cases:
        if case.name not in middles:
            continue
        cost = middles[case.name]
        ratios = "; ".join(_ratios(case, cost, middles))
        size = f"{_size(case.target) / 1000:.0f}" if case.target else ""
        lines.append(
            f"| {case.name} | {len(costs[case.name])} | {cost.wall:.2f} | {cost.cpu:.2f} "
            f"| {cost.peak:.0f} | {size} | {ratios} |"
        )
    return "\n".join(lines)


def _ratios(case: Case, cost: Cost, middles: Mapping[str, Cost]) -> Iterator[str]:
    for name, times, aim in case.beside:
        if other := middles.get(name):
            wall, cpu = cost.wall / other.wall / times, cost.cpu / other.cpu / times
            over = name if times == 1 else f"{times:g} × {name}"
            yield f"{wall:.2f} ({cpu:.2f}) of {over}, ≤ {aim:g}"


def _size(target: Path) -> int:
    """Return the size of a document, or of the one PDF of a folder."""
    found = next(target.glob("*.pdf"), target) if target.is_dir() else target
    return found.stat().st_size


def conditions(command: str) -> str:
    """Return when, where and with what the measures were made."""
    versions = ", ".join(f"{name} {_version(name)}" for name in ("kitgen", *PACKAGES))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    made = time.strftime("%Y-%m-%d %H:%M", time.gmtime())
    return (
        f"{made} UTC, `{command}`, {os.cpu_count()} cores, load before {load}, "
        f"Python {platform.python_version()}, {versions}{_chromium()}."
    )


def write(words: str) -> None:
    """Put the measures in README.md, between its two marks."""
    text = README.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    _, _, tail = rest.partition(END)
    README.write_text(f"{head}{START}\n\n{words}\n\n{END}{tail}", encoding="utf-8")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        return ", no Chromium"
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return f", {' '.join(said.stdout.split()[:2])}"

"""`python -m benchmarks`: run the cases in turn, several times, and print the table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.cases import (
    Case,
    edition_cases,
    fiche_cases,
    kit_cases,
    matrix_cases,
    rival_cases,
)
from benchmarks.measure import Cost, run
from benchmarks.project import ROOT, copy_project, generate
from benchmarks.rivals import make_ready
from benchmarks.table import conditions, table, write
from benchmarks.watched import watched
from kitgen.pipeline.project import load

FICHES = (24, 72, 240)
EDITIONS = (1, 5, 18)
VARIABLES = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
"""Of every run: this source tree, and compiled code kept, as it is once installed."""


def main(words: Sequence[str] | None = None) -> None:
    """Measure what is asked, print the table, and keep it in README.md if asked."""
    asked = _parser().parse_args(words)
    header = conditions("python -m benchmarks " + " ".join(words or sys.argv[1:]))
    with tempfile.TemporaryDirectory(prefix="kitgen-banc-") as name:
        folder = Path(name)
        groups = list(_groups(asked.groups, folder, asked.fiches, asked.editions))
        tables = [table(cases, _measure(cases, asked.rounds, folder)) for cases in groups]
    result = "\n\n".join([header, *tables])
    print(result)
    if asked.write:
        write(result)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how many times each case is run")
    parser.add_argument(
        "--groups", nargs="+", default=["kit"],
        choices=["kit", "matrix", "fiches", "editions"],
        help="kit: one kit beside the other engines; matrix: all kits and régions; "
        "fiches, editions: how the time grows",
    )  # fmt: skip
    parser.add_argument("--fiches", nargs="+", type=int, default=FICHES, help="sizes of kits")
    parser.add_argument(
        "--editions", nargs="+", type=int, default=EDITIONS, help="how many régions"
    )
    parser.add_argument("--write", action="store_true", help="keep the table in README.md")
    return parser


def _groups(
    names: Iterable[str], folder: Path, fiches: Sequence[int], editions: Sequence[int]
) -> Iterable[list[Case]]:
    """Yield the cases of each group, on projects of its own."""
    for name in names:
        if name == "fiches":
            yield fiche_cases([(one, generate(folder / f"{one}", one)) for one in fiches])
            continue
        workshop = copy_project(folder / name)
        regions = list(load(workshop.root, regions=()).library.regions)
        if name == "kit":
            yield [*rival_cases(make_ready(workshop, folder)), *kit_cases(workshop)]
        elif name == "matrix":
            yield matrix_cases(workshop, len(regions))
        else:
            yield edition_cases(workshop, regions, editions)


def _measure(cases: Sequence[Case], rounds: int, folder: Path) -> dict[str, list[Cost]]:
    """Run every case, then every case again: what disturbs the machine disturbs them all."""
    costs: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for number in range(1, rounds + 1):
        for case in cases:
            cost = _cost(case, folder)
            costs[case.name].append(cost)
            print(f"{number}/{rounds} {case.name}: {cost.wall:.2f} s", file=sys.stderr)
    return costs


def _cost(case: Case, folder: Path) -> Cost:
    if case.watched:
        return watched(*case.watched, case.prepare, VARIABLES)
    case.prepare()
    return run(case.command, folder, VARIABLES)


if __name__ == "__main__":
    main()

"""What is measured: each case puts the project in its state, then runs one command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.project import Workshop
from benchmarks.rivals import Rival

ALONE = {"kitgen-word": (("docxtpl-rich", 1, 1.5),)}
"""What is given a text that is ready, and is compared with who is given the same."""
KITS = ("municipal", "departemental", "regional")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table.

    Attributes:
        name: what is measured, in words.
        command: what is run, from the folder above the project.
        target: the document whose size counts, if any: a path, or a pattern in the output.
        prepare: puts the project in its state before each run; not measured.
        watched: the kit that is watched while `prepare` edits it, instead of running a command.
        beside: the case that it is divided by, how many times over, and the ratio aimed at.
    """

    name: str
    command: tuple[str | Path, ...]
    target: Path | None = None
    prepare: Callable[[], None] = lambda: None
    watched: tuple[Path, str] | None = None
    beside: tuple[tuple[str, float, float], ...] = ()


def build(workshop: Workshop, *words: str) -> tuple[str | Path, ...]:
    """Return the command that builds some documents of a project."""
    return (sys.executable, "-m", "kitgen", "build", *words, "--project", workshop.root)


def rival_cases(rivals: Sequence[Rival]) -> list[Case]:
    """Return one case per other engine."""
    return [
        Case(rival.name, rival.command, rival.target, beside=ALONE.get(rival.name, ()))
        for rival in rivals
    ]


def kit_cases(workshop: Workshop, kit: str = "municipal") -> list[Case]:
    """Return the cases of one kit; in this order, since each leaves the state of the next."""
    pdf = workshop.root / "output" / "national" / kit
    return [
        Case(
            "kit, PDF, cold", build(workshop, kit, "--format", "pdf"), pdf, workshop.forget,
            beside=(("weasyprint", 1, 0.55),),
        ),
        Case(
            "kit, Word, cold", build(workshop, kit, "--format", "docx"), None, workshop.forget,
            beside=(("docxtpl", 1, 1.5), ("docxtpl-rich", 1, 1.5)),
        ),
        Case("kit, cold", build(workshop, kit), None, workshop.forget),
        Case(
            "kit, one fiche edited", build(workshop, kit), None, workshop.edit,
            beside=(("kit, cold", 1, 0.10), ("typst", 1, 1.5)),
        ),
        Case(
            "kit, one fiche edited, watched", (), None, workshop.edit, (workshop.root, kit),
            beside=(("kit, cold", 1, 0.10), ("typst", 1, 1.5)),
        ),
        Case("kit, nothing changed", build(workshop, kit)),
    ]  # fmt: skip


def matrix_cases(workshop: Workshop, editions: int) -> list[Case]:
    """Return the cases of all kits and of all régions."""
    cold = "three kits, cold"
    regions = build(workshop, *KITS, "--region", "all")
    return [
        Case(cold, build(workshop, *KITS), None, workshop.forget),
        Case(
            "three kits, one file per fiche after them", build(workshop, *KITS, "--fiches"),
            beside=((cold, 1, 0.15),),
        ),
        Case(
            f"three kits, {editions} régions, cold", regions, None, workshop.forget,
            beside=((cold, editions, 0.6),),
        ),
        Case(
            f"three kits, {editions} régions, one fiche edited", regions, None, workshop.edit,
            beside=((cold, editions, 0.12),),
        ),
    ]  # fmt: skip


def fiche_cases(workshops: Sequence[tuple[int, Workshop]]) -> list[Case]:
    """Return, for generated kits of several sizes, a cold build and one after an edit."""
    cases: list[Case] = []
    for fiches, workshop in workshops:
        cold = f"{fiches} generated fiches, cold"
        cases += [
            Case(cold, build(workshop), None, workshop.forget),
            Case(
                f"{fiches} generated fiches, one edited", build(workshop), None, workshop.edit,
                beside=((cold, 1, 0.10),),
            ),
        ]  # fmt: skip
    return cases


def edition_cases(workshop: Workshop, regions: Sequence[str], counts: Sequence[int]) -> list[Case]:
    """Return, for one kit, more and more regional editions, cold."""
    return [
        Case(
            f"municipal, {len(named)} régions, cold",
            build(workshop, "municipal", *(word for one in named for word in ("--region", one))),
            None,
            workshop.forget,
        )
        for named in (regions[:count] for count in counts)
    ]

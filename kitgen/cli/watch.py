"""`kitgen watch`: what a saved file touches, made at once."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

from kitgen.cli.making import make
from kitgen.cli.options import FICHES, FORMAT, JOBS, OUTPUT, REGION, TARGETS
from kitgen.cli.report import Report, system_refusal
from kitgen.cli.request import Request
from kitgen.errors import KitgenError
from kitgen.pipeline.changes import Inputs, looks
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.selection import Selection
from kitgen.read import find_root
from kitgen.render import modules_of


@click.command("watch")
@TARGETS
@FORMAT
@REGION
@FICHES
@JOBS
@OUTPUT
@click.pass_obj
def watch_command(  # noqa: PLR0913  one argument per option
    project: Path,
    targets: tuple[str, ...],
    regions: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int,
    output: Path | None,
    *,
    fiches: bool,
) -> None:
    """Refait les documents dès qu'un fichier du projet est enregistré.

    CIBLE est une collection (municipal) ou une fiche (municipal/acteurs-du-territoire). Ctrl-C
    arrête.

    Exemple : kitgen watch municipal/alimentation --format pdf
    """
    request = Request(
        project=project,
        selection=Selection(targets, regions, formats, fiches),
        shard=None,
        output=output,
        force=False,
        cached=True,
    )
    report, root = Report(), find_root(project)
    inputs = Inputs(root)
    with Workers(jobs) as workers:
        workers.warm_up(modules_of(formats))
        try:
            _make(request, report, inputs, workers)
            report.line(f"J'attends les changements de {root} ; Ctrl-C pour arrêter")
            for _ in looks(root):
                if changed := inputs.changes():
                    _tell(report, changed)
                    _begin_again_if_drawn_otherwise(changed, workers)
                    _make(request, report, inputs, workers)
        except KeyboardInterrupt:
            report.line("Arrêté : les documents restent comme ils sont")


def _make(request: Request, report: Report, inputs: Inputs, workers: Workers) -> None:
    """Make what is asked, say how long it took; say what is wrong, and leave it to be mended."""
    start = time.perf_counter()
    try:
        images = make(request, report, request.cache(), request.key(), workers)
    except (KitgenError, OSError) as wrong:
        report.error(wrong if isinstance(wrong, KitgenError) else system_refusal(wrong))
        report.line("J'attends une correction")
        return
    inputs.follow(images)
    seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
    report.line(f"Fait en {seconds} s")


def _tell(report: Report, changed: tuple[str, ...]) -> None:
    """Name the files, or the first ones when a whole branch changes."""
    shown = ", ".join(changed[:3])
    others = f" et {len(changed) - 3} autres" if len(changed) > 3 else ""
    report.line(f"Changé : {shown}{others}")


def _begin_again_if_drawn_otherwise(changed: tuple[str, ...], workers: Workers) -> None:
    """Start kitgen afresh when a layout changes: what its engines keep warm may be outdated."""
    if any(name.startswith("layouts/") for name in changed):
        workers.close()
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  itself

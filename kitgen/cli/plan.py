"""`kitgen plan`: what a build would make, for the machines that share it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from kitgen.cli.options import FICHES, FORMAT, REGION, TARGETS
from kitgen.cli.report import Report, default_format
from kitgen.cli.words import say
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.plan import costs_of, fingerprint_of, plan_jobs
from kitgen.pipeline.project import load
from kitgen.pipeline.selection import Selection
from kitgen.pipeline.shards import spread
from kitgen.pipeline.targets import select
from kitgen.pipeline.work import Job

GITHUB, GITLAB = "github", "gitlab"
MOST = 200
"""How many jobs GitLab makes of one, at most; GitHub makes a few more."""


@click.command("plan")
@TARGETS
@FORMAT
@REGION
@FICHES
@click.option("--json", "as_json", is_flag=True, help="Écrit un seul document JSON.")
@click.option(
    "--matrix",
    metavar="N",
    type=click.IntRange(1, MOST),
    help="Écrit plutôt la matrice de N lots équilibrés, pour une intégration continue.",
)
@click.option(
    "--forge",
    type=click.Choice((GITHUB, GITLAB)),
    default=GITHUB,
    show_default=True,
    help="Pour qui est la matrice : GitHub (JSON) ou GitLab (YAML).",
)
@click.pass_obj
def plan_command(  # noqa: PLR0913  one argument per option
    project: Path,
    targets: tuple[str, ...],
    regions: tuple[str, ...],
    formats: tuple[str, ...],
    matrix: int | None,
    forge: str,
    *,
    fiches: bool,
    as_json: bool,
) -> None:
    """Montre ce que `kitgen build` produirait avec les mêmes mots, sans rien produire.

    Chaque document est un travail indépendant, avec l'empreinte de tout ce qui le façonne et son
    coût estimé. Un lot se fait avec `kitgen build --shard K/N`, et les lots se réunissent avec
    `kitgen merge`.

    Exemple : kitgen plan --region all --matrix 3
    """
    if as_json and matrix:
        message = "`--json` et `--matrix` ne vont pas ensemble"
        raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message))
    selection = Selection(targets, regions, formats, fiches)
    loaded = load(project, regions=selection.judged)
    Report().diagnostics(loaded.warnings, default_format())
    context = render_context(loaded)
    jobs = plan_jobs(loaded, select(loaded, selection), formats, context)
    if matrix:
        click.echo(_matrix(jobs, matrix, forge))
    elif as_json:
        head = {"edition": loaded.library.projet.edition, "outils": context.tools}
        click.echo(json.dumps({**head, **_plan(jobs)}, ensure_ascii=False, indent=2))
    else:
        _show(jobs)


def _plan(jobs: Sequence[Job]) -> dict[str, object]:
    costs = costs_of(jobs)
    return {
        "plan": fingerprint_of(jobs),
        "travaux": [{**job.facts, "cout": costs[job.path].alone} for job in jobs],
    }


def _matrix(jobs: Sequence[Job], number: int, forge: str) -> str:
    """Return the shards as a forge reads them; fewer of them when there are fewer jobs."""
    shards = spread(costs_of(jobs), max(1, min(number, len(jobs))))
    names = [f"{rank}/{len(shards)}" for rank, _ in enumerate(shards, start=1)]
    if forge == GITLAB:
        return f".lots:\n  parallel:\n    matrix:\n      - SHARD: {json.dumps(names)}"
    lines = [
        {"shard": name, "lot": rank, "documents": len(shard)}
        for rank, (name, shard) in enumerate(zip(names, shards, strict=True), start=1)
    ]
    return json.dumps({"include": lines})


def _show(jobs: Sequence[Job]) -> None:
    """Write a line per collection, and one for all of them."""
    costs = costs_of(jobs)
    total = sum(cost.alone for cost in costs.values())
    by_collection = sorted(jobs, key=lambda job: job.edition.collection)
    click.secho(f"{'Collection':<16}{'Documents':>10}{'Travail':>10}", bold=True)
    for name, group in groupby(by_collection, key=lambda job: job.edition.collection):
        members = list(group)
        share = sum(costs[job.path].alone for job in members) / total
        click.echo(say(f"{name:<16}{len(members):>10}{100 * share:>8.0f} %"))
    click.echo(say(f"{'En tout':<16}{len(jobs):>10}"))

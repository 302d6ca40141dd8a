"""The plan of a build: independent jobs with fingerprints, and what each costs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from kitgen.model.edition import FicheEdition
from kitgen.pipeline.fingerprint import fingerprint
from kitgen.pipeline.project import Project
from kitgen.pipeline.shards import Cost, Shard, spread
from kitgen.pipeline.targets import Target, compose_target
from kitgen.pipeline.work import Job
from kitgen.publish import output_path
from kitgen.render.base import RenderContext

LAID_OUT: Mapping[str, int] = {"pdf": 14, "print": 14, "docx": 0}
"""The cost of a fiche's page, once for all the documents of a shard that hold it, by format."""
ASSEMBLED: Mapping[str, int] = {"pdf": 4, "print": 5, "docx": 1}
"""The cost of a page in each document that holds it: its margins, links, paragraphs."""
OPENED = 4
"""The cost of a document before its first page. A unit was about a hundredth of a second."""


def plan_jobs(
    project: Project, targets: Sequence[Target], formats: Sequence[str], context: RenderContext
) -> tuple[Job, ...]:
    """Return the jobs that make some documents in some formats, each file once."""
    jobs: list[Job] = []
    for target in dict.fromkeys(targets):
        edition = compose_target(project, target)
        for name in formats:
            path = str(output_path(edition, name))
            jobs.append(Job(path, edition, name, fingerprint(edition, name, context.tools)))
    return tuple(jobs)


def fingerprint_of(jobs: Sequence[Job]) -> str:
    """Return the fingerprint of a plan: the same files, from the same inputs, by the same code."""
    lines = sorted(f"{job.path}\0{job.fingerprint}\n" for job in jobs)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def costs_of(jobs: Sequence[Job]) -> dict[str, Cost]:
    """Return what each job costs, by its path: told from what it holds, never by a clock.

    The documents of a shard lay out the pages of a fiche once for all.
    """
    numbers: dict[tuple[str, FicheEdition], int] = {}
    costs: dict[str, Cost] = {}
    for job in jobs:
        pages = job.edition.pages_par_fiche
        fiches = [fiche for partie in job.edition.parties for fiche in partie.fiches]
        laid_out = LAID_OUT[job.format] * pages
        shared = {
            numbers.setdefault((job.format, fiche), len(numbers)): laid_out
            for fiche in (fiches if laid_out else ())
        }
        costs[job.path] = Cost(OPENED + ASSEMBLED[job.format] * pages * len(fiches), shared)
    return costs


def jobs_of(shard: Shard, jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Return the jobs of a shard of a plan, in the plan's order."""
    chosen = spread(costs_of(jobs), shard.total)[shard.rank - 1]
    return tuple(job for job in jobs if job.path in chosen)

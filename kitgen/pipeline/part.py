"""A share of a build, made on one machine of several, with what it takes to join it to others."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.pipeline.build import BuildReport, Options, make_jobs
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.plan import fingerprint_of, jobs_of, plan_jobs
from kitgen.pipeline.project import Project
from kitgen.pipeline.selection import Selection
from kitgen.pipeline.shards import Shard
from kitgen.pipeline.targets import Target
from kitgen.pipeline.work import Observer
from kitgen.publish import read_manifest
from kitgen.publish.part import Demande, Part, write_part


def build_part(
    project: Project,
    targets: Sequence[Target],
    asked: tuple[Selection, Shard],
    options: Options,
    observer: Observer,
) -> BuildReport:
    """Make the files of a share of a build, and note in the output folder that it is one.

    Args:
        project: without error.
        targets: what is selected.
        asked: the selection as typed, and which share of it.
        options: how to build.
        observer: who shows the progress.

    Raises:
        ContentError: an engine found an error in the content.
        SetupError: as `kitgen.pipeline.build.build` says.
    """
    selection, shard = asked
    context = render_context(project, options.cache)
    plan = plan_jobs(project, targets, options.formats, context)
    jobs = jobs_of(shard, plan)
    report = make_jobs(project, jobs, context, options, observer)
    entries = read_manifest(options.output)
    part = Part(
        lot=shard.rank,
        lots=shard.total,
        plan=fingerprint_of(plan),
        outils=context.tools,
        demande=Demande(selection.targets, selection.regions, selection.formats, selection.fiches),
        fichiers=tuple(entries[job.path] for job in jobs if job.path in entries),
    )
    write_part(options.output, part)
    return report

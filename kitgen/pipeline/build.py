"""From a project to the files of output/: plan, render what changed, publish all or nothing."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kitgen.cache import Cache
from kitgen.errors import ContentError, Diagnostic, Severity
from kitgen.pipeline.away import Afar
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.outputs import all_paths, refuse_returned, returned_files
from kitgen.pipeline.plan import plan_jobs
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.project import Project
from kitgen.pipeline.targets import Target
from kitgen.pipeline.unchanged import Standing
from kitgen.pipeline.work import Job, Observer, Workshop
from kitgen.publish import (
    MANIFEST,
    Entry,
    publish_files,
    read_manifest,
    sha256_of,
    up_to_date,
)
from kitgen.render.base import RenderContext


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        output: the folder of the results.
        formats: names of the table of formats.
        workers: who makes the files.
        force: make again what is up to date, and over a file that a reviewer changed.
        cache: what earlier builds kept.
    """

    output: Path
    formats: tuple[str, ...]
    workers: Workers = field(default_factory=Workers)
    force: bool = False
    cache: Cache = field(default_factory=lambda: Cache(None))


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        made: the new files.
        fresh: paths of the files that were up to date.
        removed: paths of the files that the project no longer makes.
        warnings: of the engines.
    """

    made: tuple[Entry, ...]
    fresh: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


def build(
    project: Project, targets: Sequence[Target], options: Options, observer: Observer
) -> BuildReport:
    """Make the files of some targets in some formats.

    Nothing in the output folder changes unless every file could be made.

    Raises:
        ContentError: an engine found an error in the content.
        SetupError: a library, a font, a template or a right is missing; or a file that a
            reviewer changed stands where a new one would go.
    """
    context = render_context(project, options.cache)
    jobs = plan_jobs(project, targets, options.formats, context)
    return make_jobs(project, jobs, context, options, observer)


def make_jobs(
    project: Project,
    jobs: Sequence[Job],
    context: RenderContext,
    options: Options,
    observer: Observer,
) -> BuildReport:
    """Make the files of a plan, or of a share of one; see `build`.

    Raises:
        ContentError: an engine found an error in the content.
        SetupError: as `build` says.
    """
    entries = read_manifest(options.output)
    fresh = {
        job.path
        for job in jobs
        if not options.force and up_to_date(options.output, entries, job.path, job.fingerprint)
    }
    todo = [job for job in jobs if job.path not in fresh]
    if not options.force:
        refuse_returned(options.output, entries, todo)
    observer.planned(len(todo), len(fresh))
    with tempfile.TemporaryDirectory(prefix="kitgen-") as folder:
        if options.cache.folder is None:
            context = replace(context, store=Cache(Path(folder, "pieces")))
        kind = Afar if options.workers.host.away else Workshop
        shop = kind(context, Path(folder), options.workers, observer)
        done = list(shop.make(todo))
        warnings = tuple(dict.fromkeys(said for item in done for said in item.diagnostics))
        if any(said.severity is Severity.ERROR for said in warnings):
            raise ContentError(*warnings)
        removed = publish_files(
            options.output,
            [item.staged for item in done],
            all_paths(project) | returned_files(options.output, entries),
            project.library.projet.edition,
        )
    made = sorted((item.staged.entry for item in done), key=lambda entry: entry.path)
    return BuildReport(tuple(made), tuple(sorted(fresh)), removed, warnings)


def standing_of(project: Project, report: BuildReport, output: Path) -> Standing | None:
    """Return what a build left, to know later that there is nothing to do.

    Nothing when another run has already changed the folder.
    """
    asked = (*(entry.path for entry in report.made), *report.fresh)
    images = project.library.images.items()
    try:
        entries = read_manifest(output)
        return Standing(
            documents={path: entries[path].sha256 for path in asked},
            read={name: hashlib.sha256(image.contenu).hexdigest() for name, image in images},
            manifest=sha256_of(output / MANIFEST),
            warnings=project.warnings,
        )
    except (OSError, KeyError):
        return None

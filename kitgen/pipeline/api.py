"""The public functions, for the scripts of regional clubs."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.pipeline.borrowed import Borrowed
from kitgen.pipeline.build import BuildReport, Options
from kitgen.pipeline.build import build as build_files
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.formats import check_formats
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.project import Project
from kitgen.pipeline.targets import all_targets, compose_target, parse_regions, parse_target
from kitgen.render import PUBLISHED
from kitgen.render import render as render_format


class Silent:
    """An observer for whoever wants no progress."""

    def planned(self, total: int, fresh: int) -> None:
        """Say nothing."""

    def laid_out(self, done: int, total: int) -> None:
        """Say nothing."""

    def started(self, path: str) -> None:
        """Say nothing."""

    def finished(self, path: str, pages: int | None) -> None:
        """Say nothing."""


def compose(project: Project, target: str, region: str | None = None) -> tuple[Edition, ...]:
    """Return the documents that a target names, resolved and ready to render.

    Args:
        project: what `load` returned.
        target: `municipal`, or `municipal/acteurs-du-territoire`. A kit is one document; a
            collection of Points is one per fiche.
        region: the id of a région, such as `bretagne`; none for the national edition.

    Raises:
        UsageError: nothing has that name.
    """
    parse_regions(project, [region] if region else [])
    return tuple(compose_target(project, one) for one in parse_target(project, target, region))


def render(project: Project, edition: Edition, format_name: str) -> Artefact:
    """Return a document in a format, as bytes, with what the engine complained about.

    Raises:
        UsageError: the format is unknown.
        SetupError: a library, a font or a template is missing.
    """
    check_formats((format_name,))
    return render_format(format_name, edition, render_context(project))


def build(  # noqa: PLR0913  the options of a command, by their names
    project: Project,
    targets: Sequence[str] = (),
    *,
    output: Path | str,
    region: str | None = None,
    formats: Sequence[str] = tuple(PUBLISHED),
    jobs: int = 1,
    executor: Executor | None = None,
) -> BuildReport:
    """Write documents under a folder, all or none, as `kitgen build` does.

    Args:
        project: what `load` returned.
        targets: as for `compose`; none means the whole project, without one file per fiche.
        output: the folder, created if needed.
        region: the id of a région; none for the national edition.
        formats: `pdf`, `docx`, `print`.
        jobs: how many worker processes; above 1, call from under `if __name__ == "__main__"`.
            With an executor, how many tasks it is given at a time.
        executor: any of `concurrent.futures`, whose workers have this kitgen; it is left open.

    Raises:
        KitgenError: see its `diagnostics`.
    """
    check_formats(formats)
    parse_regions(project, [region] if region else [])
    named = [one for words in targets for one in parse_target(project, words, region)]
    wanted = named or all_targets(project, fiches=False, region=region)
    host = Borrowed(executor, jobs) if executor else None
    with Workers(jobs, host) as workers:
        options = Options(Path(output), tuple(formats), workers)
        return build_files(project, wanted, options, Silent())

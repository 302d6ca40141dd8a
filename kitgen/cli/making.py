"""The documents of a request, made and told: what `kitgen build` and `kitgen watch` share."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cache import Cache
from kitgen.cli.progress import show_progress
from kitgen.cli.report import Report, default_format
from kitgen.cli.request import Request, up_to_date
from kitgen.pipeline.build import BuildReport, Options, build, standing_of
from kitgen.pipeline.part import build_part
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.project import load
from kitgen.pipeline.targets import select
from kitgen.pipeline.unchanged import note


def make(
    request: Request, report: Report, cache: Cache, key: str | None, workers: Workers
) -> frozenset[str]:
    """Make what is asked, say what was done, and note it if nothing changed meanwhile.

    Args:
        request: what is asked.
        report: where it is said.
        cache: what earlier builds kept.
        key: the fingerprint of the request before this, if it is known.
        workers: who makes the files.

    Returns:
        The images that were read, as paths from the project's root.

    Raises:
        KitgenError: nothing in the output folder has changed.
    """
    loaded = load(request.project, regions=request.selection.judged, kept=cache)
    report.diagnostics(loaded.warnings, default_format())
    images = frozenset(loaded.library.images)
    wanted = select(loaded, request.selection)
    if not wanted:
        kit = next(iter(loaded.library.collections))
        report.line(
            "Rien à produire : aucune fiche n'est déclinée ; nommez un kit pour l'avoir quand "
            f"même, `kitgen build {kit} --region {request.selection.regions[0]}`"
        )
        return images
    output = request.folder(loaded.root)
    options = Options(output, request.selection.formats, workers, request.force, cache)
    with show_progress(report.console) as observer:
        if request.shard is None:
            result = build(loaded, wanted, options, observer)
        else:
            asked = (request.selection, request.shard)
            result = build_part(loaded, wanted, asked, options, observer)
    standing = standing_of(loaded, result, output)
    if key and standing and request.key() == key:
        note(cache, key, standing)
    report.diagnostics((*result.warnings, *cache.problems()), default_format())
    _summary(report, result, output)
    return images


def _summary(report: Report, result: BuildReport, output: Path) -> None:
    """List the files that were made on the standard output, and say the rest."""
    for entry in result.made:
        click.echo(str(output / entry.path))
    if result.removed:
        report.line(f"Retirés, car le projet ne les produit plus : {len(result.removed)}")
    rooms = {one.fiche: one for entry in result.made for one in entry.mesures}
    if rooms:
        fills = [one.remplissage for one in rooms.values()]
        report.line(
            f"{len(rooms)} fiches mesurées ; dernières pages remplies de {min(fills)} à "
            f"{max(fills)} %, voyez `kitgen status`"
        )
    if not result.made:
        report.line(up_to_date(output, len(result.fresh)))

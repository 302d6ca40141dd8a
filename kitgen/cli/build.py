"""`kitgen build`: the documents."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from kitgen.cache import Cache
from kitgen.cli.progress import show_progress
from kitgen.cli.report import Report, default_format
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.pipeline.api import check_formats
from kitgen.pipeline.build import BuildReport, Options, build
from kitgen.pipeline.project import Project, load
from kitgen.pipeline.storage import cache_of
from kitgen.pipeline.targets import (
    ALL_REGIONS,
    Target,
    all_targets,
    fiche_targets,
    parse_regions,
    parse_target,
)
from kitgen.render import FORMATS

REVIEWED = ("docx",)


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",")))
    check_formats(names)
    return names


@click.command("build")
@click.argument("targets", metavar="[CIBLE]...", nargs=-1)
@click.option(
    "--format",
    "formats",
    metavar="FORMATS",
    callback=_formats,
    default=",".join(FORMATS),
    show_default=True,
    help="Les formats, séparés par des virgules.",
)
@click.option(
    "--region",
    "regions",
    metavar="REGION",
    multiple=True,
    help="L'édition d'une région, ou de toutes avec « all » ; peut être répété.",
)
@click.option("--fiches", is_flag=True, help="Produit aussi un document par fiche.")
@click.option(
    "--review",
    is_flag=True,
    help="Produit, au lieu des publications, les fichiers Word à faire relire.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    help="Le nombre de documents rendus en même temps ; par défaut, un par cœur.",
)
@click.option("--force", is_flag=True, help="Refait aussi ce qui est à jour.")
@click.option("--no-cache", is_flag=True, help="Ne lit ni n'écrit rien dans le dossier .kitgen.")
@click.option(
    "-o",
    "--output",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Le dossier des résultats ; par défaut, output/ dans le projet.",
)
@click.pass_context
def build_command(  # noqa: PLR0913  one argument per option
    context: click.Context,
    targets: tuple[str, ...],
    regions: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int,
    output: Path | None,
    *,
    fiches: bool,
    force: bool,
    no_cache: bool,
    review: bool,
) -> None:
    """Produit les documents en Word et en PDF.

    CIBLE est une collection (municipal) ou une fiche (municipal/acteurs-du-territoire) ; sans
    cible, tout est produit.

    Exemple : kitgen build municipal --format pdf
    """
    report = Report()
    loaded = load(context.obj, regions=None if ALL_REGIONS in regions else regions)
    formats = _reviewed(context, formats) if review else formats
    report.diagnostics(loaded.warnings, default_format())
    wanted = [
        replace(target, relecture=review)
        for region in parse_regions(loaded, regions)
        for target in _targets(loaded, targets, region, fiches=fiches)
    ]
    if not wanted:
        kit = next(iter(loaded.library.collections))
        report.line(
            "Rien à produire : aucune fiche n'est déclinée ; nommez un kit pour l'avoir quand "
            f"même, `kitgen build {kit} --region {regions[0]}`"
        )
        return
    cache = Cache(None) if no_cache else cache_of(loaded.root)
    options = Options(output or loaded.root / "output", formats, jobs, force, cache)
    with show_progress(report.console) as observer:
        result = build(loaded, wanted, options, observer)
    report.diagnostics(result.warnings, default_format())
    _summary(report, result, options.output)


def _reviewed(context: click.Context, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the only format that is reviewed; refuse that another be asked for."""
    typed = context.get_parameter_source("formats") is not ParameterSource.DEFAULT
    if typed and formats != REVIEWED:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_FORMAT,
                "Seule l'édition Word se relit",
                hint="Avec `--review`, n'écrivez pas `--format`, ou écrivez `--format docx`",
            )
        )
    return REVIEWED


def _targets(
    project: Project, words: tuple[str, ...], region: str | None, *, fiches: bool
) -> tuple[Target, ...]:
    if not words:
        return all_targets(project, fiches=fiches, region=region)
    named = [target for word in words for target in parse_target(project, word, region)]
    kits = [target for target in named if target.fiche is None] if fiches else []
    return (*named, *(one for kit in kits for one in fiche_targets(project, kit)))


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
        report.line(f"Tout est à jour dans {output} ({len(result.fresh)} documents)")

"""`kitgen build`: the documents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kitgen.cache import Cache
from kitgen.cli.options import FICHES, FORMAT, JOBS, OUTPUT, REGION, TARGETS
from kitgen.cli.progress import Lines
from kitgen.cli.report import Report, default_format
from kitgen.cli.request import Request, up_to_date
from kitgen.errors import Code, Diagnostic, UsageError, quoted
from kitgen.pipeline.selection import Selection
from kitgen.pipeline.shards import Shard
from kitgen.pipeline.unchanged import recall, root_of
from kitgen.render import modules_of

if TYPE_CHECKING:
    from kitgen.pipeline.pool import Workers

REVIEWED = ("docx",)
SHARD = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    found = SHARD.fullmatch(value or "")
    if found and 1 <= int(found[1]) <= int(found[2]):
        return Shard(int(found[1]), int(found[2]))
    if value is None:
        return None
    message = f"{quoted(value)} n'est pas un lot"
    hint = "Le deuxième de trois s'écrit `--shard 2/3`"
    raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))


@click.command("build")
@TARGETS
@FORMAT
@REGION
@FICHES
@click.option(
    "--review",
    is_flag=True,
    help="Produit, au lieu des publications, les fichiers Word à faire relire.",
)
@JOBS
@click.option(
    "--executor",
    type=click.Choice(("local", "dask")),
    default="local",
    show_default=True,
    help="Qui produit : cette machine, ou une grappe Dask qui tourne déjà.",
)
@click.option(
    "--scheduler",
    metavar="ADRESSE",
    envvar="DASK_SCHEDULER_ADDRESS",
    help="L'ordonnanceur de la grappe : tcp://192.0.2.1:8786.",
)
@click.option("--force", is_flag=True, help="Refait aussi ce qui est à jour.")
@click.option("--no-cache", is_flag=True, help="Ne lit ni n'écrit rien dans le dossier .kitgen.")
@click.option(
    "--shard",
    metavar="K/N",
    callback=_shard,
    help="Ne fait que le lot K de N, à réunir aux autres avec `kitgen merge`.",
)
@OUTPUT
@click.pass_context
def build_command(  # noqa: PLR0913  one argument per option
    context: click.Context,
    targets: tuple[str, ...],
    regions: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int,
    output: Path | None,
    *,
    shard: Shard | None,
    executor: str,
    scheduler: str | None,
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
    if review and shard:
        message = "Les fichiers de relecture se font d'un coup, pas par lots"
        raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message))
    if executor == "dask" and not scheduler:
        message = "Une grappe se nomme par l'adresse de son ordonnanceur"
        hint = "Ajoutez-la : `--scheduler tcp://192.0.2.1:8786`"
        raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))
    if review:
        formats = _reviewed(context, formats)
    request = Request(
        project=context.obj,
        selection=Selection(targets, regions, formats, fiches, review),
        shard=shard,
        output=output,
        force=force,
        cached=not no_cache,
    )
    report, cache, key = Report(), request.cache(), request.key()
    if not force and key and _nothing_to_do(request, report, cache, key):
        return
    with _workers(jobs, scheduler if executor == "dask" else None) as workers:
        workers.warm_up(modules_of(formats))
        from kitgen.cli.making import make  # noqa: PLC0415  loads all that makes documents

        make(request, report, cache, key, workers)


def _workers(jobs: int, scheduler: str | None) -> Workers:
    """Return who makes the documents: processes of this machine, or the workers of a cluster."""
    from kitgen.pipeline.pool import Workers  # noqa: PLC0415  loads what starts processes

    if scheduler is None:
        return Workers(jobs)
    from kitgen.pipeline.cluster import Cluster  # noqa: PLC0415  most builds do without

    return Workers(host=Cluster(scheduler))


def _nothing_to_do(request: Request, report: Report, cache: Cache, key: str) -> bool:
    """Say again what the same build said, if all that it left still stands."""
    root = root_of(request.project)
    standing = root and recall(cache, key, root, request.folder(root))
    if not root or not standing:
        return False
    report.diagnostics(standing.warnings, default_format())
    if not report.console.is_terminal:
        Lines(report.console).planned(0, len(standing.documents))
    report.line(up_to_date(request.folder(root), len(standing.documents)))
    return True


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

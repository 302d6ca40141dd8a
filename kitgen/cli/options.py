"""The options that the commands about documents share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kitgen.pipeline.formats import check_formats
from kitgen.render import PUBLISHED


def cores() -> int:
    """Return how many processors this process may use, which a container may restrict."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",")))
    check_formats(names)
    return names


TARGETS = click.argument("targets", metavar="[CIBLE]...", nargs=-1)
FORMAT = click.option(
    "--format",
    "formats",
    metavar="FORMATS",
    callback=_formats,
    default=",".join(PUBLISHED),
    show_default=True,
    help="Les formats, séparés par des virgules : pdf, docx, print (pour un imprimeur).",
)
REGION = click.option(
    "--region",
    "regions",
    metavar="REGION",
    multiple=True,
    help="L'édition d'une région, de toutes avec « all », l'édition nationale avec « national » ; "
    "peut être répété.",
)
FICHES = click.option("--fiches", is_flag=True, help="Produit aussi un document par fiche.")
JOBS = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=cores,
    help="Le nombre de documents rendus en même temps ; par défaut, un par cœur.",
)
OUTPUT = click.option(
    "-o",
    "--output",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Le dossier des résultats ; par défaut, output/ dans le projet.",
)

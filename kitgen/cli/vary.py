"""`kitgen vary`: a variant to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.report import Report
from kitgen.pipeline.club import new_variant


@click.command()
@click.argument("region", metavar="REGION")
@click.argument("fiche", metavar="FICHE")
@click.pass_obj
def vary(project: Path, region: str, fiche: str) -> None:
    """Crée la variante d'une fiche : un menu de ses éléments, à décommenter.

    Exemple : kitgen vary bretagne municipal/alimentation
    """
    path = new_variant(project, region, fiche)
    click.echo(str(path))
    Report().line("Ôtez le dièse des lignes qui vous servent, puis lancez `kitgen check`")

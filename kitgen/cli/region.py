"""`kitgen region`: a club's folder, and its acknowledgements."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.report import Report
from kitgen.pipeline.club import new_region
from kitgen.pipeline.stamp import accept


@click.group(subcommand_metavar="QUOI")
def region() -> None:
    """Ouvre le dossier d'une région, ou prend acte d'un changement national.

    Exemple : kitgen region new bretagne
    """


@region.command("new")
@click.argument("nom", metavar="REGION")
@click.pass_obj
def new_command(project: Path, nom: str) -> None:
    """Ouvre le dossier d'un club, rempli d'après la liste officielle.

    Exemple : kitgen region new bretagne
    """
    path = new_region(project, nom)
    click.echo(str(path))
    Report().line(
        f"Complétez ce fichier, citez `{path.parent.name}` dans `regions` de kitgen.yaml, "
        f"puis lancez `kitgen vary {path.parent.name} municipal/alimentation`"
    )


@region.command("accept")
@click.argument("variantes", metavar="VARIANTE...", nargs=-1, required=True)
@click.pass_obj
def accept_command(project: Path, variantes: tuple[str, ...]) -> None:
    """Prend acte du texte national d'aujourd'hui, une fois relu.

    VARIANTE est un fichier, bretagne/municipal/alimentation, ou une région ; « :chemin » à la
    suite ne vise qu'une opération.

    Exemple : kitgen region accept bretagne/municipal/alimentation
    """
    stamped = accept(project, variantes)
    for one in stamped:
        click.echo(f"{one.file}: {one.chemin} {one.base}")
    if not stamped:
        Report().line("Rien à faire : tout est déjà à jour du texte national")

"""`kitgen new`: a file to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.report import Report
from kitgen.pipeline.scaffold import new_fiche


@click.group(subcommand_metavar="QUOI")
def new() -> None:
    """Crée un fichier à remplir."""


@new.command()
@click.argument("collection", metavar="COLLECTION")
@click.argument("identifiant", metavar="IDENTIFIANT")
@click.pass_obj
def fiche(project: Path, collection: str, identifiant: str) -> None:
    """Crée une fiche à remplir, et dit où l'inscrire dans sa collection.

    Exemple : kitgen new fiche municipal marches-de-plein-vent
    """
    path = new_fiche(project, collection, identifiant)
    click.echo(str(path))
    Report().line(
        f"Inscrivez maintenant « {identifiant} » dans fiches/{collection}/collection.yaml, "
        "à sa place, puis lancez `kitgen check`"
    )

"""`kitgen schema`: what an editor completes and explains with."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.read import find_root, write_schemas


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Le dossier où écrire ; par défaut, fiches/schemas/ dans le projet.",
)
@click.pass_obj
def schema(project: Path, output: Path | None) -> None:
    """Écrit les schémas JSON des fichiers de données, que lit un éditeur de texte.

    Exemple : kitgen schema
    """
    folder = output or find_root(project) / "fiches" / "schemas"
    for path in write_schemas(folder):
        click.echo(str(path))

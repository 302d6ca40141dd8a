"""`kitgen merge`: the shares of a build, joined."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.options import OUTPUT
from kitgen.cli.report import Report, default_format
from kitgen.pipeline.merge import merge


@click.command("merge")
@click.argument(
    "folders",
    metavar="DOSSIER...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@OUTPUT
@click.pass_obj
def merge_command(project: Path, folders: tuple[Path, ...], output: Path | None) -> None:
    """Réunit les lots que `kitgen build --shard` a faits, ici ou ailleurs.

    Tout est vérifié d'abord : les lots viennent du projet tel qu'il est, aucun ne manque, et
    chaque fichier a l'empreinte que son lot lui donne. Le résultat est celui d'un seul
    `kitgen build`, octet pour octet.

    Exemple : kitgen merge lots/1 lots/2 lots/3
    """
    report = Report()
    done = merge(project, folders, output)
    report.diagnostics(done.warnings, default_format())
    for entry in done.entries:
        click.echo(str(done.output / entry.path))
    if done.removed:
        report.line(f"Retirés, car le projet ne les produit plus : {len(done.removed)}")
    report.line(f"{done.parts} lots réunis dans {done.output} ({len(done.entries)} documents)")

"""`kitgen list`: what the project holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kitgen.cli.words import say
from kitgen.pipeline.listing import describe
from kitgen.pipeline.project import load


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Écrit un seul document JSON.")
@click.pass_obj
def list_command(project: Path, *, as_json: bool) -> None:
    """Montre les collections, leurs fiches avec numéros et titres, et les régions.

    Exemple : kitgen list --json
    """
    content = describe(load(project, regions=()).library)
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for collection in content["collections"]:
        click.secho(f"{collection['id']} – {collection['titre']}", bold=True)
        for fiche in collection["fiches"]:
            number = "" if fiche["numero"] is None else f"{fiche['numero']}"
            click.echo(f"  {number:>3}  {fiche['id']:<28} {say(fiche['titre'])}")
    for region in content["regions"]:
        click.echo(f"{region['id']} – {say(region['nom'])}")

"""`kitgen impact`: which documents would change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kitgen.cli.words import say
from kitgen.pipeline.impact import DocumentTouche, impact
from kitgen.pipeline.project import load


@click.command("impact")
@click.argument("chemins", metavar="CHEMIN...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Écrit un seul document JSON.")
@click.pass_obj
def impact_command(project: Path, chemins: tuple[str, ...], *, as_json: bool) -> None:
    """Montre les documents, les fiches et les pages qu'un changement toucherait.

    CHEMIN est une fiche (municipal/alimentation), un élément d'une fiche
    (municipal/alimentation#leviers/regie/exemples/lons), ou un fichier : données, déclinaison,
    image, maquette, police.

    Exemple : kitgen impact municipal/alimentation#titre
    """
    found = impact(load(project), chemins)
    if as_json:
        documents = [asdict(one) for one in found]
        click.echo(
            json.dumps({"chemins": chemins, "documents": documents}, ensure_ascii=False, indent=2)
        )
        return
    click.echo(say(_count(found)))
    for document in found:
        _show(document)


def _count(found: Sequence[DocumentTouche]) -> str:
    if not found:
        return "Aucun document ne changerait"
    fiches = {fiche.reference for one in found for fiche in one.fiches}
    return f"Documents : {len(found)} ; fiches : {len(fiches)}"


def _show(document: DocumentTouche) -> None:
    formats = ", ".join(document.formats)
    click.secho(f"\n{document.document} ({formats})", bold=True)
    click.echo(f"  {document.titre}")
    if document.parties:
        click.echo(say(f"  pages : {', '.join(document.parties)}"))
    for fiche in document.fiches:
        pages = "" if fiche.pages is None else f", {fiche.pages} pages"
        click.echo(say(f"  {fiche.titre} ({fiche.reference}{pages})"))

"""`kitgen impact`: which documents would change, or do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kitgen.cli.words import say
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.pipeline.impact import ALL_PAGES, DocumentTouche, FicheTouchee, impact
from kitgen.pipeline.project import load
from kitgen.pipeline.since import GONE, NEW, impact_since
from kitgen.render.news import escaped

FORMS = ("text", "md", "json")
WHOLE = {ALL_PAGES, NEW, GONE}
"""Of whom all the fiches are touched: they go without saying."""


@click.command("impact")
@click.argument("chemins", metavar="CHEMIN...", nargs=-1)
@click.option(
    "--since",
    metavar="REVISION",
    help="Plutôt que des chemins : une révision git ; montre ce que touche tout ce qui a changé "
    "depuis.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default=FORMS[0],
    help="Texte, Markdown pour des lecteurs, ou un document JSON.",
)
@click.option("--json", "as_json", is_flag=True, help="Comme --format json.")
@click.pass_obj
def impact_command(
    project: Path, chemins: tuple[str, ...], *, since: str | None, form: str, as_json: bool
) -> None:
    """Montre les documents, les fiches et les pages qu'un changement touche.

    CHEMIN est une fiche (municipal/alimentation), un élément d'une fiche
    (municipal/alimentation#leviers/regie/exemples/lons), ou un fichier : données, déclinaison,
    image, maquette, police.

    Exemple : kitgen impact municipal/alimentation#titre
    """
    found = _found(project, chemins, since)
    if as_json or form == "json":
        asked = {"chemins": chemins} if since is None else {"depuis": since}
        documents = [asdict(one) for one in found]
        click.echo(json.dumps({**asked, "documents": documents}, ensure_ascii=False, indent=2))
    elif form == "md":
        click.echo(say("\n".join(_markdown(found))))
    else:
        click.echo(say(_count(found)))
        for document in found:
            _show(document)


def _found(project: Path, chemins: Sequence[str], since: str | None) -> Sequence[DocumentTouche]:
    if (since is None) == (not chemins):
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                "Ce qui change se dit par des chemins, ou par une révision",
                hint="`kitgen impact municipal/scic`, ou `kitgen impact --since HEAD~1`",
            )
        )
    loaded = load(project)
    return impact(loaded, chemins) if since is None else impact_since(loaded, since)


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
        click.echo(say(f"  {_fiche(fiche)}"))


def _fiche(fiche: FicheTouchee) -> str:
    pages = "" if fiche.pages is None else f", {fiche.pages} page{'s' if fiche.pages > 1 else ''}"
    return f"{fiche.titre} ({fiche.reference}{pages})"


def _pages(document: DocumentTouche) -> str:
    pages = [f"{one} les pages" if one == ALL_PAGES else one for one in document.parties]
    return ", ".join(pages) or "fiches"


def _markdown(found: Sequence[DocumentTouche]) -> Iterator[str]:
    """Yield the lines of a list that a forge shows: a document, then its fiches unless all are."""
    yield from ("# Documents touchés", "", f"{_count(found)}.", "")
    for one in found:
        yield f"- **{escaped(one.titre)}** : {_pages(one)}"
        if not WHOLE & set(one.parties):
            for fiche in one.fiches:
                yield f"  - {escaped(_fiche(fiche))}"

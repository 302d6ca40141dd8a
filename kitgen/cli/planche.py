"""`kitgen planche`: the pages of documents on one picture, to review a layout by eye."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType

import click

from kitgen.cli.words import say
from kitgen.errors import Code, Diagnostic, SetupError

MOST_COLUMNS = 8


@click.command()
@click.argument(
    "pdfs",
    metavar="FICHIER.pdf...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "-o",
    "--output",
    metavar="IMAGE.png",
    type=click.Path(path_type=Path, dir_okay=False),
    default="planche.png",
    show_default=True,
    help="L'image à écrire.",
)
@click.option(
    "--colonnes",
    "columns",
    metavar="N",
    type=click.IntRange(1, 40),
    help=f"Le nombre de pages par rangée ; par défaut, {MOST_COLUMNS} au plus.",
)
@click.option(
    "--largeur",
    "width",
    metavar="PIXELS",
    type=click.IntRange(40, 2000),
    default=300,
    show_default=True,
    help="La largeur de chaque page.",
)
def planche(pdfs: tuple[Path, ...], output: Path, columns: int | None, width: int) -> None:
    """Réunit les pages de PDF sur une seule image, pour relire une maquette d'un coup d'œil.

    Exemple : kitgen planche output/national/municipal/*.pdf
    """
    raster = _load()
    pages = [page for path in pdfs for page in raster.page_images(path, width)]
    sheet = raster.contact_sheet(pages, columns or min(len(pages), MOST_COLUMNS))
    drawn = BytesIO()
    sheet.save(drawn, "PNG", optimize=True)
    output.write_bytes(drawn.getvalue())
    click.echo(say(f"{output} : {len(pages)} pages, {sheet.width} × {sheet.height} pixels"))


def _load() -> ModuleType:
    """Import what draws pages, which comes with the extra `pdf`."""
    try:
        return import_module("kitgen.render.raster")
    except ImportError as error:
        message = "La planche demande pypdfium2, qui n'est pas installé"
        hint = "Tapez : uv sync --extra pdf"
        raise SetupError(Diagnostic(Code.MISSING_LIBRARY, message, hint=hint)) from error

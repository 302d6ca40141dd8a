"""`kitgen diff`: what changed between two editions."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.diff_json import as_json
from kitgen.cli.diff_text import show_text
from kitgen.errors import ExitCode
from kitgen.pipeline.compare import compare, read_pair

DIFFER = 1
"""As `git diff --exit-code`."""


@click.command()
@click.argument("avant", metavar="[AVANT]", default="HEAD")
@click.argument("apres", metavar="[APRÈS]", default=".")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Comment écrire les changements.",
)
@click.option(
    "--region",
    metavar="REGION",
    help="Compare les éditions de cette région ; avec « all », l'édition nationale, puis ce qui "
    "change en plus dans chaque région.",
)
@click.option(
    "--collection",
    "collections",
    metavar="COLLECTION",
    multiple=True,
    help="Ne compare que cette collection ; peut être répété.",
)
@click.option("--exit-code", is_flag=True, help="Sort avec le code 1 si les éditions diffèrent.")
@click.pass_obj
def diff(  # noqa: PLR0913  one argument per option
    project: Path,
    avant: str,
    apres: str,
    form: str,
    region: str | None,
    collections: tuple[str, ...],
    *,
    exit_code: bool,
) -> int:
    """Montre ce qui change d'une édition à l'autre, fiche par fiche, mot à mot.

    AVANT et APRÈS sont chacun une révision git (HEAD~3, v2026-11), le dossier d'une publication,
    ou « . » pour les fichiers tels qu'ils sont ; une région (bretagne) ou « national » ; ou les
    deux ensemble (HEAD~3:bretagne). Sans eux, kitgen compare HEAD et les fichiers.

    Exemple : kitgen diff HEAD~3
    """
    comparisons = compare(read_pair(project, avant, apres, region), collections)
    if form == "json":
        click.echo(as_json(comparisons))
    else:
        show_text(comparisons)
    differ = any(one.changements for one in comparisons)
    return DIFFER if exit_code and differ else ExitCode.OK

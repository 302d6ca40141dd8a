"""`kitgen diff`: what changed between two editions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import click

from kitgen.cli.diff_json import as_json
from kitgen.cli.diff_text import plain_text, show_text
from kitgen.cli.report import Report, default_format
from kitgen.errors import Code, Diagnostic, ExitCode, UsageError
from kitgen.pipeline.compare import Pair, compare, read_pair
from kitgen.pipeline.track import pair_title, track
from kitgen.render.news import render_news
from kitgen.write import write_beside

DIFFER = 1
"""As `git diff --exit-code`."""


class Form(StrEnum):
    """How changes are written; a file's name ends with it, but for the text."""

    TEXT = "text"
    MARKDOWN = "md"
    JSON = "json"
    WORD = "docx"


@click.command()
@click.argument("avant", metavar="[AVANT]", default="HEAD")
@click.argument("apres", metavar="[APRÈS]", default=".")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Form]),
    help="Texte, Markdown pour des lecteurs, un document JSON, ou un Word en suivi des "
    "modifications ; par défaut, celui du nom du fichier, ou le texte.",
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
@click.option(
    "--changed",
    is_flag=True,
    help="Word : ne garde que les fiches qui changent, plutôt que l'édition entière.",
)
@click.option(
    "-o",
    "--output",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire ; sans lui, la sortie standard.",
)
@click.option("--exit-code", is_flag=True, help="Sort avec le code 1 si les éditions diffèrent.")
@click.pass_obj
def diff(  # noqa: PLR0913  one argument per option
    project: Path,
    avant: str,
    apres: str,
    *,
    form: str | None,
    region: str | None,
    collections: tuple[str, ...],
    output: Path | None,
    changed: bool,
    exit_code: bool,
) -> int:
    """Montre ce qui change d'une édition à l'autre, fiche par fiche, mot à mot.

    AVANT et APRÈS sont chacun une révision git (HEAD~3, v2026-11), le dossier d'une publication,
    ou « . » pour les fichiers tels qu'ils sont ; une région (bretagne) ou « national » ; ou les
    deux ensemble (HEAD~3:bretagne). Sans eux, kitgen compare HEAD et les fichiers.

    Exemple : kitgen diff HEAD~3 -o changements.docx
    """
    chosen = _form(form, output)
    pair = read_pair(project, avant, apres, region)
    if chosen is Form.WORD:
        differ = _write_word(pair, collections, output, changed=changed)
    else:
        differ = _write(pair, collections, output, chosen)
    return DIFFER if exit_code and differ else ExitCode.OK


def _form(form: str | None, output: Path | None) -> Form:
    """Return the form that was asked for, or that the file's name asks for."""
    if form is not None:
        return Form(form)
    suffix = "" if output is None else output.suffix.removeprefix(".").lower()
    return Form(suffix) if suffix in {one.value for one in Form} else Form.TEXT


def _write(pair: Pair, only: tuple[str, ...], output: Path | None, form: Form) -> bool:
    """Write the changes, and tell whether there are any."""
    comparisons = compare(pair, only)
    if form is Form.TEXT and output is None:
        show_text(comparisons)
    else:
        texts = {Form.JSON: as_json, Form.TEXT: plain_text}
        if form is Form.MARKDOWN:
            text = render_news(comparisons, pair_title(pair))
        else:
            text = texts[form](comparisons)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_beside(output, text)
    return any(one.changements for one in comparisons)


def _write_word(pair: Pair, only: tuple[str, ...], output: Path | None, *, changed: bool) -> bool:
    """Write the tracked changes, and tell whether there are any."""
    if output is None:
        message = "Un document Word s'écrit dans un fichier"
        hint = "Ajoutez -o, par exemple : `kitgen diff HEAD~3 -o changements.docx`"
        raise UsageError(Diagnostic(Code.UNKNOWN_FORMAT, message, hint=hint))
    report = Report()
    artefact = track(pair, only, changed=changed)
    if artefact is None:
        report.line("Aucune différence : pas de fichier à écrire")
        return False
    report.diagnostics(artefact.diagnostics, default_format())
    write_beside(output, artefact.contenu)
    click.echo(str(output))
    return True

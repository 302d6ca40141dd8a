"""`kitgen check`: everything wrong, at once."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.report import Format, Report, as_json, as_quality, default_format
from kitgen.errors import ContentError, ExitCode, Severity
from kitgen.pipeline.project import load

PROJECT = "kitgen.yaml"


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="Comment écrire les diagnostics : texte, un document JSON, annotations GitHub, ou "
    "rapport de qualité GitLab.",
)
@click.option("--strict", is_flag=True, help="Compte les avertissements comme des erreurs.")
@click.pass_obj
def check(project: Path, form: str | None, *, strict: bool) -> int:
    """Vérifie toutes les fiches et dit, en une fois, tout ce qu'il faut corriger.

    Exemple : kitgen check --strict
    """
    chosen = Format(form) if form else default_format()
    report = Report()
    try:
        loaded = load(project)
        diagnostics = loaded.warnings
        fiches = len(loaded.library.fiches)
    except ContentError as error:
        diagnostics = error.diagnostics
        fiches = None
    if chosen is Format.JSON:
        click.echo(as_json(diagnostics))
    elif chosen is Format.GITLAB:
        click.echo(as_quality(diagnostics, PROJECT))
        report.diagnostics(diagnostics, Format.TEXT)
    else:
        report.diagnostics(diagnostics, chosen)
        if fiches is not None and not diagnostics:
            report.line(f"{fiches} fiche{'s' if fiches > 1 else ''} : rien à corriger")
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    wrong = any(said.severity in grave for said in diagnostics)
    return ExitCode.CONTENT if wrong else ExitCode.OK

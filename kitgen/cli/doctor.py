"""`kitgen doctor`: what is missing, and the command that installs it."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.report import Report, default_format
from kitgen.cli.words import say
from kitgen.errors import ExitCode
from kitgen.pipeline.doctor import examine


@click.command()
@click.pass_obj
def doctor(project: Path) -> int:
    """Essaie chaque format sur cette machine, et dit ce qui manque et comment l'installer.

    Exemple : kitgen doctor
    """
    report = Report()
    wrong = False
    for finding in examine(project):
        click.echo(say(f"{finding.name} : {finding.detail}"))
        report.diagnostics(finding.diagnostics, default_format())
        wrong = wrong or bool(finding.diagnostics)
    return ExitCode.ENVIRONMENT if wrong else ExitCode.OK

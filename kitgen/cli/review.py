"""`kitgen review`: a reviewer's Word file, and the changes that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kitgen.cli.report import Report, default_format
from kitgen.cli.review_report import ReviewReport, harvest_as_json
from kitgen.cli.words import say
from kitgen.errors import ContentError, ExitCode, Severity
from kitgen.pipeline.project import load
from kitgen.pipeline.remarks import resolve
from kitgen.pipeline.review import Harvest, Scope, State, harvest
from kitgen.pipeline.review_apply import Chosen, apply

ANSWERS = {"o": "oui", "n": "non", "t": "tous les suivants", "q": "arrêter"}
PLACES = {"r": "dans la variante de la région", "n": "dans le texte national", "p": "passer"}


@click.command()
@click.argument(
    "fichiers",
    metavar="FICHIER...",
    nargs=-1,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--apply", "applied", is_flag=True, help="Écrit les changements dans les fiches.")
@click.option(
    "--interactive", is_flag=True, help="Demande, changement par changement, s'il faut l'écrire."
)
@click.option(
    "--only-tracked", is_flag=True, help="Ne prend que les modifications suivies par Word."
)
@click.option(
    "--national",
    "scope",
    flag_value=Scope.NATIONAL.value,
    help="Relecture d'une région : change le texte national lui-même.",
)
@click.option(
    "--regional",
    "scope",
    flag_value=Scope.REGIONAL.value,
    help="Relecture d'une région : change le texte dans la variante de la région.",
)
@click.option(
    "--resolve",
    "resolved",
    metavar="ID",
    multiple=True,
    help="Déclare traité un commentaire que montre `kitgen status`.",
)
@click.option("--json", "as_json", is_flag=True, help="Écrit un seul document JSON.")
@click.pass_obj
def review(
    project: Path,
    /,
    fichiers: tuple[Path, ...],
    resolved: tuple[str, ...],
    scope: str | None,
    **flags: bool,
) -> int:
    """Montre les changements que demandent des fichiers de relecture, ou les reprend.

    Sort avec le code 1 si quelque chose ne peut pas être repris.

    Exemple : kitgen review kit-municipaless_relecture.docx --apply
    """
    if not fichiers and not resolved:
        raise click.UsageError(say("Donnez au moins un fichier de relecture"))
    if resolved:
        for path in resolve(project, resolved):
            click.echo(say(f"Commentaire traité, noté dans {path}"))
    if not fichiers:
        return ExitCode.OK
    found = harvest(
        project,
        fichiers,
        only_tracked=flags["only_tracked"],
        scope=Scope(scope) if scope else None,
    )
    report = ReviewReport()
    if flags["as_json"]:
        written = apply(found, _ready(found, scope)) if flags["applied"] else ()
        click.echo(harvest_as_json(found, written))
        return max(_code(found), _check(project) if flags["applied"] else ExitCode.OK)
    chosen = list(_asked(found, report, scope) if flags["interactive"] else _ready(found, scope))
    if not flags["interactive"]:
        report.changes(found)
    report.asides(found)
    report.margins(found)
    report.count(found)
    if not (flags["applied"] or flags["interactive"]):
        return _code(found)
    report.written(apply(found, chosen))
    return max(_code(found), _check(project))


def _ready(found: Harvest, scope: str | None) -> Iterator[Chosen]:
    """Yield the changes that need no answer."""
    for change in found.changes:
        if change.state is State.READY:
            yield Chosen(change, Scope(scope or Scope.NATIONAL))


def _asked(found: Harvest, report: ReviewReport, scope: str | None) -> Iterator[Chosen]:
    """Show each change, and yield those that are wanted."""
    every = False
    for change in found.changes:
        report.change(change)
        if change.state is State.CHOICE:
            places = {key: PLACES[key] for key in PLACES if key != "r" or change.varies}
            place = _ask(places, default="p")
            if place != "p":
                yield Chosen(change, Scope.REGIONAL if place == "r" else Scope.NATIONAL)
        elif change.state is State.READY:
            answer = "o" if every else _ask(ANSWERS, default="n")
            every = every or answer == "t"
            if answer == "q":
                return
            if answer in {"o", "t"}:
                yield Chosen(change, Scope(scope or Scope.NATIONAL))


def _ask(answers: dict[str, str], default: str) -> str:
    told = ", ".join(f"{key} = {word}" for key, word in answers.items())
    answer: str = click.prompt(
        say(f"Reprendre ? ({told})"), type=click.Choice(list(answers)), default=default, err=True
    )
    return answer


def _code(found: Harvest) -> int:
    """Return 1 when a person has something to do by hand."""
    held = any(change.state is not State.READY for change in found.changes)
    return ExitCode.CONTENT if held or any(one.refused for one in found.asides) else ExitCode.OK


def _check(project: Path) -> int:
    """Check the project as it is now, and show what is wrong."""
    try:
        diagnostics = load(project).warnings
    except ContentError as error:
        diagnostics = error.diagnostics
    Report().diagnostics(diagnostics, default_format())
    wrong = any(one.severity is Severity.ERROR for one in diagnostics)
    return ExitCode.CONTENT if wrong else ExitCode.OK

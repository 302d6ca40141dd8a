"""`kitgen status`: what needs an editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from kitgen.cli.words import say
from kitgen.compose.wording import day_in_words
from kitgen.errors import ExitCode
from kitgen.model.artefact import Mesure
from kitgen.model.difference import Ecart
from kitgen.pipeline.minor import mark_minor
from kitgen.pipeline.project import Project, load
from kitgen.pipeline.remarks import Waiting, waiting
from kitgen.pipeline.status import (
    NATIONAL,
    OWN,
    Changement,
    Couverture,
    budgets,
    changes,
    coverage,
)

LEGEND = "● fiche déclinée, · texte national, ! déclinaison périmée"
SIGNS = {OWN: "●", NATIONAL: "·", "perimee": "!"}
STYLES = {"=": "", "-": "red strike", "+": "green"}
MARKS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Écrit un seul document JSON.")
@click.option(
    "--exit-code",
    is_flag=True,
    help="Sort avec le code 4 si une déclinaison est périmée, une fiche trop longue, ou un "
    "commentaire de relecture en attente.",
)
@click.option(
    "--minor",
    metavar="CHEMIN",
    multiple=True,
    help="Déclare mineur le changement d'un élément national, pour ne pas déranger les clubs : "
    "municipal/alimentation/leviers/regie/exemples/lons.",
)
@click.pass_obj
def status(project: Path, minor: tuple[str, ...], *, as_json: bool, exit_code: bool) -> int:
    """Montre les déclinaisons périmées, les commentaires de relecture et les pages prises.

    Et ce que chaque région a de propre.

    Exemple : kitgen status
    """
    for chemin in minor:
        for path in mark_minor(project, chemin):
            click.echo(say(f"Changement mineur, noté dans {path} : {chemin}"))
    loaded = load(project)
    stale, lines = tuple(changes(loaded)), tuple(coverage(loaded))
    rooms = budgets(loaded.root / "output")
    comments = tuple(waiting(loaded.library))
    if as_json:
        click.echo(_as_json(stale, lines, rooms, comments))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for change in stale:
            _show(console, change)
        console.print(say(_count(len(stale))))
        _show_comments(console, comments)
        if loaded.regionales:
            console.print(_table(loaded, lines))
            _show_reserve(console, lines)
        _show_rooms(console, rooms)
    wrong = stale or comments or [one for one in rooms.values() if one.depasse]
    return ExitCode.ATTENTION if exit_code and wrong else ExitCode.OK


def _count(number: int) -> str:
    if not number:
        return "Aucune déclinaison périmée"
    return "1 déclinaison périmée" if number == 1 else f"{number} déclinaisons périmées"


def _show(console: Console, change: Changement) -> None:
    """Write a stale override: where, who, and the words that changed."""
    console.print(Text(f"{change.place}", style="bold"))
    console.print(Text(f"  {change.region} – {change.reference}/{change.chemin}"))
    console.print(Text(say(f"  {_who(change)}")))
    for name, words in change.champs or ():
        label = f"    {name} : " if name else "    "
        console.print(Text.assemble(say(label), _words(words, colour=console.is_terminal)))
    console.print(Text(say("  → `kitgen region accept ") + f"{change.place.file}` une fois relu"))


def _who(change: Changement) -> str:
    """Return who recorded a change, or why nobody can be named."""
    if change.champs is None:
        return "l'ancien texte n'est pas dans l'historique git"
    if change.auteur is None:
        return "changé, et pas encore enregistré dans git"
    return f"changé par {change.auteur[0]} le {day_in_words(change.auteur[1])}"


def _words(words: tuple[Ecart, ...], *, colour: bool) -> Text:
    text = Text()
    for one in words:
        shown = one.texte if colour else MARKS[one.sens].format(one.texte)
        text.append(shown, style=STYLES[one.sens] if colour else "")
    return text


def _table(project: Project, lines: tuple[Couverture, ...]) -> Text:
    """Return régions down, collections across, one sign per fiche."""
    states = {(one.region, one.reference): SIGNS[one.etat] for one in lines}
    rows = [("", *project.library.collections)]
    for region in project.regionales:
        cells = [
            "".join(
                states[region, f"{name}/{fiche}"]
                for partie in collection.parties
                for fiche in partie.fiches
            )
            for name, collection in project.library.collections.items()
        ]
        rows.append((region, *cells))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return Text(f"{table}\n\n{say(LEGEND)}")


def _show_reserve(console: Console, lines: tuple[Couverture, ...]) -> None:
    """Name the fiches that have no local example although the région holds one in reserve."""
    for one in lines:
        if one.reserve and one.ailleurs:
            console.print(
                say(
                    f"{one.region} : {one.reference} n'a que des exemples d'ailleurs, "
                    f"et la réserve de la région en tient {one.reserve}"
                )
            )


def _show_rooms(console: Console, rooms: Mapping[str, Mesure]) -> None:
    """Write the pages that each fiche took, and how full the last one is."""
    if not rooms:
        console.print(say("Pages : `kitgen build` les mesurera"))
    for name, room in sorted(rooms.items()):
        over = f", {room.signes_en_trop} signes de trop" if room.depasse else ""
        tight = ", resserrée" if room.resserree else ""
        console.print(
            say(f"{name} : {room.pages}/{room.budget} pages, la dernière à {room.remplissage} %")
            + tight
            + over
        )


def _show_comments(console: Console, comments: tuple[Waiting, ...]) -> None:
    """Write the comments of reviewers that nobody has dealt with."""
    for one in comments:
        said = one.comment
        when = "" if said.date is None else f", le {day_in_words(said.date.isoformat())}"
        console.print(Text(say(f"{one.about} – {said.auteur or 'relecteur'}{when}"), style="bold"))
        about = " ".join(f"{said.champ or ''} « {said.extrait} »".split()) if said.extrait else ""
        if about:
            console.print(Text(say(f"  {about}")))
        for words in (said.texte, *(answer.texte for answer in said.reponses)):
            console.print(Text(say(f"    {' '.join(words.split())}")))
        console.print(Text(say(f"  → une fois traité : `kitgen review --resolve {said.id}`")))
    if comments:
        number = len(comments)
        plural = "s" if number > 1 else ""
        console.print(say(f"{number} commentaire{plural} de relecture en attente"))


def _as_json(
    stale: tuple[Changement, ...],
    lines: tuple[Couverture, ...],
    rooms: Mapping[str, Mesure],
    comments: tuple[Waiting, ...],
) -> str:
    document = {
        "commentaires": [
            {"fiche": one.about, "fichier": one.file, **one.comment.model_dump(mode="json")}
            for one in comments
        ],
        "perimees": [_stale_as_json(change) for change in stale],
        "couverture": [asdict(line) for line in lines],
        "pages": [asdict(rooms[name]) for name in sorted(rooms)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _stale_as_json(change: Changement) -> dict[str, object]:
    auteur, date = change.auteur or (None, None)
    return {
        "region": change.region,
        "reference": change.reference,
        "chemin": change.chemin,
        "fichier": change.place.file,
        "ligne": change.place.line,
        "colonne": change.place.column,
        "base": change.base,
        "actuelle": change.actuelle,
        "auteur": auteur,
        "date": date,
        "champs": None
        if change.champs is None
        else {name: [asdict(one) for one in words] for name, words in change.champs},
    }

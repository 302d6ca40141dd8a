"""Changes on a terminal: in colour, or with marks around the words."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from kitgen.cli.words import say
from kitgen.model.changement import Changement, Comparaison, Sorte
from kitgen.model.difference import Ecart, extrait

SIGNS: dict[Sorte, tuple[str, str]] = {
    "ajout": ("+", "green"),
    "retrait": ("-", "red"),
    "deplacement": (">", "cyan"),
    "modification": ("~", "yellow"),
}
STYLES = {"=": "", "-": "red strike", "+": "green"}
MARKS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


def plain_text(comparisons: Sequence[Comparaison]) -> str:
    """Return the changes as a file holds them: without colour."""
    stream = io.StringIO()
    show_text(comparisons, Console(file=stream, highlight=False, soft_wrap=True, no_color=True))
    return stream.getvalue()


def show_text(comparisons: Sequence[Comparaison], console: Console | None = None) -> None:
    """Write the changes, on the standard output unless told otherwise."""
    console = console or Console(highlight=False, soft_wrap=True)
    for comparison in comparisons:
        number = len(comparison.changements)
        if len(comparisons) > 1 and not number and comparison is not comparisons[0]:
            continue
        console.print(Text(say(f"{comparison.titre} : {_count(number)}"), style="bold"))
        for volet in comparison.volets:
            console.print(Text(f"\n{volet.titre}", style="bold underline"))
            for groupe in volet.groupes:
                if groupe.titre:
                    console.print(Text(f"\n  {groupe.titre}", style="bold"))
                for change in groupe.changements:
                    _show(console, change)


def _count(number: int) -> str:
    if not number:
        return "aucune différence"
    return "1 changement" if number == 1 else f"{number} changements"


def _show(console: Console, change: Changement) -> None:
    sign, style = SIGNS[change.sorte]
    console.print(Text.assemble("  ", (sign, style), f" {change.annonce}"))
    if change.sorte == "deplacement":
        console.print(Text(f"      {change.avant} → {change.apres}"))
    elif change.mots:
        words = _words(extrait(change.mots), colour=console.is_terminal and not console.no_color)
        console.print(Text.assemble("      ", words))
    console.print(Text(f"      {change.adresse}", style="dim"))


def _words(words: Sequence[Ecart], *, colour: bool) -> Text:
    """Return words on one line, styled in colour, or else between marks."""
    text = Text()
    for one in words:
        line = one.texte.replace("\n", " ¶ ")
        shown = line if colour else MARKS[one.sens].format(line)
        text.append(shown, style=STYLES[one.sens] if colour else "")
    return text

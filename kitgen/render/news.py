"""What changed, for readers: Markdown in plain French, by collection and fiche."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kitgen.model.changement import Changement, Comparaison
from kitgen.model.difference import Ecart, extrait
from kitgen.typography import NO_BREAK

COLON = f"{NO_BREAK}: "
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
MARKS = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
"""HTML, which Markdown lets through: its own marks do not hold everywhere inside a word."""


def render_news(comparisons: Sequence[Comparaison], title: str) -> str:
    """Return the document, one section per edition when there are several.

    The régions that change nothing of their own are named together, at the end.

    Args:
        comparisons: at least one.
        title: its title, a line of plain words.
    """
    lines = [f"# {escaped(title)}", ""]
    same = [one for one in comparisons[1:] if not one.volets]
    for comparison in comparisons:
        if comparison in same:
            continue
        if len(comparisons) > 1:
            lines += [f"## {escaped(comparison.titre)}", ""]
        lines += _edition(comparison, "#" * (3 if len(comparisons) > 1 else 2))
    if same:
        names = escaped(", ".join(one.titre for one in same))
        lines += [f"Rien ne change en plus dans ces éditions{COLON}{names}."]
    return "\n".join(lines).rstrip("\n") + "\n"


def _edition(comparison: Comparaison, level: str) -> Iterator[str]:
    if not comparison.volets:
        yield from ("Rien ne change.", "")
    for volet in comparison.volets:
        yield from (f"{level} {escaped(volet.titre)}", "")
        for groupe in volet.groupes:
            if groupe.titre:
                yield from (f"{level}# {escaped(groupe.titre)}", "")
            for change in groupe.changements:
                yield f"- {_change(change)}"
            yield ""


def _change(change: Changement) -> str:
    """Return a change on one line: what happened, then where it went or the words that changed."""
    said = escaped(change.annonce)
    if change.sorte == "deplacement":
        return f"{said}{COLON}{escaped(f'{change.avant} → {change.apres}')}"
    words = "".join(map(_word, extrait(change.mots)))
    return f"{said}{COLON}{words}" if words else said


def _word(one: Ecart) -> str:
    return MARKS[one.sens].format(escaped(" / ".join(one.texte.split("\n"))))


def escaped(words: str) -> str:
    """Return words in which nothing is a mark of Markdown."""
    return SPECIAL.sub(r"\\\1", words)

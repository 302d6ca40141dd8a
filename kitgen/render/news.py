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

    Args:
        comparisons: at least one.
        title: its title, a line of plain words.
    """
    lines = [f"# {_escaped(title)}", ""]
    for comparison in comparisons:
        if len(comparisons) > 1:
            lines += [f"## {_escaped(comparison.titre)}", ""]
        lines += _edition(comparison, "#" * (3 if len(comparisons) > 1 else 2))
    return "\n".join(lines).rstrip("\n") + "\n"


def _edition(comparison: Comparaison, level: str) -> Iterator[str]:
    if not comparison.volets:
        yield from ("Rien ne change.", "")
    for volet in comparison.volets:
        yield from (f"{level} {_escaped(volet.titre)}", "")
        for groupe in volet.groupes:
            if groupe.titre:
                yield from (f"{level}# {_escaped(groupe.titre)}", "")
            for change in groupe.changements:
                yield f"- {_change(change)}"
            yield ""


def _change(change: Changement) -> str:
    """Return a change on one line: what happened, then where it went or the words that changed."""
    said = _escaped(change.annonce)
    if change.sorte == "deplacement":
        return f"{said}{COLON}{_escaped(f'{change.avant} → {change.apres}')}"
    words = "".join(map(_word, extrait(change.mots)))
    return f"{said}{COLON}{words}" if words else said


def _word(one: Ecart) -> str:
    return MARKS[one.sens].format(_escaped(" / ".join(one.texte.split("\n"))))


def _escaped(words: str) -> str:
    """Return words in which nothing is a mark of Markdown."""
    return SPECIAL.sub(r"\\\1", words)

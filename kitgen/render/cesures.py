"""Where a line must not break: after the little words of a title or a hyphen, before a last word.

The engine breaks a line wherever there is an ordinary space; these functions take some away.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kitgen.model.texte import Ligne

NO_BREAK_SPACE = "\u00a0"
LITTLE = (
    "à|au|aux|avec|ce|ces|dans|de|des|du|en|et|la|le|les|leur|ou|par|pour|sa|se|ses|son|sur"
    "|un|une|vos|votre|&"
)
AFTER_LITTLE = re.compile(rf"(?<!\S)((?:[dl]['’])?(?:{LITTLE})) ", re.IGNORECASE)
LAST_SHORT = re.compile(r" (?=\S{1,6}$)")
LAST_TWO = re.compile(r"(?<=[ \u00a0])(?=\w.{0,13}$)([^ \u00a0]+) (?=[^ \u00a0]+$)")
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
NO_BREAK_HYPHEN = "\u2011"
ELIDED = re.compile(r"\s(\S+’)$")
ENOUGH = 40
"""A shorter text has no line to spare a word."""


def bind_title(line: Ligne) -> Ligne:
    """Return a title of which no line ends on an article, a preposition, `&` or a hyphen.

    Nor is a short word alone on the last one, when the word before it is no long one.
    """
    bound = [replace(run, texte=_bound(run.texte)) for run in line]
    if bound:
        last = LAST_TWO.sub(rf"\1{NO_BREAK_SPACE}", bound[-1].texte)
        bound[-1] = replace(bound[-1], texte=last)
    return tuple(bound)


def _bound(words: str) -> str:
    return HYPHEN.sub(NO_BREAK_HYPHEN, AFTER_LITTLE.sub(rf"\1{NO_BREAK_SPACE}", words))


def bind_end(line: Ligne) -> Ligne:
    """Return a paragraph whose last line has more than one short word."""
    if sum(len(run.texte) for run in line) < ENOUGH:
        return line
    *runs, last = line
    return (*runs, replace(last, texte=LAST_SHORT.sub(NO_BREAK_SPACE, last.texte)))


def cut_elision(line: Ligne) -> tuple[Ligne, Ligne]:
    """Return a line without the elided article that it ends with, and that article or nothing.

    `L'exemple de l'` becomes `L'exemple de` and `l'`: the article goes to the line of its word.
    """
    *runs, last = line
    found = ELIDED.search(last.texte)
    if found is None:
        return line, ()
    return (*runs, replace(last, texte=last.texte[: found.start()])), (
        replace(last, texte=found[1]),
    )

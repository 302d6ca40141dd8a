"""Where a line must not break: after the little words of a title, before a last short word.

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
ENOUGH = 40
"""A shorter text has no line to spare a word."""


def bind_title(line: Ligne) -> Ligne:
    """Return a title of which no line ends on an article, a preposition or `&`."""
    return tuple(
        replace(run, texte=AFTER_LITTLE.sub(rf"\1{NO_BREAK_SPACE}", run.texte)) for run in line
    )


def bind_end(line: Ligne) -> Ligne:
    """Return a paragraph whose last line has more than one short word."""
    if sum(len(run.texte) for run in line) < ENOUGH:
        return line
    *runs, last = line
    return (*runs, replace(last, texte=LAST_SHORT.sub(NO_BREAK_SPACE, last.texte)))

"""The typographic pass: once, over every line, for every format."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from kitgen.model.texte import Ligne, Portion, texte_brut
from kitgen.typography import ORDINAL, PROTECTED, typographier_avec


@lru_cache(maxsize=32768)
def typeset(ligne: Ligne) -> Ligne:
    """Return a line with French spaces, quotes and ordinals; idempotent.

    The rules see the line as a whole, so that a space is set between a bold word and the colon
    that follows it; each character keeps the marks of its run. Remembered, since editions share
    most of their lines.
    """
    owners = [place for place, run in enumerate(ligne) for _ in run.texte]
    text, owners = typographier_avec(texte_brut(ligne), owners)
    raised = {place for place in _ordinal_endings(text) if not ligne[owners[place]].exposant}
    flags = map(raised.__contains__, range(len(owners)))
    runs: list[Portion] = []
    start = 0
    for (owner, ordinal), group in groupby(zip(owners, flags, strict=True)):
        run = ligne[owner]
        end = start + len(list(group))
        runs.append(replace(run, texte=text[start:end], exposant=run.exposant or ordinal))
        start = end
    return tuple(runs)


def _ordinal_endings(text: str) -> frozenset[int]:
    """Return the positions of the letters that end an ordinal: `er` in `1er`, `e` in `XXe`."""
    shields = [match.span() for match in PROTECTED.finditer(text)]
    found: set[int] = set()
    for match in ORDINAL.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if not any(low <= start < high for low, high in shields):
            found.update(range(start, end))
    return frozenset(found)

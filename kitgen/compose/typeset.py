"""The typographic pass: once, over every line, for every format."""

from __future__ import annotations

from dataclasses import replace

from kitgen.model.texte import Ligne, Portion, texte_brut
from kitgen.typography import ORDINAL, PROTECTED, typographier_avec


def typeset(ligne: Ligne) -> Ligne:
    """Return a line with French spaces, quotes and ordinals; idempotent.

    The rules see the line as a whole, so that a space is set between a bold word and the colon
    that follows it; each character keeps the marks of its run.
    """
    owners = [place for place, run in enumerate(ligne) for _ in run.texte]
    text, owners = typographier_avec(texte_brut(ligne), owners)
    raised = _ordinal_endings(text)
    runs: list[Portion] = []
    previous: tuple[int, bool] | None = None
    for position, (character, owner) in enumerate(zip(text, owners, strict=True)):
        key = (owner, position in raised or ligne[owner].exposant)
        if key == previous:
            runs[-1] = replace(runs[-1], texte=runs[-1].texte + character)
        else:
            runs.append(replace(ligne[owner], texte=character, exposant=key[1]))
        previous = key
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

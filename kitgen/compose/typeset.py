"""The typographic pass: once, over every line, for every format."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

from kitgen.model.texte import Ligne, Portion, texte_brut
from kitgen.typography import ORDINAL, protected, typographier_entre


@lru_cache(maxsize=32768)
def typeset(ligne: Ligne) -> Ligne:
    """Return a line with French spaces, quotes and ordinals; idempotent.

    The rules see the line as a whole, so that a space is set between a bold word and the colon
    that follows it; each character keeps the marks of its run. Remembered, since editions share
    most of their lines.
    """
    text, ends = typographier_entre(
        texte_brut(ligne), [*accumulate(len(run.texte) for run in ligne)]
    )
    raised = _ordinal_endings(text)
    runs: list[Portion] = []
    start = 0
    for run, end in zip(ligne, ends, strict=True):
        ours = () if run.exposant else raised
        edges = {edge for stretch in ours for edge in stretch if start < edge < end}
        for low, high in pairwise((start, *sorted(edges), end)):
            words, up = text[low:high], any(one <= low < other for one, other in ours)
            marks = (run.gras, run.italique, run.exposant or up, run.lien, run.champ)
            if words:
                runs.append(Portion(words, *marks))
        start = end
    return tuple(runs)


def _ordinal_endings(text: str) -> list[tuple[int, int]]:
    """Return where the letters that end ordinals stand: `er` in `1er`, `e` in `XXe`."""
    found = [match.span(match.lastgroup or 0) for match in ORDINAL.finditer(text)]
    shields = protected(text) if found else []
    return [one for one in found if not any(low <= one[0] < high for low, high in shields)]

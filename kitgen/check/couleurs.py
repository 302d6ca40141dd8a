"""A région's colours carry text, and are the colour of texts: they stand out from white."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.check.survey import Finding, Survey
from kitgen.model.couleur import BLANC, LISIBLE, NOIR, contraste, melange
from kitgen.model.region import Couleurs

STEPS = 100


def pale_colours(whole: Survey) -> Iterator[Finding]:
    """Find a colour on which white would not be read, nor itself on white."""
    for document, visit in whole.visits():
        if isinstance(visit.owner, Couleurs) and isinstance(visit.value, str):
            ratio = contraste(visit.value, BLANC)
            if ratio < LISIBLE:
                yield Finding(
                    document.place(visit),
                    f"le contraste de `{visit.value}` avec le blanc, `{BLANC}`, est de "
                    f"{_in_french(ratio)} : il en faut au moins {_in_french(LISIBLE)}",
                    f'une teinte plus sombre convient : `"{_darker(visit.value)}"`',
                )


def _darker(colour: str) -> str:
    """Return the nearest darker shade that white stands out from."""
    shades = (melange(colour, NOIR, step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if contraste(shade, BLANC) >= LISIBLE)


def _in_french(ratio: float) -> str:
    """Return a ratio with one decimal, never rounded up."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")

"""The shades that a région's colours give, where every text stands out from its ground."""

from __future__ import annotations

from typing import NamedTuple

from kitgen.model.couleur import BLANC, LISIBLE, NOIR, contraste, melange

NUANCE = 0.16
FOND = 0.07
CLAIR = 0.24
STEPS = 20


class Palette(NamedTuple):
    """A colour and what goes with it, as the layouts name them.

    Attributes:
        teinte: the région's colour: white is read on it, and it is read on white.
        nuance: its shapes on its own ground: the companion, or a darker shade.
        fond: the pale ground of its boxes, on which it is read too.
        clair: a stronger tint, of the companion when there is one, on which it is read too.
    """

    teinte: str
    nuance: str
    fond: str
    clair: str


def palette(couleurs: tuple[str, str | None]) -> Palette:
    """Return the shades of a région's main colour and of its companion."""
    principale, secondaire = couleurs
    return Palette(
        teinte=principale,
        nuance=secondaire or melange(principale, NOIR, NUANCE),
        fond=_ground(principale, principale, FOND),
        clair=_ground(secondaire or principale, principale, CLAIR),
    )


def _ground(colour: str, ink: str, strongest: float) -> str:
    """Return the strongest tint of a colour, up to a share of it, on which an ink is read."""
    shares = (strongest * step / STEPS for step in range(STEPS, 0, -1))
    tints = (melange(BLANC, colour, share) for share in shares)
    return next((tint for tint in tints if contraste(tint, ink) >= LISIBLE), BLANC)

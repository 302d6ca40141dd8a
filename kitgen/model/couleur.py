"""Colours as `#1F5C8B`: how well two of them stand out, and what lies between them."""

from __future__ import annotations

from typing import Final

LISIBLE: Final = 4.5
"""The least contrast of a text with its ground (WCAG 2, level AA)."""
BLANC: Final = "#FFFFFF"
NOIR: Final = "#000000"


def contraste(one: str, other: str) -> float:
    """Return the contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def melange(one: str, other: str, part: float) -> str:
    """Return a colour with a part of another one, from 0 (none of it) to 1 (it alone)."""
    pairs = zip(_canaux(one), _canaux(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def _canaux(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in _canaux(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Colours: their contrast, and what lies between them."""

from __future__ import annotations

import pytest

from kitgen.model.couleur import BLANC, NOIR, contraste, melange


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (BLANC, NOIR, 21.0),
        (NOIR, BLANC, 21.0),
        (BLANC, BLANC, 1.0),
        ("#777777", BLANC, 4.48),
        ("#767676", BLANC, 4.54),
        ("#1f5c8b", "#1F5C8B", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Published values, whatever the order of the pair and the case of its letters."""
    assert contraste(one, other) == pytest.approx(ratio, abs=0.005)


def test_a_mixture_goes_from_one_colour_to_the_other() -> None:
    """None of the other colour, half of it, it alone."""
    assert melange("#102030", BLANC, 0) == "#102030"
    assert melange(NOIR, BLANC, 0.5) == "#808080"
    assert melange("#102030", BLANC, 1) == BLANC

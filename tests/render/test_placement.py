"""Where the figures of a fiche stand."""

from __future__ import annotations

import pytest

from kitgen.model.edition import RegionEdition
from kitgen.render.placement import (
    has_contacts_on_back,
    has_figures_beyond,
    has_margin_figures,
)
from tests.builders import chiffre, fiche, levier, ligne, loi, organisme, region, texte
from tests.render.images import image

LONG = "mot " * 500
OPENING = "mot " * 30


@pytest.mark.parametrize(
    ("changes", "margin"),
    [
        ({}, True),
        ({"loi": None}, False),
        ({"loi": None, "chiffres": (chiffre(),)}, True),
        ({"chiffres": (chiffre(),) * 4}, False),
        ({"chapo": texte(LONG)}, False),
        ({"loi": loi(texte=texte(LONG))}, False),
        ({"chiffres": (chiffre(libelle=ligne(LONG)),)}, False),
        ({"chapo": texte(OPENING), "chiffres": (chiffre(),) * 3}, False),
        ({"chapo": texte(4 * OPENING), "chiffres": (chiffre(),) * 3}, True),
    ],
)
def test_figures_stand_in_the_margin_when_they_are_no_taller(
    changes: dict[str, object], *, margin: bool
) -> None:
    """Beside the standfirst and the law while all of it is short, else in a row."""
    assert has_margin_figures(fiche(**changes)) is margin


def test_the_heading_of_levers_may_stand_beside_the_end_of_figures() -> None:
    """A section, which begins in the margin, may not: it would start below a void."""
    figures = {"chiffres": (chiffre(),) * 3, "chapo": texte(110 * "mot ")}

    assert has_margin_figures(fiche(**figures))
    assert not has_margin_figures(fiche(**figures, leviers=(), sections=(levier(),)))


def test_the_heading_of_levers_goes_down_with_figures_that_go_further() -> None:
    """It stands just above the first lever, beside their end."""
    assert not has_figures_beyond(fiche())
    assert has_figures_beyond(fiche(chiffres=(chiffre(),) * 3, chapo=texte(50 * "mot ")))


@pytest.mark.parametrize(
    ("une", "back"),
    [
        (region(), True),
        (region(organismes=()), False),
        (region(organismes=(organisme(),) * 9), False),
        (region(organismes=(organisme(role=ligne(LONG)),)), False),
        (region(partenaires=(image(),)), False),
    ],
)
def test_whom_to_call_stands_on_the_back_cover_if_it_holds_there(
    une: RegionEdition, *, back: bool
) -> None:
    """Few and short, and without logos, whose grounds are for paper."""
    assert has_contacts_on_back(une) is back

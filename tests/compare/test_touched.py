"""What of a document differs in another edition of it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kitgen.compare.touched import PIECES, touched_fiches, touched_pages
from kitgen.model.edition import Edition
from tests.builders import edition, fiche, introduction, ligne, partie, region, texte

SCIC = fiche(reference="municipal/scic")
KIT = edition(parties=(partie(fiches=(fiche(), SCIC)),))


def kit(**changes: object) -> Edition:
    """Return the kit with another first fiche."""
    return edition(parties=(partie(fiches=(fiche(**changes), SCIC)),))


def test_the_fiches_that_differ_are_touched() -> None:
    """Also one that goes; not one that only comes."""
    less = edition(parties=(partie(fiches=(SCIC,)),))

    assert [one.reference for one in touched_fiches(KIT, kit(chapo=texte("Autre.")))] == [
        "municipal/acteurs"
    ]
    assert touched_fiches(KIT, KIT) == ()
    assert [one.reference for one in touched_fiches(KIT, less)] == ["municipal/acteurs"]
    assert touched_fiches(less, KIT) == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ()),
        ({"presentation": ()}, ("avant-propos",)),
        ({"titre": ligne("Autre"), "sous_titre": ligne("Autre")}, ("couverture",)),
        ({"region": region()}, ("pages de la région",)),
        ({"pages_par_fiche": 3}, ("autres pages",)),
        ({"parties": (partie(titre=ligne("Autre"), fiches=(fiche(), SCIC)),)},
         ("sommaire", "ouvertures des parties")),
        ({"parties": (partie(presentation=(), fiches=(fiche(), SCIC)),)},
         ("ouvertures des parties",)),
        ({"parties": (partie(fiches=(fiche(titre=ligne("Autre")), SCIC)),)}, ("sommaire",)),
        ({"parties": (partie(fiches=(fiche(chapo=()), SCIC)),)}, ()),
        ({"parties": (partie(fiches=(introduction(), SCIC)),)},
         ("index des exemples", "sommaire")),
    ],
)  # fmt: skip
def test_the_pages_around_the_fiches_are_named(
    changes: dict[str, object], found: tuple[str, ...]
) -> None:
    """Cover, foreword, contents, openers: each once."""
    parties = {"parties": KIT.parties}

    assert touched_pages(KIT, edition(**(parties | changes))) == found


def test_the_named_pages_are_those_of_an_edition() -> None:
    """No name of a field is misspelt."""
    assert set(PIECES) <= {one.name for one in fields(Edition)}

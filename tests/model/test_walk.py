"""Walks over models, down and back up."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from kitgen.model.base import Annee, Identifiant, Jour, Modele, Reference, TexteCourt, TexteLong
from kitgen.model.fiche import Fiche, Levier
from kitgen.model.genre import Genre
from kitgen.model.source import Source
from kitgen.model.variante import Remplacer, Variante
from kitgen.model.walk import Endroit, kinds, locate, walk


def test_kinds_are_those_of_the_declarations() -> None:
    """A field's kind is its alias, without `None` and without the list around it."""
    assert kinds(Fiche)["titre_court"] == TexteCourt
    assert kinds(Fiche)["leviers"] is Levier
    assert kinds(Fiche)["voir_aussi"] == Reference
    assert kinds(Levier)["texte"] == TexteLong
    assert kinds(Source)["annee"] == Annee
    assert TexteCourt != TexteLong


def test_a_union_of_several_kinds_is_kept() -> None:
    """Only `None` is taken out of a union."""

    class Deux(Modele):
        genre: Genre
        valeur: int | str | None

    assert kinds(Deux)["valeur"] == int | str | None


def test_walk_yields_what_was_written() -> None:
    """Parents come before their fields; absent and empty values are passed over."""
    source = Source(titre="A", url="u", consulte_le=datetime.date(2026, 11, 21))
    fiche = Fiche(
        titre="T",
        chapo="C",
        leviers=(Levier(id="a", titre="L", texte="X"),),
        voir_aussi=("a/b",),
    )

    assert [(v.path, v.kind, v.field) for v in walk(source)] == [
        (("titre",), TexteCourt, "titre"),
        (("url",), TexteCourt, "url"),
        (("consulte_le",), Jour, "consulte_le"),
    ]
    assert [(v.path, v.kind) for v in walk(fiche)] == [
        (("titre",), TexteCourt),
        (("chapo",), TexteLong),
        (("leviers", 0), Levier),
        (("leviers", 0, "id"), Identifiant),
        (("leviers", 0, "titre"), TexteCourt),
        (("leviers", 0, "texte"), TexteLong),
        (("voir_aussi", 0), Reference),
    ]
    assert [v.field for v in walk(fiche)][-1] == "voir_aussi"
    assert [v.owner for v in walk(fiche)][3] is fiche.leviers[0]


@pytest.mark.parametrize(
    ("model", "loc", "endroit"),
    [
        (Fiche, (), Endroit((), Fiche, None)),
        (Fiche, ("leviers", 1, "titre"), Endroit(("leviers", 1, "titre"), TexteCourt, Levier)),
        (Fiche, ("leviers", 1), Endroit(("leviers", 1), Levier, Fiche)),
        (Fiche, ("zzz",), Endroit(("zzz",), None, Fiche)),
        (Fiche, ("zzz", "y"), Endroit(("zzz", "y"), None, None)),
        (
            Variante,
            ("operations", 0, "remplacer", "par", "x"),
            Endroit(("operations", 0, "par", "x"), None, None),
        ),
        (
            Variante,
            ("operations", 0, "remplacer", "remplacer"),
            Endroit(("operations", 0, "remplacer"), kinds(Remplacer)["remplacer"], Remplacer),
        ),
    ],
)
def test_locate_speaks_the_words_of_the_file(
    model: type[Modele], loc: Sequence[str | int], endroit: Endroit
) -> None:
    """A location loses the tags of unions and gains the declaration of its last key."""
    assert locate(model, loc) == endroit

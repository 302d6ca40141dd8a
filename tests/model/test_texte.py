"""Runs that are joined."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from kitgen.model.texte import MARQUES, LienExterne, Portion, joindre

OTHER: dict[str, Any] = {
    "gras": True,
    "italique": True,
    "exposant": True,
    "lien": LienExterne("https://exemple.fr"),
    "champ": "municipal/scic/titre",
}


def test_a_run_is_its_words_and_its_marks() -> None:
    """No field of a run is forgotten when two are compared."""
    assert {field.name for field in fields(Portion)} == {"texte", *MARQUES}


def test_neighbours_alike_are_one_run() -> None:
    """Their words follow each other; what was one stays the same object."""
    first, bold = Portion("a"), Portion("c", gras=True)

    assert joindre((first, Portion("b"), bold, Portion("d"))) == (
        Portion("ab"), bold, Portion("d"),
    )  # fmt: skip
    assert joindre((bold,))[0] is bold
    assert joindre(()) == ()


@pytest.mark.parametrize("mark", MARQUES)
def test_one_mark_keeps_neighbours_apart(mark: str) -> None:
    """Whichever it is."""
    runs = (Portion("a"), replace(Portion("b"), **{mark: OTHER[mark]}))

    assert joindre(runs) == runs

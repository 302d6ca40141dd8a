"""The words of a value as documents show them."""

from __future__ import annotations

import pytest

from kitgen.compare.words import words_of
from kitgen.model.base import TexteCourt, TexteLong

SAME = [
    ("Un mot ; puis\ndeux.", "Un mot ;\npuis deux."),
    ("L'ESS : oui", "L’ESS\u00a0: oui"),
    ("Un **mot** ?", "Un __mot__ ?"),
    ("- un\n- deux", "* un\n* deux"),
    ("Un *mot*.", "Un _mot_."),
    ("Un paragraphe.\n\nUn autre.", "Un paragraphe.\n\n\n\nUn autre.\n"),
]
OTHER = [
    ("Un mot.", "Deux mots."),
    ("Un mot.", "Un **mot**."),
    ("Un mot.", "Un *mot*."),
    ("[ici](https://a.fr)", "[ici](https://b.fr)"),
    ("[](fiche:municipal/a)", "[](fiche:municipal/b)"),
    ("[ici](fiche:municipal/a)", "[ici](https://a.fr)"),
    ("Un paragraphe. Un autre.", "Un paragraphe.\n\nUn autre."),
    ("- un\n- deux", "1. un\n2. deux"),
    ("# Un titre", "## Un titre"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_what_documents_show_alike_is_the_same(before: str, after: str) -> None:
    """Wrapping, quotes, spaces and other marks for the same thing are no difference."""
    assert words_of(TexteLong, before).sens == words_of(TexteLong, after).sens


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_what_documents_show_otherwise_differs(before: str, after: str) -> None:
    """A word, a mark, a link, a paragraph; and what no document can show, as typed."""
    assert words_of(TexteLong, before).sens != words_of(TexteLong, after).sens


def test_a_long_text_has_its_words_and_its_marks() -> None:
    """Its paragraphs and list elements on lines of their own, with French spaces."""
    source = "Lire **la fiche** : [](fiche:municipal/a), *vite*.\n\n- [un](https://a.fr)\n- deux"

    found = words_of(TexteLong, source)

    assert found.texte == "Lire la fiche\u00a0: municipal/a, vite.\n- un\n- deux"
    assert found.marques == (
        "Lire **la fiche**\u00a0: [municipal/a](fiche:municipal/a), *vite*.\n"
        "- [un](https://a.fr)\n- deux"
    )


def test_a_short_text_keeps_its_marks_as_words() -> None:
    """Where Markdown is not read, a star is a star."""
    assert words_of(TexteCourt, "l'air *frais*").texte == "l’air *frais*"
    assert words_of(None, 2024).texte == "2024"

"""Where lines must not break: read in the spaces that are left."""

from __future__ import annotations

import pytest

from kitgen.model.texte import texte_brut
from kitgen.render.cesures import bind_end, bind_title, cut_elision
from tests.builders import ligne


@pytest.mark.parametrize(
    ("title", "bound"),
    [
        (
            "Pôles territoriaux de coopération & climat",
            "Pôles territoriaux de_coopération &_climat",
        ),
        ("L’accès au foncier des acteurs", "L’accès au_foncier des_acteurs"),
        ("Agir sur la **restauration** scolaire", "Agir sur_la_restauration scolaire"),
        ("Prendre part à la vie d’un pôle", "Prendre part à_la_vie d’un_pôle"),
        ("Deuxième élan", "Deuxième élan"),
        ("Les compétences du bloc communal", "Les_compétences du_bloc_communal"),
        ("Introduction\u00a0: comprendre", "Introduction_: comprendre"),
        ("Les compétences régionales", "Les_compétences régionales"),
        ("Aider dans", "Aider dans"),
    ],
)
def test_no_line_of_a_title_ends_on_a_little_word(title: str, bound: str) -> None:
    """Articles, prepositions and `&` stay with the word that they belong to."""
    assert texte_brut(bind_title(ligne(title))).replace("\u00a0", "_") == bound


def test_no_line_of_a_title_ends_on_a_hyphen() -> None:
    """A compound stays whole; the hyphen that it ends with, or a dash, is left alone."""
    title = bind_title(ligne("Ranimer les centres-villes – et l’arrière-pays"))

    assert texte_brut(title).replace("\u00a0", " ") == (
        "Ranimer les centres\u2011villes – et l’arrière\u2011pays"
    )
    assert bind_title(()) == ()


def test_a_paragraph_does_not_end_on_one_short_word() -> None:
    """Its last two words stay together, marks and links kept; long ones may stand alone."""
    short = ligne("Les associations savent ce qu’elles **peuvent demander** au pôle.")
    long = ligne("Les associations savent ce qu’elles peuvent demander partout.")

    assert texte_brut(bind_end(short)).endswith("demander au\u00a0pôle.")
    assert [run.gras for run in bind_end(short)] == [run.gras for run in short]
    assert bind_end(long) == long


def test_a_line_too_short_to_spare_a_word_is_left_alone() -> None:
    """Two bound words could make it longer than its column."""
    assert bind_end(ligne("Un mot de trop")) == ligne("Un mot de trop")
    assert bind_end(()) == ()


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("L’exemple de l’", ("L’exemple de", "l’")),
        ("L’exemple d’", ("L’exemple", "d’")),
        ("L’exemple de la ", ("L’exemple de la ", "")),
    ],
)
def test_an_elided_article_stands_with_its_word(said: str, parts: tuple[str, str]) -> None:
    """It does not end the line before."""
    assert tuple(map(texte_brut, cut_elision(ligne(said)))) == parts

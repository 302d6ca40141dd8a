"""The page plan: a first number for each piece."""

from __future__ import annotations

from kitgen.render.word_plan import plan_pages
from tests.builders import edition, fiche, ligne, partie, texte


def test_pages_follow_the_budget() -> None:
    """Cover 1, imprint 2, contents 3, foreword 4; an opener takes one page, a fiche its budget."""
    plan = plan_pages(edition())

    assert (plan.imprint, plan.contents, plan.foreword) == (2, 3, 4)
    assert dict(plan.anchors) == {
        "partie-1": 5,
        "fiche-1": 6,
        "fiche-2": 8,
        "partie-2": 10,
        "fiche-3": 11,
        "fiche-4": 13,
    }
    assert plan.colophon == 15


def test_the_budget_is_the_collection_s() -> None:
    """Fiches of four pages are numbered four by four."""
    plan = plan_pages(edition(pages_par_fiche=4))

    assert plan.anchors["fiche-2"] - plan.anchors["fiche-1"] == 4


def test_without_foreword_the_first_part_comes_sooner() -> None:
    """No page is kept for a foreword that does not exist."""
    plan = plan_pages(edition(presentation=()))

    assert plan.foreword is None
    assert plan.anchors["partie-1"] == 4


def test_long_front_matter_takes_its_pages() -> None:
    """Many fiches make two pages of contents, many words two pages of foreword."""
    many = tuple(fiche(ancre=f"f-{n}", titre=ligne("Un titre " * 12)) for n in range(27))
    plan = plan_pages(
        edition(parties=(partie(fiches=many),), presentation=texte("Beaucoup de mots. " * 200))
    )

    assert plan.foreword == 5
    assert plan.anchors["partie-2"] == 7

"""The page plan: a first number for each piece."""

from __future__ import annotations

from kitgen.render.word_plan import plan_pages
from tests.builders import edition, fiche, ligne, organisme, partie, region, texte


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
    assert (plan.index, plan.colophon) == (15, None)


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


def test_the_pages_of_a_region_are_planned() -> None:
    """One for its opening, before the parts; one for its contacts, before the colophon."""
    plan = plan_pages(edition(region=region()))

    assert (plan.foreword, plan.region) == (4, 5)
    assert plan.anchors["partie-1"] == 6
    assert (plan.contacts, plan.index) == (16, 17)


def test_a_region_that_brings_nothing_takes_no_page() -> None:
    """Nothing moves for a page that does not exist."""
    bare = region(avant_propos=(), chiffres=(), organismes=())
    plan = plan_pages(edition(region=bare))

    assert (plan.region, plan.contacts) == (None, None)
    assert plan.anchors == plan_pages(edition()).anchors


def test_a_region_that_brings_much_takes_its_pages() -> None:
    """A long foreword with many figures, and more contacts than a page holds."""
    many = tuple(organisme(id=f"o{n}") for n in range(13))
    long = region(
        avant_propos=texte("Mot. " * 640), chiffres=region().chiffres * 2, organismes=many
    )
    plan = plan_pages(edition(region=long))

    assert plan.region == 5
    assert plan.anchors["partie-1"] == 7
    assert plan.contacts == 17
    assert plan.index == 20

"""Page budgets: measured on the pages, told to the editor who must cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitgen.errors import Code, Severity
from kitgen.model.artefact import Mesure
from kitgen.model.edition import Edition
from kitgen.render.base import RenderContext
from kitgen.render.budget import fiches_of, fields_of, told
from kitgen.render.pdf import render_pdf
from tests.builders import edition, exemple, fiche, levier, loi, partie, texte


def test_a_fiche_within_its_budget_is_measured_and_not_told(contexte: RenderContext) -> None:
    """Its pages, and how far down its last page goes."""
    document = edition(
        fiche="municipal/acteurs", parties=(partie(fiches=(fiche(reference="municipal/a"),)),)
    )

    (mesure,) = render_pdf(document, contexte).mesures

    assert (mesure.fiche, mesure.budget) == ("municipal/a", 2)
    assert mesure.pages <= 2
    assert 5 < mesure.remplissage <= 100
    assert (mesure.lignes_en_trop, mesure.signes_en_trop) == (0, 0)


def grown(words: int) -> Edition:
    """Return a document of one fiche, whose third lever has so many words."""
    levers = tuple(
        levier(id=f"l{rank}", texte=texte("mot " * (words if rank == 3 else 130)), exemples=())
        for rank in range(1, 9)
    )
    one = fiche(reference="municipal/a", leviers=levers, voir_aussi=())
    return edition(fiche="municipal/a", parties=(partie(fiches=(one,)),))


@pytest.fixture(scope="module")
def fullest(contexte: RenderContext) -> int:
    """Return how many words the third lever may have before the fiche takes a third page."""
    lengths = range(130, 500, 20)
    return next(words for words in lengths if resserree(grown(words + 20), contexte))


def resserree(document: Edition, contexte: RenderContext) -> bool:
    """Tell whether a fiche alone has to be tightened."""
    (mesure,) = render_pdf(document, contexte).mesures
    return mesure.resserree


def test_a_fiche_that_grew_a_little_is_tightened_and_said(
    contexte: RenderContext, fullest: int
) -> None:
    """One declared step of spacing keeps it in its pages; a notice tells, and nothing fails."""
    before, after = (render_pdf(grown(words), contexte) for words in (fullest, fullest + 20))

    (mesure,) = after.mesures
    (said,) = after.diagnostics
    assert before.diagnostics == ()
    assert [one.resserree for one in before.mesures] == [False]
    assert (mesure.pages, mesure.resserree) == (2, True)
    assert (said.code, said.severity) == (Code.TIGHTENED, Severity.INFORMATION)
    assert said.message.startswith("municipal/a tient dans ses 2 pages")
    assert said.hint is not None
    assert "`leviers/l3/texte`" in said.hint


def test_a_lever_that_grew_is_named_with_what_to_cut(
    contexte: RenderContext, fullest: int
) -> None:
    """150 words more: the fiche, the overflow in lines and characters, the longest fields."""
    artefact = render_pdf(grown(fullest + 150), contexte)

    (said,) = artefact.diagnostics
    (mesure,) = artefact.mesures
    assert (said.code, said.severity) == (Code.OVER_BUDGET, Severity.WARNING)
    assert f"municipal/a prend {mesure.pages} pages au lieu de 2, même resserrée" in said.message
    assert f"{mesure.lignes_en_trop} lignes de trop" in said.message
    assert mesure.resserree
    assert mesure.lignes_en_trop > 3
    assert mesure.signes_en_trop > 100
    assert said.hint is not None
    assert f"`leviers/l3/texte` ({4 * (fullest + 150) - 1} signes)" in said.hint


def test_only_the_fiche_over_its_budget_is_tightened(
    contexte: RenderContext, fullest: int
) -> None:
    """Its neighbours in the kit keep their spacing, and their measure."""
    (long,) = fiches_of(grown(fullest + 20))
    other = replace(long, reference="municipal/b", ancre="fiche-b", leviers=long.leviers[:2])
    document = edition(parties=(partie(fiches=(long, other)),))

    artefact = render_pdf(document, contexte)

    assert {one.fiche: one.resserree for one in artefact.mesures} == {
        "municipal/a": True,
        "municipal/b": False,
    }


def test_the_longest_fields_are_the_authors_own(contexte: RenderContext) -> None:
    """Sections, levers, law box and examples are named by their id path."""
    whole = fiche(
        loi=loi(),
        sections=(levier(id="s", numero=None, exemples=(exemple(id="e"),)),),
        leviers=(levier(id="l", exemples=()),),
        exemples=(exemple(id="x"),),
    )

    names = [name for name, _ in fields_of(whole)]

    assert names == [
        "chapo",
        "loi/texte",
        "sections/s/texte",
        "sections/s/exemples/e/texte",
        "leviers/l/texte",
        "exemples/x/texte",
    ]
    assert len(list(fields_of(replace(whole, loi=None)))) == 5
    kept = Mesure("municipal/acteurs", 2, 2, 50, 0, 0)
    assert list(told(edition(parties=(partie(fiches=(whole,)),)), [kept])) == []
    assert contexte.layouts.is_dir()

"""Page budgets: measured on the pages, told to the editor who must cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitgen.errors import Code, Severity
from kitgen.model.artefact import Mesure
from kitgen.model.edition import Edition
from kitgen.render.base import RenderContext
from kitgen.render.budget import fiches_of, fields_of, measure, told
from kitgen.render.fragment import Fragment, PagePosee
from kitgen.render.pdf import render_pdf
from tests.builders import edition, exemple, fiche, levier, loi, partie, points, texte


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
    assert f"environ {mesure.lignes_en_trop} lignes de trop" in said.message
    assert mesure.resserree
    assert 1 < mesure.lignes_en_trop < 10
    assert 100 < mesure.signes_en_trop < 600
    assert said.hint is not None
    assert f"`leviers/l3/texte` ({4 * (fullest + 150) - 1} signes)" in said.hint


def test_what_is_told_to_cut_is_what_there_is_to_cut(
    contexte: RenderContext, fullest: int
) -> None:
    """Within a factor of two: half of it is not enough, twice is."""
    (mesure,) = render_pdf(grown(fullest + 250), contexte).mesures
    words = mesure.signes_en_trop // len("mot ")

    (half,) = render_pdf(grown(fullest + 250 - words // 2), contexte).mesures
    (cut,) = render_pdf(grown(fullest + 250 - words * 2), contexte).mesures

    assert mesure.depasse
    assert half.depasse
    assert not cut.depasse


@pytest.mark.parametrize(
    ("genre", "fills", "lines"),
    [
        ("points", (96, 75, 81, 80), 0),
        ("points", (96, 75, 90, 14, 79), 4),
        ("points", (96, 75, 80, 5, 79), 1),
        ("points", (96, 90, 20, 90, 14, 79), 12),
        ("kit", (92, 90, 16), 3),
        ("kit", (98, 90, 16), 6),
        ("kit", (67, 94, 25), 6),
        ("kit", (60, 90, 5), 1),
    ],
)
def test_a_page_of_a_points_overflows_alone(
    contexte: RenderContext, genre: str, fills: tuple[int, ...], lines: int
) -> None:
    """Its other pages have no room for it; those of a kit have, and one line is the least."""
    document = (points if genre == "points" else edition)()
    ancre = fiches_of(document)[0].ancre
    piece = Fragment(b"", tuple(map(PagePosee, fills)), {ancre: 0}, (), (), ())
    only = replace(document.parties[0], fiches=document.parties[0].fiches[:1])

    (mesure,) = measure(replace(document, parties=(only,)), [piece])

    assert mesure.lignes_en_trop == lines
    assert bool(mesure.signes_en_trop) is mesure.depasse
    if lines == 1:
        (said,) = told(document, [mesure])
        assert "environ 1 ligne de trop" in said.message
    assert contexte.layouts.is_dir()


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

"""Page budgets: measured on the pages, told to the editor who must cut."""

from __future__ import annotations

from dataclasses import replace

from kitgen.errors import Code, Severity
from kitgen.model.artefact import Mesure
from kitgen.render.base import RenderContext
from kitgen.render.budget import fields_of, over_budget
from kitgen.render.pdf import render_pdf
from tests.builders import edition, exemple, fiche, levier, loi, partie, texte

WORDS = " ".join(["mot"] * 150)


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


def test_a_lever_that_grew_is_named_with_what_to_cut(contexte: RenderContext) -> None:
    """The fiche, the overflow in lines and characters, the longest fields."""
    grown = fiche(
        reference="municipal/a",
        leviers=tuple(
            levier(id=f"l{rank}", texte=texte(WORDS * (2 if rank == 3 else 1)))
            for rank in range(8)
        ),
    )
    document = edition(fiche="municipal/a", parties=(partie(fiches=(grown,)),))

    artefact = render_pdf(document, contexte)

    (said,) = [one for one in artefact.diagnostics if one.code is Code.OVER_BUDGET]
    (mesure,) = artefact.mesures
    assert said.severity is Severity.WARNING
    assert f"municipal/a prend {mesure.pages} pages au lieu de 2" in said.message
    assert f"{mesure.lignes_en_trop} lignes de trop" in said.message
    assert mesure.lignes_en_trop > 3
    assert mesure.signes_en_trop > 100
    assert said.hint is not None
    assert "`leviers/l3/texte` (1198 signes)" in said.hint


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
    assert list(over_budget(edition(parties=(partie(fiches=(whole,)),)), [kept])) == []
    assert contexte.layouts.is_dir()

"""The project's inclusive form: doublets and epicene words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.check.textes import inclusive_forms_of


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("les élu·es et citoyen·ne·s", ["élu·es", "citoyen·ne·s"]),
        ("l'élu.e, les habitant.e.s.", ["élu.e", "habitant.e.s"]),
        ("directeur(trice), élu(e)s", ["directeur(trice)", "élu(e)s"]),
        ("acteurs-trices ou acteur/trice", ["acteurs-trices", "acteur/trice"]),
        ("élu-e-s, auteur.rice.s, tou.te.s", ["élu-e-s", "auteur.rice.s", "tou.te.s"]),
        ("les élues et les élus, l'équipe", []),
        ("etc. M. Mme, p. 4, art. L.123-4, 2.6 et 1er", []),
        ("https://elu.es/a.e.s, www.elu.es et elu@exemple.es", []),
        ("peut-être, vis-à-vis, dit-on, donne-les, et/ou, km/h", []),
        ("le(s) document(s), la Col·lectiu, paral·lel", []),
        ("A.e. 3.e", []),
    ],
)
def test_forms(text: str, forms: list[str]) -> None:
    """Points, brackets and bars inside a word are found; addresses and decimals are not."""
    assert inclusive_forms_of(text) == forms


@given(st.text("abelnst·.(/-) '", max_size=400))
def test_any_text_is_judged(text: str) -> None:
    """A form found is always a part of the text."""
    assert all(form in text for form in inclusive_forms_of(text))

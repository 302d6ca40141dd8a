"""What differs between two texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from kitgen.model.difference import Ecart, champs, ecarts


def test_words_are_compared_not_letters() -> None:
    """A word that changes by one letter is removed whole, and added whole."""
    assert ecarts("la ville cuisine", "la villa cuisine") == (
        Ecart("=", "la "),
        Ecart("-", "ville"),
        Ecart("+", "villa"),
        Ecart("=", " cuisine"),
    )


def test_what_is_only_added_or_removed_has_one_side() -> None:
    """Nothing is removed where words were only added, and the other way round."""
    assert ecarts("a c", "a b c") == (Ecart("=", "a "), Ecart("+", "b "), Ecart("=", "c"))
    assert ecarts("a b c", "a c") == (Ecart("=", "a "), Ecart("-", "b "), Ecart("=", "c"))
    assert ecarts("", "a") == (Ecart("+", "a"),)
    assert ecarts("a", "a") == (Ecart("=", "a"),)
    assert ecarts("", "") == ()


@given(st.text("ab é.,’\n"), st.text("ab é.,’\n"))
def test_both_texts_can_be_read_in_the_difference(before: str, after: str) -> None:
    """Kept and removed words make the old text, kept and added ones the new; none is lost."""
    found = ecarts(before, after)

    assert "".join(one.texte for one in found if one.sens != "+") == before
    assert "".join(one.texte for one in found if one.sens != "-") == after


def test_each_scalar_of_a_value_has_its_id_path() -> None:
    """Ids name the elements of a list, positions those that have none; spaces do not count."""
    value: JsonValue = {
        "titre": "Un  titre\n",
        "annee": 2024,
        "vide": None,
        "exemples": [{"id": "lons", "source": {"titre": "S"}}, {"titre": "Sans"}],
        "voir_aussi": ["a/b"],
    }

    assert dict(champs(value)) == {
        "titre": "Un titre",
        "annee": "2024",
        "exemples/lons/id": "lons",
        "exemples/lons/source/titre": "S",
        "exemples/1/titre": "Sans",
        "voir_aussi/0": "a/b",
    }
    assert list(champs("seul")) == [("", "seul")]

"""What differs between two texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from kitgen.model.difference import Ecart, champs, ecarts, extrait


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


def test_french_typography_keeps_words_together() -> None:
    """A number, a name with hyphens, an elided article, a mark with its space are one word."""
    before = "À Lons-le-Saunier, 2,6 millions d’euros\u202f; «\u202foui\u202f» à 14\u202f%"
    after = "À Lons-le-Bois, 2,7 millions l’euros\u202f! «\u202foui\u202f» à 15\u202f%"

    assert [(one.sens, one.texte) for one in ecarts(before, after) if one.sens != "="] == [
        ("-", "Lons-le-Saunier"), ("+", "Lons-le-Bois"),
        ("-", "2,6"), ("+", "2,7"),
        ("-", "d’"), ("+", "l’"),
        ("-", "\u202f;"), ("+", "\u202f!"),
        ("-", "14"), ("+", "15"),
    ]  # fmt: skip


def test_two_words_side_by_side_are_one_change() -> None:
    """The space between them is replaced with them; a word that stays parts two changes."""
    assert ecarts("la ville agit", "les communes agit") == (
        Ecart("-", "la ville"),
        Ecart("+", "les communes"),
        Ecart("=", " agit"),
    )
    assert [one.sens for one in ecarts("a b c", "x b y")] == ["-", "+", "=", "-", "+"]


def test_an_extract_keeps_what_changed_and_what_is_near() -> None:
    """A long stretch that was kept is cut on a word; a short one, and all changes, stay."""
    kept = "mot " * 40
    words = ecarts(f"{kept}un {kept}deux {kept}", f"{kept}trois {kept}quatre {kept}")

    found = extrait(words, 9)

    assert [one.texte for one in found if one.sens != "="] == ["un", "trois", "deux", "quatre"]
    assert [one.texte for one in found if one.sens == "="] == [
        "[…] mot mot ",
        " mot mot […] mot mot ",
        " mot mot […]",
    ]
    assert extrait(ecarts("a b", "a c")) == ecarts("a b", "a c")
    assert extrait(ecarts("x" * 300, "x" * 300), 9) == (Ecart("=", "[…]"),)


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

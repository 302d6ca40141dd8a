"""French typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.typography import (
    ORDINAL,
    PROTECTED,
    RULES,
    protected,
    typographier,
    typographier_avec,
    typographier_entre,
)

NB = "\u00a0"
NN = "\u202f"

SIGNS = " \u00a0\u202f\u2009;!?:«»\"'.…0123456789,%n°aeELRDVXI1erèm()[]{}`/@w€k\n"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Quoi ? Oui ! Donc ; voilà", f"Quoi{NN}? Oui{NN}! Donc{NN}; voilà"),
        ("Quoi? Oui! Vraiment?!", f"Quoi{NN}? Oui{NN}! Vraiment{NN}?!"),
        ("En bref : oui", f"En bref{NB}: oui"),
        ("En bref: oui", f"En bref{NB}: oui"),
        ("« l'ESS »", f"«{NN}l’ESS{NN}»"),
        ("«l'ESS»", f"«{NN}l’ESS{NN}»"),
        ('un "mot" et un autre', f"un «{NN}mot{NN}» et un autre"),
        ("2 600 000 emplois", f"2{NN}600{NN}000 emplois"),
        ("n° 9, n°10", f"n°{NB}9, n°{NB}10"),
        ("14 % et 7,6%", f"14{NN}% et 7,6{NN}%"),
        ("20 M€, 3 millions, 12 km", f"20{NB}M€, 3{NB}millions, 12{NB}km"),
        ("le 31 juillet 2014, le 1er mai", f"le 31{NB}juillet 2014, le 1er{NB}mai"),
        ("article L. 3332-17-1", f"article{NB}L.{NB}3332-17-1"),
        ("voir fiche 3", f"voir fiche{NB}3"),
        ("la 2ème, la 1ère, le 3ième", "la 2e, la 1re, le 3e"),
        ("aujourd'hui, l'« élue »", f"aujourd’hui, l’«{NN}élue{NN}»"),
        ("et ainsi...", "et ainsi…"),
    ],
)
def test_a_french_sign_has_its_space(typed: str, printed: str) -> None:
    """Each rule of the Imprimerie nationale that the editions follow."""
    assert typographier(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a?b=c:d;e!f",
        "www.exemple.fr/?a",
        "nom@exemple.fr",
        "`kitgen check` : 12:30".replace(" : ", " "),
        "12:30",
        "{{ 7*7 }} & < > \" ' {% import os %}",
        "en 2024 300 personnes",
        "06000",
        "(?)",
    ],
)
def test_what_is_not_french_prose_is_left_alone(text: str) -> None:
    """Addresses, times, code and postal codes stand exactly as typed."""
    assert typographier(text) == text


def test_an_address_keeps_its_signs_inside_a_sentence() -> None:
    """Only what surrounds an address is set."""
    assert typographier("Voir https://a.fr/b?c ; puis : fin") == (
        f"Voir https://a.fr/b?c{NN}; puis{NB}: fin"
    )


@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=40))
def test_setting_twice_changes_nothing_more(text: str) -> None:
    """Typography is idempotent."""
    once = typographier(text)

    assert typographier(once) == once


@given(st.text(max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    """Typography changes spaces and signs; the letters stay, but for ordinal endings."""
    letters = [character for character in text if character.isalpha()]
    kept = [character for character in typographier(text) if character.isalpha()]

    assert kept == letters or any(character.isdigit() for character in text)


@given(st.lists(st.text(alphabet=st.sampled_from(SIGNS), min_size=1, max_size=8), max_size=6))
def test_every_character_belongs_to_one_run_in_order(runs: list[str]) -> None:
    """Owners come out as many as characters, and in the order they went in."""
    owners = [place for place, run in enumerate(runs) for _ in run]

    text, owned = typographier_avec("".join(runs), owners)

    assert len(text) == len(owned)
    assert owned == sorted(owned)


@pytest.mark.parametrize(
    ("text", "ending"),
    [("1er", "er"), ("1re", "re"), ("2e", "e"), ("21es", "es"), ("XXe", "e"), ("Ier", "er"),
     ("Ve", "e"), ("2nd", "nd")],
)  # fmt: skip
def test_an_ordinal_ending_is_found(text: str, ending: str) -> None:
    """Arabic and Roman ordinals have a raised ending."""
    match = ORDINAL.search(f"le {text} jour")

    assert match is not None
    assert match[str(match.lastgroup)] == ending


@pytest.mark.parametrize("text", ["Le", "Ce", "De", "1 e", "2en", "x2e", "3,2e", "Lie", "VIES"])
def test_a_word_is_no_ordinal(text: str) -> None:
    """Capitalised words and formulas are left alone."""
    assert ORDINAL.search(text) is None


@given(st.text(alphabet=st.sampled_from(SIGNS + "٣articleFchp"), max_size=40))
def test_a_rule_needs_one_of_its_signs(text: str) -> None:
    """A rule that is not tried on a text would have changed nothing in it."""
    signs = set(text) | ({"0"} if any(map(str.isdecimal, text)) else set())

    assert not [rule for rule in RULES if rule.signs.isdisjoint(signs) and list(rule.edits(text))]


@given(
    st.lists(
        st.sampled_from(["a", " ", "`", "@", ".", "b.fr", "://", "http", "https", "www", "/"])
    )
)
def test_what_is_protected_has_one_of_the_signs_of_it(pieces: list[str]) -> None:
    """A text that is not searched has nothing to protect."""
    text = "".join(pieces)

    assert protected(text) == [match.span() for match in PROTECTED.finditer(text)]


def test_a_run_that_ends_within_a_change_ends_with_it() -> None:
    """What replaces signs of two runs belongs to the first."""
    assert typographier_entre("suite...fin", [7, 11]) == ("suite…fin", [6, 9])

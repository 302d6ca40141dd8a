"""Three versions of a text to one: both changes, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.review.merge import merge

WORDS = st.lists(st.sampled_from("abcde"), max_size=9).map(" ".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a b", "a b", "a c", "a c"),
        ("a b", "a c", "a b", "a c"),
        ("a b", "a c", "a c", "a c"),
        (
            "les cantines",
            "toutes les cantines",
            "les cantines & jardins",
            "toutes les cantines & jardins",
        ),
        ("a b c d", "a x c d", "a b c y", "a x c y"),
        ("a b c d e", "a x c d e", "a x c y e", "a x c y e"),
        ("a b\nc d\n", "a\nb c d\n", "a b\nc e\n", "a\nb c e\n"),
        ("a\n\nb\n", "a x\n\nb\n", "a\n\nb\n\nc\n", "a x\n\nb\n\nc\n"),
        ("a b c", "a\nb c", "a b\nc", "a\nb c"),
        ("- a\n- b\n", "- a\n- x\n", "- a\n- b\n- c\n", None),
        ("- a\n- b\n- c\n", "- x\n- b\n- c\n", "- a\n- b\n- c\n- d\n", "- x\n- b\n- c\n- d\n"),
        ("a\n\nb c\n", "a\n\nb d\n", "z\n\na\n\nb c\n", "z\n\na\n\nb d\n"),
        (" a b", " a c", " x b", None),
        ("deux communes", "trois communes", "deux villes", None),
        ("a b", "a b c", "a b d", None),
        ("a b c", "a c", "a x c", None),
    ],
)
def test_changes_that_do_not_touch_are_both_kept(
    base: str, mine: str, theirs: str, merged: str | None
) -> None:
    """Where nobody changed a word, the line ends are those of mine."""
    assert merge(base, mine, theirs) == merged


@given(WORDS, WORDS, WORDS)
def test_no_side_is_preferred(base: str, mine: str, theirs: str) -> None:
    """Exchanged, the two give the same text, or the same conflict; alone, each is taken whole."""
    assert merge(base, mine, theirs) == merge(base, theirs, mine)
    assert merge(base, base, theirs) == theirs
    assert merge(base, mine, base) == mine

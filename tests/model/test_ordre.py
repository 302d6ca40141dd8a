"""Which items of a list were moved."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kitgen.model.ordre import moved

NAMES = "abcdef"


@given(st.permutations(NAMES), st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
def test_the_fewest_items_are_moved(after: list[str], gone: set[str], new: set[str]) -> None:
    """What stays keeps its order, and no longer run of ids could have stayed."""
    old = [name for name in NAMES if name not in new]
    now = [name for name in after if name not in gone]
    common = [name for name in now if name in old]

    found = moved(old, now)

    stays = [name for name in common if name not in found]
    longer = combinations(common, len(stays) + 1)
    assert found <= set(common)
    assert stays == sorted(stays)
    assert not any(list(some) == sorted(some) for some in longer)


def test_one_item_taken_elsewhere_is_one_move() -> None:
    """The others did not move because one went by."""
    assert moved("abcd", "bcda") == {"a"}
    assert moved("abcd", "dabc") == {"d"}
    assert moved("abcd", "abcd") == frozenset()
    assert moved("abc", "xbyc") == frozenset()
    assert moved("", "") == frozenset()

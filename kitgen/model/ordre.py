"""Which items of a list were moved: the fewest that explain the new order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the ids that left their place among those that both orders hold.

    What stays is a longest run of ids that both orders have in the same sequence, so that one
    item taken from the end to the front is one move, not a move of all the others.
    """
    ranks = {name: rank for rank, name in enumerate(before)}
    common = [name for name in after if name in ranks]
    kept = _longest_rise([ranks[name] for name in common])
    return frozenset(name for name in common if ranks[name] not in kept)


def _longest_rise(ranks: Sequence[int]) -> frozenset[int]:
    """Return the members of a longest increasing subsequence of distinct numbers."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for rank in ranks:
        place = bisect_left(tails, rank)
        before[rank] = tails[place - 1] if place else None
        tails[place : place + 1] = [rank]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)

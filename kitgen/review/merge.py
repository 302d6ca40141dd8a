"""Three versions of a text to one, word by word, when they agree.

merge3 and its like are under the GPL, which kitgen is not; the alignments are difflib's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

TOKEN = re.compile(r"\s*\S+")
"""A word with the space before it: a word that is added brings its own line end."""
BREAK = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*(?=(?:[-*+]|[0-9]{1,9}[.)])$)")
"""What parts two paragraphs, or two elements of a list."""


class _Hunk(NamedTuple):
    """Where a text differs from the base: from `i1` to `i2` there, from `j1` to `j2` here."""

    i1: int
    i2: int
    j1: int
    j2: int


class _Region(NamedTuple):
    """Words of the base that one side changed, or both; hunks that touch are in one region."""

    low: int
    high: int
    mine: tuple[_Hunk, ...]
    theirs: tuple[_Hunk, ...]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Return the text with both changes, or nothing when they touch the same words.

    Where nobody changed a word, it stands as in `mine`, its line ends included.
    """
    if theirs in {base, mine}:
        return mine
    if mine == base:
        return theirs
    old, own, other = (TOKEN.findall(text) for text in (base, mine, theirs))
    merged: list[str] = []
    here = there = done = 0
    for region in _regions(_hunks(old, own), _hunks(old, other)):
        same = region.low - done
        merged += own[here : here + same]
        here, there, done = here + same, there + same, region.high
        here_end = _end(here, region, region.mine)
        there_end = _end(there, region, region.theirs)
        one, two = own[here:here_end], other[there:there_end]
        if region.mine and region.theirs and _keys(one) != _keys(two):
            return None
        merged += one if region.mine else two
        here, there = here_end, there_end
    return _joined([*merged, *own[here:]]) + mine[len(mine.rstrip()) :]


def _joined(words: Sequence[str]) -> str:
    """Return words in one text; the first of one version may stand after others here."""
    first, *others = [*words, ""][: len(words) or 1]
    spaced = (word if word[0].isspace() else f" {word}" for word in others)
    return "".join((first.lstrip(), *spaced))


def _end(start: int, region: _Region, hunks: Sequence[_Hunk]) -> int:
    """Return where a region ends in a text in which it begins at `start`."""
    return start + region.high - region.low + sum(h.j2 - h.j1 - h.i2 + h.i1 for h in hunks)


def _regions(mine: Sequence[_Hunk], theirs: Sequence[_Hunk]) -> Iterator[_Region]:
    """Yield the changed words of the base, in order."""
    edges = sorted([(hunk, True) for hunk in mine] + [(hunk, False) for hunk in theirs])
    region: _Region | None = None
    for hunk, own in edges:
        if region is not None and hunk.i1 > region.high:
            yield region
            region = None
        if region is None:
            region = _Region(hunk.i1, hunk.i2, (), ())
        region = _Region(
            region.low,
            max(region.high, hunk.i2),
            (*region.mine, *([hunk] if own else [])),
            (*region.theirs, *([] if own else [hunk])),
        )
    if region is not None:
        yield region


def _hunks(old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    return [_Hunk(*rest) for tag, *rest in matcher.get_opcodes() if tag != "equal"]


def _keys(words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return what two words share when only the line was cut elsewhere."""
    return [(word.strip(), BREAK.match(word) is not None) for word in words]

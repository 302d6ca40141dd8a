"""A field that came back, as its author would have typed it.

Lines are matched first, then words. What a reviewer left alone keeps its very characters: a line
that reads the same is copied from the base, and so is all that stands between two such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from kitgen.model.markdown import lire_markdown
from kitgen.review.inline import INDENTS, rewritten, rewritten_plain
from kitgen.review.letters import BackLine
from kitgen.review.paper import ListKind
from kitgen.review.shown import References, shown, shown_text
from kitgen.review.source import (
    SourceLine,
    UnmappedError,
    UnsayableError,
    plain_line,
    source_lines,
)
from kitgen.review.words import WORD, Letter, Look, signature, without_edges

Signed: TypeAlias = tuple[tuple[str, Look | None], ...]
Seen: TypeAlias = tuple[ListKind | None, Signed]

NUMBER = re.compile(r"[0-9]+(?=[.)]\s*$)")
ALIKE = 0.35
"""How much two lines must share to be one line changed, rather than one gone and one come."""


@dataclass(frozen=True, slots=True)
class _New:
    """A line of the new source.

    Attributes:
        rank: the place of the authored line that it was, if any.
    """

    item: ListKind | None
    source: str
    rank: int | None


def plain_back(base: str, returned: Sequence[BackLine]) -> str:
    """Return a one-line field as typed after a review; its look says nothing."""
    letters = [letter for line in returned for letter in line.letters]
    line = plain_line(base.strip())
    if signature(_bare(shown(line.chars or (), {}))) == signature(_bare(letters)):
        return base
    return rewritten_plain(line, _bare(letters))


def _bare(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    return tuple(Letter(letter.text, owner=letter.owner) for letter in letters)


def markdown_back(base: str, returned: Sequence[BackLine], references: References) -> str:
    """Return a long text as typed after a review.

    Raises:
        UnsayableError: it cannot be said in the Markdown of long texts.
    """
    wanted = [(line.item, signature(line.letters)) for line in returned]
    try:
        old = source_lines(base)
        seen = [(line.item, signature(shown(line.chars or (), references))) for line in old]
    except UnmappedError:
        old, seen = (), []
    if seen == wanted:
        return base
    pairs = _pairs([text for _, text in seen], [text for _, text in wanted])
    lines = [
        _New(
            line.item,
            base[old[rank].start : old[rank].end]
            if rank is not None and seen[rank][1] == signed
            else rewritten(
                None if rank is None else old[rank], line.letters, references, INDENTS[line.item]
            ),
            rank,
        )
        for rank, line, (_, signed) in zip(pairs, returned, wanted, strict=True)
    ]
    result = _assembled(base, old, lines)
    edged = [(line.item, signature(without_edges(line.letters))) for line in returned]
    if not _reads(result, (wanted, edged), references):
        raise UnsayableError
    return result


def says_all(source: str, returned: Sequence[BackLine], references: References) -> bool:
    """Tell whether a source says what came back, the weight of each sign included."""
    wanted = [(line.item, signature(line.letters)) for line in returned]
    return _reads(source, (wanted, wanted), references)


def _reads(result: str, wanted: Sequence[list[Seen]], references: References) -> bool:
    """Tell whether a source says one of the texts wanted, and nothing that is not allowed."""
    found = shown_text(result, references)
    allowed = not lire_markdown(result).problemes
    said = [(item, signature(letters)) for item, letters in found]
    same = len(said) == len(wanted[0]) and all(map(_is_one, said, *wanted))
    return allowed and same


def _is_one(said: Seen, *wanted: Seen) -> bool:
    return said in wanted


def _pairs(old: Sequence[Signed], new: Sequence[Signed]) -> list[int | None]:
    """Return, for each new line, the place of the old one that it was."""
    found: list[int | None] = [None] * len(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found[j1:j2] = range(i1, i2)
        elif tag == "replace":
            for i, j in _likeliest(old[i1:i2], new[j1:j2]):
                found[j1 + j] = i1 + i
    return found


def _likeliest(old: Sequence[Signed], new: Sequence[Signed]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of lines that share most, in order, without crossing."""
    best: list[list[float]] = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_alike(one, other) for other in new] for one in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + alike[i][j]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _alike(one: Signed, other: Signed) -> float:
    """Return how much two lines share, from 0; the least of it counts for nothing."""
    words, others = (WORD.findall("".join(c for c, _ in said)) for said in (one, other))
    ratio = SequenceMatcher(None, words, others, autojunk=False).ratio()
    return ratio if ratio > ALIKE else 0.0


def _assembled(base: str, old: Sequence[SourceLine], lines: Sequence[_New]) -> str:
    """Return the lines in one text, with what stood between them wherever it still does."""
    same = [line.rank for line in lines] == list(range(len(old)))
    bullet = _bullet(base, old)
    written = ""
    rank_in_list = 0
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        joined = before is not None and before.item == line.item is not None
        rank_in_list = rank_in_list + 1 if joined else 1
        lead = _lead(base, old, before, line)
        if lead is None:
            mark = {None: "", "bullet": bullet, "number": f"{rank_in_list}. "}[line.item]
            lead = ("" if before is None else "\n" if joined else "\n\n") + mark
        elif not same:
            lead = NUMBER.sub(str(rank_in_list), lead)
        written += lead + line.source
    return written + (base[old[-1].end :] if old else "\n")


def _bullet(base: str, old: Sequence[SourceLine]) -> str:
    """Return the mark of the first bullet of a text, with its spaces."""
    for line in old:
        if line.item == "bullet":
            return base[: line.start].rpartition("\n")[2].lstrip()
    return "- "


def _lead(base: str, old: Sequence[SourceLine], before: _New | None, line: _New) -> str | None:
    """Return what stood before a line in the base, when it stands there still."""
    if line.rank is None or old[line.rank].item != line.item:
        return None
    start = 0
    if before is not None:
        if before.rank != line.rank - 1 or old[before.rank].item != before.item:
            return None
        start = old[before.rank].end
    elif line.rank:
        return None
    return base[start : old[line.rank].start]

"""Two trees of paragraphs in one sequence: kept, reworded, removed, added."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kitgen.model.difference import WORD
from kitgen.model.ordre import moved
from kitgen.model.texte import texte_brut
from kitgen.render.tracked_tree import Bloc, Noeud
from kitgen.render.word_blocks import Para

ALIKE = 0.3
"""The share of common words from which a paragraph is the other one, reworded."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of the merged document.

    Attributes:
        avant: as it was; none when it was added.
        apres: as it is; none when it was removed.
    """

    avant: Bloc | None
    apres: Bloc | None


def merge(before: Noeud, after: Noeud) -> Iterator[Piece]:
    """Yield the paragraphs of both, in the new order; the last one is never added nor removed.

    What was removed, or moved away, stands where it stood, before what was added there; what moved
    is added where it went.
    """
    yield from pair(before.blocs, after.blocs)
    old = {one.cle: one for one in before.enfants}
    new = {one.cle: one for one in after.enfants}
    kept = {name for name in old if name in new} - moved(tuple(old), tuple(new))
    waiting = deque(before.enfants)
    for one in (*after.enfants, None):
        while waiting and waiting[0].cle not in kept:
            yield from (Piece(bloc, None) for bloc in flatten(waiting.popleft()))
        if one is not None and one.cle in kept:
            yield from merge(waiting.popleft(), one)
        elif one is not None:
            yield from (Piece(None, bloc) for bloc in flatten(one))


def changed_only(before: Noeud, after: Noeud) -> tuple[Noeud, Noeud]:
    """Return both trees without the fiches that are the same in both."""
    same = frozenset(_fiches(before)) & frozenset(_fiches(after))
    return _without(before, same), _without(after, same)


def flatten(node: Noeud) -> Iterator[Bloc]:
    """Yield the paragraphs of a tree, in order."""
    yield from node.blocs
    for one in node.enfants:
        yield from flatten(one)


def _fiches(node: Noeud) -> Iterator[Noeud]:
    if node.fiche:
        yield node
    for one in node.enfants:
        yield from _fiches(one)


def _without(node: Noeud, dropped: frozenset[Noeud]) -> Noeud:
    kept = (_without(one, dropped) for one in node.enfants if one not in dropped)
    return replace(node, enfants=tuple(kept))


def pair(before: Sequence[Bloc], after: Sequence[Bloc]) -> Iterator[Piece]:
    """Yield the paragraphs of one item: those that are alike together, in order."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from map(Piece, before[i1:i2], after[j1:j2])
        else:
            yield from _reword(before[i1:i2], after[j1:j2])


def _reword(before: Sequence[Bloc], after: Sequence[Bloc]) -> Iterator[Piece]:
    """Yield paragraphs that differ; the pairs are those that share the most words in all."""
    if len(before) == len(after) and all(map(_same_style, before, after)):
        yield from map(Piece, before, after)
        return
    rows, columns = len(before), len(after)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skip, _likeness(before[i], after[j]) + best[i + 1][j + 1])
    i = j = 0
    while i < rows and j < columns:
        likeness = _likeness(before[i], after[j])
        if likeness and best[i][j] == likeness + best[i + 1][j + 1]:
            yield Piece(before[i], after[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield Piece(before[i], None)
            i += 1
        else:
            yield Piece(None, after[j])
            j += 1
    yield from (Piece(bloc, None) for bloc in before[i:])
    yield from (Piece(None, bloc) for bloc in after[j:])


def _likeness(before: Bloc, after: Bloc) -> float:
    """Return how many words two paragraphs of the same style share, from 0 to 1."""
    if not (isinstance(before, Para) and isinstance(after, Para) and _same_style(before, after)):
        return 0.0
    old, new = _words(before), _words(after)
    share = len(old & new) / max(len(old | new), 1)
    return share if share >= ALIKE else 0.0


def _same_style(before: Bloc, after: Bloc) -> bool:
    return isinstance(before, Para) and isinstance(after, Para) and before.style == after.style


def _words(para: Para) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(texte_brut(para.content)) if word.strip())

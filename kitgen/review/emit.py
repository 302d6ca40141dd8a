"""Words with their marks to Markdown, keeping as typed what was kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from kitgen.review.source import Span
from kitgen.review.words import Look, address

SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
"""What Markdown would take for a mark within a line."""
ENTITY = re.compile(r"(?<!\\)&(?=#?\w+;)")
FIRST = re.compile(
    r"(?:(?P<digits>[0-9]{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|>|[+*-](?:\s|$)|~~~|-+\s*$))"
)
LATER = re.compile(
    r"\s*(?:(?P<digits>1)(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|>|[+*-](?:\s|$)|~~~|[-=]+\s*$))"
)
"""What Markdown would take for a mark at the beginning of a text, then of a line."""
PARENTHESES = frozenset("()")

SLACK = 18
"""How much longer a line may be, rather than cut before words that were left alone."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Some characters of the new source.

    Attributes:
        source: as they are to be typed; new ones are escaped when they are.
        look: what they must look like.
        spans: their marks as typed, when they are kept; otherwise to be found.
        blank: whether they are a space.
        fresh: whether they are new.
    """

    source: str
    look: Look
    spans: tuple[Span, ...] | None = None
    blank: bool = False
    fresh: bool = False


def escape(text: str) -> str:
    """Return characters that stand for themselves within a line."""
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def emit(atoms: Sequence[Atom], width: int, indent: str) -> str:
    """Return the source of a line.

    Args:
        atoms: in order.
        width: beyond how many characters a new space becomes a line end.
        indent: what begins the lines after the first.
    """
    written = ""
    open_: tuple[Span, ...] = ()
    for place, (atom, spans) in enumerate(zip(atoms, _marked(atoms), strict=True)):
        written += _turn(open_, spans)
        column = len(written) - written.rfind("\n")
        free = atom.fresh and atom.blank
        broken = free and (column > width or column + _ahead(atoms, place) > width + SLACK)
        source = escape(atom.source) if atom.fresh else atom.source
        written += f"\n{indent}" if broken else source
        open_ = spans
    written = ENTITY.sub(r"\\&", written + _turn(open_, ()))
    first, *others = written.split("\n")
    return "\n".join((_protected(FIRST, first), *(_protected(LATER, one) for one in others)))


def _ahead(atoms: Sequence[Atom], place: int) -> int:
    """Return how many characters follow a new space before a line can end."""
    length = 0
    for atom in atoms[place + 1 :]:
        if "\n" in atom.source or (atom.fresh and atom.blank):
            break
        length += len(atom.source)
    return length


def _protected(pattern: re.Pattern[str], line: str) -> str:
    """Escape what would begin a list, a heading or a quotation."""
    found = pattern.match(line)
    return line if found is None else f"{line[: found.end()]}\\{line[found.end() :]}"


def _turn(before: tuple[Span, ...], after: tuple[Span, ...]) -> str:
    """Return what closes some marks and opens others."""
    kept = len(_shared(before, after))
    closed = "".join(span.closing for span in reversed(before[kept:]))
    return closed + "".join(span.opening for span in after[kept:])


def _shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    length = 0
    while one[length : length + 1] and _same(one[length], other[length : length + 1]):
        length += 1
    return one[:length]


def _same(span: Span, others: tuple[Span, ...]) -> bool:
    return bool(others) and span.number == others[0].number


def _marked(atoms: Sequence[Atom]) -> Iterator[tuple[Span, ...]]:
    """Yield the marks of each atom; a space has those that its neighbours share."""
    numbers = count(-1, -1)
    chosen: dict[int, tuple[Span, ...]] = {}
    words = [place for place, atom in enumerate(atoms) if not atom.blank]
    before: tuple[Span, ...] = ()
    for rank, place in enumerate(words):
        atom = atoms[place]
        after = next((s for one in words[rank:] if (s := atoms[one].spans) is not None), ())
        spans = atom.spans if atom.spans is not None else _found(atom.look, before, after, numbers)
        chosen[place] = before = spans
    for place in range(len(atoms)):
        if place in chosen:
            yield chosen[place]
        else:
            yield _shared(
                next((chosen[one] for one in range(place, -1, -1) if one in chosen), ()),
                next((chosen[one] for one in range(place, len(atoms)) if one in chosen), ()),
            )


def _found(
    look: Look, before: tuple[Span, ...], after: tuple[Span, ...], numbers: Iterator[int]
) -> tuple[Span, ...]:
    """Return the marks that give a look, taken from a neighbour as far as they do."""
    spans = max(_fitting(look, before), _fitting(look, after), key=len)
    kinds = {span.kind for span in spans}
    if look.target is not None and "link" not in kinds:
        typed = f"<{look.target}>" if PARENTHESES & set(look.target) else look.target
        spans = (*spans, Span("link", "[", f"]({typed})", look.target, next(numbers)))
    if look.bold and "bold" not in kinds:
        spans = (*spans, Span("bold", "**", "**", "", next(numbers)))
    if look.italic and "italic" not in kinds:
        spans = (*spans, Span("italic", "*", "*", "", next(numbers)))
    return spans


def _fitting(look: Look, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    wanted = {"bold": look.bold, "italic": look.italic}
    length = 0
    for span in spans:
        fits = address(span.target) == look.target if span.kind == "link" else wanted[span.kind]
        if not fits:
            break
        length += 1
    return spans[:length]

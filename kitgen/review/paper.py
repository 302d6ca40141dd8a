"""What a returned file holds, once read: lines of runs, with who wrote what and in which field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

ListKind: TypeAlias = Literal["bullet", "number"]


class Author(NamedTuple):
    """Who recorded a change, and when.

    Attributes:
        name: as Word knows it; empty when it does not.
        date: `2026-11-21T14:05:00Z`, or empty.
    """

    name: str
    date: str


class Marks(NamedTuple):
    """How characters look, as far as Markdown can say it."""

    bold: bool = False
    italic: bool = False
    raised: bool = False


PLAIN = Marks()


class Piece(NamedTuple):
    """A piece of a field: its key, and its number within the field; 0 by bookmark alone."""

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share everything.

    Attributes:
        text: with tabs and line breaks; an image is U+FFFC.
        piece: the field that they stand in, if any.
        marks: as they are now.
        before: as they were before a recorded change of their look.
        link: an address, or a bookmark after `#`.
        added: who inserted them, when that was recorded.
        removed: who deleted them, when that was recorded.
        restyled: who changed their look, when that was recorded.
        comments: the ids of the comments whose range covers them.
        beyond: what one-line fields cannot say of them: `souligné`, `en gras`.
    """

    text: str
    piece: Piece | None = None
    marks: Marks = PLAIN
    before: Marks = PLAIN
    link: str | None = None
    added: Author | None = None
    removed: Author | None = None
    restyled: Author | None = None
    comments: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    Attributes:
        runs: in order.
        style: the name of its style, in lower case.
        item: what list it is in, if any.
        level: how deep in that list, from 0.
        added: who inserted its end, when that was recorded.
        removed: who deleted its end, when that was recorded.
        inside: the fields whose bookmark is open where it begins.
        zone: what it stands in, when that is not the body itself: `un tableau`.
    """

    runs: tuple[Run, ...]
    style: str = ""
    item: ListKind | None = None
    level: int = 0
    added: Author | None = None
    removed: Author | None = None
    inside: frozenset[str] = frozenset()
    zone: str = ""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


def accepted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines as they are once every recorded change is accepted."""
    return tuple(_view(lines, original=False))


def original(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines as they were before every recorded change."""
    return tuple(_view(lines, original=True))


def _view(lines: Iterable[Line], *, original: bool) -> Iterator[Line]:
    """Keep the runs of one side; a paragraph whose end is not there goes on in the next."""
    waiting: Line | None = None
    for line in lines:
        runs = tuple(_seen(run, original=original) for run in line.runs if _kept(run, original))
        whole = replace(line, runs=runs)
        if waiting is not None:
            inside = waiting.inside | line.inside
            joined = (*waiting.runs, *runs)
            said = tuple(run for run in joined if run.text)  # an empty control says nothing here
            whole = replace(line, runs=said or joined, inside=inside)
            waiting = None
        if (line.added if original else line.removed) is not None:
            waiting = whole
        else:
            yield whole
    if waiting is not None:
        yield waiting


def _kept(run: Run, original: bool) -> bool:  # noqa: FBT001  which side
    return (run.added if original else run.removed) is None


def _seen(run: Run, *, original: bool) -> Run:
    return replace(run, marks=run.before) if original else run

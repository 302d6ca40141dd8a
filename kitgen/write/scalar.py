"""Put other scalars in a YAML text: only their own lines change, and their quoting stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kitgen.model.written import KeyPath

PLAIN = re.compile(r"[^\W\d_][\w '’,.()/-]*(?<! )")
"""What needs no quotes, whatever stands around it."""
WORDS = frozenset({"null", "true", "false"})
LINE = re.compile(r"[^\n]*\n|[^\n]+")

Event = Any  # ruamel.yaml's events carry their attributes without types


class UnspliceableError(Exception):
    """A scalar that cannot be changed without touching anything else."""


@dataclass(frozen=True, slots=True)
class _Scalar:
    """Where a scalar stands: line and column of its first character, and after its last."""

    style: str
    start: tuple[int, int]
    end: tuple[int, int]


def replace_scalars(text: str, values: Mapping[KeyPath, str]) -> str:
    """Return a YAML text in which some strings are others.

    Args:
        text: the file, as it is.
        values: the new strings, by key path.

    Raises:
        UnspliceableError: a path leads to no scalar, or to one that cannot be changed alone.
    """
    try:
        places = dict(_scalars(text))
    except YAMLError as broken:
        raise UnspliceableError from broken
    if not values.keys() <= places.keys():
        raise UnspliceableError
    lines = LINE.findall(text)
    for path in sorted(values, key=lambda one: places[one].start, reverse=True):
        _replace(lines, places[path], values[path])
    return "".join(lines)


def _replace(lines: list[str], place: _Scalar, value: str) -> None:
    """Change the lines of one scalar; those before it stay where they are."""
    (first, column), (last, end) = place.start, place.end
    head = lines[first][:column]
    if place.style in {"|", ">"}:
        mark = lines[first][column:]
        block = _extent(lines, first)
        indent = _indent(lines, first, block)
        lines[first + 1 : block] = _block(value, indent, mark, place.style)
        return
    tail = lines[last][end:]
    space = " " if head.endswith(":") else ""
    lines[first : last + 1] = [f"{head}{space}{quoted(value, place.style)}{tail}"]


def quoted(value: str, style: str = '"') -> str:
    """Return a string on one line, in its style when that can hold it."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if not style and PLAIN.fullmatch(value) and value.casefold() not in WORDS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def block_lines(value: str, indent: str, ending: str = "\n") -> list[str]:
    """Return the lines of a block scalar."""
    return [f"{indent}{line}{ending}" if line else ending for line in value.split("\n")]


def _block(value: str, indent: str, mark: str, style: str) -> list[str]:
    """Return the lines of a block scalar that has its mark already."""
    chomping = mark.split("#", maxsplit=1)[0]
    kept = value.removesuffix("\n")
    ends = kept != value
    odd = ("\t", " ", "\n")
    lines = kept.split("\n") if style == ">" else [kept]
    if "+" in chomping or ends == ("-" in chomping) or kept.endswith("\n"):
        raise UnspliceableError
    if any(line.startswith(odd) for line in lines):
        raise UnspliceableError
    ending = "\r\n" if mark.endswith("\r\n") else "\n"
    if style == ">":
        kept = kept.replace("\n", "\n\n")
    return block_lines(kept, indent, ending)


def _extent(lines: list[str], first: int) -> int:
    """Return the line after the last one of a block scalar that begins after `first`."""
    indent = None
    last = first
    for place in range(first + 1, len(lines)):
        bare = lines[place].rstrip("\r\n")
        if not bare.strip(" "):
            continue
        depth = len(bare) - len(bare.lstrip(" "))
        if indent is None:
            indent = depth
        if depth < indent:
            break
        last = place
    return last + 1


def _indent(lines: list[str], first: int, end: int) -> str:
    for line in lines[first + 1 : end]:
        if line.strip():
            return line[: len(line) - len(line.lstrip(" "))]
    raise UnspliceableError


def _scalars(text: str) -> Iterator[tuple[KeyPath, _Scalar]]:
    """Yield every scalar value with its key path."""
    events: Iterator[Event] = iter(YAML(typ="safe").parse(text))
    for event in events:
        if isinstance(event, DocumentStartEvent):
            yield from _node(next(events), events, ())
            return


def _node(
    event: Event, events: Iterator[Event], path: KeyPath
) -> Iterator[tuple[KeyPath, _Scalar]]:
    if isinstance(event, ScalarEvent):
        start, end = event.start_mark, event.end_mark
        style = event.style or ""
        yield path, _Scalar(style, (start.line, start.column), (end.line, end.column))
    elif isinstance(event, SequenceStartEvent):
        rank = 0
        while not isinstance(item := next(events), SequenceEndEvent):
            yield from _node(item, events, (*path, rank))
            rank += 1
    elif isinstance(event, MappingStartEvent):
        while not isinstance(key := next(events), MappingEndEvent):
            yield from _node(next(events), events, (*path, str(getattr(key, "value", "?"))))

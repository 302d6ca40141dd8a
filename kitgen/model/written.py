"""Where the values of the data files were written, so that a diagnostic can point there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kitgen.errors import Place

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and positions from the root of a data file: `("leviers", 1, "titre")`."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Where the values of one data file stand.

    Attributes:
        path: relative to the project's root, with forward slashes.
        places: line and column (from 1) of the value at each key path; `()` is the root.
        text_lines: for block scalars written with `|`, the line of their first character.
        text_columns: for the same, the column where their lines start.
        keys: line and column of each key.
        raw: the characters of each scalar that was written without quotes.
    """

    path: str
    places: Mapping[KeyPath, tuple[int, int]]
    text_lines: Mapping[KeyPath, int]
    text_columns: Mapping[KeyPath, int] = field(default_factory=dict)
    keys: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)
    raw: Mapping[KeyPath, str] = field(default_factory=dict)

    def place(self, path: KeyPath = ()) -> Place:
        """Return the place of a value, or of its nearest parent that was written."""
        known = path
        while known and known not in self.places:
            known = known[:-1]
        line, column = self.places.get(known, (1, 1))
        return Place(self.path, line, column, show_path(path))

    def text_place(self, path: KeyPath, line: int, column: int = 0) -> Place:
        """Return the place of a character of a long text, from 0; exact for `|` blocks."""
        whole = self.place(path)
        if path not in self.text_lines:
            return whole
        start = self.text_columns.get(path, 1)
        return Place(self.path, self.text_lines[path] + line, start + column, whole.path)

    def key_place(self, path: KeyPath) -> Place:
        """Return the place of a key, rather than of its value."""
        place = self.place(path)
        return Place(self.path, *self.keys.get(path, (place.line, place.column)), place.path)

    def raw_of(self, path: KeyPath) -> str | None:
        """Return the characters of a scalar that was written without quotes."""
        return self.raw.get(path)


class LateDataFile(DataFile):
    """A data file that is known without being read: its places are looked for when asked."""

    __slots__ = ("_read",)

    def __init__(self, path: str, read: Callable[[], DataFile]) -> None:
        """Take what reads the file; it may be called several times."""
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_read", read)

    def __getattr__(self, name: str) -> object:
        """Return what is not known yet."""
        return getattr(object.__getattribute__(self, "_read")(), name)


@dataclass(frozen=True, slots=True)
class GraftedFile:
    """Where the values of a varied fiche stand: the national file, but for the grafts.

    Attributes:
        national: the fiche's own file.
        grafts: by key path in the varied fiche, the file and the path that the value was
            written at; what is below a graft stands below it there.
    """

    national: DataFile
    grafts: Mapping[KeyPath, tuple[DataFile, KeyPath]]

    @property
    def path(self) -> str:
        """The national file's path."""
        return self.national.path

    def source(self, path: KeyPath) -> tuple[DataFile, KeyPath]:
        """Return the file that a value was written in, and its path there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.grafts:
                file, start = self.grafts[path[:length]]
                return file, (*start, *path[length:])
        return self.national, path

    def place(self, path: KeyPath = ()) -> Place:
        """Return the place of a value in the file where it was written."""
        file, there = self.source(path)
        return file.place(there)

    def text_place(self, path: KeyPath, line: int, column: int = 0) -> Place:
        """Return the place of a character of a long text, from 0."""
        file, there = self.source(path)
        return file.text_place(there, line, column)

    def key_place(self, path: KeyPath) -> Place:
        """Return the place of a key."""
        file, there = self.source(path)
        return file.key_place(there)

    def raw_of(self, path: KeyPath) -> str | None:
        """Return the characters of a scalar that was written without quotes."""
        file, there = self.source(path)
        return file.raw_of(there)


Written: TypeAlias = DataFile | GraftedFile
"""Either, for whoever only asks where a value stands."""


def show_path(path: KeyPath) -> str:
    """Return a key path as an author reads it, counting from 1: `leviers[2].titre`."""
    shown = ""
    for key in path:
        if isinstance(key, int):
            shown += f"[{key + 1}]"
        else:
            shown += f".{key}" if shown else key
    return shown

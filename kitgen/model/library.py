"""Everything that was read, indexed; what the checks and the composer work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kitgen.errors import Place
from kitgen.model.collection import Collection, Projet
from kitgen.model.fiche import Fiche
from kitgen.model.region import Region
from kitgen.model.variante import Variante

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and positions from the root of a data file: `("leviers", 1, "titre")`."""


@dataclass(frozen=True, slots=True)
class Departement:
    """A département, or an overseas collectivité that has a code of its own."""

    code: str
    nom: str
    region: str | None


@dataclass(frozen=True, slots=True)
class Territoires:
    """The official list, by code.

    Attributes:
        departements: by code; an overseas collectivité belongs to no région.
        regions: official name by code Insee.
        edition: name and version of the published data set.
    """

    departements: Mapping[str, Departement]
    regions: Mapping[str, str]
    edition: str


@dataclass(frozen=True, slots=True)
class ImageLue:
    """The bytes of an image of the project.

    Attributes:
        contenu: the file's bytes.
        media: `image/png`, `image/jpeg` or `image/svg+xml`.
    """

    contenu: bytes
    media: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """Where the values of one data file stand.

    Attributes:
        path: relative to the project's root, with forward slashes.
        places: line and column (from 1) of the value at each key path; `()` is the root.
        text_lines: for block scalars written with `|`, the line of their first character.
        text_columns: for the same, the column where their lines start.
    """

    path: str
    places: Mapping[KeyPath, tuple[int, int]]
    text_lines: Mapping[KeyPath, int]
    text_columns: Mapping[KeyPath, int] = field(default_factory=dict)

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


def show_path(path: KeyPath) -> str:
    """Return a key path as an author reads it, counting from 1: `leviers[2].titre`."""
    shown = ""
    for key in path:
        if isinstance(key, int):
            shown += f"[{key + 1}]"
        else:
            shown += f".{key}" if shown else key
    return shown


@dataclass(frozen=True, slots=True)
class Library:
    """A project, read and valid in shape.

    Attributes:
        projet: `kitgen.yaml`.
        collections: by folder name, in the project's order.
        fiches: by reference `collection/id`, in the order of the files' names.
        regions: by folder name.
        variantes: by région and reference of the fiche.
        images: by path relative to the project's root; missing files are absent.
        territoires: the official list.
        files: the data file of each fiche reference, collection id, `regions/<id>`,
            `regions/<id>/<reference>` and, for the project, the empty string.
    """

    projet: Projet
    collections: Mapping[str, Collection]
    fiches: Mapping[str, Fiche]
    regions: Mapping[str, Region]
    variantes: Mapping[tuple[str, str], Variante]
    images: Mapping[str, ImageLue]
    territoires: Territoires
    files: Mapping[str, DataFile]

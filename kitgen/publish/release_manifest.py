"""The manifest of a release: what was published, from what, with what, and in spite of what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from kitgen.publish.manifest import MANIFEST, Entry

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=200)]
Revision = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40,64}$")]
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


@dataclass(frozen=True, slots=True)
class Police:
    """A font that documents are drawn with."""

    fichier: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Derogation:
    """A reason not to publish that was waived, by its name, and all that it covered."""

    nom: str
    raisons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precedente:
    """The release with which this one was compared."""

    edition: Month
    revision: Revision


@dataclass(frozen=True, slots=True)
class Annexe:
    """A file of the folder that is no document: an archive, the page, what is new."""

    nom: Name
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What the manifest of a release says.

    Attributes:
        edition: `2026-11`, which is also the version and the folder's name.
        revision: the git commit, in full.
        source_date_epoch: the date that documents carry, in seconds since 1970.
        precedente: the release that NOUVEAUTES.md starts from; none for a first one.
        outils: the version of all that shapes a document, by name.
        entrees: the SHA-256 of kitgen.yaml, and of each folder that documents are made from.
        polices: the fonts.
        derogations: what was waived.
        fichiers: the documents, each under its base name.
        annexes: the other files, but for the manifest and the sums.
    """

    edition: Month
    revision: Revision
    source_date_epoch: Annotated[int, Field(ge=0, le=253402300799)]
    precedente: Precedente | None
    outils: Mapping[str, str]
    entrees: Mapping[str, str]
    polices: tuple[Police, ...]
    derogations: tuple[Derogation, ...]
    fichiers: tuple[Entry, ...]
    annexes: tuple[Annexe, ...]


READER = TypeAdapter(Publication)


def write_release(folder: Path, publication: Publication) -> None:
    """Write the manifest of a release."""
    text = json.dumps(asdict(publication), ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_bytes(f"{text}\n".encode())


def read_release(folder: Path) -> Publication | None:
    """Return what the manifest of a release says; nothing when a folder is not one."""
    try:
        return READER.validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None

"""Where the text of a reviewed field stands today: its value, and the file it was written in."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import JsonValue

from kitgen.model.base import Modele
from kitgen.model.chemin import Absent, chercher
from kitgen.model.library import Library
from kitgen.model.relecture import PROJET, Champ
from kitgen.model.written import DataFile, GraftedFile, KeyPath
from kitgen.pipeline.project import Project


@dataclass(frozen=True, slots=True)
class Address:
    """A text of the project.

    Attributes:
        value: the text today.
        file: the data file that it was written in.
        path: its key path there.
        region: the région whose edition shows it, when the text itself is national.
        reference: the fiche, when it is one's.
    """

    value: str
    file: DataFile
    path: KeyPath
    region: str | None
    reference: str | None

    @property
    def key(self) -> tuple[str, KeyPath]:
        """What two addresses of one text share."""
        return self.file.path, self.path


def find(project: Project, region: str | None, champ: Champ) -> Address | None:
    """Return where the text of a field stands; nothing when it is no longer there."""
    library = project.library_of(region)
    key = key_of(champ.fichier)
    model, written = _model(library, key), library.files.get(key)
    if model is None or written is None:
        return None
    data: JsonValue = model.model_dump(mode="json", exclude_unset=True)
    found = chercher(data, champ.chemin)
    if isinstance(found, Absent) or not isinstance(found.value, str):
        return None
    file, path = (written, found.path)
    if isinstance(written, GraftedFile):
        file, path = written.source(found.path)
    assert isinstance(file, DataFile)  # noqa: S101  a graft leads to a file as it is on the disk
    own = file.path.startswith(f"fiches/regions/{region}/")
    fiche = key if key in library.fiches else None
    return Address(found.value, file, path, None if own else region, fiche)


def key_of(fichier: str) -> str:
    """Return the key in `Library.files` of a field's data file."""
    if fichier == PROJET:
        return ""
    folder, _, name = fichier.rpartition("/")
    return folder if name in {"collection", "region"} else fichier


def _model(library: Library, key: str) -> Modele | None:
    if not key:
        return library.projet
    if key.startswith("regions/"):
        return library.regions.get(key.removeprefix("regions/"))
    return library.collections.get(key) or library.fiches.get(key)

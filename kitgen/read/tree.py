"""Which data file is what: the layout of a project's folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath
from typing import get_args

from pydantic import StringConstraints

from kitgen.errors import Code, ContentError, Diagnostic, Place, quoted
from kitgen.model.base import Identifiant
from kitgen.read.propose import plain

PROJECT = "kitgen.yaml"
FOLDER = "fiches"
REGIONS = "regions"
SCHEMAS = "schemas"
YAML = (".yaml", ".yml")
LAYOUT = (
    "les fichiers de données sont fiches/<collection>/collection.yaml, "
    "fiches/<collection>/<fiche>.yaml, fiches/regions/<region>/region.yaml, "
    "fiches/regions/<region>/<collection>/<fiche>.yaml et fiches/mineurs.yaml"
)
NO_PROJECT = Diagnostic(
    Code.FILE_UNREADABLE,
    "aucun fichier kitgen.yaml ici, ni dans les dossiers au-dessus",
    Place(PROJECT, 1, 1),
    "placez-vous dans le dossier du projet, ou indiquez-le avec --project",
)


class Kind(StrEnum):
    """The kinds of data file; the value names their schema."""

    PROJECT = "projet"
    COLLECTION = "collection"
    FICHE = "fiche"
    REGION = "region"
    VARIANT = "variante"
    MINOR = "mineurs"
    REMARKS = "relectures"


@dataclass(frozen=True, slots=True)
class DataPath:
    """A data file in its place.

    Attributes:
        path: relative to the project's root, with forward slashes.
        kind: what its place says it is.
        key: its key in `Library.files`: a reference, a collection, `regions/…`.
    """

    path: str
    kind: Kind
    key: str

    @property
    def schema_line(self) -> str:
        """The first line that the file must have."""
        return schema_line(self.kind, PurePosixPath(self.path))


def schema_line(kind: str, path: PurePath) -> str:
    """Return the line that lets editors complete and explain a data file of the project."""
    up = "../" * (len(path.parts) - 2) if len(path.parts) > 1 else f"{FOLDER}/"
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.schema.json"


def find_root(start: Path) -> Path:
    """Return the folder that holds `kitgen.yaml`, here or above."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / PROJECT).is_file():
            return folder
    raise ContentError(NO_PROJECT)


def list_files(root: Path) -> tuple[tuple[DataPath, ...], tuple[Diagnostic, ...]]:
    """Return the data files under `fiches/`, and what stands where no data file can."""
    files: list[DataPath] = []
    problems: list[Diagnostic] = []
    for path in _yaml_files(root, problems):
        found = classify(path)
        if isinstance(found, DataPath):
            files.append(found)
        else:
            problems.append(found)
    return tuple(files), tuple(problems)


def _yaml_files(root: Path, problems: list[Diagnostic]) -> Iterator[str]:
    """Yield the YAML files in order; hidden files are nobody's, links must stay inside."""
    for folder, folders, names in os.walk(root / FOLDER):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder).relative_to(root).as_posix()
        for name in sorted([*names, *folders]):
            path, shown = os.path.join(folder, name), f"{here}/{name}"  # noqa: PTH118  faster by far
            if os.path.islink(path) and (name in folders or not _inside(root, path)):  # noqa: PTH114  the same
                message = "ce lien symbolique sort du projet ou mène à un dossier"
                hint = "remplacez-le par une copie de ce qu'il désigne"
                problems.append(Diagnostic(Code.FILE_MISPLACED, message, Place(shown, 1, 1), hint))
            elif name.lower().endswith(YAML) and name[0] != "." and name not in folders:
                yield shown


def _inside(root: Path, path: str) -> bool:
    return Path(path).resolve().is_relative_to(root.resolve())


def classify(path: str) -> DataPath | Diagnostic:
    """Return what a YAML file is, by its place, or why it can be nothing."""
    if not path.endswith(".yaml"):
        return _misplaced(
            path, "un fichier de données finit par `.yaml`", PurePosixPath(path).stem + ".yaml"
        )
    names = PurePosixPath(path).with_suffix("").parts[1:]
    wrong = next((name for name in names if not is_id(name)), None)
    if wrong is not None:
        message = f"{quoted(wrong)} : un nom s'écrit en minuscules sans accent, chiffres et tirets"
        return _misplaced(path, message, plain(wrong, "-"))
    kind = Kind.REMARKS if _is_beside(names) else _kind(names)
    if kind is None:
        message = "aucun fichier de données n'a cette place"
        return Diagnostic(Code.FILE_MISPLACED, message, Place(path, 1, 1), LAYOUT)
    own_name = kind in {Kind.FICHE, Kind.VARIANT, Kind.MINOR, Kind.REMARKS}
    return DataPath(path, kind, "/".join(names if own_name else names[:-1]))


def _kind(names: tuple[str, ...]) -> Kind | None:
    match names:
        case ("regions", _, "region"):
            return Kind.REGION
        case ("regions", _, _, _):
            return Kind.VARIANT
        case ("mineurs",):
            return Kind.MINOR
        case (collection, "collection") if collection != REGIONS:
            return Kind.COLLECTION
        case (collection, _) if collection != REGIONS:
            return Kind.FICHE
    return None


def _is_beside(names: tuple[str, ...]) -> bool:
    """Tell whether a file is in the folder of comments of a collection, or of a région."""
    match names:
        case ("regions", _, "relectures", _) | ("regions", _, _, "relectures", _):
            return True
        case (collection, "relectures", _):
            return collection != REGIONS
    return False


def is_id(name: str) -> bool:
    """Tell whether a file's or folder's name can be an identifier."""
    return len(name) <= 60 and ID.fullmatch(name) is not None


ID = re.compile(
    next(str(arg.pattern) for arg in get_args(Identifiant) if isinstance(arg, StringConstraints))
)


def _misplaced(path: str, message: str, instead: str) -> Diagnostic:
    return Diagnostic(Code.FILE_MISPLACED, message, Place(path, 1, 1), f"renommez en `{instead}`")

"""A project's data files to a Library, with every error of every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kitgen.errors import Code, ContentError, Diagnostic, Place, Severity, sort_key
from kitgen.model.base import Modele
from kitgen.model.collection import Collection, Projet
from kitgen.model.commentaire import Commentaires
from kitgen.model.fiche import Fiche
from kitgen.model.image import ImageLue
from kitgen.model.library import Library
from kitgen.model.mineurs import Mineurs
from kitgen.model.region import Region
from kitgen.model.source import Image
from kitgen.model.variante import Variante
from kitgen.model.walk import walk
from kitgen.model.written import DataFile, LateDataFile
from kitgen.read.characters import MAX_BYTES
from kitgen.read.explain import explain
from kitgen.read.images import ImageRefusedError, read_image
from kitgen.read.memory import Memory
from kitgen.read.territoires import read_territoires
from kitgen.read.tree import NO_PROJECT, PROJECT, REGIONS, DataPath, Kind, list_files
from kitgen.read.yaml import Loaded, load_yaml

MODELS: Mapping[Kind, type[Modele]] = {
    Kind.PROJECT: Projet,
    Kind.COLLECTION: Collection,
    Kind.FICHE: Fiche,
    Kind.REGION: Region,
    Kind.VARIANT: Variante,
    Kind.MINOR: Mineurs,
    Kind.REMARKS: Commentaires,
}
MAX_PROBLEMS = 200
"""Of one file: beyond, the file is not what it should be at all."""

ModeleT = TypeVar("ModeleT", bound=Modele)


def read_library(root: Path) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read a project; the diagnostics that come with it are warnings.

    Raises:
        ContentError: with every error of every file, when there is any.
    """
    library, problems = read_sound(root)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ContentError(*problems)
    return library, problems


def read_sound(root: Path, memory: Memory | None = None) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read a project and keep the files whose shape is right, with what is wrong in the others.

    Why: their content is checked all the same, so that an author reads everything in one run.

    Args:
        root: its folder.
        memory: what the files held when they were last read.

    Raises:
        ContentError: `kitgen.yaml` itself is missing or wrong.
    """
    if not (root / PROJECT).is_file():
        raise ContentError(NO_PROJECT)
    reader = _Reader(root, Memory() if memory is None else memory)
    files, misplaced = list_files(root)
    reader.problems.extend(misplaced)
    for file in (DataPath(PROJECT, Kind.PROJECT, ""), *files):
        reader.read(file)
    reader.find_strangers()
    reader.read_images()
    if "" not in reader.models:
        raise ContentError(*reader.problems)
    return reader.library(), tuple(reader.problems)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A data file, read by itself.

    Attributes:
        data: dicts, lists and scalars.
        file: where its values stand.
        model: what it holds, when its shape is right.
        problems: what is wrong with it.
    """

    data: object
    file: DataFile
    model: Modele | None
    problems: tuple[Diagnostic, ...]


@lru_cache(maxsize=1024)
def parse(path: DataPath, raw: bytes) -> Parsed:
    """Read the bytes of one data file; remembered, for whoever reads a project again and again."""
    loaded = load_yaml(path.path, raw)
    problems = [*loaded.diagnostics, *_schema_line(path, loaded)]
    kind, model = MODELS[path.kind], None
    try:
        if loaded.sound:
            model = kind.model_validate(loaded.data)
    except ValidationError as error:
        problems += explain(kind, loaded.file, error)
    return Parsed(loaded.data, loaded.file, model, tuple(_readable(problems)))


@dataclass(slots=True)
class _Reader:
    """Gathers what the files hold, by key in `Library.files`, and what is wrong with them."""

    root: Path
    memory: Memory
    problems: list[Diagnostic] = field(default_factory=list)
    files: dict[str, DataFile] = field(default_factory=dict)
    models: dict[str, Modele] = field(default_factory=dict)
    images: dict[str, ImageLue] = field(default_factory=dict)

    def read(self, path: DataPath) -> None:
        """Read one data file; its model is kept when its shape is right."""
        raw = self.read_bytes(path)
        if raw is None:
            return
        parsed = self.recall(path, raw)
        if parsed is None:
            parsed = parse(path, raw)
            if not parsed.problems:
                self.memory.note(path.path, raw, parsed.data)
        self.files[path.key] = parsed.file
        if parsed.model is not None:
            self.models[path.key] = parsed.model
        self.problems.extend(parsed.problems)

    def recall(self, path: DataPath, raw: bytes) -> Parsed | None:
        """Return what is remembered of a file; the places of its values are looked for later."""
        data = self.memory.recall(path.path, raw)
        if data is None:
            return None
        file = LateDataFile(path.path, lambda: parse(path, raw).file)
        try:
            return Parsed(data, file, MODELS[path.kind].model_validate(data), ())
        except ValidationError:
            return None

    def read_bytes(self, path: DataPath) -> bytes | None:
        """Return a file's first bytes, enough to see that it is too large."""
        whole = self.root / path.path
        try:
            if whole.is_file():  # opening a pipe would wait for ever
                with whole.open("rb") as stream:
                    return stream.read(MAX_BYTES + 1)
        except OSError:
            pass
        message = "le fichier ne peut pas être lu"
        hint = "vérifiez qu'il existe et que vous avez le droit de le lire"
        self.problems.append(
            Diagnostic(Code.FILE_UNREADABLE, message, Place(path.path, 1, 1), hint)
        )
        return None

    def find_strangers(self) -> None:
        """Report the folders that `kitgen.yaml` does not name, once each."""
        project = self.models.get("")
        if not isinstance(project, Projet):
            return
        seen: set[str] = set()
        for key, file in self.files.items():
            if key == Kind.MINOR:
                continue
            folder, _, rest = key.partition("/")
            region = rest.split("/")[0] if folder == REGIONS else None
            listed = project.collections if region is None else project.regions
            name, kind = (folder, "collections") if region is None else (region, "regions")
            if key and name not in listed and name not in seen:
                seen.add(name)
                message = f"kitgen.yaml ne cite pas `{name}` parmi ses `{kind}`"
                hint = f"ajoutez `{name}` à la liste `{kind}` de kitgen.yaml"
                place = Place(file.path, 1, 1)
                self.problems.append(Diagnostic(Code.FILE_MISPLACED, message, place, hint))

    def read_images(self) -> None:
        """Read every image that a model names."""
        for key, model in self.models.items():
            for visit in walk(model):
                if not isinstance(visit.value, Image) or visit.value.fichier in self.images:
                    continue
                try:
                    image = read_image(self.root, visit.value.fichier)
                except ImageRefusedError as refusal:
                    place = self.files[key].place((*visit.path, "fichier"))
                    self.problems.append(refusal.at(place))
                    continue
                if image is not None:
                    self.images[visit.value.fichier] = image

    def of(self, model: type[ModeleT]) -> dict[str, ModeleT]:
        """Return the models of one kind by key."""
        return {key: found for key, found in self.models.items() if isinstance(found, model)}

    def library(self) -> Library:
        project = self.of(Projet)[""]
        collections, regions = self.of(Collection), self.of(Region)
        variants = self.of(Variante)
        return Library(
            projet=project,
            collections={
                id_: collections[id_] for id_ in project.collections if id_ in collections
            },
            fiches=self.of(Fiche),
            regions={
                id_: regions[f"{REGIONS}/{id_}"]
                for id_ in project.regions
                if f"{REGIONS}/{id_}" in regions
            },
            variantes={_variant_key(key): variant for key, variant in variants.items()},
            mineurs=next(iter(self.of(Mineurs).values()), Mineurs()),
            images=self.images,
            territoires=read_territoires(),
            files=self.files,
            commentaires=self.of(Commentaires),
        )


def _variant_key(key: str) -> tuple[str, str]:
    _, region, reference = key.split("/", 2)
    return region, reference


def _readable(problems: list[Diagnostic]) -> list[Diagnostic]:
    """Return what one file has, and only the number of what nobody would read."""
    problems.sort(key=sort_key)
    hidden = problems[MAX_PROBLEMS:]
    if not hidden:
        return problems
    message = f"ce fichier a {len(hidden)} autres problèmes à partir d'ici"
    hint = "corrigez les premiers, puis relancez la vérification"
    return [*problems[:MAX_PROBLEMS], replace(hidden[0], message=message, hint=hint)]


def _schema_line(path: DataPath, loaded: Loaded) -> Iterator[Diagnostic]:
    """Warn when an editor would neither complete nor explain the file."""
    if loaded.diagnostics or loaded.first_line == path.schema_line:
        return
    yield Diagnostic(
        Code.SCHEMA_LINE,
        "la première ligne n'est pas celle qui donne aux éditeurs l'aide à la saisie",
        Place(path.path, 1, 1),
        f"collez en première ligne : `{path.schema_line}`",
        Severity.WARNING,
    )

"""What a person compares, in words: `HEAD~3`, a release's folder, `.`, `bretagne`."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from kitgen.check import RULES
from kitgen.compare import Vue
from kitgen.compose.number import number_collection
from kitgen.compose.wording import word_label
from kitgen.errors import Code, ContentError, Diagnostic, Severity, UsageError
from kitgen.model.changement import Cote
from kitgen.model.library import Library
from kitgen.pipeline.regions import regional_library
from kitgen.publish import MANIFEST, NATIONAL
from kitgen.read import extract, find_revision, read_sound

HERE = "."
Sound: TypeAlias = tuple[Library, tuple[Diagnostic, ...]]
"""What `read_sound` returns."""
PASSABLE = frozenset({*RULES, Code.BASE_MISSING})
"""What a région's edition can be read in spite of."""
SHOWN = 3
"""How many errors of an old version are worth reading."""


@dataclass(frozen=True, slots=True)
class Designation:
    """An edition that was named: a version, and whose edition of it.

    Attributes:
        nom: the version's words, `.` for the files as they are.
        commit: the revision, in full; none for the files as they are.
        region: the région's id; none when no region was named, or the national edition.
        explicite: whether the words named a région, or the national edition.
    """

    nom: str
    commit: str | None
    region: str | None
    explicite: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A project as it was at some time, read.

    Attributes:
        library: the national one.
        commit: the revision, in full; none for the files as they are.
    """

    nom: str
    commit: str | None
    library: Library

    def side(self, region: str | None) -> Cote:
        """Return who this is, as an edition that is compared."""
        return Cote(self.nom, self.commit, self.library.projet.edition, region)

    def view(self, region: str | None) -> Vue:
        """Return an edition of this version.

        Raises:
            UsageError: the version has no such région, or cannot be read as its edition.
        """
        library = self.library
        if region is not None:
            if region not in library.regions:
                message = f"La version « {self.nom} » n'a pas de région « {region} »"
                known = ", ".join(library.regions) or "aucune"
                raise UsageError(
                    Diagnostic(Code.UNKNOWN_TARGET, message, hint=f"Elle a : {known}")
                )
            regional = regional_library(library, region)
            self.refuse([one for one in regional.diagnostics if one.code not in PASSABLE])
            library = regional.library
        return Vue(library, region, _labels(library))

    def refuse(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Refuse a version that holds errors, with the first of them.

        Raises:
            ContentError: the files as they are hold errors.
            UsageError: an old version does, judged by today's rules.
        """
        errors = [one for one in diagnostics if one.severity is Severity.ERROR]
        if errors and self.commit is None:
            raise ContentError(*errors)
        if errors:
            raise UsageError(*_unreadable(self.nom, errors))


def designate(root: Path, words: str, regions: Sequence[str]) -> Designation:
    """Return the edition that some words name.

    Args:
        root: the project's folder.
        words: `VERSION`, `REGION` or `VERSION:REGION`; a version is `.`, the folder of a release
            or a git revision, a region is an id or `national`.
        regions: the ids that are known.

    Raises:
        UsageError: nothing has that name.
        SetupError: git cannot be asked.
    """
    known = {NATIONAL: None} | {name: name for name in regions}
    if words in known:
        return Designation(HERE, None, known[words], explicite=True)
    version, colon, region = words.rpartition(":")
    if colon and region in known:
        return replace(_version(root, version or HERE), region=known[region], explicite=True)
    return _version(root, words)


def open_version(root: Path, named: Designation, here: Sound) -> Version:
    """Return a version, read; what was extracted of it is gone.

    Args:
        root: the project's folder.
        named: the version.
        here: the files as they are, read.

    Raises:
        ContentError: the files as they are hold errors.
        UsageError: an old version does not read with today's model.
    """
    library, problems = here if named.commit is None else _read(root, named.nom, named.commit)
    version = Version(named.nom, named.commit, library)
    version.refuse(problems)
    return version


def _read(root: Path, nom: str, commit: str) -> Sound:
    with tempfile.TemporaryDirectory(prefix="kitgen-") as folder:
        extract(root, commit, Path(folder))
        try:
            return read_sound(Path(folder))
        except ContentError as error:
            raise UsageError(*_unreadable(nom, error.diagnostics)) from error


def _version(root: Path, words: str) -> Designation:
    """Return the version that some words name."""
    if words == HERE:
        return Designation(HERE, None, None, explicite=False)
    asked = words
    if (Path(words) / MANIFEST).is_file():
        asked = _recorded(Path(words))
    commit = find_revision(root, asked)
    if commit is None:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                f"« {words} » n'est ni une révision git, ni le dossier d'une publication, "
                "ni une région du projet",
                hint="`git log --oneline` donne les révisions, `kitgen list` les régions ; à un "
                "clone partiel manquent les plus anciennes : `git fetch --unshallow`",
            )
        )
    return Designation(words, commit, None, explicite=False)


def _recorded(folder: Path) -> str:
    """Return the revision that a release was made from."""
    try:
        revision = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["revision"]
    except (OSError, ValueError, KeyError, TypeError):
        revision = None
    if not isinstance(revision, str) or not revision:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                f"{folder / MANIFEST} ne dit pas de quelle révision viennent ces documents",
                hint="Donnez le dossier d'une publication, ou une révision git",
            )
        )
    return revision


def _labels(library: Library) -> dict[str, str]:
    """Return what each listed fiche is called."""
    return {
        f"{name}/{fiche}": word_label(collection, numero)
        for name, collection in library.collections.items()
        for fiche, numero in number_collection(collection).items()
    }


def _unreadable(nom: str, errors: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield why an old version cannot be read, then its first errors, placed as git does."""
    files = {one.place.file for one in errors if one.place}
    yield Diagnostic(
        Code.VERSION_UNREADABLE,
        f"La version « {nom} » ne se lit pas avec ce kitgen ; erreurs : {len(errors)}, "
        f"fichiers : {len(files)}",
        hint="Comparez avec une version plus récente, ou avec le kitgen de cette version",
    )
    for one in errors[:SHOWN]:
        place = one.place and replace(one.place, file=f"{nom}:{one.place.file}")
        yield replace(one, place=place)

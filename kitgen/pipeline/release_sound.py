"""What can still be laid out of a project with errors, to tell all that holds a release back."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from kitgen.check import check_library
from kitgen.errors import ContentError, Diagnostic, Severity
from kitgen.model.fiche import Fiche, Section
from kitgen.model.library import Library
from kitgen.pipeline.project import Project
from kitgen.pipeline.regions import Regionales
from kitgen.read import read_sound

PROJECT = ""
REGIONS = "regions"
MINOR = "mineurs"
STAND_IN = "Cette fiche a des erreurs."


def sound_part(root: Path) -> tuple[Project, frozenset[str]] | None:
    """Return a project without what is wrong in it, and the names of what was taken out.

    A wrong fiche keeps its place, under its file's name, for the others are numbered after it
    and cite it: only the titles that they cite may be shorter or longer. A wrong collection and
    a wrong région are left out. Nothing is returned when the project's own file is wrong.

    Args:
        root: the project's folder.
    """
    try:
        library, read = read_sound(root)
    except ContentError:
        return None
    wrong, out = _wrong(library, read), frozenset[str]()
    while PROJECT not in wrong:
        out |= wrong
        sound = _without(library, out)
        regionales = Regionales(sound)
        wrong = _wrong(sound, check_library(sound)) - out
        wrong = wrong or _wrong(sound, regionales.judge(sound.regions)) - out
        if not wrong:
            return Project(root, sound, regionales, ()), out
    return None


def _wrong(library: Library, found: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the fiches, collections and régions whose files hold errors, by key."""
    files = {one.place.file for one in found if one.place and one.severity is Severity.ERROR}
    keys = [key for key, file in library.files.items() if file.path in files]
    return frozenset(name for key in keys for name in _owner(key))


def _owner(key: str) -> tuple[str, ...]:
    """Return what is left out for the errors of a file: a whole région for any of its files.

    Nothing for what no document is made from: comments, and the list of minor changes.
    """
    folder, *rest = key.split("/")
    if folder == REGIONS:
        return (f"{REGIONS}/{rest[0]}",)
    return () if len(rest) > 1 or key == MINOR else (key,)


def _without(library: Library, out: AbstractSet[str]) -> Library:
    """Return a library without some collections and régions, and some fiches made neutral."""
    collections = {name: one for name, one in library.collections.items() if name not in out}
    regions = {n: one for n, one in library.regions.items() if f"{REGIONS}/{n}" not in out}
    fiches = {
        reference: _stand_in(reference) if reference in out else library.fiches[reference]
        for reference in sorted({*library.fiches, *(key for key in out if "/" in key)})
        if reference.partition("/")[0] in collections
    }
    names = {"collections": tuple(collections), "regions": tuple(regions)}
    return replace(
        library,
        projet=library.projet.model_copy(update=names),
        collections=collections,
        fiches=fiches,
        regions=regions,
        variantes={
            (region, reference): one
            for (region, reference), one in library.variantes.items()
            if region in regions and reference.partition("/")[0] in collections
            if reference not in out
        },
        files={
            key: file
            for key, file in library.files.items()
            if not _is_gone(key, collections.keys(), regions.keys())
        },
    )


def _is_gone(key: str, collections: AbstractSet[str], regions: AbstractSet[str]) -> bool:
    """Tell whether a file is of a collection or a région that is left out."""
    folder, *rest = key.split("/")
    if folder == REGIONS:
        return rest[0] not in regions
    return key != PROJECT and folder not in collections


def _stand_in(reference: str) -> Fiche:
    """Return a fiche of one sentence, in the place of one that cannot be laid out."""
    titre = reference.partition("/")[2]
    section = Section(id="erreurs", titre=STAND_IN, texte=STAND_IN)
    return Fiche(titre=titre, chapo=STAND_IN, sections=(section,))

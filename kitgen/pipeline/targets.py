"""What a person asks for, in words: `municipal`, `municipal/scic`, and for which régions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kitgen.compose import compose_edition
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.edition import Edition
from kitgen.model.library import Library
from kitgen.pipeline.project import Project
from kitgen.pipeline.selection import ALL_REGIONS, Selection
from kitgen.publish import NATIONAL


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One document: a whole collection or one fiche of it, national or of a région.

    Attributes:
        relecture: whether it is the file that a reviewer changes, rather than a publication.
    """

    collection: str
    fiche: str | None = None
    region: str | None = None
    relecture: bool = False

    def __str__(self) -> str:
        """Return the words that name the document, without its région."""
        return self.collection if self.fiche is None else f"{self.collection}/{self.fiche}"


def select(project: Project, selection: Selection) -> list[Target]:
    """Return the documents that a person asked for.

    Raises:
        UsageError: nothing has that name.
    """
    named = [name for name in selection.regions if name != NATIONAL]
    also = (None,) if NATIONAL in selection.regions else ()
    return [
        replace(target, relecture=selection.review)
        for region in dict.fromkeys((*also, *parse_regions(project, named)))
        for target in _selected(project, selection, region)
    ]


def parse_regions(project: Project, names: Sequence[str]) -> tuple[str | None, ...]:
    """Return the régions that were asked for; none asked means the national edition.

    Raises:
        UsageError: no région of the project has that name; the nearest are given.
    """
    known = tuple(project.regionales)
    if ALL_REGIONS in names:
        return known
    for name in names:
        if name not in known:
            raise _unknown(f"« {name} » n'est pas une région du projet", name, known)
    return tuple(dict.fromkeys(names)) or (None,)


def parse_target(project: Project, words: str, region: str | None = None) -> tuple[Target, ...]:
    """Return the documents that a target names.

    A kit is one document; a collection of Points is one document per fiche.

    Raises:
        UsageError: nothing has that name; the nearest names are given.
    """
    library = project.library_of(region)
    cleaned = words.strip().strip("/")
    if cleaned in library.collections:
        return _documents(library, cleaned, region)
    listed = {
        str(one): one for name in library.collections for one in _fiches(library, name, region)
    }
    if cleaned in listed:
        return (listed[cleaned],)
    message = f"« {words} » n'est ni une collection ni une fiche du projet"
    raise _unknown(message, cleaned, (*library.collections, *listed))


def all_targets(
    project: Project, *, fiches: bool, region: str | None = None
) -> tuple[Target, ...]:
    """Return every document of the national edition, or of a région's.

    A région has an edition of a collection, or of a Points, when it varies something there;
    `fiches` adds one document per fiche of the kits.
    """
    library = project.library_of(region)
    found: list[Target] = []
    for name in library.collections:
        documents = _documents(library, name, region)
        wanted = [one for one in documents if _is_varied(project, one)]
        found += wanted
        if fiches and wanted:
            found += [one for one in _fiches(library, name, region) if _is_varied(project, one)]
    return tuple(dict.fromkeys(found))


def fiche_targets(project: Project, kit: Target) -> tuple[Target, ...]:
    """Return one document per fiche of a kit; for a région, those that it varies."""
    fiches = _fiches(project.library_of(kit.region), kit.collection, kit.region)
    return tuple(one for one in fiches if _is_varied(project, one))


def compose_target(project: Project, target: Target) -> Edition:
    """Return the Edition of a target."""
    library = project.library_of(target.region)
    return compose_edition(
        library, target.collection, target.fiche, target.region, relecture=target.relecture
    )


def _selected(project: Project, selection: Selection, region: str | None) -> tuple[Target, ...]:
    if not selection.targets:
        return all_targets(project, fiches=selection.fiches, region=region)
    named = [one for words in selection.targets for one in parse_target(project, words, region)]
    kits = [target for target in named if target.fiche is None] if selection.fiches else []
    return (*named, *(one for kit in kits for one in fiche_targets(project, kit)))


def _is_varied(project: Project, target: Target) -> bool:
    if target.region is None:
        return True
    varied = project.regionales[target.region].variees
    if target.fiche is not None:
        return str(target) in varied
    return any(reference.startswith(f"{target.collection}/") for reference in varied)


def _documents(library: Library, collection: str, region: str | None) -> tuple[Target, ...]:
    if library.collections[collection].genre == "points":
        return _fiches(library, collection, region)
    return (Target(collection, region=region),)


def _fiches(library: Library, collection: str, region: str | None) -> tuple[Target, ...]:
    parties = library.collections[collection].parties
    return tuple(Target(collection, one, region) for partie in parties for one in partie.fiches)


def _unknown(message: str, typed: str, known: Iterable[str]) -> UsageError:
    near = difflib.get_close_matches(typed, known, n=3, cutoff=0.5)
    hint = (
        f"Vouliez-vous dire : {', '.join(near)} ?"
        if near
        else "`kitgen list` montre ce qui existe"
    )
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

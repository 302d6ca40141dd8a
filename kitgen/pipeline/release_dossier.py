"""The folder of a release, from the documents of a project: archives, page, news, manifest."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from kitgen.compose.number import number_collection
from kitgen.compose.wording import month_in_words, word_label
from kitgen.model.library import Library
from kitgen.pipeline.digest import digest_tree
from kitgen.pipeline.fingerprint import engine_versions
from kitgen.pipeline.project import Project
from kitgen.pipeline.release_news import News
from kitgen.publish import NATIONAL, Entry, sha256_of
from kitgen.publish.release_manifest import (
    Annexe,
    Derogation,
    Police,
    Publication,
    write_release,
)
from kitgen.publish.release_sums import write_sums
from kitgen.publish.release_zip import write_zip
from kitgen.render.downloads import Document, Fichier, Page, Territoire, Volet, render_downloads

NEWS = "NOUVEAUTES.md"
INDEX = "index.html"
PROGRAM = "kitgen"
"""Among the inputs, the name of kitgen's own code."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a release comes from.

    Attributes:
        revision: the git commit, in full.
        news: what changed since the release before.
        derogations: what was waived.
    """

    revision: str
    news: News
    derogations: tuple[Derogation, ...]


def assemble(
    project: Project, built: Path, entries: Sequence[Entry], folder: Path, origin: Origin
) -> None:
    """Fill the folder of a release.

    Args:
        project: what the documents were made from.
        built: the folder in which they were built; they are moved out of it.
        entries: its documents.
        folder: an empty folder.
        origin: where the release comes from.
    """
    flat = [replace(one, path=Path(one.path).name) for one in entries]
    flat.sort(key=lambda one: one.path)
    for entry in entries:
        (built / entry.path).rename(folder / Path(entry.path).name)
    groups = _groups(project, flat)
    for (region, collection), found in groups.items():
        write_zip(folder / _archive(project.library, region, collection), _members(folder, found))
    (folder / NEWS).write_bytes(origin.news.texte.encode())
    page = _page(project, groups, folder, origin.revision)
    (folder / INDEX).write_bytes(render_downloads(page).encode())
    write_release(folder, _publication(project, flat, folder, origin))
    write_sums(folder)


def tools() -> dict[str, str]:
    """Return the version of all that shapes a document."""
    own = {"kitgen": version("kitgen"), "python": platform.python_version()}
    return own | {"zlib": zlib.ZLIB_RUNTIME_VERSION} | engine_versions()


def program_digest() -> str:
    """Return the SHA-256 of kitgen's own code."""
    return digest_tree(Path(__file__).parents[1])


def _publication(
    project: Project, entries: Sequence[Entry], folder: Path, origin: Origin
) -> Publication:
    listed = {one.path for one in entries}
    others = sorted(one for one in folder.iterdir() if one.name not in listed)
    fonts = sorted((project.layouts / "polices").glob("*.ttf"))
    return Publication(
        edition=project.library.projet.edition,
        revision=origin.revision,
        source_date_epoch=int(project.created.timestamp()),
        precedente=origin.news.precedente,
        outils=tools(),
        entrees={
            "kitgen.yaml": sha256_of(project.root / "kitgen.yaml"),
            "fiches": digest_tree(project.root / "fiches"),
            "layouts": digest_tree(project.layouts),
            PROGRAM: program_digest(),
        },
        polices=tuple(Police(one.name, sha256_of(one)) for one in fonts),
        derogations=origin.derogations,
        fichiers=tuple(entries),
        annexes=tuple(Annexe(one.name, sha256_of(one), one.stat().st_size) for one in others),
    )


def _groups(project: Project, entries: Sequence[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Return the documents by région and collection, in the project's order."""
    order = [
        (region, collection)
        for region in (NATIONAL, *project.library.regions)
        for collection in project.library.collections
    ]
    found = {key: [one for one in entries if (one.region, one.collection) == key] for key in order}
    return {key: listed for key, listed in found.items() if listed}


def _archive(library: Library, region: str, collection: str) -> str:
    stem = library.collections[collection].nom_de_fichier
    return f"{stem}_{region}_{library.projet.edition}.zip"


def _members(folder: Path, entries: Sequence[Entry]) -> Mapping[str, Path]:
    """Return what an archive holds: the fiches of a kit are in a folder of their own."""
    kit = any(one.fiche is None for one in entries)
    return {
        f"fiches/{one.path}" if kit and one.fiche else one.path: folder / one.path
        for one in entries
    }


def _page(
    project: Project,
    groups: Mapping[tuple[str, str], Sequence[Entry]],
    folder: Path,
    revision: str,
) -> Page:
    projet, territoires = project.library.projet, []
    for region in dict.fromkeys(region for region, _ in groups):
        national = region == NATIONAL
        library = project.library_of(None if national else region)
        nom = "Édition nationale" if national else library.regions[region].nom
        volets = tuple(
            _volet(library, collection, entries, folder / _archive(library, region, collection))
            for (where, collection), entries in groups.items()
            if where == region
        )
        territoires.append(Territoire(region, nom, volets))
    return Page(
        projet.titre,
        projet.editeur.nom,
        month_in_words(projet.edition),
        revision,
        tuple(territoires),
    )


def _volet(library: Library, collection: str, entries: Sequence[Entry], archive: Path) -> Volet:
    home = library.collections[collection]
    numeros = number_collection(home)
    whole, alone = [], []
    for fiche in (None, *numeros):
        reference = fiche and f"{collection}/{fiche}"
        fichiers = tuple(
            Fichier(one.path, one.format, one.bytes, one.pages)
            for one in sorted(entries, key=lambda one: one.format, reverse=True)
            if one.fiche == reference
        )
        if fichiers and fiche:
            titre = library.fiches[f"{collection}/{fiche}"].titre
            titre = f"{word_label(home, numeros[fiche])} – {titre}"
            alone.append(Document(titre, fichiers))
        elif fichiers:
            whole.append(Document(home.titre, fichiers))
    if not whole:
        whole, alone = alone, []
    packed = Fichier(archive.name, "zip", archive.stat().st_size)
    return Volet(home.titre, home.sous_titre, tuple(whole), tuple(alone), packed)

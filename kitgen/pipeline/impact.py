"""Which documents would change if some words, an image or a layout did.

Nothing is guessed of the content: the documents are composed again with those words changed, and
what differs is what shows them, through every reference and every variant.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.compare.alter import alter, with_other_image, without_variant
from kitgen.compare.touched import touched_fiches, touched_pages
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.chemin import Absent
from kitgen.model.edition import FicheEdition
from kitgen.model.library import Library
from kitgen.model.texte import texte_brut
from kitgen.pipeline.project import Project
from kitgen.pipeline.regions import Regionales
from kitgen.pipeline.targets import Target, all_targets, compose_target
from kitgen.publish import output_path, read_manifest
from kitgen.render import PUBLISHED

PROJET = "kitgen.yaml"
LAYOUTS = "layouts"
ALL_PAGES = "toutes"
ENGINES = {".docx": ("docx",), ".html": ("pdf",), ".css": ("pdf",)}
"""The formats that a layout file shapes; any other file, a font for one, shapes them all."""


@dataclass(frozen=True, slots=True)
class FicheTouchee:
    """A fiche that would change.

    Attributes:
        titre: `Fiche 4 – Alimentation`.
        pages: how many it takes in the PDF, when the last build measured it.
    """

    reference: str
    titre: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class DocumentTouche:
    """A document that would change.

    Attributes:
        document: its path under output/, without extension.
        region: none for a national document.
        formats: those that would change.
        parties: its pages around the fiches that would change.
        fiches: its fiches that would change.
    """

    document: str
    titre: str
    collection: str
    region: str | None
    formats: tuple[str, ...]
    parties: tuple[str, ...]
    fiches: tuple[FicheTouchee, ...]


def impact(project: Project, words: Sequence[str]) -> tuple[DocumentTouche, ...]:
    """Return the documents that would change, national first.

    Args:
        project: a project without error.
        words: what would change: data files, references, id paths, images, layout files.

    Raises:
        UsageError: nothing has that name.
    """
    library = project.library
    shaped: dict[str, set[str]] = {}
    for word in words:
        path, _, chemin = word.partition("#")
        name = _inside(project.root, path)
        if (project.root / name).is_file() and name.split("/")[0] == LAYOUTS:
            shape(shaped, name)
        else:
            library = _changed(library, name, chemin)
    other = Project(project.root, library, Regionales(library), ())
    measured = measured_pages(project.root / "output")
    found = (
        compare_document(project, other, target, shaped, measured)
        for region in (None, *project.regionales)
        for target in all_targets(project, fiches=False, region=region)
    )
    return tuple(one for one in found if one is not None)


def compare_document(
    project: Project,
    other: Project,
    target: Target,
    shaped: dict[str, set[str]],
    measured: dict[tuple[str, str], int],
) -> DocumentTouche | None:
    """Return what of a document differs in another version of its project; none when nothing does.

    Args:
        project: the version whose words are shown.
        other: the other one.
        target: the document, which both hold.
        shaped: for each genre, the formats whose layout differs.
        measured: see `measured_pages`.
    """
    before, after = compose_target(project, target), compose_target(other, target)
    formats = shaped.get(before.genre, set())
    if before == after and not formats:
        return None
    document = str(output_path(before, "pdf").with_suffix(""))
    fiches = touched_fiches(before, after)
    pages = touched_pages(before, after)
    if formats:
        fiches = tuple(fiche for partie in before.parties for fiche in partie.fiches)
        pages = (ALL_PAGES,)
    return DocumentTouche(
        document=document,
        titre=before.titre_document,
        collection=before.collection,
        region=target.region,
        formats=tuple(PUBLISHED) if before != after else tuple(sorted(formats)),
        parties=pages,
        fiches=tuple(
            FicheTouchee(one.reference, title_of(one), measured.get((document, one.reference)))
            for one in fiches
        ),
    )


def title_of(fiche: FicheEdition) -> str:
    """Return `Fiche 4 – Alimentation`."""
    return f"{texte_brut(fiche.etiquette)} – {texte_brut(fiche.titre)}"


def measured_pages(output: Path) -> dict[tuple[str, str], int]:
    """Return the pages that each fiche took in each document, without its extension."""
    return {
        (entry.path.rpartition(".")[0], one.fiche): one.pages
        for entry in read_manifest(output).values()
        for one in entry.mesures
    }


def _inside(root: Path, path: str) -> str:
    """Return a path from the project's root, whether it was typed from there or not."""
    for candidate in (Path(path), Path.cwd() / path):
        if candidate.is_absolute() and candidate.exists() and candidate.is_relative_to(root):
            return candidate.relative_to(root).as_posix()
    return path.strip("/")


def _changed(library: Library, name: str, chemin: str) -> Library:
    """Return the library with what some words name changed."""
    if name in library.images:
        return with_other_image(library, name)
    keys = {file.path: key for key, file in library.files.items()}
    key = "" if name == PROJET else keys.get(name, name)
    parts = key.split("/")
    if parts[0] == "regions" and (parts[1], "/".join(parts[2:])) in library.variantes:
        return without_variant(library, parts[1], "/".join(parts[2:]))
    if key not in library.files or key == "mineurs":
        message = f"« {name} » n'est ni une fiche, ni un fichier du projet qui se publie"
        raise _unknown(message, name, (*library.files, *keys))
    found = alter(library, key, chemin)
    if isinstance(found, Absent):
        message = f"« {chemin} » ne mène à rien dans {library.files[key].path}"
        raise _unknown(message, chemin, found.proches())
    return found


def shape(shaped: dict[str, set[str]], name: str) -> None:
    """Add to the formats of each genre those that a layout file shapes."""
    for genre in _genres(name):
        shaped.setdefault(genre, set()).update(_formats(name))


def _genres(name: str) -> tuple[str, ...]:
    """Return the genres that a layout file shapes: its folder's, or both."""
    folder = name.split("/")[1]
    return (folder,) if folder in {"kit", "points"} else ("kit", "points")


def _formats(name: str) -> tuple[str, ...]:
    return ENGINES.get(Path(name).suffix, tuple(PUBLISHED))


def _unknown(message: str, typed: str, known: Iterable[str]) -> UsageError:
    names = list(known)
    near = difflib.get_close_matches(typed, names, n=3, cutoff=0.5) or names[:3]
    hint = f"Vouliez-vous dire : {', '.join(near)} ?" if near else "`kitgen list` montre tout"
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

"""A release proved: its files are those that it lists, and those that its revision gives."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import Code, ContentError, Diagnostic, Severity, UsageError
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.project import EPOCH, load
from kitgen.pipeline.release import build_all
from kitgen.pipeline.release_dossier import PROGRAM, Origin, assemble, program_digest, tools
from kitgen.pipeline.release_news import tell_news
from kitgen.pipeline.work import Observer
from kitgen.publish import MANIFEST
from kitgen.publish.release_manifest import Publication, read_release
from kitgen.publish.release_sums import SUMS, differences, read_sums
from kitgen.read import extract, find_revision, find_root

LAYOUTS = "layouts"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A release whose files are those that it lists.

    Attributes:
        folder: where it is.
        publication: what its manifest says.
        root: the project.
        warnings: what could explain that it cannot be made again.
    """

    folder: Path
    publication: Publication
    root: Path
    warnings: tuple[Diagnostic, ...]


def open_dossier(start: Path, folder: Path) -> Dossier:
    """Check a release against its own lists, which takes no rebuilding.

    Args:
        start: any folder of the project.
        folder: the release.

    Raises:
        UsageError: the folder is no release, or its revision is not in this clone.
        ContentError: files changed, are missing or are too many; each is named.
        SetupError: git cannot be asked.
    """
    publication, sums = read_release(folder), read_sums(folder)
    if publication is None or sums is None:
        lost = MANIFEST if publication is None else SUMS
        raise _refusal(
            f"{folder} n'est pas une publication entière : {lost} manque ou ne se lit pas",
            "Donnez un dossier de output/releases, par exemple output/releases/2026-11",
        )
    listed = _listed(publication)
    altered = (*_altered(folder, sums | listed), *_disagreeing(folder, sums, listed))
    if altered:
        raise ContentError(*altered)
    root = find_root(start)
    if find_revision(root, publication.revision) is None:
        raise _refusal(
            f"La révision {publication.revision} n'est pas dans ce dépôt",
            "Récupérez-la : `git fetch --all --tags`, ou `git fetch --unshallow`",
        )
    return Dossier(folder, publication, root, tuple(_doubts(publication)))


def verify(dossier: Dossier, workers: Workers, observer: Observer) -> tuple[Diagnostic, ...]:
    """Make a release again from its revision, and name each file that is otherwise.

    Raises:
        KitgenError: it cannot be made again.
    """
    publication = dossier.publication
    with tempfile.TemporaryDirectory(prefix="kitgen-") as name:
        source, built, made = (Path(name, one) for one in ("source", "documents", "publication"))
        source.mkdir()
        made.mkdir()
        extract(dossier.root, publication.revision, source, (LAYOUTS,))
        with _dated(publication.source_date_epoch):
            project = load(source)
            report = build_all(project, built, workers, observer)
            since = publication.precedente.revision if publication.precedente else None
            news = tell_news(dossier.root, project, since)
            origin = Origin(publication.revision, news, publication.derogations)
            assemble(project, built, report.made, made, origin)
        return tuple(_against(made, dossier.folder))


def _listed(publication: Publication) -> dict[str, str]:
    """Return the sums that a manifest lists."""
    documents = {one.path: one.sha256 for one in publication.fichiers}
    return documents | {one.nom: one.sha256 for one in publication.annexes}


def _altered(folder: Path, sums: dict[str, str]) -> Iterator[Diagnostic]:
    for names, what in zip(
        differences(sums, folder),
        ("n'a plus l'empreinte publiée", "manque", "n'est pas de cette publication"),
        strict=True,
    ):
        yield from (_differs(f"{folder / name} {what}") for name in names)


def _disagreeing(
    folder: Path, sums: dict[str, str], listed: dict[str, str]
) -> Iterator[Diagnostic]:
    """Yield what the sums do not say as the manifest does; they also tell of the manifest."""
    names = sorted(name for name in sums.keys() | listed if sums.get(name) != listed.get(name))
    if others := [name for name in names if name != MANIFEST]:
        yield _differs(f"{folder / SUMS} ne dit pas comme {MANIFEST} : {', '.join(others)}")


def _against(made: Path, folder: Path) -> Iterator[Diagnostic]:
    """Yield the files of a release that are not those that were made again."""
    sums = {name: sha for name, sha in (read_sums(made) or {}).items() if name != MANIFEST}
    changed, missing, spare = differences(sums, folder)
    for name in (*changed, *missing, *(one for one in spare if one != MANIFEST)):
        yield _differs(f"{folder / name} n'est pas ce que donne la révision enregistrée")


def _doubts(publication: Publication) -> Iterator[Diagnostic]:
    """Yield what could explain other bytes."""
    here = tools()
    for name in sorted({*publication.outils, *here}):
        then, now = publication.outils.get(name, "absent"), here.get(name, "absent")
        if then != now:
            yield _doubt(f"{name} : {then} à la publication, {now} ici")
    if publication.entrees.get(PROGRAM) != program_digest():
        yield _doubt("Le code de kitgen n'est plus celui de la publication")
    if any(one.nom == Code.TREE_CHANGED for one in publication.derogations):
        yield _doubt("Publiée avec des fichiers qui n'étaient pas enregistrés dans git")


@contextlib.contextmanager
def _dated(seconds: int) -> Iterator[None]:
    """Have documents carry the date of the release, in worker processes too."""
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before


def _differs(message: str) -> Diagnostic:
    return Diagnostic(Code.RELEASE_ALTERED, message)


def _doubt(message: str) -> Diagnostic:
    return Diagnostic(Code.RELEASE_TOOLS, message, severity=Severity.WARNING)


def _refusal(message: str, hint: str) -> UsageError:
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

"""What a release brings since the one before, for readers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kitgen.compose.wording import month_in_words
from kitgen.errors import Code, Diagnostic, Severity, UsageError
from kitgen.model.changement import Comparaison
from kitgen.pipeline.compare import Pair, compare
from kitgen.pipeline.project import Project
from kitgen.pipeline.sides import Version, designate, open_version
from kitgen.publish.release import published
from kitgen.publish.release_manifest import Precedente
from kitgen.render.news import render_news
from kitgen.typography import typographier


@dataclass(frozen=True, slots=True)
class News:
    """What changed, told.

    Attributes:
        texte: Markdown.
        precedente: the release that it starts from; none for a first one.
        warnings: why the comparison could not be made.
    """

    texte: str
    precedente: Precedente | None
    warnings: tuple[Diagnostic, ...] = ()


def previous(releases: Path, edition: str) -> str | None:
    """Return the folder of the release before an edition, in words; none for the first one."""
    before = [folder for folder in published(releases) if folder.name < edition]
    return str(before[-1]) if before else None


def tell_news(root: Path, project: Project, since: str | None) -> News:
    """Return what changed since a release.

    Args:
        root: the folder whose git remembers the release.
        project: the new edition.
        since: the release's folder, or a git revision; none for a first edition.

    Raises:
        UsageError: nothing has that name.
        SetupError: git cannot be asked.
    """
    edition = project.library.projet.edition
    if since is None:
        return News(_page(edition, "Première édition : il n'y en a pas d'autre à comparer."), None)
    named = designate(root, since, ())
    if named.commit is None:
        message = f"« {since} » n'est pas une édition publiée"
        hint = "Donnez le dossier d'une publication, ou une révision git"
        raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))
    try:
        old = open_version(root, named, (project.library, ()))
        told = _compare(root, old, project)
    except UsageError as unreadable:
        said = "L'édition précédente ne se lit plus : les changements ne sont pas relevés."
        lost = (replace(one, severity=Severity.WARNING) for one in unreadable.diagnostics)
        return News(_page(edition, said), None, tuple(lost))
    before = old.library.projet.edition
    title = f"Nouveautés : {month_in_words(before)} → {month_in_words(edition)}"
    return News(render_news(told, typographier(title)), Precedente(before, named.commit))


def _compare(root: Path, old: Version, project: Project) -> list[Comparaison]:
    """Return what changed in the national edition, then in the régions where something did."""
    new = Version(project.library.projet.edition, None, project.library)
    both = [name for name in new.library.regions if name in old.library.regions]
    pair = Pair(root, old, new, ((None, None), *((name, name) for name in both)))
    return [one for one in compare(pair) if one.volets or one.apres.region is None]


def _page(edition: str, words: str) -> str:
    return typographier(f"# Nouveautés : {month_in_words(edition)}\n\n{words}\n")

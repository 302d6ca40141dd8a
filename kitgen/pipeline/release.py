"""A release: the gate, everything built aside, the folder filled, then put in place at once."""

from __future__ import annotations

import tempfile
from collections.abc import Collection as Group
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import Code, ContentError, Diagnostic, SetupError, UsageError
from kitgen.pipeline.build import BuildReport, Options, build
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.project import Project
from kitgen.pipeline.release_dossier import Origin, assemble
from kitgen.pipeline.release_gate import load_for_release, over_budget, unmeasured, waive
from kitgen.pipeline.release_news import previous, tell_news
from kitgen.pipeline.release_sound import sound_part
from kitgen.pipeline.storage import cache_of
from kitgen.pipeline.targets import Target, all_targets
from kitgen.pipeline.work import Observer
from kitgen.publish.release import install
from kitgen.publish.release_manifest import Derogation
from kitgen.read import find_revision, find_root
from kitgen.render import PUBLISHED

RELEASES = Path("output", "releases")
MEASURED = ("pdf",)
"""The format that tells how many pages a fiche takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a release.

    Attributes:
        edition: the one that is meant, to be sure; none for the project's.
        since: the release that is compared, in words; none for the last one of the folder.
        waived: the reasons that do not hold it back.
    """

    edition: str | None = None
    since: str | None = None
    waived: Group[Code] = ()


@dataclass(frozen=True, slots=True)
class Released:
    """What a release did.

    Attributes:
        folder: where it is.
        new: whether it was not there already, with the same bytes.
        derogations: what was waived.
        warnings: of the project, the engines, the comparison.
    """

    folder: Path
    new: bool
    derogations: tuple[Derogation, ...]
    warnings: tuple[Diagnostic, ...]


def release(start: Path, asked: Asked, workers: Workers, observer: Observer) -> Released:
    """Publish the project's edition in its folder of releases, whole or not at all.

    When something holds it back already, only what tells pages is laid out, so that all the
    reasons are told at once; with errors, only what has none.

    Raises:
        ContentError: the files hold errors, or the edition is published with other bytes.
        AttentionError: something that could be waived holds it back.
        UsageError: the project has another edition, or nothing is called as what it follows.
        SetupError: git, a library, a font or a right is missing.
    """
    root = find_root(start)
    revision = _revision(root)
    try:
        project, reasons = load_for_release(root, revision)
    except ContentError as wrong:
        raise ContentError(*wrong.diagnostics, *_too_long(root, workers, observer)) from wrong
    edition = _edition(project, asked.edition)
    held = any(one.code not in asked.waived for one in reasons)
    with tempfile.TemporaryDirectory(prefix="kitgen-") as name:
        built, made = Path(name, "documents"), Path(name, "publication")
        formats = MEASURED if held else tuple(PUBLISHED)
        options = Options(built, formats, workers, cache=cache_of(root))
        report = build(project, _targets(project, fiches=not held), options, observer)
        derogations = waive((*reasons, *over_budget(report.made)), asked.waived)
        since = asked.since or previous(root / RELEASES, edition)
        origin = Origin(revision, tell_news(root, project, since), derogations)
        made.mkdir()
        assemble(project, built, report.made, made, origin)
        new = install(made, root / RELEASES, edition)
    warnings = _warnings(project, report, asked.waived)
    return Released(
        root / RELEASES / edition, new, derogations, (*warnings, *origin.news.warnings)
    )


def build_all(project: Project, output: Path, workers: Workers, observer: Observer) -> BuildReport:
    """Build all that a release holds, with nothing that earlier builds kept.

    Raises:
        ContentError: an engine found an error in the content.
        SetupError: a library, a font or a right is missing.
    """
    return build(
        project,
        _targets(project, fiches=True),
        Options(output, tuple(PUBLISHED), workers),
        observer,
    )


def _too_long(root: Path, workers: Workers, observer: Observer) -> tuple[Diagnostic, ...]:
    """Return the fiches over their pages in what can be laid out, and what could not be."""
    found = sound_part(root)
    if found is None:
        return ()
    project, out = found
    with tempfile.TemporaryDirectory(prefix="kitgen-") as name:
        options = Options(Path(name), MEASURED, workers, cache=cache_of(root))
        try:
            report = build(project, _targets(project, fiches=False), options, observer)
        except ContentError:  # told by the first release without these errors
            return unmeasured(project.library.collections)
    return (*over_budget(report.made), *unmeasured(out))


def _targets(project: Project, *, fiches: bool) -> list[Target]:
    """Return all the national documents, fiche by fiche too, then what each région varies."""
    regional = [one for name in project.regionales for one in _of_region(project, name)]
    return [*all_targets(project, fiches=fiches), *regional]


def _of_region(project: Project, region: str) -> tuple[Target, ...]:
    return all_targets(project, fiches=False, region=region)


def _warnings(
    project: Project, report: BuildReport, waived: Group[Code]
) -> tuple[Diagnostic, ...]:
    """Return what was said, but for what the waivers tell already."""
    said = (*project.warnings, *report.warnings)
    return tuple(one for one in said if one.code not in waived)


def _revision(root: Path) -> str:
    found = find_revision(root, "HEAD")
    if found is None:
        raise SetupError(
            Diagnostic(
                Code.SYSTEM_REFUSED,
                "Ce dépôt git n'a encore rien enregistré : une publication dit de quelle "
                "révision elle vient",
                hint="Enregistrez le projet : `git add . && git commit`",
            )
        )
    return found


def _edition(project: Project, asked: str | None) -> str:
    """Return the edition, and refuse that another be meant: file names and covers carry it."""
    edition = project.library.projet.edition
    if asked not in {None, edition}:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                f"Le projet en est à l'édition {edition}, pas « {asked} »",
                hint="L'édition s'écrit dans kitgen.yaml : `edition`, année et mois",
            )
        )
    return edition

"""Which documents a project's last changes touch: those of a branch, of a merge request."""

from __future__ import annotations

from kitgen.errors import ContentError
from kitgen.pipeline.impact import (
    LAYOUTS,
    DocumentTouche,
    FicheTouchee,
    compare_document,
    measured_pages,
    shape,
    title_of,
)
from kitgen.pipeline.project import Project
from kitgen.pipeline.regions import Regionales
from kitgen.pipeline.sides import designate, open_version
from kitgen.pipeline.targets import Target, all_targets, compose_target
from kitgen.publish import output_path
from kitgen.read import changed_since
from kitgen.render import PUBLISHED

NEW = "document nouveau"
GONE = "document retiré"


def impact_since(project: Project, words: str) -> tuple[DocumentTouche, ...]:
    """Return the documents that are no longer what they were, national first.

    Those that came say so among their pages, and so do those that went, which stand last.

    Args:
        project: a project without error.
        words: a git revision, or a release's folder.

    Raises:
        UsageError: nothing has that name, or the old version cannot be read.
        SetupError: git cannot be asked.
    """
    named = designate(project.root, words, ())
    here = project.library, project.warnings
    version = open_version(project.root, named, here)
    old = Project(project.root, version.library, Regionales(version.library), ())
    files = () if named.commit is None else changed_since(project.root, named.commit, LAYOUTS)
    shaped: dict[str, set[str]] = {}
    for name in files:
        shape(shaped, name)
    try:
        before = _targets(old)
    except ContentError as error:  # a région of that time is wrong
        version.refuse(error.diagnostics)
        raise
    after = _targets(project)
    measured = measured_pages(project.root / "output")
    found = [
        compare_document(project, old, one, shaped, measured)
        if one in before
        else _whole(project, one, NEW)
        for one in after
    ]
    found += [_whole(old, one, GONE) for one in before if one not in after]
    return tuple(one for one in found if one is not None)


def _targets(project: Project) -> tuple[Target, ...]:
    return tuple(
        target
        for region in (None, *project.regionales)
        for target in all_targets(project, fiches=False, region=region)
    )


def _whole(project: Project, target: Target, said: str) -> DocumentTouche:
    """Return a document of one version only."""
    edition = compose_target(project, target)
    return DocumentTouche(
        document=str(output_path(edition, "pdf").with_suffix("")),
        titre=edition.titre_document,
        collection=edition.collection,
        region=target.region,
        formats=tuple(PUBLISHED),
        parties=(said,),
        fiches=tuple(
            FicheTouchee(fiche.reference, title_of(fiche), None)
            for partie in edition.parties
            for fiche in partie.fiches
        ),
    )

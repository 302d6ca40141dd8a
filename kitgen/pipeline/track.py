"""Two editions of a project to the Word file that tracks what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitgen.check import check_library
from kitgen.compose import compose_edition
from kitgen.compose.wording import month_in_words
from kitgen.errors import Code, Diagnostic, Severity, UsageError
from kitgen.model.artefact import Artefact
from kitgen.model.changement import Cote
from kitgen.model.edition import Edition
from kitgen.pipeline.compare import Pair, collections_of
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.project import Project
from kitgen.pipeline.regions import Regionales
from kitgen.pipeline.sides import HERE, Version
from kitgen.render import render_changes
from kitgen.typography import typographier

BROKEN = frozenset(
    {
        Code.DUPLICATE_ID,
        Code.UNKNOWN_TERRITORY,
        Code.UNRESOLVED_REFERENCE,
        Code.CIRCULAR_REFERENCE,
        Code.FICHE_LISTED_TWICE,
        Code.IMAGE_MISSING,
        Code.MARKDOWN_FORBIDDEN,
    }
)
"""The faults with which no document can be made."""


def track(pair: Pair, only: Sequence[str] = (), *, changed: bool = False) -> Artefact | None:
    """Return the Word file of what changed; none when nothing did.

    Args:
        pair: two versions, of one edition each.
        only: ids of collections; none means those that differ.
        changed: whether the fiches that are the same in both are left out.

    Raises:
        UsageError: several editions were asked for, or a version cannot be composed.
        ContentError: the files as they are cannot be composed.
        SetupError: the template is missing or unusable.
    """
    if len(pair.regions) > 1:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                "Un fichier Word ne compare que deux éditions",
                hint="Donnez une région, plutôt que « all »",
            )
        )
    ((old, new),) = pair.regions
    names = collections_of(pair, only)
    before = dict(_editions(pair.before, old, names))
    after = dict(_editions(pair.after, new, names))
    differ = [name for name in names if before.get(name) != after.get(name)]
    if not differ:
        return None
    project = Project(pair.root, pair.after.library, Regionales(pair.after.library), ())
    return render_changes(
        [before[name] for name in differ if name in before],
        [after[name] for name in differ if name in after],
        pair_title(pair),
        render_context(project),
        changed=changed,
    )


def _editions(
    version: Version, region: str | None, names: Sequence[str]
) -> Iterator[tuple[str, Edition]]:
    library = version.view(region).library
    version.refuse(
        [
            one
            for one in check_library(library)
            if one.code in BROKEN and one.severity is Severity.ERROR
        ]
    )
    for name in names:
        if name in library.collections:
            yield name, compose_edition(library, name, region=region)


def pair_title(pair: Pair) -> str:
    """Return `Ce qui change : novembre 2026 (v1) → mai 2027`."""
    old, new = pair.regions[0]
    before, after = pair.before.side(old), pair.after.side(new)
    return typographier(f"Ce qui change : {_name(before)} → {_name(after)}")


def _name(side: Cote) -> str:
    said = [] if side.nom == HERE else [side.nom]
    said += [side.region] if side.region else []
    month = month_in_words(side.edition)
    return f"{month} ({', '.join(said)})" if said else month

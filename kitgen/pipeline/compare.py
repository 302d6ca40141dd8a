"""Two editions of a project to what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kitgen.compare import compare_views
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.changement import Changement, Comparaison, Volet
from kitgen.pipeline.selection import ALL_REGIONS
from kitgen.pipeline.sides import Designation, Version, designate, open_version
from kitgen.read import find_root, read_sound

NATIONALE = "Édition nationale"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions, read, and whose editions of them are compared.

    Attributes:
        root: the project's folder.
        regions: one per comparison, `avant` then `apres`; none stands for the national edition.
    """

    root: Path
    before: Version
    after: Version
    regions: tuple[tuple[str | None, str | None], ...]


def read_pair(project: Path, before: str, after: str, region: str | None = None) -> Pair:
    """Read the two versions that are compared.

    Args:
        project: any folder of the project.
        before: the old edition, in words; see `kitgen.pipeline.sides.designate`.
        after: the new one.
        region: the région whose edition is compared, or `all`; none for the national one, or
            for those that the words name.

    Raises:
        UsageError: nothing has that name, or an old version cannot be read.
        ContentError: the files as they are hold errors.
        SetupError: git cannot be asked.
    """
    root = find_root(project)
    here = read_sound(root)
    known = here[0].projet.regions
    named = designate(root, before, known), designate(root, after, known)
    if region is not None and any(one.explicite for one in named):
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                "`--region` dit déjà de quelle région comparer les éditions",
                hint="Donnez des versions, sans nom de région ; ou ôtez `--region`",
            )
        )
    old, new = (open_version(root, one, here) for one in named)
    return Pair(root, old, new, _regions(named, region, old, new))


def compare(pair: Pair, only: Sequence[str] = ()) -> tuple[Comparaison, ...]:
    """Return what differs, one comparison per edition.

    With all the régions, the national edition comes first; each région's holds only what the
    national one does not.

    Raises:
        UsageError: no collection has that name.
    """
    collections_of(pair, only)
    found: list[Comparaison] = []
    for old, new in pair.regions:
        volets = compare_views(pair.before.view(old), pair.after.view(new), only)
        if found:
            volets = _without(volets, frozenset(found[0].changements))
        titre = (
            _title(pair.after, new)
            if old == new
            else f"{_title(pair.before, old)} → {_title(pair.after, new)}"
        )
        found.append(Comparaison(titre, pair.before.side(old), pair.after.side(new), volets))
    return tuple(found)


def collections_of(pair: Pair, only: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the collections that were asked for; none asked means all of them.

    Raises:
        UsageError: no collection has that name.
    """
    known = tuple(
        dict.fromkeys((*pair.after.library.collections, *pair.before.library.collections))
    )
    for name in only:
        if name not in known:
            message = f"« {name} » n'est pas une collection du projet"
            hint = f"Les collections sont : {', '.join(known)}"
            raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))
    return tuple(name for name in known if not only or name in only)


def _title(version: Version, region: str | None) -> str:
    return NATIONALE if region is None else version.library.regions[region].nom


def _titles(pair: Pair, old: str | None, new: str | None) -> str:
    titles = dict.fromkeys((_title(pair.before, old), _title(pair.after, new)))
    return " → ".join(titles)


def _regions(
    named: tuple[Designation, Designation], region: str | None, old: Version, new: Version
) -> tuple[tuple[str | None, str | None], ...]:
    if region == ALL_REGIONS:
        both = [name for name in new.library.regions if name in old.library.regions]
        return ((None, None), *((name, name) for name in both))
    if region is not None:
        return ((region, region),)
    return ((named[0].region, named[1].region),)


def _without(volets: Sequence[Volet], told: frozenset[Changement]) -> tuple[Volet, ...]:
    """Return the changes that were not told yet."""
    left = []
    for volet in volets:
        groupes = [
            replace(one, changements=tuple(c for c in one.changements if c not in told))
            for one in volet.groupes
        ]
        kept = tuple(one for one in groupes if one.changements)
        if kept:
            left.append(replace(volet, groupes=kept))
    return tuple(left)

"""What holds a release back: each reason in one line, waived by its name or mended."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kitgen.errors import (
    AttentionError,
    Code,
    ContentError,
    Diagnostic,
    Severity,
    UsageError,
)
from kitgen.model.artefact import Mesure
from kitgen.pipeline.project import Project, load
from kitgen.pipeline.regions import Regionales
from kitgen.publish import NATIONAL, Entry
from kitgen.publish.release_manifest import Derogation
from kitgen.read import changed_since, read_sound

WAIVABLE = (Code.OVERRIDE_STALE, Code.OVER_BUDGET, Code.TREE_CHANGED)
"""The reasons that an editor may waive, by these names; an error is never one."""
BUILT = ("output/", ".kitgen/")
"""Folders that no release is made from."""
SHOWN = 5


def check_waivers(names: Iterable[str]) -> frozenset[Code]:
    """Return the reasons that are waived.

    Raises:
        UsageError: a name is none of theirs.
    """
    known = {code.value: code for code in WAIVABLE}
    for name in names:
        if name not in known:
            raise UsageError(
                Diagnostic(
                    Code.UNKNOWN_TARGET,
                    f"« {name} » n'est pas un motif que l'on peut lever",
                    hint=f"Les motifs sont : {', '.join(known)} ; une erreur se corrige",
                )
            )
    return frozenset(known[name] for name in names)


def load_for_release(root: Path, revision: str) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Return a project with what holds its release back before any page is laid out.

    Args:
        root: the project's folder.
        revision: the commit that it is published from.

    Raises:
        ContentError: the files hold errors; the other reasons come with them.
        SetupError: git cannot be asked.
    """
    names = changed_since(root, revision, ".")
    changed = _changed([name for name in names if not name.startswith(BUILT)])
    try:
        project = load(root)
    except ContentError as wrong:
        errors = [one for one in wrong.diagnostics if one.severity is Severity.ERROR]
        raise ContentError(*map(_reason, errors), *_stale_in(root), *changed) from wrong
    return project, (*_stale_among(project.warnings), *changed)


def over_budget(entries: Iterable[Entry]) -> tuple[Diagnostic, ...]:
    """Return one reason for each fiche that takes more pages than it may, wherever it does.

    The figures are those of the edition that holds the most of it.
    """
    found: dict[str, dict[str, Mesure]] = {}
    for entry in entries:
        for room in entry.mesures:
            if room.depasse:
                found.setdefault(room.fiche, {})[entry.region] = room
    return tuple(_too_long(fiche, rooms) for fiche, rooms in sorted(found.items()))


def _too_long(fiche: str, rooms: Mapping[str, Mesure]) -> Diagnostic:
    worst = max(rooms.values(), key=lambda room: (room.pages, room.signes_en_trop))
    where = ", ".join(sorted(rooms, key=lambda region: (region != NATIONAL, region)))
    message = (
        f"{fiche} prend {worst.pages} pages au lieu de {worst.budget}, "
        f"{worst.signes_en_trop} signes de trop ({where})"
    )
    return Diagnostic(Code.OVER_BUDGET, message)


def unmeasured(names: Group[str]) -> tuple[Diagnostic, ...]:
    """Return what says that errors hide the pages of some fiches, collections or régions."""
    if not names:
        return ()
    message = f"Pages non mesurées à cause de ces erreurs : {', '.join(sorted(names))}"
    return (Diagnostic(Code.OVER_BUDGET, message, severity=Severity.WARNING),)


def waive(reasons: Sequence[Diagnostic], waived: Group[Code]) -> tuple[Derogation, ...]:
    """Return what was waived, with all that it covers.

    Raises:
        AttentionError: the reasons that were not.
    """
    left = [one for one in reasons if one.code not in waived]
    if left:
        raise AttentionError(*left)
    return tuple(
        Derogation(code, tuple(_as_line(one) for one in reasons if one.code is code))
        for code in WAIVABLE
        if any(one.code is code for one in reasons)
    )


def _changed(names: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not names:
        return ()
    rest = f" et {len(names) - SHOWN} autres" if len(names) > SHOWN else ""
    message = f"Des fichiers ne sont pas enregistrés dans git : {', '.join(names[:SHOWN])}{rest}"
    return (Diagnostic(Code.TREE_CHANGED, message),)


def _stale_in(root: Path) -> tuple[Diagnostic, ...]:
    """Return the stale overrides among the files that can be read."""
    try:
        library, _ = read_sound(root)
    except ContentError:
        return ()
    return _stale_among(Regionales(library).judge(()))


def _stale_among(said: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(_reason(one) for one in said if one.code is Code.OVERRIDE_STALE)


def _reason(one: Diagnostic) -> Diagnostic:
    """Return a diagnostic on one line: what to do is said once, for all of them."""
    return replace(one, hint=None, severity=Severity.ERROR)


def _as_line(one: Diagnostic) -> str:
    return f"{one.place} : {one.message}" if one.place else one.message

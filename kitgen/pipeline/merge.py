"""The shares of a build, made anywhere, joined into the output that one machine would make.

Nothing of what they say is believed: the plan is made again from the project, and each file must
be one that it asks of that share, from the same inputs, with the bytes that the share noted.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import Code, ContentError, Diagnostic, quoted
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.formats import check_formats
from kitgen.pipeline.outputs import all_paths, returned_files
from kitgen.pipeline.plan import costs_of, fingerprint_of, plan_jobs
from kitgen.pipeline.project import Project, load
from kitgen.pipeline.selection import Selection
from kitgen.pipeline.shards import spread
from kitgen.pipeline.targets import select
from kitgen.pipeline.work import Job
from kitgen.publish import Entry, Staged, publish_files, read_manifest
from kitgen.publish.part import Part, fetch, find_parts, forget_parts, read_part

Parts = Mapping[Path, Part]
"""What each share says of itself, by the file that says it."""

AGAIN = "Refaites tous les lots à partir des mêmes fichiers, avec la même commande"
FIRST = "`kitgen build --shard 1/3 -o DOSSIER` fait le premier lot de trois"


@dataclass(frozen=True, slots=True)
class Merged:
    """What was joined.

    Attributes:
        output: the folder.
        parts: how many shares.
        entries: the files, in the order of their paths.
        removed: paths of the files that the project no longer makes.
        warnings: of the project.
    """

    output: Path
    parts: int
    entries: tuple[Entry, ...]
    removed: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


def merge(start: Path, folders: Sequence[Path], output: Path | None) -> Merged:
    """Join the shares that some folders hold; nothing changes unless every one of them is right.

    Raises:
        ContentError: a share is missing, is there twice, is damaged or is not of this project as
            it is; or the files of the project hold errors.
        SetupError: the output folder cannot be written.
    """
    parts = _read(folders)
    _refuse(_disagreements(parts))
    asked = next(iter(parts.values())).demande
    check_formats(asked.formats)
    selection = Selection(asked.cibles, asked.regions, asked.formats, asked.fiches)
    project = load(start, regions=selection.judged)
    jobs = _plan(project, selection, parts)
    _refuse(_misfits(parts, jobs))
    target = output or project.root / "output"
    with tempfile.TemporaryDirectory(prefix="kitgen-") as name:
        staged, wrong = _fetch(parts, Path(name))
        _refuse(wrong)
        removed = _publish(project, target, staged)
    entries = sorted((one.entry for one in staged), key=lambda entry: entry.path)
    return Merged(target, len(parts), tuple(entries), removed, project.warnings)


def _publish(project: Project, output: Path, staged: Sequence[Staged]) -> tuple[str, ...]:
    entries = read_manifest(output)
    made = all_paths(project) | returned_files(output, entries)
    removed = publish_files(output, staged, made, project.library.projet.edition)
    forget_parts(output)
    return removed


def _read(folders: Sequence[Path]) -> Parts:
    """Return what the shares of some folders say of themselves."""
    found: dict[Path, Part] = {}
    wrong: list[Diagnostic] = []
    for folder in dict.fromkeys(folders):
        paths = find_parts(folder)
        if not paths:
            wrong.append(_refusal(f"{folder} ne contient aucun lot", FIRST))
        for path in paths:
            part = read_part(path)
            if part is None:
                wrong.append(_refusal(f"{path} ne décrit pas un lot, ou pas en entier", AGAIN))
            else:
                found[path] = part
    _refuse(wrong)
    return found


def _disagreements(parts: Parts) -> Iterator[Diagnostic]:
    """Yield the shares that are not of the first one's build, that are twice there or missing."""
    first, model = next(iter(parts.items()))
    for path, part in parts.items():
        if part.outils != model.outils:
            yield _refusal(f"{path} n'a pas été fait avec les mêmes outils que {first}", AGAIN)
        elif (part.plan, part.demande, part.lots) != (model.plan, model.demande, model.lots):
            yield _refusal(f"{path} ne vient pas du même plan que {first}", AGAIN)
    times = Counter(part.lot for part in parts.values())
    ranks = range(1, model.lots + 1)
    for rank in sorted({*ranks, *times}):
        if said := _fault(times[rank], wanted=rank in ranks):
            which = f"{rank}/{model.lots}"
            hint = None if times[rank] else f"`kitgen build --shard {which} -o DOSSIER` le fait"
            yield _refusal(f"Le lot {which} {said}", hint)


def _plan(project: Project, selection: Selection, parts: Parts) -> tuple[Job, ...]:
    """Return the plan of the project as it is, which must be that of the shares."""
    context = render_context(project)
    path, part = next(iter(parts.items()))
    if part.outils != context.tools:
        message = f"{path} n'a pas été fait avec les outils de cette machine"
        hint = "`kitgen doctor` dit leurs versions ; les maquettes et la date comptent aussi"
        raise ContentError(_refusal(message, hint))
    jobs = plan_jobs(project, select(project, selection), selection.formats, context)
    if part.plan != fingerprint_of(jobs):
        raise ContentError(_refusal(f"{path} vient d'un autre état du projet", AGAIN))
    return jobs


def _misfits(parts: Parts, jobs: Sequence[Job]) -> Iterator[Diagnostic]:
    """Yield the files that a share lacks, has twice, or has and should not."""
    shards = spread(costs_of(jobs), next(iter(parts.values())).lots)
    planned = {job.path: job for job in jobs}
    for path, part in parts.items():
        times = Counter(entry.path for entry in part.fichiers)
        wanted = shards[part.lot - 1]
        for name in sorted({*wanted, *times}):
            if said := _fault(times[name], wanted=name in wanted):
                yield _refusal(f"{path} : {quoted(name)} {said}", AGAIN)
        for entry in part.fichiers:
            if entry.path in wanted and not _is_from(entry, planned[entry.path]):
                yield _refusal(f"{path} : {quoted(entry.path)} est décrit autrement", AGAIN)


def _fault(times: int, *, wanted: bool) -> str | None:
    """Return what is wrong with how often something is there; nothing when all is well."""
    if not wanted:
        return "n'a rien à faire là"
    return {0: "manque", 1: None}.get(times, "est là plus d'une fois")


def _is_from(entry: Entry, job: Job) -> bool:
    """Tell whether an entry says of a file what its job says of it."""
    return all(getattr(entry, name) == value for name, value in job.facts.items())


def _fetch(parts: Parts, staging: Path) -> tuple[list[Staged], list[Diagnostic]]:
    """Return the copies of all files, and those that are not what their share says."""
    staged: list[Staged] = []
    wrong: list[Diagnostic] = []
    for path, part in parts.items():
        for entry in part.fichiers:
            copy = staging / str(len(staged))
            if fetch(path.parent, entry, copy):
                staged.append(Staged(copy, entry))
            else:
                file = path.parent / entry.path
                message = f"{file} manque, ou n'est pas le fichier que {path.name} décrit"
                wrong.append(_refusal(message, "Reprenez ce lot, ou refaites-le"))
    return staged, wrong


def _refuse(wrong: Iterator[Diagnostic] | Sequence[Diagnostic]) -> None:
    if found := tuple(wrong):
        raise ContentError(*found)


def _refusal(message: str, hint: str | None) -> Diagnostic:
    return Diagnostic(Code.PART_REFUSED, message, hint=hint)

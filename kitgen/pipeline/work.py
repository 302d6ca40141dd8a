"""One document after another, or several at once in worker processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kitgen.errors import Diagnostic
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.pipeline.pool import Workers
from kitgen.publish import RELECTURE, Entry, Staged, sha256_of
from kitgen.render import PLANS, plan_of, render
from kitgen.render.base import RenderContext, Store
from kitgen.render.fragment import Fragment
from kitgen.render.layout import Layout, obtain

if TYPE_CHECKING:
    from kitgen.render.pdf import Plan


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make.

    Attributes:
        path: where it will go, relative to output/.
        edition: what it holds.
        format: a name of the table of formats.
        fingerprint: of its inputs.
    """

    path: str
    edition: Edition
    format: str
    fingerprint: str

    @property
    def facts(self) -> dict[str, Any]:
        """What the manifest says of the file, and is known before it is made."""
        return {
            "path": self.path,
            "collection": self.edition.collection,
            "region": self.path.split("/")[0],
            "fiche": self.edition.fiche,
            "format": self.format if self.edition.relecture is None else RELECTURE,
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Done:
    """A finished file, and what its engine said."""

    staged: Staged
    diagnostics: tuple[Diagnostic, ...]


class Observer(Protocol):
    """Whoever shows the progress."""

    def planned(self, total: int, fresh: int) -> None:
        """Hear how many files are to be made, and how many are up to date already."""

    def laid_out(self, done: int, total: int) -> None:
        """Hear how many pieces of the files are laid out, of those that had to be."""

    def started(self, path: str) -> None:
        """Hear that a file is being made."""

    def finished(self, path: str, pages: int | None) -> None:
        """Hear that a file is made."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where files are made.

    Attributes:
        context: the outside world.
        staging: the folder of the finished files.
        workers: who makes them.
        observer: who shows the progress.
    """

    context: RenderContext
    staging: Path
    workers: Workers
    observer: Observer

    def make(self, todo: Sequence[Job]) -> Iterator[Done]:
        """Yield each finished file; neither order nor number of workers matters to the files.

        The pieces of all of them are laid out first, each once, and kept in the context's store,
        while the files that have none are made. With one worker there is nothing to share: a file
        lays its pieces out when it is made.
        """
        store = self.context.store
        if self.workers.alone or store is None:
            yield from self._round(todo, ())
            return
        whole = [job for job in todo if job.format not in PLANS]
        linked = [job for job in todo if job.format in PLANS]
        plans = (plan_of(job.format, job.edition, self.context) for job in linked)
        # Files that are fewer than the workers share what depends on their first pieces too.
        few = list(plans) if len(linked) < self.workers.width else []
        first = chain.from_iterable(plan.first() for plan in few or plans)
        yield from self._round(whole, self._missing(first, store))
        then = chain.from_iterable(plan.then(self._kept) for plan in few)
        yield from self._round((), self._missing(then, store))
        if len(few) == 1:
            yield self._finish(linked[0], few[0])
        else:
            yield from self._round(linked, ())

    def _missing(self, pieces: Iterable[Layout], store: Store) -> list[Layout]:
        """Return the pieces that are not in the store, each once, the longest first."""
        missing: dict[str, Layout] = {}
        for piece in pieces:
            key = piece.key(self.context)
            if key not in missing and store.get(key) is None:
                missing[key] = piece
        return sorted(missing.values(), key=lambda piece: -len(piece.html))

    def _kept(self, piece: Layout) -> Fragment:
        return obtain(piece, self.context)

    def _round(self, jobs: Sequence[Job], pieces: Sequence[Layout]) -> Iterator[Done]:
        """Make files and lay pieces out, the files first since they take longer."""
        laid_out = 0
        tasks: list[Job | Layout] = [*jobs, *pieces]
        for one, done in self._done(tasks):
            if isinstance(one, Job) and done is not None:
                self.observer.finished(one.path, done.staged.entry.pages)
                yield done
            else:
                laid_out += 1
                self.observer.laid_out(laid_out, len(pieces))

    def _finish(self, job: Job, plan: Plan) -> Done:
        """Put a file together here, where what it is made of is known."""
        self._begin(job)
        done = stage(job, plan.finish(self._kept), self.staging)
        self.observer.finished(job.path, done.staged.entry.pages)
        return done

    def _done(self, tasks: Sequence[Job | Layout]) -> Iterator[tuple[Job | Layout, Done | None]]:
        """Yield each task with the file that it made, if it is one."""
        return self.workers.each(do_task, tasks, self._begin, (self.context, self.staging))

    def _begin(self, one: Job | Layout) -> None:
        if isinstance(one, Job):
            self.observer.started(one.path)


def do_task(one: Job | Layout, shared: tuple[RenderContext, Path]) -> Done | None:
    """Make a file, or keep the pages of a piece in the context's store."""
    context, staging = shared
    if isinstance(one, Job):
        return run_job(one, context, staging)
    obtain(one, context)
    return None


def run_job(job: Job, context: RenderContext, staging: Path) -> Done:
    """Render one file into the staging folder."""
    artefact = render(job.format, job.edition, context)
    return stage(job, artefact, staging)


def stage(job: Job, artefact: Artefact, staging: Path) -> Done:
    """Write a finished file into the staging folder."""
    target = staging / hashlib.sha256(job.path.encode()).hexdigest()
    target.write_bytes(artefact.contenu)
    entry = Entry(
        **job.facts,
        sha256=sha256_of(target),
        bytes=len(artefact.contenu),
        pages=artefact.pages,
        mesures=artefact.mesures,
    )
    return Done(Staged(target, entry), artefact.diagnostics)

"""One document after another, or several at once in worker processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from kitgen.errors import Diagnostic
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.pipeline.pool import Workers
from kitgen.publish import RELECTURE, Entry, Staged, sha256_of
from kitgen.render import pieces_of, render
from kitgen.render.base import RenderContext
from kitgen.render.layout import Layout, obtain


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


def lay_out_pieces(
    todo: Sequence[Job], context: RenderContext, workers: Workers, observer: Observer
) -> None:
    """Fill the context's store with the pieces that the files need, each once.

    With one worker there is nothing to share: a file lays its pieces out when it is made.
    """
    store = context.store
    if workers.alone or store is None:
        return
    missing: dict[str, Layout] = {}
    for job in todo:
        for piece in pieces_of(job.format, job.edition, context):
            key = piece.key(context)
            if key not in missing and store.get(key) is None:
                missing[key] = piece
    longest_first = sorted(missing.values(), key=lambda piece: -len(piece.html))
    task = partial(_lay_out, context=context)
    for done, _ in enumerate(workers.each(task, longest_first, lambda _: None), start=1):
        observer.laid_out(done, len(longest_first))


def _lay_out(piece: Layout, context: RenderContext) -> None:
    obtain(piece, context)


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


def run_jobs(
    todo: Sequence[Job],
    context: RenderContext,
    staging: Path,
    workers: Workers,
    observer: Observer,
) -> Iterator[Done]:
    """Yield each finished file; the order does not matter, nor the number of workers."""
    task = partial(run_job, context=context, staging=staging)
    for job, done in workers.each(task, todo, lambda job: observer.started(job.path)):
        observer.finished(job.path, done.staged.entry.pages)
        yield done

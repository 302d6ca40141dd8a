"""One document after another, or several at once in worker processes."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kitgen.errors import Code, Diagnostic, SetupError
from kitgen.model.edition import Edition
from kitgen.publish import RELECTURE, Entry, Staged, sha256_of
from kitgen.render import render
from kitgen.render.base import RenderContext


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


@dataclass(frozen=True, slots=True)
class Done:
    """A finished file, and what its engine said."""

    staged: Staged
    diagnostics: tuple[Diagnostic, ...]


class Observer(Protocol):
    """Whoever shows the progress."""

    def planned(self, total: int, fresh: int) -> None:
        """Hear how many files are to be made, and how many are up to date already."""

    def started(self, path: str) -> None:
        """Hear that a file is being made."""

    def finished(self, path: str, pages: int | None) -> None:
        """Hear that a file is made."""


def run_job(job: Job, context: RenderContext, staging: Path) -> Done:
    """Render one file into the staging folder."""
    artefact = render(job.format, job.edition, context)
    target = staging / hashlib.sha256(job.path.encode()).hexdigest()
    target.write_bytes(artefact.contenu)
    entry = Entry(
        path=job.path,
        collection=job.edition.collection,
        region=job.path.split("/")[0],
        fiche=job.edition.fiche,
        format=job.format if job.edition.relecture is None else RELECTURE,
        sha256=sha256_of(target),
        bytes=len(artefact.contenu),
        pages=artefact.pages,
        fingerprint=job.fingerprint,
        mesures=artefact.mesures,
    )
    return Done(Staged(target, entry), artefact.diagnostics)


def run_jobs(
    todo: Sequence[Job], context: RenderContext, staging: Path, workers: int, observer: Observer
) -> Iterator[Done]:
    """Yield each finished file; the order does not matter, nor the number of workers."""
    if workers == 1 or len(todo) < 2:
        for job in todo:
            observer.started(job.path)
            done = run_job(job, context, staging)
            observer.finished(job.path, done.staged.entry.pages)
            yield done
    else:
        yield from _run_in_pool(todo, context, staging, workers, observer)


def _run_in_pool(
    todo: Sequence[Job], context: RenderContext, staging: Path, workers: int, observer: Observer
) -> Iterator[Done]:
    """Keep `workers` files under way, so that what is shown as started is."""
    pool = ProcessPoolExecutor(
        min(workers, len(todo)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_die_with_parent,
        initargs=(os.getpid(),),
    )
    waiting = list(reversed(todo))
    running: dict[Future[Done], Job] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                job = waiting.pop()
                observer.started(job.path)
                running[pool.submit(run_job, job, context, staging)] = job
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                done = future.result()
                observer.finished(job.path, done.staged.entry.pages)
                yield done
    except BrokenProcessPool as broken:
        raise SetupError(
            Diagnostic(
                Code.INTERRUPTED,
                "Un processus de rendu s'est arrêté sans prévenir, faute de mémoire peut-être",
                hint="Recommencez avec --jobs 1",
            )
        ) from broken
    finally:
        for child in multiprocessing.active_children():
            child.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _die_with_parent(parent: int) -> None:
    """Let no worker outlive a kitgen that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

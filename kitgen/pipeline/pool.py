"""Workers that stay warm from one round of tasks to the next: this machine's, or a host's."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import forkserver, resource_tracker
from types import TracebackType
from typing import Protocol, Self, TypeVar

from kitgen.errors import Code, Diagnostic, SetupError

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

PATIENCE = 30
"""Seconds without a result after which the host is asked whether one may come."""


class Host(Protocol):
    """Where tasks are done, as an executor of `concurrent.futures` would.

    Attributes:
        away: whether its workers see none of this machine's disk, so that a task must carry all
            that it needs.
    """

    away: bool

    def width(self) -> int:
        """Return how many tasks may be under way."""

    def warm_up(self, modules: Sequence[str]) -> None:
        """Begin to get ready, with some modules loaded, while this process does other things."""

    def submit(
        self, function: Callable[[Task, Shared], Result], task: Task, shared: Shared
    ) -> Future[Result]:
        """Have a task done, with what all tasks of a round have in common."""

    def explain(self, error: BaseException) -> SetupError | None:
        """Return what happened to the host, if that is what an error means."""

    def check(self) -> None:
        """Refuse to wait any longer, when nothing has come for a while.

        Raises:
            SetupError: nothing will come.
        """

    def close(self) -> None:
        """Leave every task, whatever is under way; the next one begins anew."""


class Workers:
    """Does tasks here when there is one worker, or one task and no worker ready; else at a host.

    An interruption, or an error in a task, ends what is under way; the next round begins anew.

    Args:
        number: how many processes of this machine.
        host: who does the tasks instead of them.
    """

    def __init__(self, number: int = 1, host: Host | None = None) -> None:
        self.host: Host = Processes(number) if host is None else host
        self._ready = self.host.away

    def __enter__(self) -> Self:
        """Return the workers themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers."""
        self.close()

    @property
    def width(self) -> int:
        """How many tasks may be under way."""
        return self.host.width()

    @property
    def alone(self) -> bool:
        """Tell whether one does it all, in this process."""
        return not self.host.away and self.width == 1

    def warm_up(self, modules: Sequence[str]) -> None:
        """Have the workers get ready, with some modules loaded, while this process goes on."""
        if modules and not self.alone:
            self.host.warm_up(modules)
            self._ready = True

    def each(
        self,
        function: Callable[[Task, Shared], Result],
        tasks: Iterable[Task],
        started: Callable[[Task], None],
        shared: Shared,
    ) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they end.

        Args:
            function: what does a task.
            tasks: each is asked for when it can begin.
            started: hears when one begins.
            shared: what the function needs besides, the same for all tasks.

        Raises:
            SetupError: a process died, or the host is lost.
        """
        queue = iter(tasks)
        first = tuple(islice(queue, 2))
        queue = chain(first, queue)
        if self.alone or (len(first) < 2 and not self._ready):
            for task in queue:
                started(task)
                yield task, function(task, shared)
            return
        try:
            yield from self._at_host(function, queue, started, shared)
        except BaseException as error:
            self.close()
            said = self.host.explain(error)
            if said is None:
                raise
            raise said from error

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        self.host.close()

    def _at_host(
        self,
        function: Callable[[Task, Shared], Result],
        queue: Iterator[Task],
        started: Callable[[Task], None],
        shared: Shared,
    ) -> Iterator[tuple[Task, Result]]:
        """Keep as many tasks under way as workers, so that what is said to have begun has."""
        running: dict[Future[Result], Task] = {}
        while True:
            for task in islice(queue, max(0, self.host.width() - len(running))):
                started(task)
                running[self.host.submit(function, task, shared)] = task
            if not running:
                return
            done = wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED).done
            if not done:
                self.host.check()
            for future in done:
                yield running.pop(future), future.result()


class Processes:
    """Processes of this machine, made when needed.

    Where the system can, they are forked from one that has loaded the modules for all of them.
    """

    away = False

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool: ProcessPoolExecutor | None = None
        methods = multiprocessing.get_all_start_methods()
        self._method = "forkserver" if "forkserver" in methods else "spawn"

    def width(self) -> int:
        """Return how many there are."""
        return self._number

    def warm_up(self, modules: Sequence[str]) -> None:
        """Start the process that they are forked from, if there is to be one."""
        if self._method == "forkserver":
            multiprocessing.set_forkserver_preload(list(modules))
            resource_tracker.ensure_running()  # when it starts, it lets interruptions through
            with _interruptions_held():
                forkserver.ensure_running()

    def submit(
        self, function: Callable[[Task, Shared], Result], task: Task, shared: Shared
    ) -> Future[Result]:
        """Have a task done by one of them."""
        pool = self._warm_pool()
        with _interruptions_held():
            return pool.submit(function, task, shared)

    def explain(self, error: BaseException) -> SetupError | None:
        """Say that one died."""
        return _broken() if isinstance(error, BrokenProcessPool) else None

    def check(self) -> None:
        """Wait on: one that dies is said at once."""

    def close(self) -> None:
        """End them."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for child in multiprocessing.active_children():
                child.terminate()
            pool.shutdown(wait=True, cancel_futures=True)

    def _warm_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            resource_tracker.ensure_running()  # when it starts, it lets interruptions through
            self._pool = ProcessPoolExecutor(
                self._number,
                mp_context=multiprocessing.get_context(self._method),
                initializer=_begin,
            )
        return self._pool


@contextlib.contextmanager
def _interruptions_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: they inherit that, and leave it to their parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and let no worker outlive a kitgen that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what it is forked with stays
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _broken() -> SetupError:
    return SetupError(
        Diagnostic(
            Code.INTERRUPTED,
            "Un processus de rendu s'est arrêté sans prévenir, faute de mémoire peut-être",
            hint="Recommencez avec --jobs 1",
        )
    )

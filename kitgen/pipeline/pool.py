"""Worker processes that stay warm from one round of tasks to the next."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Self, TypeVar

from kitgen.errors import Code, Diagnostic, SetupError

Task = TypeVar("Task")
Result = TypeVar("Result")


class Workers:
    """Does tasks here when there is one worker or one task, else in processes made when needed.

    An interruption, or an error in a task, ends the processes at once; the next round makes new
    ones.
    """

    def __init__(self, number: int = 1) -> None:
        self.number = number
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return the workers themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        self.close()

    def each(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        started: Callable[[Task], None],
    ) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they end; `started` hears when one begins.

        Raises:
            SetupError: a process died.
        """
        if self.number == 1 or len(tasks) < 2:
            for task in tasks:
                started(task)
                yield task, function(task)
            return
        try:
            yield from self._in_processes(function, tasks, started)
        except BrokenProcessPool as broken:
            self.close()
            raise _broken() from broken
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for child in multiprocessing.active_children():
                child.terminate()
            pool.shutdown(wait=True, cancel_futures=True)

    def _in_processes(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        started: Callable[[Task], None],
    ) -> Iterator[tuple[Task, Result]]:
        """Keep as many tasks under way as workers, so that what is said to have begun has."""
        pool = self._warm_pool()
        waiting = list(reversed(tasks))
        running: dict[Future[Result], Task] = {}
        while waiting or running:
            while waiting and len(running) < self.number:
                task = waiting.pop()
                started(task)
                with _interruptions_held():
                    running[pool.submit(function, task)] = task
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()

    def _warm_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            resource_tracker.ensure_running()  # when it starts, it lets interruptions through
            self._pool = ProcessPoolExecutor(
                self.number,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(os.getpid(),),
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


def _begin(parent: int) -> None:
    """Leave Ctrl-C to the parent, and let no worker outlive a kitgen that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
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

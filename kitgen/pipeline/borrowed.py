"""Somebody's own executor, as a host for the jobs of a build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any, TypeVar

from kitgen.errors import Code, Diagnostic, SetupError

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")


class Borrowed:
    """Has tasks done by any executor of `concurrent.futures`, which is left open.

    Each task carries all that it needs, since nobody knows where it will be done.

    Args:
        executor: who does them; its workers have kitgen.
        width: how many tasks it is given at a time.
    """

    away = True

    def __init__(self, executor: Executor, width: int) -> None:
        self._executor = executor
        self._width = width
        self._given: set[Future[Any]] = set()

    def width(self) -> int:
        """Return how many tasks may be under way."""
        return self._width

    def warm_up(self, modules: Sequence[str]) -> None:
        """Leave the workers as they are: they load what a task needs."""

    def submit(
        self, function: Callable[[Task, Shared], Result], task: Task, shared: Shared
    ) -> Future[Result]:
        """Have a task done."""
        future = self._executor.submit(function, task, shared)
        self._given.add(future)
        future.add_done_callback(self._given.discard)
        return future

    def explain(self, error: BaseException) -> SetupError | None:
        """Say that the executor is broken, or that somebody else ended it."""
        if not isinstance(error, (BrokenExecutor, CancelledError)):
            return None
        message = "L'exécuteur s'est arrêté avant la fin de la production"
        return SetupError(Diagnostic(Code.CLUSTER_UNUSABLE, message))

    def check(self) -> None:
        """Wait on: it is for its owner to end it."""

    def close(self) -> None:
        """Take back the tasks that have not begun."""
        for future in tuple(self._given):
            future.cancel()

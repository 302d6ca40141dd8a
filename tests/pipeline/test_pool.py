"""Workers: warm, independent of their number, and gone when they must be."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator

import pytest

from kitgen.cli.options import cores
from kitgen.errors import Code, SetupError
from kitgen.pipeline.pool import Workers


@pytest.fixture
def two() -> Iterator[Workers]:
    """Two workers, gone after the test."""
    with Workers(2) as workers:
        yield workers
    assert not multiprocessing.active_children()


def who(_: int, __: None) -> int:
    """Return the process that does the task."""
    return os.getpid()


def double(number: int, _: None) -> int:
    """Return something that depends on the task only."""
    return 2 * number


def refuse(number: int, _: None) -> int:
    """Fail at one task."""
    if number == 3:
        raise KeyError(number)
    return number


def die(_: int, __: None) -> None:
    """End the process without a word."""
    os._exit(9)


def quiet(_: int) -> None:
    """Hear that a task begins, and do nothing."""


@pytest.mark.parametrize("number", [1, 2, 3])
def test_results_do_not_depend_on_the_number_of_workers(number: int) -> None:
    """Each task comes back once, with its result, and was said to begin."""
    begun: list[int] = []
    with Workers(number) as workers:
        results = dict(workers.each(double, range(5), begun.append, None))

    assert results == {task: 2 * task for task in range(5)}
    assert sorted(begun) == list(range(5))


def test_one_worker_or_one_task_is_done_here(two: Workers) -> None:
    """No process is started for that."""
    alone = dict(Workers().each(who, range(3), quiet, None))
    single = dict(two.each(who, [7], quiet, None))

    assert {*alone.values(), *single.values()} == {os.getpid()}


def test_workers_that_are_ready_do_even_one_task(two: Workers) -> None:
    """They have loaded what it needs; one worker, who is this process, gets ready by itself."""
    two.warm_up(["kitgen.render.weasy_ready", "kitgen.no_such_module"])
    alone = Workers()
    alone.warm_up(["kitgen.render.weasy_ready"])

    assert set(dict(two.each(who, [7], quiet, None)).values()) != {os.getpid()}
    assert dict(alone.each(who, [7], quiet, None)) == {7: os.getpid()}


def test_processes_stay_warm(two: Workers) -> None:
    """A second round finds the processes of the first."""
    first = set(dict(two.each(who, range(8), quiet, None)).values())
    second = set(dict(two.each(who, range(8), quiet, None)).values())

    assert os.getpid() not in first
    assert second & first
    assert len(first | second) <= 2


def test_an_error_ends_the_round_not_the_workers(two: Workers) -> None:
    """The error comes out as it was; the next round works."""
    with pytest.raises(KeyError):
        list(two.each(refuse, range(6), quiet, None))
    assert not multiprocessing.active_children()
    assert dict(two.each(double, range(3), quiet, None)) == {0: 0, 1: 2, 2: 4}


def test_a_process_that_dies_is_said(two: Workers) -> None:
    """With advice; the next round works."""
    with pytest.raises(SetupError) as said:
        list(two.each(die, range(3), quiet, None))

    assert [one.code for one in said.value.diagnostics] == [Code.INTERRUPTED]
    assert dict(two.each(double, range(2), quiet, None)) == {0: 0, 1: 2}


def test_a_round_that_is_left_ends_the_processes(two: Workers) -> None:
    """Whoever stops listening, as an interruption does, leaves nobody at work."""
    round_of_tasks = two.each(double, range(50), quiet, None)
    next(round_of_tasks)
    del round_of_tasks

    assert not multiprocessing.active_children()


def test_workers_do_without_what_a_system_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows has no signal masks and forks nothing; macOS does not say which cores are ours."""
    monkeypatch.delattr("signal.pthread_sigmask")
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: None)

    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    with Workers(2) as spawned:
        spawned.warm_up(["kitgen.render.weasy_ready"])
        assert dict(spawned.each(double, range(2), quiet, None)) == {0: 0, 1: 2}
    assert cores() == 1


def test_there_are_as_many_workers_as_cores() -> None:
    """Those of this process, not those of the machine."""
    assert 1 <= cores() <= (os.cpu_count() or 1)

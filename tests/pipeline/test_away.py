"""Jobs for workers that see nothing of this machine: any executor, the same bytes."""

from __future__ import annotations

import pickle
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

import kitgen
from kitgen.errors import Code, SetupError
from kitgen.pipeline import away
from kitgen.pipeline.api import Silent
from kitgen.pipeline.away import Baggage, Memory, Parcel, pack, there
from kitgen.pipeline.borrowed import Borrowed
from kitgen.pipeline.build import BuildReport, Options, build
from kitgen.pipeline.fingerprint import render_context
from kitgen.pipeline.layouts import packaged_layouts
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.storage import cache_of
from kitgen.pipeline.targets import all_targets
from kitgen.publish import sha256_of
from kitgen.render import layout
from kitgen.render.base import RenderContext
from kitgen.render.fragment import Fragment
from kitgen.render.layout import Layout, lay_out
from tests.projects import write_project

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")


class Elsewhere(Borrowed):
    """An executor of the standard library, to which all goes as bytes."""

    def __init__(self, executor: Executor) -> None:
        super().__init__(executor, 3)
        self.asked: list[str] = []

    def submit(
        self, function: Callable[[Task, Shared], Result], task: Task, shared: Shared
    ) -> Future[Result]:
        """Have a task done."""
        self.asked.append(type(task.task).__name__ if isinstance(task, Parcel) else "")
        return super().submit(_do, pickle.dumps((function, task)), pickle.dumps(shared))


def _do(sent: bytes, shared: bytes) -> Any:
    function, task = pickle.loads(sent)
    return pickle.loads(pickle.dumps(function(task, pickle.loads(shared))))


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """Two threads that have unpacked nothing yet."""
    monkeypatch.setattr(away, "_UNPACKED", {})
    with ThreadPoolExecutor(2) as executor:
        yield Elsewhere(executor)


@pytest.fixture
def project(tmp_path: Path) -> kitgen.Project:
    """A project with layouts of its own, which no other machine has."""
    root = write_project(tmp_path / "projet")
    shutil.copytree(packaged_layouts(), root / "layouts")
    tokens = root / "layouts/commun/tokens.css"
    tokens.write_text(f"{tokens.read_text(encoding='utf-8')}\n/* les nôtres */\n", "utf-8")
    return kitgen.load(root)


def made(project: kitgen.Project, output: Path, workers: Workers, *, kept: bool) -> BuildReport:
    """Build all documents."""
    cache = cache_of(project.root) if kept else Options(output, ()).cache
    options = Options(output, ("pdf", "docx"), workers, cache=cache)
    return build(project, all_targets(project, fiches=True), options, Silent())


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file, but for the lock."""
    files = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in files if path.is_file()
    }


def test_any_executor_gives_the_same_bytes(
    project: kitgen.Project, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """With layouts that are carried, and pieces that others laid out."""
    made(project, tmp_path / "ici", Workers(), kept=False)
    made(project, tmp_path / "ailleurs", Workers(host=elsewhere), kept=False)

    assert hashes(tmp_path / "ailleurs") == hashes(tmp_path / "ici")
    assert len(hashes(tmp_path / "ici")) == 7
    assert elsewhere.asked.count("Job") == 6
    assert "Layout" in elsewhere.asked


def test_what_is_kept_stays_here_and_is_carried(
    project: kitgen.Project,
    elsewhere: Elsewhere,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No piece is laid out twice, here nor there; a second build lays nothing out."""
    laid_out: list[str] = []

    def counted(piece: Layout, context: RenderContext) -> Fragment:
        laid_out.append(piece.digest)
        return lay_out(piece, context)

    monkeypatch.setattr(layout, "lay_out", counted)
    made(project, tmp_path / "un", Workers(host=elsewhere), kept=True)
    assert sorted(laid_out) == sorted(set(laid_out))
    elsewhere.asked.clear()
    laid_out.clear()
    made(project, tmp_path / "deux", Workers(host=elsewhere), kept=True)

    assert set(elsewhere.asked) == {"Job"}
    assert laid_out == []
    assert hashes(tmp_path / "un") == hashes(tmp_path / "deux")


def test_a_worker_that_would_make_other_documents_refuses(
    project: kitgen.Project, elsewhere: Elsewhere
) -> None:
    """It says what it has instead, or that it must be the code."""
    baggage = pack(render_context(project))
    other = Baggage(
        baggage.layouts, baggage.created, "0" * 64, {**baggage.versions, "weasyprint": "1.0"}
    )
    same = Baggage(baggage.layouts, baggage.created, "0" * 64, baggage.versions)

    for sent, words in ((other, "au lieu de 1.0"), (same, "mais autre code")):
        with pytest.raises(SetupError, match=words) as said:
            elsewhere.submit(there, Parcel(Layout("kit", "<p>Un"), {}), sent).result()
        assert [one.code for one in said.value.diagnostics] == [Code.CLUSTER_UNUSABLE]


def test_a_memory_gives_what_it_came_with_and_what_it_was_given() -> None:
    """And knows which is which."""
    memory = Memory({"un": b"1"})
    memory.put("deux", b"2")

    assert [memory.get(key) for key in ("un", "deux", "trois")] == [b"1", b"2", None]
    assert memory.new == {"deux": b"2"}


@pytest.mark.usefixtures("elsewhere")
def test_a_script_hands_its_own_executor_over(project: kitgen.Project, tmp_path: Path) -> None:
    """It is left open, and serves again."""
    with ThreadPoolExecutor(2) as executor:
        for name in ("un", "deux"):
            kitgen.build(project, ["municipal"], output=tmp_path / name, jobs=4, executor=executor)
    made_here = kitgen.build(project, ["municipal"], output=tmp_path / "ici")

    assert len(made_here.made) == 2
    assert hashes(tmp_path / "un") == hashes(tmp_path / "deux") == hashes(tmp_path / "ici")


def test_an_executor_that_ends_or_a_task_that_fails_is_said() -> None:
    """In French when it is the executor's doing; what has not begun is taken back."""

    class Ended(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            future: Future[Any] = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    gate = threading.Event()

    def wait_or_fail(task: int, _: None) -> None:
        if task == 0:
            raise ZeroDivisionError
        gate.wait()

    with Ended(1) as ended, pytest.raises(SetupError) as said:
        list(Workers(host=Borrowed(ended, 2)).each(wait_or_fail, [1], lambda _: None, None))
    assert [one.code for one in said.value.diagnostics] == [Code.CLUSTER_UNUSABLE]

    with ThreadPoolExecutor(1) as busy:
        host = Borrowed(busy, 9)
        host.check()
        with pytest.raises(ZeroDivisionError):
            list(Workers(host=host).each(wait_or_fail, range(5), lambda _: None, None))
        gate.set()
    assert not host._given

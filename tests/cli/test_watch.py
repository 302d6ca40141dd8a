"""Documents that follow what is saved."""

from __future__ import annotations

import errno
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kitgen.cli import watch as module
from kitgen.pipeline.layouts import packaged_layouts
from tests.projects import Run, hear_interruptions, run, write_project

SCIC = "fiches/municipal/scic.yaml"
PATIENCE = 60


class Watch:
    """`kitgen watch`, running."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "kitgen", "watch", "--format", "docx", "--jobs", "1"]
        self.process = subprocess.Popen(
            command, cwd=root, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=hear_interruptions,  # noqa: PLW1509  no thread yet
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.listener.join()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as said:
            for line in said:
                self.lines.put(line.rstrip("\n"))

    def until(self, start: str) -> list[str]:
        """Return what is said from now on, up to the line that starts so."""
        told: list[str] = []
        while not told or not told[-1].startswith(start):
            told.append(self.lines.get(timeout=PATIENCE))
        return told

    def stop(self) -> int:
        """Press Ctrl-C, as a terminal does, and return the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project."""
    return write_project(tmp_path / "projet")


@pytest.fixture
def watch(root: Path) -> Iterator[Watch]:
    """A watch that has made the documents once, and waits."""
    with Watch(root) as running:
        running.until("J’attends les changements")
        yield running


def amend(root: Path, old: str, new: str) -> None:
    """Save a fiche as editors do: beside, then in its place."""
    text = (root / SCIC).read_text(encoding="utf-8")
    assert old in text
    beside = root / "fiches/municipal/4913"
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(root / SCIC)


def test_a_saved_file_is_made_and_a_broken_one_is_waited_for(root: Path, watch: Watch) -> None:
    """What changed and how long it took; what is wrong, until it is mended; then Ctrl-C."""
    (document,) = (root / "output").rglob("*.docx")
    before = document.read_bytes()
    amend(root, "Pour agir.", "Pour agir ensemble.")
    told = watch.until("Fait en")
    assert told[0] == f"Changé\u00a0: {SCIC}"
    assert document.read_bytes() != before

    before = document.read_bytes()
    amend(root, "chapo:", "chapeau:")
    told = watch.until("J’attends une correction")
    assert any("[cle-inconnue]" in line for line in told)
    assert document.read_bytes() == before

    (root / "kitgen.yaml").touch()
    amend(root, "chapeau:", "chapo:")
    assert watch.until("Fait en")[0] == f"Changé\u00a0: {SCIC}"
    assert document.read_bytes() == before

    assert watch.stop() == 0
    assert watch.until("Arrêté")[-1].startswith("Arrêté")


def follow(monkeypatch: pytest.MonkeyPatch, root: Path, *steps: Callable[[], object]) -> Run:
    """Watch here, without waiting: each step is done before a look, and Ctrl-C ends it."""

    def looks(_: Path) -> Iterator[None]:
        for step in steps:
            step()
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "looks", looks)
    return run("watch", "--format", "docx", "--jobs", "1", project=root)


def test_what_is_said_while_watching(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing without a change; a mistake, then its correction; a disk that refuses."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    answer = follow(
        monkeypatch,
        root,
        lambda: None,
        lambda: amend(root, "chapo:", "chapeau:"),
        lambda: amend(root, "chapeau:", "chapo:"),
        lambda: monkeypatch.setattr(module, "make", refuse),
        lambda: amend(root, "Pour agir.", "Pour agir ensemble."),
    )

    starts = ("Fait", "J’attends", "Changé", "Arrêté")
    lines = [line for line in answer.err.splitlines() if line.startswith(starts)]
    assert answer.code == 0
    assert [line.partition("\u00a0: ")[0].partition(" en ")[0] for line in lines] == [
        "Fait",
        f"J’attends les changements de {root}\u202f; Ctrl-C pour arrêter",
        "Changé", "J’attends une correction",
        "Changé", "Fait",
        "Changé", "J’attends une correction",
        "Arrêté",
    ]  # fmt: skip
    assert "[refus-du-systeme]" in answer.err


def test_many_changes_are_counted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another branch changes everything at once."""

    def move() -> None:
        for name in "abcde":
            (root / f"fiches/municipal/{name}.txt").write_text(name)

    answer = follow(monkeypatch, root, move)

    assert (
        "Changé\u00a0: fiches/municipal/a.txt, fiches/municipal/b.txt, fiches/municipal/c.txt "
        "et 2 autres\n"
    ) in answer.err


def test_another_layout_replaces_the_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the command that was typed."""
    started: list[list[str]] = []

    def become(_: str, words: list[str]) -> None:
        started.append(words)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "execv", become)
    follow(monkeypatch, root, lambda: shutil.copytree(packaged_layouts(), root / "layouts"))

    assert started == [[sys.executable, *sys.orig_argv[1:]]]


def test_a_project_may_be_wrong_from_the_start(root: Path) -> None:
    """A new fiche is often begun so; what is wrong is said, and waited for."""
    amend(root, "chapo:", "chapeau:")
    with Watch(root) as watch:
        assert any("[cle-inconnue]" in line for line in watch.until("J’attends une correction"))
        watch.until("J’attends les changements")
        amend(root, "chapeau:", "chapo:")
        watch.until("Fait en")
        assert watch.stop() == 0


def test_another_layout_starts_everything_afresh(root: Path) -> None:
    """What engines keep warm, fonts and style sheets, is never outdated."""
    shutil.copytree(packaged_layouts(), root / "layouts")
    with Watch(root) as watch:
        watch.until("J’attends les changements")
        css = root / "layouts" / "kit" / "kit.css"
        css.write_text(css.read_text(encoding="utf-8") + "/* */", encoding="utf-8")
        assert watch.until("Fait en")[0] == "Changé\u00a0: layouts/kit/kit.css"
        watch.until("J’attends les changements")
        assert watch.stop() == 0

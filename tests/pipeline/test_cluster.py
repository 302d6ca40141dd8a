"""A real Dask scheduler and its workers, as processes of this machine, and what can befall them.

The scheduler has no kitgen: it need not. Nothing here waits for a time, only for events.
"""

from __future__ import annotations

import json
import operator
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from distributed import Client
from distributed.comm import CommClosedError

from kitgen.cli.progress import Lines
from kitgen.errors import Code, ExitCode, SetupError
from kitgen.pipeline import away, cluster, fingerprint, pool
from kitgen.pipeline.cluster import Cluster
from kitgen.pipeline.pool import Workers
from kitgen.publish import sha256_of
from tests.projects import Run, hear_interruptions, run, write_project

WITHOUT_KITGEN = """
import sys
sys.modules["kitgen"] = None
from {module} import main
main()
"""
MAIN = "from {module} import main; main()"
SCHEDULER, WORKER = "distributed.cli.dask_scheduler", "distributed.cli.dask_worker"


@dataclass
class Grappe:
    """A scheduler, its address, and its workers."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, module: str, *words: str, script: str = MAIN) -> subprocess.Popen[bytes]:
        """Start a process of the cluster; what it says is left in a file."""
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", script.format(module=module), *words, "--no-dashboard"],
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def schedule(self) -> subprocess.Popen[bytes]:
        """Start the scheduler, and wait for its address."""
        told = self.folder / "scheduler.json"
        words = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        process = self.start(SCHEDULER, *words, script=WITHOUT_KITGEN)
        while not self.address:
            assert process.poll() is None, (self.folder / "0.log").read_text()
            time.sleep(0.05)
            if told.exists() and told.read_bytes().endswith(b"}"):
                self.address = json.loads(told.read_text(encoding="utf-8"))["address"]
        return process

    def work(self, script: str = MAIN) -> subprocess.Popen[bytes]:
        """Start a worker of two threads."""
        words = ("--no-nanny", "--nthreads", "2", "--host", "127.0.0.1")
        return self.start(WORKER, self.address, *words, script=script)

    def ready(self) -> None:
        """Wait until the scheduler knows the workers that were started."""
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(len(self.processes) - 1)

    def build(self, project: Path, output: Path, *words: str) -> Run:
        """Build all documents there, once all its workers are known, if there is one."""
        if self.processes[1:]:
            self.ready()
        host = ("--executor", "dask", "--scheduler", self.address)
        return run("build", "--fiches", "--no-cache", *host, "-o", output, *words, project=project)


@pytest.fixture
def grappe(tmp_path: Path) -> Iterator[Grappe]:
    """A scheduler without a worker; all ends with the test."""
    folder = tmp_path / "grappe"
    folder.mkdir()
    made = Grappe(folder)
    try:
        made.schedule()
        yield made
    finally:
        for process in made.processes:
            process.kill()
            process.wait()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without error."""
    return write_project(tmp_path / "projet")


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file, but for the lock."""
    files = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in files if path.is_file()
    }


def alone(project: Path, output: Path) -> dict[str, str]:
    """Return what this machine makes by itself."""
    run("build", "--fiches", "--no-cache", "--jobs", "1", "-o", output, project=project)
    return hashes(output)


def test_a_cluster_makes_the_same_bytes(grappe: Grappe, project: Path, tmp_path: Path) -> None:
    """The manifest too; and what is up to date is not asked of it again."""
    grappe.work()
    grappe.work()

    answer = grappe.build(project, tmp_path / "grappe/output")
    again = grappe.build(project, tmp_path / "grappe/output")

    assert answer.code == ExitCode.OK, answer.err
    assert hashes(tmp_path / "grappe/output") == alone(project, tmp_path / "seul")
    assert "Tout est à jour" in again.err


def test_a_lost_worker_costs_a_retry(
    grappe: Grappe, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed when the first piece comes, with others under way: the same bytes."""
    lost = grappe.work()
    grappe.work()
    came: list[int] = []

    def kill(_: Lines, done: int, total: int) -> None:
        came.append(total - done)
        if len(came) == 1:
            lost.kill()
            lost.wait()

    monkeypatch.setattr(Lines, "laid_out", kill)
    answer = grappe.build(project, tmp_path / "output")

    assert answer.code == ExitCode.OK, answer.err
    assert came[0] > 0
    assert lost.returncode == -signal.SIGKILL
    assert hashes(tmp_path / "output") == alone(project, tmp_path / "seul")


def test_a_worker_of_another_kitgen_is_refused(
    grappe: Grappe, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it has and what it should have; nothing is made."""
    grappe.work()
    for module in (fingerprint, away):
        monkeypatch.setattr(module, "engine_versions", lambda: {"weasyprint": "0.1"})

    answer = grappe.build(project, tmp_path / "output")

    assert answer.code == ExitCode.ENVIRONMENT
    assert f"[{Code.CLUSTER_UNUSABLE}]" in answer.err
    assert "au lieu de 0.1" in answer.err
    assert not (tmp_path / "output").exists()


def test_a_worker_without_kitgen_is_refused(grappe: Grappe, project: Path, tmp_path: Path) -> None:
    """In French, with what to install."""
    grappe.work(script=WITHOUT_KITGEN)

    answer = grappe.build(project, tmp_path / "output")

    assert answer.code == ExitCode.ENVIRONMENT
    assert "n\u2019a pas kitgen" in answer.err
    assert not (tmp_path / "output").exists()


def test_a_scheduler_that_ends_is_said(
    grappe: Grappe, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the client has given up finding it again; nothing is made."""
    grappe.work()
    monkeypatch.setattr(cluster, "SECONDS", 1)
    monkeypatch.setattr(Lines, "laid_out", lambda *_: grappe.processes[0].kill())

    answer = grappe.build(project, tmp_path / "output")

    assert answer.code == ExitCode.ENVIRONMENT
    assert "ne répond pas" in answer.err
    assert "Traceback" not in answer.err
    assert not (tmp_path / "output").exists()


def test_a_scheduler_without_worker_is_said(
    grappe: Grappe, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that starts one."""
    monkeypatch.setattr(cluster, "SECONDS", 1)

    answer = grappe.build(project, tmp_path / "output")

    assert answer.code == ExitCode.ENVIRONMENT
    assert f"dask worker {grappe.address}" in answer.err


def test_the_last_worker_that_ends_is_said(
    grappe: Grappe, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    worker = grappe.work()
    monkeypatch.setattr(cluster, "SECONDS", 3)
    monkeypatch.setattr(pool, "PATIENCE", 1)
    monkeypatch.setattr(Lines, "laid_out", lambda *_: worker.kill())

    answer = grappe.build(project, tmp_path / "output")

    assert answer.code == ExitCode.ENVIRONMENT
    assert "aucun processus" in answer.err


def test_nobody_at_an_address_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that is closed, and addresses that are none."""
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # and nobody listens
        for address in (
            f"tcp://127.0.0.1:{closed.getsockname()[1]}",
            "rien",
            "x://y:1",
            "tls://y:1",
        ):
            with pytest.raises(SetupError, match="ne répond pas") as said:
                Cluster(address)
            assert [one.code for one in said.value.diagnostics] == [Code.CLUSTER_UNUSABLE]

    answer = run("build", "--executor", "dask", "--scheduler", "rien", project=project)
    assert answer.code == ExitCode.ENVIRONMENT
    assert "rien ne répond pas" in answer.err


def test_a_cluster_needs_an_address_and_dask(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is asked for with the words to type."""
    monkeypatch.delenv("DASK_SCHEDULER_ADDRESS", raising=False)
    nowhere = run("build", "--executor", "dask", project=project)
    monkeypatch.setitem(sys.modules, "distributed", None)
    without = run("build", "--executor", "dask", "--scheduler", "tcp://x:1", project=project)

    assert nowhere.code == ExitCode.USAGE
    assert "--scheduler" in nowhere.err
    assert without.code == ExitCode.ENVIRONMENT
    assert "--extra dask" in without.err


def test_what_is_no_error_of_the_cluster_is_left_as_it_is(grappe: Grappe) -> None:
    """A task's own error comes back; a connection that closes is the scheduler's silence."""
    grappe.work()
    grappe.ready()
    with Workers(host=Cluster(grappe.address)) as workers:
        with pytest.raises(ZeroDivisionError):
            list(workers.each(operator.floordiv, [1], lambda _: None, 0))
        assert dict(workers.each(operator.mul, [2, 3], lambda _: None, 2)) == {2: 4, 3: 6}
        said = workers.host.explain(CommClosedError("closed"))

    assert said is not None
    assert "ne répond pas" in str(said)


def test_an_interrupted_build_leaves_the_cluster_to_others(
    grappe: Grappe, project: Path, tmp_path: Path
) -> None:
    """Ctrl-C: one line, no traceback, nothing made; the next build is as good as any."""
    grappe.work()
    grappe.ready()
    words = ("--executor", "dask", "--scheduler", grappe.address, "-o", str(tmp_path / "output"))
    started = subprocess.Popen(
        [sys.executable, "-m", "kitgen", "build", "--fiches", *words],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interruptions,  # noqa: PLW1509  this process starts no thread of its own here
    )
    assert started.stderr is not None
    assert started.stderr.readline() == "6 à produire, 0 à jour\n"
    started.send_signal(signal.SIGINT)
    _, said = started.communicate()

    assert said.splitlines()[-1].startswith("Interrompu")
    assert "Traceback" not in said
    assert started.returncode in {130, -signal.SIGINT}  # Python's choice, inside some imports
    assert not (tmp_path / "output").exists()
    assert grappe.build(project, tmp_path / "output").code == ExitCode.OK


def test_a_task_that_ends_every_worker_is_said(grappe: Grappe) -> None:
    """Dask gives it up after a few of them."""
    for _ in range(5):
        grappe.work()
    grappe.ready()

    with (
        Workers(host=Cluster(grappe.address)) as workers,
        pytest.raises(SetupError, match="se sont arrêtés"),
    ):
        list(workers.each(operator.call, [os._exit], lambda _: None, 9))

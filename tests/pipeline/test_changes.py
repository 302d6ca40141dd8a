"""What changed, by content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kitgen.pipeline import changes as module
from kitgen.pipeline.changes import Inputs, looks
from tests.projects import write_project

SCIC = "fiches/municipal/scic.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project."""
    return write_project(tmp_path / "projet")


def test_a_change_is_told_once(root: Path) -> None:
    """What came, went or holds something else; then nothing more."""
    inputs = Inputs(root)
    assert inputs.changes() == ()
    (root / SCIC).write_bytes(b"x")
    (root / "fiches/municipal/neuve.yaml").write_bytes(b"x")
    (root / "kitgen.yaml").unlink()

    assert inputs.changes() == (
        "fiches/municipal/neuve.yaml", SCIC, "kitgen.yaml",
    )  # fmt: skip
    assert inputs.changes() == ()


def test_dates_and_copies_of_editors_are_no_change(root: Path) -> None:
    """Saved as it was, moved back in place, or kept aside by an editor."""
    inputs = Inputs(root)
    os.utime(root / SCIC, (1, 1))
    copy = root / "fiches/municipal/scic.yaml~"
    copy.write_bytes((root / SCIC).read_bytes())
    swap = root / "fiches/municipal/.scic.yaml.swp"
    swap.write_bytes(b"x")
    new = root / "fiches/municipal/.new"
    new.write_bytes((root / SCIC).read_bytes())
    new.replace(root / SCIC)

    assert inputs.changes() == ()


def test_a_change_of_the_same_size_and_date_is_seen(root: Path) -> None:
    """An editor that keeps the dates of a file fools nobody."""
    inputs = Inputs(root)
    stat = (root / SCIC).stat()
    (root / SCIC).write_bytes(
        (root / SCIC).read_bytes().replace(b"Agir", b"Mener")[: stat.st_size]
    )
    os.utime(root / SCIC, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert inputs.changes() == (SCIC,)


def test_images_are_followed_wherever_they_are(root: Path) -> None:
    """From the build that read them on; a missing one may come."""
    (root / "logo.png").write_bytes(b"1")
    inputs = Inputs(root)
    inputs.follow(frozenset({"logo.png", "later.png"}))
    assert inputs.changes() == ()
    (root / "logo.png").write_bytes(b"2")
    (root / "later.png").write_bytes(b"1")

    assert inputs.changes() == ("later.png", "logo.png")


def test_a_project_without_its_folders_is_looked_at(tmp_path: Path) -> None:
    """They may come."""
    inputs = Inputs(tmp_path)
    (tmp_path / "fiches").mkdir()
    (tmp_path / "fiches" / "a.yaml").write_bytes(b"x")

    assert inputs.changes() == ("fiches/a.yaml",)


def test_a_saved_file_is_heard(root: Path) -> None:
    """The system tells; and it is time to look now and then all the same."""
    times = looks(root)
    next(times)
    (root / SCIC).write_bytes(b"x")

    next(times)


def test_without_notifications_looks_go_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has none, or has given them all, is looked at now and then."""

    def refuse(*_: object, **__: object) -> Iterator[None]:
        raise OSError(28, "OS file watch limit reached")

    monkeypatch.setattr(module, "watch", refuse)
    monkeypatch.setattr(module, "PAUSE", 1)
    times = looks(root)
    next(times)

    next(times)

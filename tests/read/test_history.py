"""The versions of a data file that git remembers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kitgen.read.history import versions
from tests.repository import git, record

FILE = "fiches/municipal/été.yaml"


def write(root: Path, text: str, file: str = FILE) -> None:
    """Write a file of the project."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_versions_come_newest_first_with_their_author_and_day(tmp_path: Path) -> None:
    """Those of that file only, whatever letters its name and its author's have."""
    write(tmp_path, "titre: un\n")
    record(tmp_path, "Zoé", "2026-11-01")
    write(tmp_path, "autre: fichier\n", "fiches/municipal/autre.yaml")
    record(tmp_path, "Autre", "2026-11-02")
    write(tmp_path, "titre: deux\n")
    record(tmp_path, "Noé Éditeur", "2026-12-03")

    found = [(one.auteur, one.date, one.data) for one in versions(tmp_path, FILE)]

    assert found == [
        ("Noé Éditeur", "2026-12-03", {"titre": "deux"}),
        ("Zoé", "2026-11-01", {"titre": "un"}),
    ]


def test_a_project_may_be_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Paths are the project's, not the repository's."""
    inside = tmp_path / "contenu"
    write(inside, "titre: un\n")
    record(tmp_path, "Zoé", "2026-11-01")

    (found,) = versions(inside, FILE)

    assert found.data == {"titre": "un"}
    assert found.commit == git(tmp_path, "rev-parse", "HEAD").strip()


def test_a_version_that_was_not_a_data_file_has_no_data(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 then are nothing; a deletion is no version."""
    write(tmp_path, "titre: un\n")
    record(tmp_path, "Zoé", "2026-11-01")
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    record(tmp_path, "Zoé", "2026-11-02")
    (tmp_path / FILE).unlink()
    record(tmp_path, "Zoé", "2026-11-03")

    assert [(one.date, one.data) for one in versions(tmp_path, FILE)] == [
        ("2026-11-02", None),
        ("2026-11-01", {"titre": "un"}),
    ]


def test_without_git_there_is_no_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is in no repository, or a machine without git: nothing, and no error."""
    write(tmp_path, "titre: un\n")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert list(versions(tmp_path, FILE)) == []

    record(tmp_path, "Zoé", "2026-11-01")
    assert len(list(versions(tmp_path, FILE))) == 1

    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", absent)
    assert list(versions(tmp_path, FILE)) == []


def test_reading_history_changes_nothing(tmp_path: Path) -> None:
    """Neither the working tree nor the repository is written to."""
    write(tmp_path, "titre: un\n")
    record(tmp_path, "Zoé", "2026-11-01")
    write(tmp_path, "titre: deux\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    list(versions(tmp_path, FILE))

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

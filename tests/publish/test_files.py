"""Whole files or none."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from kitgen.errors import Code, SetupError
from kitgen.publish import Entry, Staged, publish_files, read_manifest, sha256_of, up_to_date
from kitgen.publish import files as module


def entry(path: str, content: bytes = b"", fingerprint: str = "f") -> Entry:
    """Return the entry of a national PDF."""
    return Entry(
        path, "municipal", "national", None, "pdf", "0" * 64, len(content), 1, fingerprint
    )


def stage(folder: Path, path: str, content: bytes) -> Staged:
    """Write a finished file outside output/."""
    source = folder / path.replace("/", "__")
    source.write_bytes(content)
    made = entry(path, content)
    return Staged(source, replace(made, sha256=sha256_of(source)))


def listing(folder: Path) -> set[str]:
    """Return the files of a folder, but for the lock."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != module.LOCK
    }


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    """A folder for finished files."""
    folder = tmp_path / "staging"
    folder.mkdir()
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "output"


def test_a_published_file_is_whole_and_listed(staging: Path, output: Path) -> None:
    """The file has its bytes, and the manifest its path, hash and size."""
    publish_files(output, [stage(staging, "a/b.pdf", b"abc")], frozenset({"a/b.pdf"}), "2026-11")

    document = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert (output / "a/b.pdf").read_bytes() == b"abc"
    assert document["edition"] == "2026-11"
    assert document["fichiers"][0]["sha256"] == sha256_of(output / "a/b.pdf")
    assert listing(output) == {"a/b.pdf", "manifest.json"}


def test_only_what_the_manifest_lists_is_ever_removed(staging: Path, output: Path) -> None:
    """A file that the project no longer makes goes; a stranger's file stays."""
    publish_files(output, [stage(staging, "a/old.pdf", b"1")], frozenset({"a/old.pdf"}), "2026-11")
    (output / "a/mine.pdf").write_bytes(b"mine")
    made = frozenset({"b/new.pdf"})

    gone = publish_files(output, [stage(staging, "b/new.pdf", b"2")], made, "2026-12")

    assert gone == ("a/old.pdf",)
    assert listing(output) == {"a/mine.pdf", "b/new.pdf", "manifest.json"}
    assert set(read_manifest(output)) == {"b/new.pdf"}


def test_a_folder_left_empty_is_removed(staging: Path, output: Path) -> None:
    """No empty folder stays behind."""
    publish_files(output, [stage(staging, "a/c/x.pdf", b"1")], frozenset({"a/c/x.pdf"}), "2026-11")

    publish_files(output, [], frozenset(), "2026-11")

    assert not (output / "a").exists()
    assert output.is_dir()


def test_a_file_made_before_stays_when_another_is_built(staging: Path, output: Path) -> None:
    """Building one target keeps the manifest's other entries."""
    made = frozenset({"a.pdf", "b.pdf"})
    publish_files(output, [stage(staging, "a.pdf", b"1")], made, "2026-11")

    publish_files(output, [stage(staging, "b.pdf", b"2")], made, "2026-11")

    assert set(read_manifest(output)) == {"a.pdf", "b.pdf"}


def test_leftovers_of_a_killed_run_are_cleaned(staging: Path, output: Path) -> None:
    """A part file that was being written when kitgen died goes at the next build."""
    output.mkdir()
    (output / f"x.pdf{module.PART}").write_bytes(b"half")

    publish_files(output, [stage(staging, "x.pdf", b"whole")], frozenset({"x.pdf"}), "2026-11")

    assert listing(output) == {"x.pdf", "manifest.json"}


@pytest.mark.parametrize("dies_at", range(6))
def test_killed_anywhere_output_holds_whole_files_and_knows_them(
    staging: Path, output: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    """Whenever the process dies between two steps, each file is old or new, and listed."""
    made = frozenset({"a.pdf", "b.pdf"})
    old = [stage(staging, "a.pdf", b"old-a"), stage(staging, "gone.pdf", b"old-g")]
    publish_files(output, old, made | {"gone.pdf"}, "2026-11")
    steps = iter(range(100))

    class Killed(BaseException):
        """The process is gone."""

    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if next(steps) == dies_at:
            raise Killed
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    new = [stage(staging, "a.pdf", b"new-a"), stage(staging, "b.pdf", b"new-b")]
    if dies_at < 4:
        with pytest.raises(Killed):
            publish_files(output, new, made, "2026-11")
    else:
        publish_files(output, new, made, "2026-11")
    monkeypatch.undo()

    whole = {b"old-a", b"new-a", b"new-b", b"old-g"}
    files = [path for path in output.rglob("*.pdf") if path.is_file()]
    assert files
    assert all(path.read_bytes() in whole for path in files)
    assert {path.name for path in files} <= set(read_manifest(output))
    publish_files(output, new, made, "2026-11")
    assert listing(output) == {"a.pdf", "b.pdf", "manifest.json"}


def test_a_full_disk_is_said_and_leaves_what_was_there(
    staging: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even after the first file: no part stays, no name changed, the message says what to do."""
    publish_files(output, [stage(staging, "a.pdf", b"old")], frozenset({"a.pdf"}), "2026-11")

    real = shutil.copyfileobj
    copies = iter([real])

    def full(*streams: Any) -> None:
        copy = next(copies, None)
        if copy is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        copy(*streams)

    new = [stage(staging, "a.pdf", b"new"), stage(staging, "b.pdf", b"new")]
    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(SetupError) as caught:
        publish_files(output, new, frozenset({"a.pdf", "b.pdf"}), "2026-11")

    assert "plus de place" in caught.value.diagnostics[0].message
    assert caught.value.diagnostics[0].code is Code.OUTPUT_UNWRITABLE
    assert (output / "a.pdf").read_bytes() == b"old"
    assert listing(output) == {"a.pdf", "manifest.json"}


def test_a_manifest_that_cannot_be_written_leaves_no_part(
    staging: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first step fails cleanly."""
    staged = stage(staging, "a.pdf", b"new")

    def full(self: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, f"{self} {len(content)}")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SetupError):
        publish_files(output, [staged], frozenset({"a.pdf"}), "2026-11")

    assert listing(output) == set()


def test_two_builds_wait_for_each_other(
    staging: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build does not write while the first does; it says so when it gives up."""
    output.mkdir()
    monkeypatch.setattr(module, "LOCK_SECONDS", 0)

    with FileLock(output / module.LOCK), pytest.raises(SetupError) as caught:
        publish_files(output, [stage(staging, "a.pdf", b"1")], frozenset(), "2026-11")

    assert "Un autre kitgen" in caught.value.diagnostics[0].message


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        '{"fichiers": [{"path": "a"}]}',
        '{"fichiers": 3}',
        "\x00",
    ],
)
def test_a_damaged_manifest_lists_nothing(output: Path, damaged: str) -> None:
    """Nothing is removed on the word of a manifest that cannot be read."""
    output.mkdir()
    (output / "manifest.json").write_text(damaged, encoding="utf-8")

    assert read_manifest(output) == {}


@pytest.mark.parametrize("path", ["../a.pdf", "/etc/passwd", "a/../../b", "a\\b", ""])
def test_a_forged_manifest_leads_nowhere_outside(output: Path, path: str) -> None:
    """A path that leaves output/ is not an entry."""
    output.mkdir()
    forged = {"edition": "2026-11", "fichiers": [asdict(entry(path))]}
    (output / "manifest.json").write_text(json.dumps(forged), encoding="utf-8")

    assert read_manifest(output) == {}


def test_a_file_is_up_to_date_when_its_inputs_and_bytes_are_those_listed(
    staging: Path, output: Path
) -> None:
    """Another fingerprint, a changed or a missing file: it is made again."""
    publish_files(output, [stage(staging, "a.pdf", b"abc")], frozenset({"a.pdf"}), "2026-11")
    entries = read_manifest(output)

    assert up_to_date(output, entries, "a.pdf", "f")
    assert not up_to_date(output, entries, "a.pdf", "g")
    assert not up_to_date(output, entries, "b.pdf", "f")
    (output / "a.pdf").write_bytes(b"abd")
    assert not up_to_date(output, entries, "a.pdf", "f")
    (output / "a.pdf").unlink()
    assert not up_to_date(output, entries, "a.pdf", "f")

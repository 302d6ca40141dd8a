"""The folder of a release: its sums, archives and manifest; whole or absent, never changed."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import zipfile
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kitgen.errors import Code, ContentError, SetupError
from kitgen.publish import MANIFEST, Entry
from kitgen.publish.release import install, published
from kitgen.publish.release_manifest import (
    Annexe,
    Derogation,
    Police,
    Precedente,
    Publication,
    read_release,
    write_release,
)
from kitgen.publish.release_sums import SUMS, differences, read_sums, write_sums
from kitgen.publish.release_zip import write_zip

SHA = "0" * 64
PUBLICATION = Publication(
    edition="2026-11",
    revision="a" * 40,
    source_date_epoch=1793491200,
    precedente=Precedente("2026-05", "b" * 40),
    outils={"kitgen": "0.1.0"},
    entrees={"fiches": SHA},
    polices=(Police("Source.ttf", SHA),),
    derogations=(Derogation("trop-long", ("national : municipal/scic",)),),
    fichiers=(Entry("kit.pdf", "municipal", "national", None, "pdf", SHA, 3, 1, SHA),),
    annexes=(Annexe("index.html", SHA, 3),),
)


def write_made(folder: Path, **files: bytes) -> Path:
    """Write a finished release: `a=b"…"` is the file `a.pdf`."""
    folder.mkdir()
    write_release(folder, PUBLICATION)
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    write_sums(folder)
    return folder


def test_the_sums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    """`sha256sum -c SHA256SUMS` passes in the folder, and every other file is in it."""
    made = write_made(tmp_path / "made", a=b"1", b=b"2")

    subprocess.run(["sha256sum", "--strict", "-c", SUMS], cwd=made, check=True)
    assert set(read_sums(made) or {}) == {"a.pdf", "b.pdf", MANIFEST}


@pytest.mark.parametrize("text", ["nothing of the kind\n", f"{SHA}  ../a.pdf\n", f"{SHA}  /a\n"])
def test_sums_that_are_not_base_names_are_not_read(tmp_path: Path, text: str) -> None:
    """A list that could lead out of the folder is no list."""
    (tmp_path / SUMS).write_text(text, encoding="utf-8")

    assert read_sums(tmp_path) is None


def test_a_folder_without_sums_has_none(tmp_path: Path) -> None:
    """An absent list is told from an empty one."""
    assert read_sums(tmp_path) is None


def test_what_differs_is_named(tmp_path: Path) -> None:
    """Changed, missing and spare files; a link is not the file that was published."""
    made = write_made(tmp_path / "made", a=b"1", b=b"2", c=b"3")
    sums = read_sums(made) or {}
    (made / "a.pdf").write_bytes(b"9")
    (made / "b.pdf").unlink()
    (made / "c.pdf").rename(tmp_path / "c.pdf")
    (made / "c.pdf").symlink_to(tmp_path / "c.pdf")
    (made / "d").mkdir()

    assert differences(sums, made) == (("a.pdf",), ("b.pdf", "c.pdf"), ("d",))


def test_an_archive_has_the_same_bytes_on_any_day(tmp_path: Path) -> None:
    """Sorted, without date nor rights of the machine, and stored as they are."""
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"1")
    b.write_bytes(b"2")
    write_zip(tmp_path / "one.zip", {"b.pdf": b, "fiches/a.pdf": a})
    os.utime(a, (1, 1))
    a.chmod(0o600)

    write_zip(tmp_path / "two.zip", {"fiches/a.pdf": a, "b.pdf": b})

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        entries = archive.infolist()
    assert [one.filename for one in entries] == ["b.pdf", "fiches/a.pdf"]
    assert {(one.compress_type, one.date_time[0]) for one in entries} == {(0, 1980)}


def test_the_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Nothing is lost on the way."""
    write_release(tmp_path, PUBLICATION)

    assert read_release(tmp_path) == PUBLICATION


@pytest.mark.parametrize(
    "change", [{"edition": "../x"}, {"revision": "--all"}, {"fichiers": 3}, {"edition": None}]
)
def test_a_manifest_of_another_shape_is_no_release(
    tmp_path: Path, change: dict[str, object]
) -> None:
    """What is downloaded is not trusted: nothing in it can name another folder or an option."""
    document = asdict(PUBLICATION) | change
    (tmp_path / MANIFEST).write_text(json.dumps(document), encoding="utf-8")

    assert read_release(tmp_path) is None
    assert read_release(tmp_path / "absent") is None


def test_a_release_is_put_in_place_whole(tmp_path: Path) -> None:
    """All its files are there, and nothing else is, but for the lock."""
    made = write_made(tmp_path / "made", a=b"1")

    new = install(made, tmp_path / "releases", "2026-11")

    here = tmp_path / "releases/2026-11"
    assert new
    assert {one.name: one.read_bytes() for one in here.iterdir()} == {
        one.name: one.read_bytes() for one in made.iterdir()
    }
    assert [one.name for one in (tmp_path / "releases").glob("[!.]*")] == ["2026-11"]


def test_what_a_killed_run_left_is_cleaned(tmp_path: Path) -> None:
    """A half-copied folder is gone when the next release is in place."""
    half = tmp_path / "releases/.en-cours-2026-05"
    half.mkdir(parents=True)
    (half / "a.pdf").write_bytes(b"half")

    install(write_made(tmp_path / "made"), tmp_path / "releases", "2026-11")

    assert not half.exists()


def test_a_failed_copy_leaves_no_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name appears with the last byte, never before."""
    made = write_made(tmp_path / "made", a=b"1")

    def stop(descriptor: int) -> None:
        raise KeyboardInterrupt(descriptor)

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        install(made, tmp_path / "releases", "2026-11")

    assert not (tmp_path / "releases/2026-11").exists()


def test_a_full_disk_gets_its_room_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was copied goes, or the next run would find no room for the cache it needs."""
    made = write_made(tmp_path / "made", a=b"1")

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(descriptor))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SetupError):
        install(made, tmp_path / "releases", "2026-11")

    left = [one.name for one in (tmp_path / "releases").iterdir()]
    assert left in ([], [".kitgen-verrou"])


def test_the_same_bytes_are_published_once(tmp_path: Path) -> None:
    """Of another revision too: the folder that is there stays as it is."""
    releases = tmp_path / "releases"
    install(write_made(tmp_path / "one", a=b"1"), releases, "2026-11")
    again = write_made(tmp_path / "two", a=b"1")
    write_release(again, replace(PUBLICATION, revision="c" * 40))
    write_sums(again)

    new = install(again, releases, "2026-11")

    assert not new
    assert read_release(releases / "2026-11") == PUBLICATION


def test_other_bytes_under_the_same_name_are_refused(tmp_path: Path) -> None:
    """The first files that differ are named, the others counted; nothing changes."""
    releases = tmp_path / "releases"
    names = [f"f{number}" for number in range(7)]
    install(write_made(tmp_path / "one", **dict.fromkeys(names, b"1")), releases, "2026-11")
    other = write_made(tmp_path / "two", **dict.fromkeys(names, b"2"))

    with pytest.raises(ContentError) as caught:
        install(other, releases, "2026-11")

    (said,) = caught.value.diagnostics
    assert said.code is Code.RELEASE_EXISTS
    assert "f0.pdf, f1.pdf, f2.pdf, f3.pdf, f4.pdf, et 2 autres" in said.message
    assert (releases / "2026-11/f0.pdf").read_bytes() == b"1"


@pytest.mark.parametrize("change", ["missing", "spare"])
def test_more_or_fewer_files_are_other_bytes(tmp_path: Path, change: str) -> None:
    """A file that only one of the two has makes another edition of it."""
    releases = tmp_path / "releases"
    install(write_made(tmp_path / "one", a=b"1", b=b"2"), releases, "2026-11")
    less = {"a": b"1"} if change == "spare" else {"a": b"1", "b": b"2", "c": b"3"}

    with pytest.raises(ContentError, match=r"b\.pdf" if change == "spare" else r"c\.pdf"):
        install(write_made(tmp_path / "two", **less), releases, "2026-11")


def test_a_file_in_the_place_of_a_release_is_kept(tmp_path: Path) -> None:
    """Whatever stands there was not made by kitgen, and is not replaced."""
    releases = tmp_path / "releases"
    releases.mkdir()
    (releases / "2026-11").write_text("mine", encoding="utf-8")

    with pytest.raises(ContentError):
        install(write_made(tmp_path / "made"), releases, "2026-11")

    assert (releases / "2026-11").read_text(encoding="utf-8") == "mine"


def test_the_releases_of_a_folder_are_those_with_a_manifest(tmp_path: Path) -> None:
    """Oldest first; a folder of another name, or without manifest, is none."""
    for name in ("2026-11", "2026-05", "2025-01", "2024-01"):
        (tmp_path / name).mkdir()
    for name, edition in (("2026-11", "2026-11"), ("2026-05", "2026-05"), ("2025-01", "2024-12")):
        write_release(tmp_path / name, replace(PUBLICATION, edition=edition))

    assert [one.name for one in published(tmp_path)] == ["2026-05", "2026-11"]

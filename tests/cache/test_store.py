"""What is kept comes back as it was, or not at all."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.cache import Cache
from kitgen.errors import Code, Severity

KEY = "0" * 64
OTHER = "1" * 64


def key(number: int) -> str:
    """Return the key of a number."""
    return f"{number:064x}"


def entry(folder: Path, name: str = KEY) -> Path:
    """Return the file of an entry."""
    return folder / name[:2] / name[2:]


def codes(cache: Cache) -> list[Code]:
    """Return the codes of what went wrong."""
    return [problem.code for problem in cache.problems()]


@given(st.binary(max_size=200))
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Any bytes, none included, are those that were put under the key, for any process."""
    folder = tmp_path_factory.mktemp("cache")
    Cache(folder).put(KEY, content)

    assert Cache(folder).get(KEY) == content


def test_nothing_is_under_a_key_that_was_never_put(tmp_path: Path) -> None:
    """A miss is no problem, with a folder or without."""
    cache = Cache(tmp_path / "absent")

    assert cache.get(KEY) is None
    assert cache.size() == (0, 0)
    assert not cache.problems()


def test_a_cache_without_folder_keeps_nothing() -> None:
    """`--no-cache` is a cache that forgets."""
    cache = Cache(None)
    cache.put(KEY, b"abc")

    assert cache.get(KEY) is None
    assert cache.size() == (0, 0)
    assert not cache.problems()


def test_an_entry_is_replaced(tmp_path: Path) -> None:
    """The last bytes put under a key are those that come back."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"old")
    cache.put(KEY, b"new")

    assert cache.get(KEY) == b"new"
    assert cache.size()[0] == 1


@pytest.mark.parametrize("wrong", ["", "0" * 63, "0" * 65, "G" * 64, "../" + "0" * 61])
def test_a_key_is_a_fingerprint(tmp_path: Path, wrong: str) -> None:
    """No other word names an entry, so none leads out of the folder."""
    with pytest.raises(ValueError, match=r"^[0G./]*$"):
        Cache(tmp_path).get(wrong)


@given(st.data())
def test_a_damaged_entry_is_not_used(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever byte changes, or wherever the file is cut, the entry is a miss, said and gone."""
    folder = tmp_path_factory.mktemp("cache")
    cache = Cache(folder)
    cache.put(KEY, b"the bytes of a fragment")
    raw = bytearray(entry(folder).read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        raw[place] ^= data.draw(st.integers(1, 255))
    else:
        del raw[place:]
    entry(folder).write_bytes(raw)

    assert cache.get(KEY) is None
    assert not entry(folder).exists()
    (problem,) = cache.problems()
    assert (problem.code, problem.severity) == (Code.CACHE_DAMAGED, Severity.WARNING)
    assert not cache.problems()


def test_an_entry_is_good_under_its_own_key_only(tmp_path: Path) -> None:
    """A file that took another's name is damaged."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"abc")
    entry(tmp_path, OTHER).parent.mkdir()
    entry(tmp_path).rename(entry(tmp_path, OTHER))

    assert cache.get(OTHER) is None
    assert codes(cache) == [Code.CACHE_DAMAGED]


def test_a_cache_may_move(tmp_path: Path) -> None:
    """The folder, copied elsewhere, serves there; nothing in it names where it was."""
    Cache(tmp_path / "here").put(KEY, b"abc")
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    shutil.rmtree(tmp_path / "here")

    files = [path for path in (tmp_path / "there").rglob("*") if path.is_file()]
    assert Cache(tmp_path / "there").get(KEY) == b"abc"
    assert not any(str(tmp_path).encode() in path.read_bytes() for path in files)


def test_a_cache_goes_to_another_process(tmp_path: Path) -> None:
    """Workers are given it, pickled."""
    cache: Cache = pickle.loads(pickle.dumps(Cache(tmp_path)))
    cache.put(KEY, b"abc")

    assert Cache(tmp_path).get(KEY) == b"abc"


def test_git_knows_nothing_of_a_cache(tmp_path: Path) -> None:
    """The folder tells git to look elsewhere, in any project."""
    Cache(tmp_path / "c").put(KEY, b"abc")

    assert (tmp_path / "c" / ".gitignore").read_text() == "*\n"


def test_a_cache_is_bounded_and_the_least_used_goes(tmp_path: Path) -> None:
    """Beyond its limit, what was neither put nor read for longest goes first."""
    cache = Cache(tmp_path, limit=10_000)
    for number in range(8):
        cache.put(key(number), bytes(1000))
        os.utime(entry(tmp_path, key(number)), (number, number))
    cache.get(key(0))
    for number in range(8, 12):
        cache.put(key(number), bytes(1000))

    kept = {number for number in range(12) if Cache(tmp_path).get(key(number)) is not None}
    assert cache.size()[1] <= 10_000
    assert 0 in kept
    assert {1, 2} & kept == set()
    assert 11 in kept


def test_two_caches_share_one_limit(tmp_path: Path) -> None:
    """What another process put counts too."""
    for number in range(30):
        Cache(tmp_path, limit=10_000).put(key(number), bytes(1000))

    assert Cache(tmp_path).size()[1] <= 10_000


def test_what_is_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    """One entry does not drive all others out."""
    cache = Cache(tmp_path, limit=10_000)
    cache.put(KEY, b"abc")
    cache.put(OTHER, bytes(10_001))

    assert cache.get(KEY) == b"abc"
    assert cache.get(OTHER) is None


def test_what_killed_runs_left_goes_in_the_end(tmp_path: Path) -> None:
    """An unfinished file an hour old is removed; a younger one may be under way."""
    shelf = tmp_path / "00"
    shelf.mkdir()
    for name, age in (("old.part", 3700), ("young.part", 60)):
        (shelf / name).write_bytes(b"x")
        os.utime(shelf / name, (time.time() - age, time.time() - age))
    Cache(tmp_path).put(OTHER, b"abc")

    assert [path.name for path in shelf.iterdir()] == ["young.part"]


def test_clear_removes_the_entries_and_nothing_else(tmp_path: Path) -> None:
    """A stranger's file in the folder stays."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"abc")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "zz").symlink_to(tmp_path.parent)
    cache.clear()

    assert cache.size() == (0, 0)
    assert (tmp_path / "notes.txt").exists()
    assert tmp_path.exists()


def test_a_folder_that_cannot_be_made_is_said_once(tmp_path: Path) -> None:
    """Nothing is kept, and nothing fails."""
    (tmp_path / "file").write_text("not a folder")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(KEY, b"abc")
    cache.put(OTHER, b"abc")

    (problem,) = cache.problems()
    assert cache.get(KEY) is None
    assert (problem.code, problem.severity) == (Code.CACHE_UNUSABLE, Severity.WARNING)
    assert "un fichier se trouve à la place d'un dossier" in problem.message


def test_a_full_disk_leaves_no_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could be written of an entry is taken back, and no other is tried."""

    def full(self: Path, data: bytes) -> int:
        self.touch()
        assert data
        raise OSError(errno.ENOSPC, "No space left on device")

    cache = Cache(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", full)
    cache.put(KEY, b"abc")
    cache.put(OTHER, b"abc")

    assert cache.size() == (0, 0)
    assert [problem.message for problem in cache.problems()] == [
        "Le cache ne peut pas servir : il n'y a plus de place sur le disque"
    ]


def test_an_entry_that_cannot_be_read_is_a_miss(tmp_path: Path) -> None:
    """A folder where a file should be is said, and nothing fails."""
    entry(tmp_path).mkdir(parents=True)
    cache = Cache(tmp_path)

    assert cache.get(KEY) is None
    assert codes(cache) == [Code.CACHE_UNUSABLE]


def test_a_read_only_cache_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there serves, though its use cannot be noted."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    Cache(tmp_path).put(KEY, b"abc")
    monkeypatch.setattr(os, "utime", refuse)
    cache = Cache(tmp_path)

    assert cache.get(KEY) == b"abc"
    assert not cache.problems()


WRITER = """
import sys
from pathlib import Path
from kitgen.cache import Cache

cache = Cache(Path(sys.argv[1]), limit=3_000_000)
number = 0
while True:
    name = f"{number % 40:064x}"
    cache.put(name, name.encode() * 1000)
    number += 1
    if number == 40:
        print("ready", flush=True)
"""


def test_killed_and_concurrent_writers_leave_whole_entries(tmp_path: Path) -> None:
    """Two writers of the same keys, killed at any moment, never leave an entry that lies."""
    for delay in (0.05, 0.1):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(delay)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()

    cache = Cache(tmp_path)
    found = [(name, cache.get(name)) for name in map(key, range(40))]
    assert any(content for _, content in found)
    assert all(content in {None, name.encode() * 1000} for name, content in found)
    assert not cache.problems()

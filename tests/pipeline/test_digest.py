"""One hash for a folder."""

from __future__ import annotations

import os
from pathlib import Path

from kitgen.pipeline.digest import digest_tree


def test_fingerprints_see_names_and_bytes(tmp_path: Path) -> None:
    """Another name, another byte, another folder is another fingerprint."""
    seen = set()
    (tmp_path / "a").write_bytes(b"1")
    seen.add(digest_tree(tmp_path))
    (tmp_path / "a").rename(tmp_path / "b")
    seen.add(digest_tree(tmp_path))
    (tmp_path / "b").write_bytes(b"2")
    seen.add(digest_tree(tmp_path))
    (tmp_path / "c").mkdir()
    (tmp_path / "b").rename(tmp_path / "c" / "b")
    seen.add(digest_tree(tmp_path))

    assert len(seen) == 4


def test_a_folder_may_move_and_its_dates_change(tmp_path: Path) -> None:
    """A fresh checkout has the fingerprint of the old one."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a").write_bytes(b"1")
    before = digest_tree(tmp_path / "here")
    os.utime(tmp_path / "here" / "a", (1, 1))
    (tmp_path / "here").rename(tmp_path / "there")

    assert digest_tree(tmp_path / "there") == before


def test_hidden_files_and_compiled_code_shape_nothing(tmp_path: Path) -> None:
    """What an editor or Python leaves beside the files is no input."""
    before = digest_tree(tmp_path)
    (tmp_path / ".swap").write_bytes(b"1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    os.mkfifo(tmp_path / "pipe")

    assert digest_tree(tmp_path) == before


def test_links_are_followed_once(tmp_path: Path) -> None:
    """What a link leads to counts; one that leads back up does not turn in circles."""
    folder = tmp_path / "tree"
    folder.mkdir()
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a").write_bytes(b"1")
    (folder / "link").symlink_to(tmp_path / "far")
    (tmp_path / "far" / "back").symlink_to(folder)
    before = digest_tree(folder)
    (tmp_path / "far" / "a").write_bytes(b"2")

    assert digest_tree(folder) != before

"""A data file is whole or as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.write import write_all, write_beside


def test_line_ends_stay_as_they_are_in_the_text(tmp_path: Path) -> None:
    """Neither platform nor Python changes them; nothing else is left in the folder."""
    path = tmp_path / "a.yaml"

    write_beside(path, "é\r\nb\nc")

    assert path.read_bytes() == "é\r\nb\nc".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, or a text that cannot be encoded."""
    path = tmp_path / "a.yaml"
    path.write_text("avant")

    with pytest.raises(UnicodeEncodeError):
        write_beside(path, "b\ud800")

    def full(*_: object) -> None:
        raise OSError(28, "plein")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="plein"):
        write_beside(path, "après")

    assert path.read_text() == "avant"
    assert list(tmp_path.iterdir()) == [path]


def test_several_files_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New folders are made; when a name cannot change, every file is as it was."""
    write_all(tmp_path, {"a.yaml": "un", "b/c.yaml": "deux"})
    assert (tmp_path / "b/c.yaml").read_text() == "deux"

    replace = Path.replace

    def second(self: Path, target: Path) -> Path:
        if target.name == "d.yaml":
            raise OSError(28, "plein")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", second)
    with pytest.raises(OSError, match="plein"):
        write_all(tmp_path, {"a.yaml": "trois", "e.yaml": "neuf", "d.yaml": "quatre"})

    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert found == ["a.yaml", "b", "b/c.yaml"]
    assert (tmp_path / "a.yaml").read_text() == "un"

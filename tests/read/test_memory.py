"""What was read is remembered under the bytes that it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.model.written import DataFile, LateDataFile
from kitgen.read import Memory, library, read_library, read_sound
from kitgen.read.tree import DataPath
from tests.projects import write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two fiches."""
    return write_project(tmp_path)


@pytest.fixture
def memory(project: Path) -> bytes:
    """What is remembered of it, once it was read."""
    first = Memory()
    read_sound(project, first)
    return first.dump() or b""


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read as YAML."""
    found: list[str] = []
    parse = library.parse.__wrapped__

    def told(path: DataPath, raw: bytes) -> library.Parsed:
        found.append(path.path)
        return parse(path, raw)

    monkeypatch.setattr(library, "parse", told)
    return found


def test_a_project_that_is_remembered_is_read_without_yaml(
    project: Path, memory: bytes, parsed: list[str]
) -> None:
    """It holds the same, and nothing new is to be remembered."""
    again = Memory(memory)

    found, problems = read_sound(project, again)

    assert (parsed, problems, again.dump()) == ([], (), None)
    assert set(again.digests()) == {file.path for file in found.files.values()}
    known, _ = read_library(project)
    assert (found.fiches, found.collections, found.projet) == (
        known.fiches,
        known.collections,
        known.projet,
    )


def test_a_place_is_looked_for_when_it_is_asked(
    project: Path, memory: bytes, parsed: list[str]
) -> None:
    """Every place, key and typed character of a remembered file is that of the file."""
    found, _ = read_sound(project, Memory(memory))
    known, _ = read_library(project)
    parsed.clear()

    late, exact = found.files["municipal/scic"], known.files["municipal/scic"]

    assert isinstance(late, LateDataFile)
    assert isinstance(exact, DataFile)
    for path in exact.places:
        assert late.place(path) == exact.place(path)
        assert late.key_place(path) == exact.key_place(path)
        assert late.raw_of(path) == exact.raw_of(path)
        assert late.text_place(path, 1, 2) == exact.text_place(path, 1, 2)
    assert set(parsed) == {"fiches/municipal/scic.yaml"}


def test_a_changed_file_is_read_again(project: Path, memory: bytes, parsed: list[str]) -> None:
    """And it alone; what it held before is forgotten."""
    path = project / "fiches/municipal/scic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("vingt", "cent"), encoding="utf-8")
    again = Memory(memory)

    read_sound(project, again)

    assert parsed == ["fiches/municipal/scic.yaml"]
    assert b"vingt" in memory
    assert (again.dump() or b"").count(b"vingt") == 1


def test_a_file_that_is_gone_is_forgotten(project: Path, memory: bytes) -> None:
    """A memory holds the project as it is, no more."""
    (project / "fiches/municipal/scic.yaml").unlink()
    again = Memory(memory)

    read_sound(project, again)

    assert b"scic.yaml" not in (again.dump() or b"scic.yaml")


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"[]", b"{", b"\xff", b'{"kitgen.yaml": 3}', b'{"kitgen.yaml": ["0", {}]}'],
)
def test_a_spoilt_memory_is_none(project: Path, parsed: list[str], spoilt: bytes) -> None:
    """Whatever it holds, files are read."""
    read_sound(project, Memory(spoilt))

    assert len(parsed) == 4


def test_a_forged_memory_is_judged_as_a_file_is(
    project: Path, memory: bytes, parsed: list[str]
) -> None:
    """Values that no file could hold are not believed."""
    forged = memory.replace(b'"genre":"kit"', b'"genre":"tract"')

    read_sound(project, Memory(forged))

    assert parsed == ["fiches/municipal/collection.yaml"]


def test_a_file_with_a_fault_is_never_remembered(project: Path, parsed: list[str]) -> None:
    """It is said again each time."""
    (project / "fiches/municipal/scic.yaml").write_text("titre: 3\n", encoding="utf-8")
    first = Memory()
    _, said = read_sound(project, first)

    _, again = read_sound(project, Memory(first.dump() or b""))

    assert again == said
    assert parsed.count("fiches/municipal/scic.yaml") == 2

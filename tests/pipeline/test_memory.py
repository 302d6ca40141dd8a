"""What was read and checked is not read nor checked again, and nothing wrong goes unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kitgen.cache import Cache
from kitgen.check.survey import Survey, survey
from kitgen.errors import Code
from kitgen.model import markdown
from kitgen.model.library import Library
from kitgen.pipeline.memory import TEXTS, read_and_check
from kitgen.read import library
from tests.projects import write_project
from tests.regional import CHANGED, stock, write_variant


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two fiches."""
    return write_project(tmp_path / "projet")


@pytest.fixture
def kept(tmp_path: Path, project: Path) -> Cache:
    """What was kept when the project was read and checked."""
    found = Cache(tmp_path / "cache")
    read_and_check(project, found)
    return found


def entries(kept: Cache) -> list[bytes]:
    """Return the bytes of each entry."""
    assert kept.folder is not None
    return [path.read_bytes() for path in kept.folder.rglob("*") if path.is_file()]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the documents that are judged."""
    found: list[str] = []

    def told(library: Library, only: frozenset[str] | None = None) -> Survey:
        whole = survey(library, only)
        found.extend(one.key for one in whole.documents)
        return whole

    monkeypatch.setattr("kitgen.check.survey", told)
    return found


def replace(path: Path, before: str, after: str) -> None:
    """Change a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_what_has_not_changed_is_not_judged_again(
    project: Path, kept: Cache, judged: list[str]
) -> None:
    """A changed fiche is, and it alone."""
    read_and_check(project, kept)
    assert judged == []

    replace(project / "fiches/municipal/scic.yaml", "vingt", "cent")
    read_and_check(project, kept)

    assert judged == ["municipal/scic"]


def wrong_link(root: Path) -> None:
    """Write an address with a scheme that is refused."""
    replace(root / "fiches/municipal/scic.yaml", "vingt", "[vingt](javascript:x)")


def lost(root: Path) -> None:
    """Remove a fiche to which the other refers, and which the collection lists."""
    (root / "fiches/municipal/scic.yaml").unlink()


def unlisted(root: Path) -> None:
    """List a fiche no longer."""
    replace(root / "fiches/municipal/collection.yaml", "fiches: [scic]", "fiches: []")


def misspelt(root: Path) -> None:
    """Misspell a key."""
    replace(root / "fiches/municipal/scic.yaml", "chapo:", "chapeau:")


def inclusive(root: Path) -> None:
    """Write a form that is warned of."""
    replace(root / "fiches/municipal/scic.yaml", "Pour agir", "Pour les élu·es")


@pytest.mark.parametrize(
    "change", [wrong_link, lost, unlisted, misspelt, inclusive], ids=lambda one: one.__name__
)
def test_what_is_wrong_is_said_each_time(
    project: Path, kept: Cache, change: Callable[[Path], None]
) -> None:
    """By a memory of before, then by one that has seen it, as by none; and no more once mended."""
    before = {path: path.read_bytes() for path in project.rglob("*.yaml")}
    change(project)

    told = read_and_check(project, Cache(None))[1]

    assert told
    assert read_and_check(project, kept)[1] == told
    assert read_and_check(project, kept)[1] == told
    for path, content in before.items():
        path.write_bytes(content)
    assert read_and_check(project, kept)[1] == ()


def test_an_image_that_goes_is_missed(project: Path, kept: Cache) -> None:
    """A fiche is judged again when what its project holds has changed, though it has not."""
    fiche = project / "fiches/municipal/scic.yaml"
    replace(fiche, "leviers:", 'illustration: {fichier: fiches/a.svg, alt: "A"}\nleviers:')
    image = project / "fiches/a.svg"
    image.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert read_and_check(project, kept)[1] == ()

    image.unlink()

    assert [one.code for one in read_and_check(project, kept)[1]] == [Code.IMAGE_MISSING]


@pytest.mark.parametrize("spoilt", [b"", b"3", b"{", b"\xff"])
def test_a_spoilt_memory_is_none(project: Path, judged: list[str], spoilt: bytes) -> None:
    """Whatever it holds, documents are judged."""

    class Spoilt(Cache):
        def get(self, key: str) -> bytes | None:  # noqa: ARG002  the same for all
            return spoilt

    read_and_check(project, Spoilt(None))

    assert len(judged) == 4


def test_too_many_texts_are_not_kept_for_ever(
    project: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of this run are."""
    monkeypatch.setattr(markdown, "REMEMBERED", {f"{one}": () for one in range(TEXTS)})
    monkeypatch.setattr(markdown, "READ", {"**a**": ()})

    read_and_check(project, kept)

    (texts,) = [one for one in entries(kept) if b'"**a**"' in one]
    assert b'"4999"' not in texts


def test_a_second_run_reads_no_yaml_whatever_the_project_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No place is asked for, be it that of a variant, when nothing is said."""
    root, kept = stock(tmp_path / "regions"), Cache(tmp_path / "cache")
    write_variant(root, CHANGED)
    _, told = read_and_check(root, kept)
    assert told == ()

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(library, "parse", refuse)

    assert read_and_check(root, kept)[0].variantes

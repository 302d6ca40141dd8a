"""A build after which nothing changed: the same words, at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kitgen.cache import Cache
from kitgen.cli import making
from kitgen.errors import ExitCode
from kitgen.pipeline.build import build as build_files
from kitgen.pipeline.project import load as load_project
from kitgen.pipeline.storage import cache_of
from tests.projects import Run, run
from tests.regional import REPLACED, amend, stock, write_variant

BUILD = ("build", "municipal", "--format", "docx")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a warning, built."""
    root = stock(tmp_path / "projet")
    write_variant(root, REPLACED)
    amend(root, "La ville cuisine.", "La ville cuisine bien.")
    assert run(*BUILD, project=root).code == ExitCode.OK
    return root


def listen(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows each time the documents are looked into."""
    asked: list[object] = []

    def load(*args: object, **options: object) -> object:
        asked.append(args)
        return load_project(*args, **options)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(making, "load", load)
    return asked


def test_the_same_is_said_without_a_look_at_the_fiches(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Warnings, count, exit code: those of a build that looks at everything."""
    slow = run(*BUILD, "--no-cache", project=project)
    asked = listen(monkeypatch)
    fast = run(*BUILD, project=project)

    assert fast == slow
    assert "[declinaison-perimee]" in fast.err
    assert fast.err.endswith("(1 documents)\n")
    assert asked == []


@pytest.mark.parametrize(
    "words", [("--force",), ("--no-cache",), ("--fiches",), ("-o", "essais"), ("--jobs", "3")]
)
def test_options_that_mean_something_else(
    project: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Only the number of workers changes nothing."""
    monkeypatch.chdir(project)
    asked = listen(monkeypatch)

    assert run(*BUILD, *words, project=project).code == ExitCode.OK
    assert bool(asked) is ("--jobs" not in words)


def test_a_document_that_was_touched_is_made_again(project: Path) -> None:
    """What a person changed or removed in output/ comes back; then there is nothing to do."""
    (document,) = (project / "output").rglob("*.docx")
    whole = document.read_bytes()
    for spoil in (lambda: document.write_bytes(b"x"), document.unlink):
        spoil()
        assert str(document) in run(*BUILD, project=project).out
        assert document.read_bytes() == whole
        assert run(*BUILD, project=project).out == ""


def test_a_change_during_the_build_is_not_noted(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file saved while documents are made belongs to the next build."""
    amend(project, "La ville cuisine bien.", "La ville cuisine mieux.")

    def build(*args: object) -> object:
        amend(project, "La ville cuisine mieux.", "La ville cuisine encore.")
        return build_files(*args)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(making, "build", build)
    run(*BUILD, project=project)
    monkeypatch.undo()
    amend(project, "La ville cuisine encore.", "La ville cuisine mieux.")
    asked = listen(monkeypatch)
    run(*BUILD, project=project)

    assert asked


def test_a_manifest_that_went_is_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run may empty the folder at any time."""

    def build(*args: object) -> object:
        result = build_files(*args)  # type: ignore[arg-type]  # handed on as they came
        (project / "output" / "manifest.json").unlink()
        return result

    monkeypatch.setattr(making, "build", build)

    assert run(*BUILD, "--force", project=project).code == ExitCode.OK


def test_a_damaged_cache_is_said_and_rebuilt(project: Path) -> None:
    """The documents are the same, and the next time is quick again."""
    for path, _ in cache_of(project)._files():
        path.write_bytes(b"damaged")

    first = run(*BUILD, project=project)
    assert first.code == ExitCode.OK
    assert "[cache-abime]" in first.err
    assert "[cache-abime]" not in run(*BUILD, project=project).err


def test_a_cache_that_cannot_be_written_is_said(project: Path) -> None:
    """The documents are made all the same."""
    cache_of(project).clear()
    folder = project / ".kitgen" / "cache"
    folder.rename(folder.with_name("old"))
    folder.write_bytes(b"")

    answer = run(*BUILD, "--force", project=project)
    assert answer.code == ExitCode.OK
    assert "[cache-inutilisable]" in answer.err


def test_no_cache_leaves_no_trace(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither read nor written."""

    def refuse(cache: Cache, _: int) -> None:
        assert cache.folder is None or not cache.folder.is_relative_to(project)

    monkeypatch.setattr(Cache, "_weigh", refuse)

    assert run(*BUILD, "--no-cache", "--force", project=project).code == ExitCode.OK


LOADED = """
import sys
from kitgen.cli import main
sys.argv[1:] = {words}
try:
    main()
except SystemExit as end:
    print(end.code, *sorted(sys.modules), file=sys.stderr)
"""


def loaded(*words: str | Path) -> set[str]:
    """Return what is loaded by a command that succeeds, in a process of its own."""
    script = LOADED.format(words=[str(word) for word in words])
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    code, *modules = result.stderr.splitlines()[-1].split()
    assert int(code) == ExitCode.OK
    return set(modules)


ENGINES = {"weasyprint", "docx", "docxtpl", "pikepdf", "fontTools", "uharfbuzz"}


def test_nothing_to_do_loads_neither_model_nor_readers(project: Path) -> None:
    """Starting pydantic and the readers takes longer than finding that nothing changed."""
    modules = loaded(*BUILD, "--project", project)

    assert not modules & (ENGINES | {"pydantic", "ruamel.yaml", "lxml", "markdown_it", "jinja2"})
    assert "kitgen.read" not in modules


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("build", "--help"), ("check",),
                                   ("list",), ("cache", "size")])  # fmt: skip
def test_no_engine_is_loaded_but_to_make_documents(project: Path, words: tuple[str, ...]) -> None:
    """WeasyPrint and python-docx take long, and WeasyPrint may be absent."""
    assert not loaded(*words, "--project", project) & ENGINES


def test_the_public_names_are_loaded_when_used() -> None:
    """`import kitgen` costs nothing, and each name is what it says, packages' names included."""
    script = (
        "import sys, kitgen; assert 'pydantic' not in sys.modules; import kitgen.compose; "
        "assert {type(getattr(kitgen, name)).__name__ for name in kitgen.__all__} "
        "<= {'type', 'function'}; print(hasattr(kitgen, 'nothing'))"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout == "False\n"


def test_two_runs_of_nothing_are_one(project: Path) -> None:
    """A run that had nothing to do changes nothing."""
    before: Run = run(*BUILD, project=project)
    manifest = (project / "output" / "manifest.json").stat().st_mtime_ns

    assert run(*BUILD, project=project) == before
    assert (project / "output" / "manifest.json").stat().st_mtime_ns == manifest

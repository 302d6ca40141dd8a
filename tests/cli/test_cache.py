"""What builds keep, as a person sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.cache import Cache
from kitgen.errors import ExitCode
from tests.projects import run, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without error."""
    return write_project(tmp_path / "projet")


def test_the_cache_has_a_size_and_is_cleared(project: Path) -> None:
    """An editor reads how much it takes, takes the room back, and reads that it is empty."""
    Cache(project / ".kitgen" / "cache").put("a" * 64, bytes(2_345_678))

    assert run("cache", "size", project=project).out == "1 élément, 2,3 Mo\n"
    cleared = run("cache", "clear", project=project / "fiches")
    assert cleared.code == ExitCode.OK
    assert cleared.err == "Cache vidé\u00a0: 1 élément, 2,3 Mo\n"
    assert run("cache", "size", project=project).out == "0 élément, 0,0 Mo\n"


def test_there_is_no_cache_outside_a_project(tmp_path: Path) -> None:
    """The answer is that of any command outside a project."""
    assert run("cache", "size", project=tmp_path).code == ExitCode.CONTENT

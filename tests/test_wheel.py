"""What is installed elsewhere: the wheel has its layouts, fonts and data, and runs alone."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.projects import write_project

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("folder", ["layouts", "kitgen"])
def test_every_file_of_the_source_is_in_the_wheel(wheel: Path, folder: str) -> None:
    """Layouts go inside the package; nothing that Python needs stays behind."""
    inside = wheel / "kitgen" / "layouts" if folder == "layouts" else wheel / folder
    tracked = [
        path.relative_to(ROOT / folder)
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]

    assert len(tracked) > 20
    assert [path for path in tracked if not (inside / path).is_file()] == []


def test_the_wheel_builds_a_kit_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    """Run from the wheel alone, with the wheel's own layouts."""
    project = write_project(tmp_path / "projet")
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    where = "import kitgen; print(kitgen.__file__)"

    done = subprocess.run(
        [sys.executable, "-P", "-m", "kitgen", "build", "--jobs", "1"],
        cwd=project,
        env=environment,
        capture_output=True,
        check=True,
    )
    found = subprocess.run(
        [sys.executable, "-P", "-c", where],
        cwd=project,
        env=environment,
        capture_output=True,
        check=True,
    )

    assert found.stdout.decode().startswith(str(wheel))
    assert len(done.stdout.decode().splitlines()) == 2


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    """The French of click's messages: `.mo` says what `.po` says."""
    source = ROOT / "kitgen/cli/traductions/fr/LC_MESSAGES/kitgen.po"
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    with source.with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    messages = [message for message in catalogue if message.id]

    assert len(messages) > 20
    for message in messages:
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            one, many = message.id
            assert tuple(compiled.ngettext(one, many, n) for n in (1, 2)) == message.string

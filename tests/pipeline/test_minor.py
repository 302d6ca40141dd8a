"""A national change that is too small to disturb the clubs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Code, UsageError
from kitgen.pipeline.minor import FILE, mark_minor
from kitgen.pipeline.project import load
from tests.regional import CHANGED, LONS, REPLACED, amend, stock, write_file, write_variant

WORDS = f"municipal/alimentation/{LONS}"
SCHEMA = "# yaml-language-server: $schema=schemas/mineurs.schema.json\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose one override is stale."""
    write_variant(stock(tmp_path), REPLACED + CHANGED)
    amend(tmp_path, "La ville cuisine.", "La ville, cuisine.")
    assert [one.code for one in load(tmp_path).warnings] == [Code.OVERRIDE_STALE]
    return tmp_path


def test_a_minor_change_disturbs_no_club(project: Path) -> None:
    """The file is made, with its schema; nothing else changes."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    assert mark_minor(project, WORDS) == (FILE,)

    assert load(project).warnings == ()
    text = (project / FILE).read_text(encoding="utf-8")
    assert text.startswith(f"{SCHEMA}changements:\n  - fiche: municipal/alimentation\n")
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before


def test_the_next_change_is_told_again(project: Path) -> None:
    """Only what was marked is; marking the next one too silences both."""
    mark_minor(project, WORDS)
    amend(project, "La ville, cuisine.", "La ville achète.")
    assert [one.code for one in load(project).warnings] == [Code.OVERRIDE_STALE]

    mark_minor(project, WORDS)

    assert load(project).warnings == ()
    assert (project / FILE).read_text(encoding="utf-8").count("- fiche:") == 2


def test_a_change_back_is_no_change(project: Path) -> None:
    """The club's own fingerprint is today's again."""
    mark_minor(project, WORDS)
    amend(project, "La ville, cuisine.", "La ville cuisine.")

    assert load(project).warnings == ()


@pytest.mark.parametrize(
    "words",
    [
        "municipal/alimentation/chapo",
        "municipal/alimentation",
        "municipal",
        "",
        f"municipal/scic/{LONS}",
        f"bretagne/{WORDS}",
    ],
)
def test_only_what_is_stale_can_be_minor(project: Path, words: str) -> None:
    """A path on which no stale override leans is refused, and nothing is written."""
    with pytest.raises(UsageError) as caught:
        mark_minor(project, words)

    assert "`kitgen status` donne les chemins" in f"{caught.value.diagnostics[0].hint}"
    assert not (project / FILE).exists()


@pytest.mark.parametrize(
    "text",
    [
        f"{SCHEMA}changements:\n{{}}",
        f"{SCHEMA}# note\r\nchangements:\r\n{{}}\r\n\r\n",
    ],
)
def test_what_the_file_holds_is_kept_to_the_letter(project: Path, text: str) -> None:
    """Whether it ends with a line end or not, under either line end."""
    entry = (
        '  - {fiche: municipal/scic, chemin: chapo, de: "00000001", vers: "00000002"} # virgule'
    )
    path = write_file(project, FILE, text.format(entry))

    mark_minor(project, WORDS)

    written = path.read_bytes().decode()
    assert written.startswith(text.format(entry).rstrip())
    assert load(project).library.mineurs.changements[0].fiche == "municipal/scic"
    assert load(project).warnings == ()
    assert ("\r\n" in text) == ("\r\n    chemin" in written)


@pytest.mark.parametrize("text", ["changements: []\n", "{changements: []}\n"])
def test_a_file_that_cannot_be_added_to_is_left_as_it_was(project: Path, text: str) -> None:
    """An odd layout is refused, with what to do."""
    path = write_file(project, FILE, SCHEMA + text)

    with pytest.raises(UsageError) as caught:
        mark_minor(project, WORDS)

    assert caught.value.diagnostics[0].code == Code.OPERATION_REFUSED
    assert path.read_text(encoding="utf-8") == SCHEMA + text


def test_a_file_whose_shape_would_be_spoilt_is_left_as_it_was(project: Path) -> None:
    """Dashes against the margin: what is added would belong to another list."""
    noted = '- {fiche: municipal/scic, chemin: chapo, de: "00000001", vers: "00000002"}\n'
    text = f"{SCHEMA}changements:\n{noted}"
    path = write_file(project, FILE, text)

    with pytest.raises(UsageError):
        mark_minor(project, WORDS)

    assert path.read_text(encoding="utf-8") == text

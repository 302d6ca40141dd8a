"""From a project to the files of output/."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kitgen
from kitgen.errors import Code, Diagnostic, ExitCode, Severity
from kitgen.model.artefact import Artefact
from kitgen.pipeline import fingerprint, work
from kitgen.pipeline.fingerprint import engine_versions
from kitgen.pipeline.layouts import packaged_layouts
from kitgen.publish import sha256_of
from kitgen.render import PUBLISHED
from tests.projects import hear_interruptions, run, write_project

KIT = "national/municipal/kit-municipaless_national_2026-11"
FICHE = "national/municipal/fiches/kit-municipaless-02-scic_national_2026-11"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without error, in a folder whose name is not simple."""
    return write_project(tmp_path / "l'été d'une élue & co")


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file, but for the lock."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_build_makes_the_kit_in_both_formats(project: Path) -> None:
    """The files have their names, the manifest their hashes; the output lists them."""
    answer = run("build", "--jobs", "1", project=project)

    output = project / "output"
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert answer.code == ExitCode.OK
    assert set(hashes(output)) == {f"{KIT}.pdf", f"{KIT}.docx", "manifest.json"}
    assert {one["path"]: one["sha256"] for one in manifest["fichiers"]} == {
        f"{KIT}.{name}": sha256_of(output / f"{KIT}.{name}") for name in PUBLISHED
    }
    assert len(answer.out.splitlines()) == 2
    assert "2 à produire" in answer.err


def test_a_second_build_makes_nothing_and_force_makes_the_same_bytes(project: Path) -> None:
    """What is up to date is left alone; made again, it is identical."""
    run("build", "--jobs", "1", "--format", "docx", project=project)
    first = hashes(project / "output")

    again = run("build", "--jobs", "1", "--format", "docx", project=project)
    forced = run("build", "--jobs", "1", "--format", "docx", "--force", project=project)

    assert again.out == ""
    assert "Tout est à jour" in again.err
    assert len(forced.out.splitlines()) == 1
    assert hashes(project / "output") == first


def test_a_changed_word_makes_the_file_again(project: Path) -> None:
    """The fingerprint sees the content."""
    run("build", "--jobs", "1", "--format", "docx", project=project)
    path = project / "fiches/municipal/scic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("vingt", "trente"), encoding="utf-8")

    answer = run("build", "--jobs", "1", "--format", "docx", project=project)

    assert len(answer.out.splitlines()) == 1


def test_fiches_adds_one_file_per_fiche_whatever_the_number_of_jobs(
    project: Path, tmp_path: Path
) -> None:
    """One or two workers give the same bytes."""
    run("build", "--fiches", "--jobs", "1", "-o", tmp_path / "un", project=project)
    run("build", "--fiches", "--jobs", "2", "-o", tmp_path / "deux", project=project)

    one, two = hashes(tmp_path / "un"), hashes(tmp_path / "deux")
    assert len(one) == 7
    assert f"{FICHE}.pdf" in one
    assert one == two


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["municipal"], {f"{KIT}.docx"}),
        (["municipal/scic"], {f"{FICHE}.docx"}),
        (["municipal/scic", "municipal"], {f"{FICHE}.docx", f"{KIT}.docx"}),
        (["municipal", "--fiches"], {f"{KIT}.docx", f"{FICHE}.docx", FICHE.replace(
            "02-scic", "01-connaitre") + ".docx"}),
    ],
)  # fmt: skip
def test_a_target_names_what_is_made(project: Path, words: list[str], expected: set[str]) -> None:
    """A collection, a fiche, or both."""
    run("build", *words, "--format", "docx", "--jobs", "1", project=project)

    assert set(hashes(project / "output")) == {*expected, "manifest.json"}


def test_an_unknown_target_gives_the_nearest(project: Path) -> None:
    """Exit 2, and the names that were perhaps meant."""
    near = run("build", "municipl/scic", project=project)
    far = run("build", "xyz", project=project)

    assert near.code == far.code == ExitCode.USAGE
    assert "municipal/scic" in near.err
    assert "kitgen list" in far.err


def test_a_content_error_leaves_output_as_it_was(project: Path) -> None:
    """Exit 1 with a place; not one byte of output/ changes."""
    run("build", "--jobs", "1", project=project)
    before = hashes(project / "output")
    path = project / "fiches/municipal/scic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"39"', "39"), encoding="utf-8")

    answer = run("build", "--jobs", "1", project=project)

    assert answer.code == ExitCode.CONTENT
    assert "fiches/municipal/scic.yaml:13:" in answer.err
    assert hashes(project / "output") == before


def test_an_error_of_one_engine_leaves_all_of_output_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files or none: the Word file is not published when the PDF is wrong."""
    wrong = Diagnostic(Code.ENGINE_WARNING, "image illisible")

    def render(name: str, *_: object) -> Artefact:
        return Artefact(b"x", name, 1, (wrong,) if name == "pdf" else ())

    monkeypatch.setattr(work, "render", render)

    answer = run("build", "--jobs", "1", project=project)

    assert answer.code == ExitCode.CONTENT
    assert "image illisible" in answer.err
    assert not (project / "output").exists()


def test_a_warning_of_an_engine_is_said_and_does_not_stop(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, even if both formats say it."""
    said = Diagnostic(Code.MISSING_GLYPH, "glyphe absent", severity=Severity.WARNING)
    monkeypatch.setattr(work, "render", lambda name, *_: Artefact(b"x", name, None, (said,)))

    answer = run("build", "--jobs", "1", project=project)

    assert answer.code == ExitCode.OK
    assert answer.err.count("glyphe absent") == 1


def test_a_new_edition_removes_the_files_of_the_old_one(project: Path) -> None:
    """output/ keeps no file that the project no longer makes; a stranger's file stays."""
    run("build", "--format", "docx", "--jobs", "1", project=project)
    (project / "output/national/notes.txt").write_text("à garder", encoding="utf-8")
    path = project / "kitgen.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11", "2027-01"))

    answer = run("build", "--format", "docx", "--jobs", "1", project=project)

    names = {name.rsplit("/", 1)[-1] for name in hashes(project / "output")}
    assert names == {"kit-municipaless_national_2027-01.docx", "notes.txt", "manifest.json"}
    assert "Retirés" in answer.err


@pytest.mark.parametrize("stamp", ["demain", "9" * 40, "-1e5"])
def test_a_wrong_date_is_said(project: Path, monkeypatch: pytest.MonkeyPatch, stamp: str) -> None:
    """SOURCE_DATE_EPOCH must be a number of seconds."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)

    answer = run("build", "--format", "docx", project=project)

    assert answer.code == ExitCode.ENVIRONMENT
    assert "SOURCE_DATE_EPOCH" in answer.err


def test_the_date_comes_from_the_edition_or_the_environment(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is never read."""
    loaded = kitgen.load(project)

    assert loaded.created.isoformat() == "2026-11-01T00:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert loaded.created.isoformat() == "1970-01-02T00:00:00+00:00"


def test_a_worker_that_dies_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3 with advice, and no hang."""
    monkeypatch.setattr(work, "do_task", _die)

    answer = run("build", "--jobs", "2", project=project)

    assert answer.code == ExitCode.ENVIRONMENT
    assert "--jobs 1" in answer.err
    assert not (project / "output").exists()


def _die(*_: object, **__: object) -> None:
    os._exit(9)


def test_a_killed_build_leaves_whole_files_and_the_next_one_works(project: Path) -> None:
    """Kill -9 at several moments: every file is whole, nobody is left, the next one succeeds."""
    command = [sys.executable, "-m", "kitgen", "build", "--jobs", "2", "--force"]
    done = subprocess.run(command, cwd=project, capture_output=True, check=True)
    whole = hashes(project / "output")
    assert done.returncode == 0
    for delay in (0.4, 0.9, 1.4):
        started = subprocess.Popen(
            command, cwd=project, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(delay)
        started.send_signal(signal.SIGKILL)
        started.wait()
        assert alive(started.pid) == []
        found = hashes(project / "output")
        assert {name: found[name] for name in whole} == whole

    subprocess.run(command, cwd=project, capture_output=True, check=True)

    assert hashes(project / "output") == whole


ENDLESS = """
import pathlib
import time
from kitgen.cli.main import main
from kitgen.pipeline import work

def endless(*_, **__):
    pathlib.Path("reached").touch()
    time.sleep(60)

if {step!r}:
    getattr(work, {step!r})
    setattr(work, {step!r}, endless)
if __name__ == "__main__":
    main()
"""
"""A kitgen one of whose steps never ends; its worker processes read it too."""


@pytest.mark.parametrize(
    ("jobs", "step"), [("1", ""), ("1", "run_job"), ("2", ""), ("2", "obtain"), ("2", "run_job")]
)
def test_an_interrupted_build_ends_cleanly(project: Path, jobs: str, step: str) -> None:
    """Ctrl-C, which every process of a terminal hears: one line, no traceback, nobody left."""
    script = project / "endless.py"
    script.write_text(ENDLESS.format(step=step))
    started = subprocess.Popen(
        [sys.executable, str(script), "build", "--jobs", jobs, "--force"],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interruptions,  # noqa: PLW1509  this test has no thread
    )
    assert started.stderr is not None
    assert started.stderr.readline() == "2 à produire, 0 à jour\n"
    while step and not (project / "reached").exists() and started.poll() is None:
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=20)

    assert said.splitlines()[-1].startswith("Interrompu")
    assert "Traceback" not in said
    assert started.returncode in {130, -signal.SIGINT}  # Python's choice, inside some imports
    assert not (project / "output").exists()
    assert alive(started.pid) == []


def alive(group: int) -> list[str]:
    """Return the processes of a group that still work, once they had time to end."""
    found: list[str] = []
    for _ in range(50):
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                state, _, its, *_ = path.read_text().rpartition(")")[2].split()
                found += [state] if int(its) == group and state != "Z" else []
        if not found:
            break
        time.sleep(0.1)
    return found


def test_the_public_api_gives_editions_artefacts_and_files(project: Path, tmp_path: Path) -> None:
    """What a regional club's script calls."""
    loaded = kitgen.load(project / "fiches")
    (edition,) = kitgen.compose(loaded, "municipal/scic")
    artefact = kitgen.render(loaded, edition, "docx")
    report = kitgen.build(loaded, ["municipal/scic"], output=tmp_path, formats=["docx"])
    whole = kitgen.build(loaded, output=tmp_path, formats=["docx"])

    assert edition.fiche == "municipal/scic"
    assert [entry.path for entry in report.made] == [f"{FICHE}.docx"]
    assert (tmp_path / f"{FICHE}.docx").read_bytes() == artefact.contenu
    assert [entry.path for entry in whole.made] == [f"{KIT}.docx"]
    with pytest.raises(kitgen.UsageError):
        kitgen.render(loaded, edition, "odt")


STAGES_FIRST = """
import kitgen.render.pdf
from kitgen.compose import compose_edition
import kitgen
print(kitgen.compose.__module__, kitgen.render.__module__)
"""


def test_a_stage_never_takes_the_name_of_a_function() -> None:
    """Whatever was imported before; and the stage can still be imported."""
    command = [sys.executable, "-c", STAGES_FIRST]

    said = subprocess.run(command, capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["kitgen.pipeline.api", "kitgen.pipeline.api"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kitgen.nothing


def test_every_public_name_is_documented() -> None:
    """`__all__` names functions and classes, each with its docstring, not the stages."""
    assert len(kitgen.__all__) > 10
    for name in kitgen.__all__:
        public = getattr(kitgen, name)
        assert callable(public)
        assert public.__doc__


def test_layouts_come_from_the_project_or_from_kitgen(project: Path) -> None:
    """A project without layouts uses those of kitgen."""
    loaded = kitgen.load(project)

    assert loaded.layouts == packaged_layouts()
    (project / "layouts").mkdir()
    assert loaded.layouts == project / "layouts"


def test_a_collection_of_points_is_one_document_per_fiche(project: Path) -> None:
    """A target that names the collection names them all."""
    path = project / "fiches/municipal/collection.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("genre: kit", "genre: points"))

    loaded = kitgen.load(project)
    editions = kitgen.compose(loaded, "municipal")

    assert [edition.fiche for edition in editions] == ["municipal/connaitre", "municipal/scic"]


def test_an_engine_that_is_absent_has_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without WeasyPrint, the fingerprint says so."""
    monkeypatch.setattr(fingerprint, "ENGINES", ("nulle-part",))

    assert engine_versions()["nulle-part"] == "absent"

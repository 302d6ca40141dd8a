"""Review files beside the publications, and what came back in their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kitgen.errors import Code, ExitCode
from tests.projects import run, write_project

REVIEW = "national/municipal/relecture/kit-municipaless_national_2026-11_relecture.docx"
ALONE = "national/municipal/relecture/kit-municipaless-02-scic_national_2026-11_relecture.docx"
PRINTED = "national/municipal/fiches/kit-municipaless-02-scic_national_2026-11_impression.pdf"
KIT = "national/municipal/kit-municipaless_national_2026-11.docx"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without error."""
    return write_project(tmp_path / "projet")


def test_a_review_is_a_file_of_its_own(project: Path) -> None:
    """It stands in its folder, in Word alone, and the manifest says that it is no publication."""
    answer = run("build", "municipal", "municipal/scic", "--review", project=project)

    output = project / "output"
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert answer.code == ExitCode.OK
    assert {one["path"]: one["format"] for one in manifest["fichiers"]} == {
        REVIEW: "relecture",
        ALONE: "relecture",
    }
    assert sorted(path.name for path in output.rglob("*.docx")) == sorted(
        Path(path).name for path in (REVIEW, ALONE)
    )


def test_a_build_leaves_the_review_files(project: Path) -> None:
    """Publications and review files live side by side, and each is up to date by itself."""
    run("build", "--review", project=project)
    published = run("build", "--format", "docx", project=project)
    again = run("build", "--review", project=project)

    assert (project / "output" / REVIEW).is_file()
    assert (project / "output" / KIT).is_file()
    assert published.out.strip().endswith(KIT)
    assert again.out == ""


@pytest.mark.parametrize("formats", ["pdf", "pdf,docx"])
def test_only_word_is_reviewed(project: Path, formats: str) -> None:
    """Another format is refused rather than forgotten; Word may be named."""
    refused = run("build", "--review", "--format", formats, project=project)
    named = run("build", "--review", "--format", "docx", project=project)

    assert refused.code == ExitCode.USAGE
    assert Code.UNKNOWN_FORMAT in refused.err
    assert named.out.strip().endswith(REVIEW)


def test_what_a_reviewer_changed_is_not_written_over(project: Path) -> None:
    """A file saved in place is refused until it is moved, unless it is to be replaced."""
    run("build", "--review", project=project)
    file = project / "output" / REVIEW
    made = file.read_bytes()
    file.write_bytes(b"corrections")
    refused = run("build", "--review", project=project)

    assert refused.code == ExitCode.ENVIRONMENT
    assert Code.REVIEW_RETURNED in refused.err
    assert file.read_bytes() == b"corrections"
    assert run("build", "--review", "--force", project=project).code == ExitCode.OK
    assert file.read_bytes() == made


def test_what_a_printer_is_given_is_made_when_asked_and_stays(project: Path) -> None:
    """It is a file of the project: a build of the other formats leaves it."""
    asked = run("build", "municipal/scic", "--format", "print", project=project)
    run("build", "municipal/scic", "--format", "docx", project=project)
    manifest = json.loads((project / "output/manifest.json").read_text(encoding="utf-8"))
    printed = [one for one in manifest["fichiers"] if one["format"] == "print"]

    assert asked.code == ExitCode.OK
    assert [one["path"] for one in printed] == [PRINTED]
    assert (project / "output" / PRINTED).is_file()


def test_a_file_that_kitgen_did_not_make_is_not_written_over(project: Path) -> None:
    """Nor is a returned file under the name of one that is not made yet."""
    file = project / "output" / REVIEW
    file.parent.mkdir(parents=True)
    file.write_bytes(b"corrections")

    assert Code.REVIEW_RETURNED in run("build", "--review", project=project).err
    assert file.read_bytes() == b"corrections"


def test_a_new_edition_removes_only_the_reviews_that_nobody_changed(project: Path) -> None:
    """The others stay, as they were."""
    run("build", "municipal", "municipal/scic", "--review", project=project)
    (project / "output" / REVIEW).write_bytes(b"corrections")
    settings = project / "kitgen.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("2026-11", "2027-01"), encoding="utf-8")
    run("build", "--format", "docx", project=project)

    assert (project / "output" / REVIEW).read_bytes() == b"corrections"
    assert not (project / "output" / ALONE).exists()

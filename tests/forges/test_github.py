"""GitHub's workflows: every step of them runs here, on a small project, with a fake `gh`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forges.github import WORKFLOWS, Answer, GitHub, read_workflow, steps
from tests.forges.place import ROOT, SCIC, Place, write_tool
from tests.regional import amend
from tests.repository import record

OWN = (
    "github.event_name == 'pull_request' && "
    "github.event.pull_request.head.repo.full_name == github.repository"
)
LOCK = "hashFiles('uv.lock', '.outil/uv.lock')"


def expressions(**changed: str) -> dict[str, str]:
    """Return what each expression of the workflows is worth, here or where it says otherwise."""
    worth = {
        "inputs.version != ''": "false",
        "inputs.version != '' && '.outil' || '.'": ".",
        "inputs.region || 'all'": "all",
        "inputs.kitgen": "",
        "inputs.version": "",
        "inputs.waive": "",
        "github.event_name == 'pull_request'": "true",
        OWN: "true",
        "github.ref_type == 'tag'": "true",
        "github.ref_name": "2026-12",
        "github.token": "jeton",
        "github.repository": "reseau/kits",
        "github.server_url": "https://forge.exemple",
        "github.run_id": "7",
        "github.event.pull_request.number": "12",
        "runner.os": "Linux",
        LOCK: "verrou",
    }
    return worth | changed


def pull(
    place: Place, tool: Path | None = None, changed: Mapping[str, str] | None = None
) -> Answer:
    """Run what a pull request runs."""
    worth = expressions(**(changed or {})) | {"runner.temp": str(place.home / "temp")}
    return GitHub(place, worth, tool).run("check")


def club(place: Place) -> tuple[Path, dict[str, str]]:
    """Make a club's repository of a place: kitgen is in the network's own."""
    return place.only_content(), {
        "inputs.version != ''": "true",
        "inputs.version != '' && '.outil' || '.'": ".outil",
        "inputs.kitgen": "reseau/kitgen",
        "inputs.version": "2026-11",
    }


@dataclass(frozen=True)
class Seen:
    """What a run did, and asked of the forge."""

    answer: Answer
    calls: list[str]
    place: Place


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A pull request from the same repository."""
    place = Place(tmp_path_factory.mktemp("pull"))
    return Seen(pull(place), place.calls(), place)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A tag, after another edition."""
    place = Place(tmp_path_factory.mktemp("release"))
    place.tag("2026-12")
    (place.published / "2026-06").mkdir()
    (place.published / "2026-06" / "index.html").write_text("<p>Juin</p>", encoding="utf-8")
    return Seen(GitHub(place, expressions()).run("release"), place.calls(), place)


def test_every_step_of_every_workflow_has_run(pulled: Seen, released: Seen) -> None:
    """A step that no test runs is a step that fails at the forge."""
    names = sorted(path.stem for path in WORKFLOWS.iterdir())
    written = [
        (job, step["run"])
        for name in names
        for job, step in steps(read_workflow(WORKFLOWS / f"{name}.yml"))
        if "run" in step
    ]

    assert names == ["check", "release"]
    assert len(written) > 8
    assert (pulled.answer.code, released.answer.code) == (0, 0), released.answer.out
    assert pulled.answer.scripts + released.answer.scripts == written


def test_a_pull_request_shows_its_documents_and_what_it_changes(pulled: Seen) -> None:
    """The words and the documents, in a comment that leads to the files."""
    comment = (pulled.place.home / "runner/comment/comment.md").read_text(encoding="utf-8")
    documents = sorted(
        path.name for path in (pulled.place.home / "artifacts/documents").rglob("kit-*")
    )

    assert documents == [
        "kit-municipaless_national_2026-11.docx",
        "kit-municipaless_national_2026-11.pdf",
    ]
    assert comment.startswith(
        "<!-- kitgen -->\n\n"
        "[Les documents produits](https://forge.exemple/reseau/kits/actions/runs/7#artifacts)\n\n"
        "# Ce qui change"
    )
    assert "<ins>Une autre" in comment
    assert "# Documents touchés" in comment
    assert pulled.calls[0].startswith("gh api --paginate repos/reseau/kits/issues/12/comments ")
    assert pulled.calls[-1] == "gh pr comment 12 --body-file comment.md"
    assert "# Documents touchés" in pulled.answer.summary


def test_a_pull_request_has_one_comment(pulled: Seen) -> None:
    """The one that stands there is written again, and it is the last of ours."""
    (step,) = [one for one in pulled.answer.scripts if "PATCH" in one[1]]
    where = pulled.place.home / "runner/comment"
    known = {"COMMENTS": "41\n42", "GH_REPO": "reseau/kits", "NUMBER": "12"}

    done = pulled.place.run(step[1], known, ("bash", "-e"), where)

    assert done.returncode == 0
    assert pulled.place.calls()[-1] == (
        "gh api --method PATCH repos/reseau/kits/issues/comments/42 --field body=@comment.md"
    )


def test_an_error_stands_on_its_line_and_stops_everything(tmp_path: Path) -> None:
    """As an annotation of the file; no document is made."""
    place = Place(tmp_path)
    amend(place.root, "annee: 2024", "annee: bientôt", SCIC)
    record(place.root, "Anne", "2026-11-03")
    text = (place.root / SCIC).read_text(encoding="utf-8")
    line = text[: text.index("annee:")].count("\n") + 1

    answer = pull(place)

    assert answer.code == 1
    assert f"::error file={SCIC},line={line},col=" in answer.out
    assert [job for job, _ in answer.scripts] == ["check"]


def test_a_fork_that_mends_has_its_note_and_no_comment(tmp_path: Path) -> None:
    """A base that cannot be read is said, on the page of the run; the documents are there."""
    place = Place(tmp_path)
    amend(place.root, "annee: 2024", "annee: bientôt", SCIC)
    record(place.root, "Anne", "2026-11-03")
    amend(place.root, "annee: bientôt", "annee: 2025", SCIC)
    record(place.root, "Anne", "2026-11-04")

    answer = pull(place, changed={OWN: "false"})

    assert answer.code == 0
    assert answer.summary.count("n'ont pas pu être relevés") == 2
    assert place.calls() == []
    assert (place.home / "artifacts/note/note.md").is_file()
    assert (place.home / "artifacts/documents/manifest.json").is_file()


def test_a_long_note_ends_where_the_forge_says(tmp_path: Path) -> None:
    """And says so; a short one is as kitgen wrote it."""
    (tmp_path / ".ci").mkdir()
    shutil.copy2(ROOT / ".ci" / "note", tmp_path / ".ci" / "note")
    for lines, ending in ((9, "- é\n"), (60_000, "Voir les documents produits.\n")):
        write_tool(tmp_path / "kit", f"#!/bin/sh\nyes -- '- é' | head -n {lines}\n")

        done = subprocess.run([tmp_path / ".ci/note", "HEAD^1"], capture_output=True, check=True)

        assert len(done.stdout) < 61_000
        assert done.stdout.decode().endswith(ending)
        assert done.stdout.decode().count("- é") == min(2 * lines, 11_999)


def test_a_club_calls_the_same_check(tmp_path: Path) -> None:
    """Its content has kitgen beside it, at the edition that it asks for."""
    place = Place(tmp_path)
    tool, inputs = club(place)

    answer = pull(place, tool, inputs)

    assert answer.code == 0, answer.out
    assert (place.home / "runner/documents/.outil/.ci/note").is_file()
    assert "# Documents touchés" in answer.summary
    assert len(list((place.home / "artifacts/documents").rglob("*.pdf"))) == 1


def test_a_tag_publishes_its_edition_beside_the_others(released: Seen) -> None:
    """All its files under its name, whole; the page shows both, the newest first."""
    published = released.place.published / "2026-12"
    made = released.place.home / "artifacts/editions/2026-12"
    front = (released.place.home / "site/index.html").read_text(encoding="utf-8")

    assert {path.name for path in made.iterdir()} == {path.name for path in published.iterdir()}
    assert {"SHA256SUMS", "NOUVEAUTES.md", "index.html", "manifest.json"} < {
        path.name for path in published.iterdir()
    }
    assert released.calls[1] == "gh release download 2026-06 --dir output/releases/2026-06"
    assert front.index("Édition 2026-12") < front.index("Édition 2026-06")
    assert '<a href="2026-06/">' in front
    assert (released.place.home / "site/2026-06/index.html").is_file()


def test_a_published_edition_is_not_published_again(released: Seen) -> None:
    """A run started again finds the same bytes, and leaves them."""
    answer = GitHub(released.place, expressions()).run("release")

    assert answer.code == 0, answer.out
    assert "déjà publiée" in answer.out
    assert not [one for one in released.place.calls() if one.startswith("gh release create")]


def test_other_bytes_under_a_published_name_are_refused(tmp_path: Path) -> None:
    """Nothing is asked of the forge but what is there."""
    place = Place(tmp_path)
    (place.published / "2026-11").mkdir()
    (place.published / "2026-11" / "index.html").write_text("<p>Autre</p>", encoding="utf-8")
    place.tag("2026-11")

    answer = GitHub(place, expressions(**{"github.ref_name": "2026-11"})).run("release")

    assert answer.code == 1
    assert "edition-deja-publiee" in answer.out
    assert [one.split()[2] for one in place.calls()] == ["list", "download"]


def test_a_club_publishes_with_the_same_workflow(tmp_path: Path) -> None:
    """What is waived is waived by its name; kitgen beside the content makes no tree dirty."""
    place = Place(tmp_path)
    tool, inputs = club(place)
    place.tag("2026-12")
    worth = expressions(**inputs) | {"inputs.waive": "declinaison-perimee trop-long"}

    answer = GitHub(place, worth, tool).run("release")

    assert answer.code == 0, answer.out
    assert (place.published / "2026-12" / "SHA256SUMS").is_file()

"""GitLab's pipelines: every line of their jobs runs here, on a small project and a fake `glab`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forges.gitlab import Answer, GitLab, jobs
from tests.forges.place import SCIC, Place
from tests.regional import amend
from tests.repository import git, record

TAG = "$CI_COMMIT_TAG"
EDITION = "$CI_COMMIT_TAG =~ /^20[0-9]{2}-[01][0-9]$/"
MERGE = "$CI_MERGE_REQUEST_IID"
NOTE = (
    "$CI_MERGE_REQUEST_IID && $KITGEN_NOTE_TOKEN && "
    "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"
)
GIVEN = {
    "CI_COMMIT_REF_SLUG": "branche",
    "CI_DEFAULT_BRANCH": "main",
    "CI_MERGE_REQUEST_IID": "12",
    "CI_PROJECT_PATH": "reseau/kits",
    "CI_SERVER_URL": "https://forge.exemple",
    "KITGEN_NOTE_TOKEN": "jeton",
    "GITLAB_CI": "true",
}


def merge(place: Place, own: Mapping[str, str] | None = None, *, fork: bool = False) -> Answer:
    """Run the pipeline of a merge request."""
    worth = {TAG: False, EDITION: False, MERGE: True, NOTE: not fork}
    base = git(place.root, "rev-parse", "HEAD^1").strip()
    given = GIVEN | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} | dict(own or {})
    return GitLab(place, worth, given).run()


def publish(place: Place, edition: str, **own: str) -> Answer:
    """Run the pipeline of a tag."""
    worth = {TAG: True, EDITION: True, MERGE: False, NOTE: False}
    return GitLab(place, worth, GIVEN | {"CI_COMMIT_TAG": edition} | own).run()


def club(place: Place) -> dict[str, str]:
    """Make a club's project of a place: kitgen is in the network's own."""
    place.only_content()
    return {
        "CI_SERVER_URL": place.home.as_uri(),
        "KITGEN_PROJECT": "reseau/kitgen",
        "KITGEN_VERSION": "2026-11",
    }


@dataclass(frozen=True)
class Seen:
    """What a pipeline did, and asked of the forge."""

    answer: Answer
    calls: list[str]
    place: Place


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A merge request from the same project."""
    place = Place(tmp_path_factory.mktemp("merge"))
    return Seen(merge(place), place.calls(), place)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A tag, after another edition."""
    place = Place(tmp_path_factory.mktemp("tag"))
    git(place.root, "tag", "2026-06")
    (place.published / "2026-06").mkdir()
    (place.published / "2026-06" / "index.html").write_text("<p>Juin</p>", encoding="utf-8")
    place.tag("2026-12")
    return Seen(publish(place, "2026-12"), place.calls(), place)


def test_every_job_has_run(merged: Seen, published: Seen) -> None:
    """A line that no test runs is a line that fails at the forge."""
    assert (merged.answer.code, published.answer.code) == (0, 0), published.answer.out
    assert merged.answer.ran + published.answer.ran == list(jobs())


def test_a_merge_request_shows_its_documents_and_what_it_changes(merged: Seen) -> None:
    """The words and the documents, in one comment."""
    kept = merged.place.home / "artifacts/documents"
    (call,) = merged.calls

    assert len(list((kept / "output").rglob("*.pdf"))) == 1
    assert "# Documents touchés" in (kept / "note.md").read_text(encoding="utf-8")
    assert call.startswith("glab mr note 12 --repo reseau/kits --unique --message # Ce qui change")
    assert "<ins>Une autre" in call
    assert (
        json.loads(
            (merged.place.home / "artifacts/check/gl-code-quality-report.json").read_text("utf-8")
        )
        == []
    )


def test_an_error_is_in_the_report_on_its_line(tmp_path: Path) -> None:
    """GitLab shows it beside the line of the merge request; no document is made."""
    place = Place(tmp_path)
    amend(place.root, "annee: 2024", "annee: bientôt", SCIC)
    record(place.root, "Anne", "2026-11-03")
    text = (place.root / SCIC).read_text(encoding="utf-8")
    line = text[: text.index("annee:")].count("\n") + 1

    answer = merge(place)

    report = place.home / "artifacts/check/gl-code-quality-report.json"
    (found,) = json.loads(report.read_text(encoding="utf-8"))
    assert answer.code == 1
    assert answer.ran == ["check"]
    assert found["location"] == {"path": SCIC, "lines": {"begin": line}}


def test_a_club_includes_the_same_file(tmp_path: Path) -> None:
    """Its content has kitgen beside it, at the edition that it asks for; a fork, no comment."""
    place = Place(tmp_path)

    answer = merge(place, club(place), fork=True)

    assert answer.code == 0, answer.out
    assert answer.ran == ["check", "documents"]
    assert place.calls() == []
    assert (place.home / "runner/documents/.outil/.ci/note").is_file()
    assert len(list((place.home / "artifacts/documents").rglob("*.pdf"))) == 1


def test_a_tag_publishes_its_edition_beside_the_others(published: Seen) -> None:
    """All its files under its name, whole; the page shows both, the newest first."""
    files = {path.name for path in (published.place.published / "2026-12").iterdir()}
    pages = published.place.home / "artifacts/pages/public"
    front = (pages / "index.html").read_text(encoding="utf-8")

    assert {"SHA256SUMS", "NOUVEAUTES.md", "index.html", "manifest.json"} < files
    assert files == {path.name for path in (pages / "2026-12").iterdir()}
    assert front.index("Édition 2026-12") < front.index("Édition 2026-06")
    assert published.calls[0] == "glab release download 2026-06 --dir output/releases/2026-06"


def test_a_published_edition_is_not_published_again(tmp_path: Path) -> None:
    """The forge already has it: the pipeline says so and stops."""
    place = Place(tmp_path)
    place.tag("2026-12")
    (place.published / "2026-12").mkdir()

    answer = publish(place, "2026-12", **club(place), KITGEN_WAIVE="declinaison-perimee")

    assert answer.code == 1
    assert answer.ran[-1] == "publish"
    assert "L'édition 2026-12 est déjà publiée" in answer.out
    assert not [one for one in place.calls() if one.startswith("glab release create")]

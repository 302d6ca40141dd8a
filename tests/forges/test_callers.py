"""What a club copies from its guide to be checked and published by the network's own files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.forges.github import WORKFLOWS, read_workflow
from tests.forges.gitlab import read_pipeline
from tests.forges.test_rules import ask
from tests.guides import read_guide

GUIDE = read_guide("guide-club-regional", refusals="7. Quand kitgen refuse")
WRITTEN = {one.file: one.text for one in GUIDE.fences if one.part.startswith("8. ")}
CALLERS = {"controle.yml": "check.yml", "publication.yml": "release.yml"}
FOLDER = ".github/workflows/"
USES = re.compile(r"([\w-]+/[\w-]+)/\.github/workflows/([\w.-]+)@(.+)")


def read(file: str) -> dict[str, Any]:
    """Return what a club's file says."""
    found: dict[str, Any] = YAML(typ="safe").load(WRITTEN[file])
    return found


@pytest.mark.parametrize(("file", "called"), CALLERS.items())
def test_a_caller_s_file_is_sound(file: str, called: str, tmp_path: Path) -> None:
    """It fits GitHub's schema and calls, with inputs that it has, the version that it names."""
    path = tmp_path / file
    path.write_text(WRITTEN[FOLDER + file], encoding="utf-8")
    (job,) = read(FOLDER + file)["jobs"].values()
    inputs = read_workflow(WORKFLOWS / called)["on"]["workflow_call"]["inputs"]
    found = USES.fullmatch(job["uses"])

    done = ask("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)
    assert done.returncode == 0, done.stdout
    assert found
    assert found.groups() == (job["with"]["kitgen"], called, job["with"]["version"])
    assert set(job["with"]) <= set(inputs)


@pytest.mark.parametrize(("file", "called"), CALLERS.items())
def test_a_caller_grants_what_is_called_for_and_no_more(file: str, called: str) -> None:
    """GitHub refuses to start a workflow whose jobs ask for more than they are given."""
    (job,) = read(FOLDER + file)["jobs"].values()
    asked: dict[str, str] = {}
    for one in read_workflow(WORKFLOWS / called)["jobs"].values():
        for scope, right in one["permissions"].items():
            asked[scope] = max(right, asked.get(scope, ""))

    assert job["permissions"] == asked


def test_a_caller_starts_on_what_the_network_s_own_does() -> None:
    """The same branches, the same tags."""
    for file, called in CALLERS.items():
        own = read_workflow(WORKFLOWS / called)["on"]
        for event, filters in read(FOLDER + file)["on"].items():
            assert own[event] == filters


def test_an_including_project_s_file_is_sound(tmp_path: Path) -> None:
    """It fits GitLab's schema, sets variables that exist, and names one version."""
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(WRITTEN[".gitlab-ci.yml"], encoding="utf-8")
    content = read(".gitlab-ci.yml")
    (included,) = content["include"]

    done = ask("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", path)
    assert done.returncode == 0, done.stdout
    assert set(content["variables"]) <= set(read_pipeline()["variables"])
    assert included["file"] == "/.gitlab-ci.yml"
    assert (included["project"], included["ref"]) == (
        content["variables"]["KITGEN_PROJECT"],
        content["variables"]["KITGEN_VERSION"],
    )

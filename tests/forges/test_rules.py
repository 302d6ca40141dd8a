"""What is asked of the forges' files, whatever they do: schemas, security, plain shell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forges.github import WORKFLOWS, read_workflow, steps
from tests.forges.gitlab import FILE, SHELLS, jobs, script_of
from tests.forges.place import ROOT

NAMES = sorted(path.name for path in WORKFLOWS.iterdir())
BIN = Path(sys.executable).parent
PINNED = re.compile(r"^ *-? *uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def ask(*words: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a tool of ours, without a network."""
    return subprocess.run(
        [BIN / words[0], *words[1:]], input=given, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_fits_github_s_schema(name: str) -> None:
    """The one of SchemaStore, which comes with the tool."""
    done = ask("check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOWS / name)

    assert done.returncode == 0, done.stdout


def test_the_pipeline_fits_gitlab_s_schema() -> None:
    """GitLab's own, which comes with the tool."""
    done = ask("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", FILE)

    assert done.returncode == 0, done.stdout


def test_a_wrong_pipeline_does_not_fit(tmp_path: Path) -> None:
    """The tool does look."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("job:\n  script: []\n  artifacts: non\n", encoding="utf-8")

    assert ask("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", wrong).returncode == 1


def test_the_workflows_have_no_weakness_that_is_known() -> None:
    """Permissions, pins, credentials, injections, caches of what is published: zizmor's audits."""
    done = ask("zizmor", "--offline", "--no-progress", "--persona=pedantic", WORKFLOWS)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_gives_each_job_its_own_rights_and_time(name: str) -> None:
    """None by default."""
    workflow = read_workflow(WORKFLOWS / name)

    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"] <= 90


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned(name: str) -> None:
    """By its whole commit, with the version that a person reads."""
    text = (WORKFLOWS / name).read_text(encoding="utf-8")
    used = [line for line in text.splitlines() if "uses: " in line]

    assert used
    assert [line for line in used if not PINNED.match(line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_script_holds_an_expression(name: str) -> None:
    """What others wrote comes through the environment, never into the text of a script."""
    for _, step in steps(read_workflow(WORKFLOWS / name)):
        assert "${{" not in step.get("run", "")


def test_every_script_is_sound_shell() -> None:
    """For the shell that runs it, by shellcheck."""
    scripts = [
        ("bash", step["run"])
        for name in NAMES
        for _, step in steps(read_workflow(WORKFLOWS / name))
        if "run" in step
    ]
    scripts += [(SHELLS[job["image"]][0], script_of(job)) for job in jobs().values()]
    scripts += [("sh", (ROOT / ".ci" / name).read_text("utf-8")) for name in ("note", "site")]

    assert len(scripts) > 15
    for shell, script in scripts:
        done = ask(
            "shellcheck", f"--shell={shell}", "--exclude=SC2154", "-", given=f"set -e\n{script}"
        )
        assert done.returncode == 0, done.stdout

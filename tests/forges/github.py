"""A small runner of GitHub's workflows: enough of it for ours, and no more.

An expression, a condition or an action that it does not know stops the test: nothing is skipped
without a word.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.forges.place import ROOT, Place, make_ready

WORKFLOWS = ROOT / ".github" / "workflows"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""What GitHub runs for `shell: bash`."""
IGNORED = ("actions/cache", "actions/attest-build-provenance", "actions/deploy-pages")
"""Actions that leave no file."""


def read_workflow(path: Path) -> dict[str, Any]:
    """Return a workflow, read as YAML 1.2."""
    found: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return found


def steps(workflow: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each step with its job's name."""
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            yield name, step


@dataclass
class Answer:
    """What a run did.

    Attributes:
        scripts: the scripts that ran, with their job's name.
        code: 0, or that of the step that stopped the run.
        out: what the steps wrote.
        summary: what they put on the page of the run.
    """

    scripts: list[tuple[str, str]] = field(default_factory=list)
    code: int = 0
    out: str = ""
    summary: str = ""


@dataclass
class GitHub:
    """A run of a workflow at a place.

    Attributes:
        expressions: what each expression is worth.
        tool: the repository that holds kitgen, when it is not the project.
    """

    place: Place
    expressions: Mapping[str, str]
    tool: Path | None = None

    def run(self, name: str) -> Answer:
        """Run a workflow to its end, or to the first step that fails."""
        workflow = read_workflow(WORKFLOWS / f"{name}.yml")
        assert workflow["defaults"] == {"run": {"shell": "bash"}}
        answer = Answer()
        for job, content in workflow["jobs"].items():
            if not self._holds(content):
                continue
            where = self.place.home / "runner" / job
            shutil.rmtree(where, ignore_errors=True)
            where.mkdir(parents=True)
            env = {**workflow["env"], **content.get("env", {})}
            for step in content["steps"]:
                if self._holds(step):
                    self._step(step, where, env, answer, job)
                if answer.code:
                    return answer
        return answer

    def fill(self, text: object) -> str:
        """Return a text with its expressions worked out."""
        return EXPRESSION.sub(lambda one: self.expressions[one[1]], str(text))

    def _holds(self, what: Mapping[str, Any]) -> bool:
        return "if" not in what or self.expressions[what["if"]] == "true"

    def _step(
        self,
        step: Mapping[str, Any],
        where: Path,
        env: Mapping[str, str],
        answer: Answer,
        job: str,
    ) -> None:
        if "uses" in step:
            self._use(step["uses"].partition("@")[0], step.get("with", {}), where)
            return
        summary = self.place.home / "summary"
        summary.write_text("", encoding="utf-8")
        own = {name: self.fill(value) for name, value in {**env, **step.get("env", {})}.items()}
        own |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.place.home / "temp"),
        }
        done = self.place.run(step["run"], own, BASH, where)
        answer.scripts.append((job, step["run"]))
        answer.code = done.returncode
        answer.out += done.stdout + done.stderr
        answer.summary += summary.read_text(encoding="utf-8")

    def _use(self, action: str, given: Mapping[str, Any], where: Path) -> None:
        artifacts = self.place.home / "artifacts"
        target = where / self.fill(given.get("path", ""))
        match action:
            case "actions/checkout":
                assert given["persist-credentials"] is False
                source = self.tool if "repository" in given else self.place.root
                assert source is not None
                shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
                if (target / "kit").exists():
                    make_ready(target)
            case "actions/upload-artifact":
                kept = artifacts / given["name"]
                shutil.rmtree(kept, ignore_errors=True)
                kept.mkdir(parents=True)
                if target.is_dir():
                    shutil.copytree(target, kept, dirs_exist_ok=True)
                else:
                    shutil.copy2(target, kept)
            case "actions/download-artifact":
                shutil.copytree(artifacts / given["name"], target, dirs_exist_ok=True)
            case "actions/upload-pages-artifact":
                shutil.copytree(target, self.place.home / "site", dirs_exist_ok=True)
            case _:
                assert action in IGNORED

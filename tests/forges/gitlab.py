"""A small runner of GitLab's pipelines: enough of it for ours, and no more."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

from ruamel.yaml import YAML

from tests.forges.place import ROOT, Place, make_ready, write_tool
from tests.repository import git

FILE = ROOT / ".gitlab-ci.yml"
GLOBAL = {"variables", "stages", "workflow", "default"}
SHELLS = {
    "python:3.12-bookworm": ("bash", "-eo", "pipefail"),
    "registry.gitlab.com/gitlab-org/cli:latest": ("sh", "-e"),
}
"""What a runner finds in each image: Alpine has no bash."""
READY = "made-ready"


def read_pipeline() -> dict[str, Any]:
    """Return the pipeline, read as YAML 1.2, which GitLab's own anchors survive."""
    found: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return found


def jobs() -> dict[str, dict[str, Any]]:
    """Return the jobs with what they extend, hidden ones left out."""
    content = read_pipeline()
    return {
        name: _extended(content, name)
        for name in content
        if name not in GLOBAL and not name.startswith(".")
    }


def script_of(job: Mapping[str, Any]) -> str:
    """Return the words that a job's shell reads."""
    before = [*job.get("before_script", ()), f"[ ! -d .outil ] || {READY} .outil"]
    return "\n".join([*before, *job["script"]])


def _extended(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    own = content[name]
    parents = own.get("extends", [])
    merged: dict[str, Any] = {}
    for parent in [parents] if isinstance(parents, str) else parents:
        merged = _merged(merged, _extended(content, parent))
    return _merged(merged, {key: value for key, value in own.items() if key != "extends"})


def _merged(first: dict[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return two mappings as one, deeply; the second one's lists and words win."""
    both = dict(first)
    for key, value in second.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) else value
    return both


@dataclass
class Answer:
    """What a pipeline did.

    Attributes:
        ran: the jobs that ran.
        code: 0, or that of the job that stopped it.
        out: what the jobs wrote.
    """

    ran: list[str] = field(default_factory=list)
    code: int = 0
    out: str = ""


@dataclass
class GitLab:
    """A pipeline at a place.

    Attributes:
        conditions: what each condition of a rule is worth; one that is unknown stops the test.
        variables: those that GitLab gives, or a club's own.
    """

    place: Place
    conditions: Mapping[str, bool]
    variables: Mapping[str, str]

    def __post_init__(self) -> None:
        script = (
            f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n"
            f"sys.path.insert(0, {str(ROOT)!r})\n"
            "from tests.forges.place import make_ready\nmake_ready(Path(sys.argv[1]))\n"
        )
        write_tool(self.place.home / "bin" / READY, script)

    def run(self) -> Answer:
        """Run the pipeline to its end, or to the first job that fails."""
        answer = Answer()
        for name, job in jobs().items():
            if not self._holds(job):
                continue
            where = self.place.home / "runner" / name
            self._prepare(job, where, answer)
            variables = self._variables(job, where)
            done = self.place.run(script_of(job), variables, SHELLS[job["image"]], where)
            answer.ran.append(name)
            answer.code = done.returncode
            answer.out += done.stdout + done.stderr
            if not done.returncode or job.get("artifacts", {}).get("when") == "always":
                self._keep(name, job, where)
            if done.returncode:
                break
        return answer

    def _holds(self, job: Mapping[str, Any]) -> bool:
        for rule in job["rules"]:
            if "if" not in rule or self.conditions[rule["if"]]:
                return bool(rule.get("when") != "never")
        return False

    def _prepare(self, job: Mapping[str, Any], where: Path, answer: Answer) -> None:
        """Make the folder in which a job starts."""
        if job.get("variables", {}).get("GIT_STRATEGY") == "none":
            where.mkdir(parents=True)
        else:
            git(self.place.home, "clone", "--quiet", str(self.place.root), str(where))
            if (where / "kit").exists():
                make_ready(where)
        for name in job.get("needs", answer.ran):
            kept = self.place.home / "artifacts" / name
            if kept.exists():
                shutil.copytree(kept, where, dirs_exist_ok=True)

    def _variables(self, job: Mapping[str, Any], where: Path) -> dict[str, str]:
        """Return what the job's shell sees: a project's own variables win over the file's."""
        given = {"CI_PROJECT_DIR": str(where), **self.variables}
        written = {**read_pipeline()["variables"], **job.get("variables", {})}
        return {name: Template(text).substitute(given) for name, text in written.items()} | given

    def _keep(self, name: str, job: Mapping[str, Any], where: Path) -> None:
        for path in _artifacts(job):
            target = self.place.home / "artifacts" / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            source = where / path
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy2(source, target)


def _artifacts(job: Mapping[str, Any]) -> Iterator[str]:
    artifacts = job.get("artifacts", {})
    yield from artifacts.get("paths", ())
    yield from artifacts.get("reports", {}).values()

"""What the guide shows to have a build shared by machines: run as it is, on a small project."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kitgen.publish import sha256_of
from tests.forges.github import BASH
from tests.forges.place import Place, make_ready
from tests.forges.test_rules import ask
from tests.guides import read_guide

GUIDE = read_guide("guide-club-regional", refusals="7. Quand kitgen refuse")
HUB, LAB = [one.text for one in GUIDE.fences if one.section == "À plusieurs machines"]


def read(text: str) -> dict[str, Any]:
    """Return what a file of the guide says."""
    found: dict[str, Any] = YAML(typ="safe").load(text)
    return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of a forge."""
    return Place(tmp_path)


def machine(place: Place, name: str) -> Path:
    """Return a fresh checkout, on a machine of its own."""
    where = shutil.copytree(place.root, place.home / name, symlinks=True)
    make_ready(where)
    return where


def do(place: Place, where: Path, script: str, variables: Mapping[str, str]) -> None:
    """Run a script, which must go well."""
    done = place.run(script, dict(variables), BASH, where)
    assert done.returncode == 0, done.stderr


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file, but for the lock."""
    files = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in files if path.is_file()
    }


def alone(place: Place, words: str) -> dict[str, str]:
    """Return what one machine makes."""
    where = machine(place, "seule")
    do(place, where, f"./kit build {words}", {})
    return hashes(where / "output")


@pytest.mark.parametrize(("text", "forge"), [(HUB, "github-workflows"), (LAB, "gitlab-ci")])
def test_the_files_are_sound(text: str, forge: str, tmp_path: Path) -> None:
    """They fit the schema of their forge; zizmor, which reads GitHub's, finds no weakness."""
    path = tmp_path / ".github" / "workflows" / "lots.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    done = ask("check-jsonschema", "--builtin-schema", f"vendor.{forge}", path)
    assert done.returncode == 0, done.stdout
    if text is HUB:
        done = ask("zizmor", "--offline", "--no-progress", path)
        assert done.returncode == 0, done.stdout


def test_github_s_matrix_makes_what_one_machine_makes(place: Place) -> None:
    """The plan gives the matrix, the matrix the shards, and they are joined."""
    content = read(HUB)
    words = content["env"]
    scripts = {
        name: next(step for step in job["steps"] if "run" in step)
        for name, job in content["jobs"].items()
    }
    said = place.home / "said"
    do(
        place,
        machine(place, "plan"),
        scripts["plan"]["run"],
        {**words, "GITHUB_OUTPUT": str(said)},
    )
    name, _, matrix = said.read_text(encoding="utf-8").partition("=")
    lots = machine(place, "documents") / "lots"
    for line in json.loads(matrix)["include"]:
        where = machine(place, f"machine {line['lot']}")
        do(place, where, scripts["lot"]["run"], {**words, "SHARD": line["shard"]})
        shutil.copytree(where / "lots", lots / f"lot-{line['lot']}")
    do(place, lots.parent, scripts["documents"]["run"], words)

    assert name == "matrix"
    assert scripts["lot"]["env"] == {"SHARD": "${{ matrix.shard }}"}
    assert len(list(lots.iterdir())) == 3
    assert hashes(lots.parent / "output") == alone(place, words["MOTS"])


def test_gitlab_s_numbers_make_what_one_machine_makes(place: Place) -> None:
    """All artifacts come into one folder, as that forge has it."""
    content = read(LAB)
    total = content["lot"]["parallel"]
    last = machine(place, "documents")
    for rank in range(1, total + 1):
        where = machine(place, f"machine {rank}")
        numbers = {"CI_NODE_INDEX": str(rank), "CI_NODE_TOTAL": str(total)}
        for script in content["lot"]["script"]:
            do(place, where, script, {**content["variables"], **numbers})
        shutil.copytree(where / "lots", last / "lots", dirs_exist_ok=True)
    for script in content["documents"]["script"]:
        do(place, last, script, content["variables"])

    assert hashes(last / "output") == alone(place, content["variables"]["MOTS"])

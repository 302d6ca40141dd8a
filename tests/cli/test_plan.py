"""`kitgen plan` and `--shard`: what a build would make, for the machines that share it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kitgen.errors import ExitCode
from tests.projects import run, write_project
from tests.regional import REPLACED, stock, write_variant

ALL = ("--fiches", "--format", "docx")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two fiches."""
    return write_project(tmp_path / "projet")


def test_the_plan_is_what_a_build_makes(project: Path) -> None:
    """The same files, from the same inputs; nothing is made."""
    answer = run("plan", "--json", *ALL, project=project)
    plan = json.loads(answer.out)
    assert not (project / "output").exists()
    run("build", *ALL, "--jobs", "1", project=project)

    manifest = json.loads((project / "output/manifest.json").read_text(encoding="utf-8"))
    facts = ("path", "collection", "region", "fiche", "format", "fingerprint")
    assert plan["edition"] == manifest["edition"]
    assert sorted([one[name] for name in facts] for one in plan["travaux"]) == [
        [one[name] for name in facts] for one in manifest["fichiers"]
    ]
    assert all(one["cout"] > 0 for one in plan["travaux"])


def test_one_plan_holds_the_national_edition_and_those_of_regions(tmp_path: Path) -> None:
    """`national` is a word like the name of a région."""
    root = stock(tmp_path / "projet")
    write_variant(root, REPLACED)

    def regions(*words: str) -> list[str]:
        plan = json.loads(run("plan", "--json", "--format", "docx", *words, project=root).out)
        return list(dict.fromkeys(one["region"] for one in plan["travaux"]))

    assert regions() == regions("--region", "national") == ["national"]
    assert regions("--region", "all") == ["bretagne"]
    assert regions("--region", "all", "--region", "national") == ["national", "bretagne"]
    assert regions("--region", "bretagne", "--region", "national") == ["national", "bretagne"]


def test_a_plan_has_a_fingerprint(project: Path) -> None:
    """The same for the same words and files only."""
    first = run("plan", "--json", project=project).out
    assert run("plan", "--json", project=project).out == first

    path = project / "fiches/municipal/scic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("vingt", "trente"), encoding="utf-8")
    second = json.loads(run("plan", "--json", project=project).out)

    assert second["plan"] != json.loads(first)["plan"]
    assert second["outils"] == json.loads(first)["outils"]


def test_the_shards_of_a_matrix_make_each_document_once(project: Path) -> None:
    """As many shards as asked; fewer when there are fewer documents."""
    matrix = json.loads(run("plan", *ALL, "--matrix", "7", project=project).out)["include"]
    made = [
        run("build", *ALL, "--jobs", "1", "--shard", line["shard"], project=project).out
        for line in matrix
    ]

    assert [line["lot"] for line in matrix] == [1, 2, 3]
    assert [line["documents"] for line in matrix] == [1, 1, 1]
    assert sorted(len(out.splitlines()) for out in made) == [1, 1, 1]
    assert len(set(made)) == 3


def test_both_forges_have_the_same_shards(project: Path) -> None:
    """GitHub's as JSON in a line, GitLab's as what a job extends."""
    hub = run("plan", *ALL, "--matrix", "2", "--forge", "github", project=project).out
    lab = YAML(typ="safe").load(
        run("plan", *ALL, "--matrix", "2", "--forge", "gitlab", project=project).out
    )

    assert hub.count("\n") == 1
    assert lab == {".lots": {"parallel": {"matrix": [{"SHARD": ["1/2", "2/2"]}]}}}
    assert [line["shard"] for line in json.loads(hub)["include"]] == ["1/2", "2/2"]


def test_the_plan_in_short_is_a_line_per_collection(project: Path) -> None:
    """How many documents, and which part of the work."""
    out = run("plan", *ALL, project=project).out.splitlines()

    assert [line.split() for line in out] == [
        ["Collection", "Documents", "Travail"],
        ["municipal", "3", "100", "%"],
        ["En", "tout", "3"],
    ]


def test_an_empty_shard_is_no_error(project: Path) -> None:
    """It says what it is, so that all can be joined."""
    for rank in range(1, 6):
        shard = ("--shard", f"{rank}/5", "--jobs", "1", "--no-cache")
        assert run("build", *ALL, *shard, project=project).code == ExitCode.OK

    assert run("merge", project / "output", project=project).code == ExitCode.OK


@pytest.mark.parametrize("words", ["0/3", "4/3", "3", "a/b", "1/1001", "", "1/0", "-1/3", "٣/٣"])
def test_a_shard_is_a_number_of_another(project: Path, words: str) -> None:
    """Anything else is refused, with an example."""
    answer = run("build", "--shard", words, project=project)

    assert answer.code == ExitCode.USAGE
    assert "--shard 2/3" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--review", "--shard", "1/2"),
        ("plan", "--json", "--matrix", "2"),
        ("plan", "--matrix", "0"),
        ("plan", "--forge", "autre"),
        ("plan", "xyz"),
        ("plan", "--format", "odt"),
        ("plan", "--region", "xyz"),
        ("merge",),
    ],
)
def test_words_that_do_not_go_together_are_refused(project: Path, words: tuple[str, ...]) -> None:
    """Exit 2, before anything is made."""
    answer = run(*words, project=project)

    assert answer.code == ExitCode.USAGE
    assert not (project / "output").exists()

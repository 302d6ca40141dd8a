"""The benchmarks run; what they measure is nobody's promise."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from benchmarks import __main__ as module
from benchmarks import table as table_module
from benchmarks.cases import Case, edition_cases, kit_cases, matrix_cases
from benchmarks.docx_kit import docx_context, rich_context
from benchmarks.measure import Cost, FailedRunError, middle, run
from benchmarks.project import Workshop, generate
from benchmarks.rivals import make_ready
from benchmarks.table import table
from benchmarks.typst_kit import typst_source
from benchmarks.watched import watched
from kitgen.compose import compose_edition
from kitgen.errors import ExitCode
from kitgen.pipeline.project import load
from kitgen.typography import typographier
from tests.libraries import fiche, library
from tests.projects import run as run_kitgen
from tests.regional import stock


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A generated project."""
    return generate(tmp_path / "projet", 3)


def test_a_run_has_a_cost(tmp_path: Path) -> None:
    """Time that passes, processor and memory of the children included."""
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(10**8)'])"

    cost = run([sys.executable, "-c", child], tmp_path, {})

    assert cost.wall > 0
    assert cost.cpu > 0
    assert cost.peak > 100


def test_a_run_that_fails_is_not_measured(tmp_path: Path) -> None:
    """The end of what it said is shown instead."""
    with pytest.raises(FailedRunError, match="exit 3\nwrong"):
        run([sys.executable, "-c", "print('wrong'); raise SystemExit(3)"], tmp_path, {})


def test_a_generated_project_is_a_good_one(workshop: Workshop) -> None:
    """As many fiches as asked, without a word to correct."""
    project = load(workshop.root)

    assert len(project.library.fiches) == 3
    assert run_kitgen("check", project=workshop.root).err.startswith("3 fiches")


@pytest.mark.parametrize("count", [1, 2])
def test_the_smallest_projects_are_good_ones(tmp_path: Path, count: int) -> None:
    """No fiche refers to itself."""
    root = generate(tmp_path / "projet", count).root

    assert run_kitgen("check", project=root).code == ExitCode.OK


def test_an_edit_is_always_new(workshop: Workshop) -> None:
    """No cache knows the text that an edit leaves; the project stays a good one."""
    seen = {workshop.edited.read_bytes()}
    for _ in range(3):
        workshop.edit()
        seen.add(workshop.edited.read_bytes())

    assert len(seen) == 4
    assert run_kitgen("check", project=workshop.root).code == ExitCode.OK


def test_what_is_cold_remembers_nothing(workshop: Workshop) -> None:
    """Neither documents nor cache, and it can be said twice."""
    for name in ("output", ".kitgen"):
        (workshop.root / name).mkdir()
    workshop.forget()
    workshop.forget()

    assert {path.name for path in workshop.root.iterdir()} == {"fiches", "layouts", "kitgen.yaml"}


def test_other_engines_are_given_every_text() -> None:
    """Titles, texts, sources: what Typst and docxtpl lay out is what kitgen does."""
    edition = compose_edition(library({"municipal/scic": fiche(titre='Des "SCIC"')}), "municipal")
    typst, docx = typst_source(edition), repr(docx_context(edition))
    rich = repr(rich_context(edition))

    for words in ("Connaître l'ESS", "Ouvrir des jardins", "vingt familles", "Lons-le-Saunier"):
        assert typographier(words) in typst
        assert typographier(words) in docx
        assert typographier(words) in rich
    assert "<fiche-municipal-scic>" in typst


def test_other_engines_are_made_ready(tmp_path: Path) -> None:
    """Each has its file; those that the tests have make their documents."""
    rivals = make_ready(Workshop(stock(tmp_path / "projet"), Path()), tmp_path)
    names = {rival.name: rival for rival in rivals}

    assert {"weasyprint", "typst", "docxtpl", "docxtpl-rich", "kitgen-word"} <= set(names)
    assert "<base href=" in (tmp_path / "kit.html").read_text(encoding="utf-8")
    for name in ("docxtpl", "docxtpl-rich", "kitgen-word"):
        run(names[name].command, tmp_path, module.VARIABLES)
        assert names[name].target.stat().st_size > 1000


def test_the_table_has_medians_and_ratios(tmp_path: Path) -> None:
    """One line per case that was run; the ratio counts how many times over."""
    document = tmp_path / "a.pdf"
    document.write_bytes(bytes(2000))
    cases = [Case("other", ()), Case("ours", (), tmp_path, beside=(("other", 2, 0.5),)),
             Case("never", ())]  # fmt: skip
    costs = {
        "other": [Cost(1, 1, 10), Cost(9, 2, 30), Cost(2, 3, 20)],
        "ours": [Cost(1, 4, 10)],
        "never": [],
    }

    lines = table(cases, costs).splitlines()[2:]

    assert middle(costs["other"]) == Cost(2, 2, 20)
    assert lines == [
        "| other | 3 | 2.00 | 2.00 | 20 |  |  |",
        "| ours | 1 | 1.00 | 4.00 | 10 | 2 | 0.25 (1.00) of 2 × other, ≤ 0.5 |",
    ]


def test_cases_are_told_apart(workshop: Workshop) -> None:
    """No two cases of a group share their name, and each divides by one that comes before."""
    groups = (kit_cases(workshop), matrix_cases(workshop, 18),
              edition_cases(workshop, ["bretagne", "corse", "mayotte"], (1, 2, 3)))  # fmt: skip

    for cases in groups:
        names = [case.name for case in cases]
        assert len(set(names)) == len(names)
    assert [len([word for word in case.command if word == "--region"]) for case in groups[2]] == [
        1, 2, 3,
    ]  # fmt: skip


def test_the_whole_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every round runs every case; the table is printed, and kept between its two marks."""
    done: list[str] = []
    cases = [
        Case(name, (sys.executable, "-c", ""), prepare=partial(done.append, name))
        for name in ("a", "b")
    ]
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- measures -->old<!-- end of measures -->\nafter\n")
    monkeypatch.setattr(table_module, "README", readme)
    monkeypatch.setattr(module, "_groups", lambda *_: [cases])

    module.main(["--rounds", "2", "--write"])

    text = readme.read_text()
    assert done == ["a", "b", "a", "b"]
    assert "| b | 2 |" in capsys.readouterr().out
    assert "| b | 2 |" in text
    assert "old" not in text
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")


@pytest.mark.parametrize("group", ["fiches", "editions", "matrix"])
def test_every_group_has_its_projects(tmp_path: Path, group: str) -> None:
    """A group makes what it needs, and nothing of it is built before it is measured."""
    (cases,) = module._groups([group], tmp_path, [1, 2], [1, 3])

    assert len(cases) >= 2
    assert not list(tmp_path.glob("*/output"))


def test_what_a_command_leaves_behind_counts(tmp_path: Path) -> None:
    """As the server that workers are forked from, which ends after the command."""
    child = "import time; bytearray(10**8); time.sleep(0.2)"
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}])"

    cost = run([sys.executable, "-c", parent], tmp_path, {})

    assert cost.peak > 100


def test_a_watched_edit_has_a_cost(workshop: Workshop) -> None:
    """From the saved file to the documents; a watch that ends is not measured."""
    cost = watched(workshop.root, "municipal", workshop.edit, {})

    assert cost.wall > 0
    assert cost.cpu > 0
    assert cost.peak > 10
    with pytest.raises(FailedRunError, match="inconnu"):
        watched(workshop.root, "inconnu", workshop.edit, {})

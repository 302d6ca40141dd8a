"""Shares of a build, made apart, joined into what one makes; nothing that they say is believed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kitgen.errors import ExitCode
from kitgen.publish import sha256_of
from tests.projects import Run, run, write_project

FICHE = "national/municipal/fiches/kit-municipaless-02-scic_national_2026-11.docx"
WORD = ("--fiches", "--format", "docx", "--jobs", "1")
REFUSED = "erreur [lot-refuse] "


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its three shares, in Word only."""
    root = write_project(tmp_path_factory.mktemp("lots") / "projet")
    for rank in (1, 2, 3):
        shard = ("--shard", f"{rank}/3", "-o", root / "lots" / str(rank))
        assert run("build", *WORD, *shard, project=root).code == ExitCode.OK
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A copy of it, to spoil; a refusal leaves the output as it was: without anything."""
    root = shutil.copytree(made, tmp_path / "projet")
    yield root
    assert "refused" not in request.node.name or not hashes(root / "output")


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file, but for the lock."""
    files = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in files if path.is_file()
    }


def merge(project: Path, *folders: Path) -> Run:
    """Join some shares, those of the project when none is named."""
    return run("merge", *(folders or sorted((project / "lots").iterdir())), project=project)


def refusals(answer: Run) -> list[str]:
    """Return why it was refused, a line for each reason."""
    assert answer.code == ExitCode.CONTENT, answer.err
    assert answer.out == ""
    lines = answer.err.replace("\u2019", "'").replace("\u00a0", " ").splitlines()
    return [line.removeprefix(REFUSED) for line in lines if line.startswith(REFUSED)]


def holder(project: Path, path: str = FICHE) -> Path:
    """Return the folder of the share that has a file."""
    return next(lot for lot in (project / "lots").iterdir() if (lot / path).exists())


def tell(folder: Path, change: Callable[[Any], object]) -> Path:
    """Change what a share says of itself."""
    (path,) = folder.glob("lot-*.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_three_shares_joined_are_one_build(tmp_path: Path) -> None:
    """The manifest too, in both formats; what was joined is up to date, wherever it was made."""
    project = write_project(tmp_path / "projet")
    for rank in (1, 2, 3):
        away = shutil.copytree(project, tmp_path / f"machine {rank}")
        shard = ("--shard", f"{rank}/3", "--fiches", "--jobs", "1", "-o", away / "output")
        assert run("build", *shard, project=away).code == ExitCode.OK
    run("build", "--fiches", "--jobs", "1", "-o", tmp_path / "seul", project=project)

    answer = merge(project, *(tmp_path / f"machine {rank}" / "output" for rank in (1, 2, 3)))
    again = run("build", "--fiches", "--jobs", "1", project=project)

    assert answer.code == ExitCode.OK
    assert "3 lots réunis" in answer.err
    assert len(answer.out.splitlines()) == 6
    assert hashes(project / "output") == hashes(tmp_path / "seul")
    assert "Tout est à jour" in again.err


def test_shares_may_be_made_and_joined_in_place(project: Path) -> None:
    """In the output itself; what they said of themselves goes, what else was there stays."""
    run("build", "--format", "docx", "--jobs", "1", "-o", project / "seul", project=project)
    for rank in (1, 2):
        run("build", "--format", "docx", "--shard", f"{rank}/2", "--jobs", "1", project=project)

    answer = merge(project, project / "output")

    assert answer.code == ExitCode.OK, answer.err
    assert hashes(project / "output") == hashes(project / "seul")


def test_a_share_forgets_those_of_other_plans(project: Path) -> None:
    """A folder that serves again holds no share that could never be joined."""
    lot = project / "lots/1"
    run("build", *WORD, "--shard", "1/2", "-o", lot, project=project)
    (lot / "lot-7-sur-9.json").write_text("[]", encoding="utf-8")
    (lot / "lot-un-sur-deux.json").write_text("Un mot de quelqu'un", encoding="utf-8")
    run("build", *WORD, "--shard", "2/2", "-o", lot, project=project)

    assert {path.name for path in lot.glob("lot-[0-9]*")} == {
        "lot-1-sur-2.json",
        "lot-2-sur-2.json",
    }
    assert (lot / "lot-un-sur-deux.json").exists()
    assert merge(project, lot).code == ExitCode.OK


def test_what_the_project_no_longer_makes_goes(project: Path) -> None:
    """As in a build."""
    run("build", *WORD, project=project)
    manifest = project / "output/manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(FICHE, "national/municipal/vieux.docx"), encoding="utf-8")
    (project / "output" / FICHE).rename(project / "output/national/municipal/vieux.docx")

    answer = merge(project)

    assert "ne les produit plus\u00a0: 1" in answer.err
    assert "national/municipal/vieux.docx" not in hashes(project / "output")


def test_a_changed_byte_is_refused_and_named(project: Path) -> None:
    """Of the same length, shorter, or absent: each file has its line."""
    lot = holder(project)
    content = (lot / FICHE).read_bytes()
    name = next(lot.glob("lot-*.json")).name
    said = [f"{lot / FICHE} manque, ou n'est pas le fichier que {name} décrit"]

    (lot / FICHE).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert refusals(merge(project)) == said
    (lot / FICHE).write_bytes(content[:-1])
    assert refusals(merge(project)) == said
    (lot / FICHE).unlink()
    assert refusals(merge(project)) == said


def test_a_missing_share_is_refused_and_named(project: Path) -> None:
    """Each by its number; a folder without any by its name."""
    lots = project / "lots"
    (project / "rien").mkdir()

    assert refusals(merge(project, lots / "2")) == ["Le lot 1/3 manque", "Le lot 3/3 manque"]
    assert refusals(merge(project, lots / "2", project / "rien")) == [
        f"{project / 'rien'} ne contient aucun lot"
    ]


def test_a_share_twice_there_is_refused_and_named(project: Path) -> None:
    """Two folders must not decide which one is right; the same one named twice is one."""
    copy = shutil.copytree(project / "lots/2", project / "copie")
    lots = sorted((project / "lots").iterdir())

    assert refusals(merge(project, *lots, copy)) == ["Le lot 2/3 est là plus d'une fois"]
    assert merge(project, *lots, lots[0]).code == ExitCode.OK
    shutil.rmtree(project / "output")


def test_shares_of_different_sources_are_refused(project: Path) -> None:
    """Whether they differ from each other, or from the project as it is."""
    path = project / "fiches/municipal/scic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("vingt", "trente"), encoding="utf-8")
    first = project / "lots/1/lot-1-sur-3.json"

    assert refusals(merge(project)) == [f"{first} vient d'un autre état du projet"]
    run("build", *WORD, "--shard", "2/3", "-o", project / "lots/2", project=project)
    assert refusals(merge(project)) == [
        f"{project / 'lots/2/lot-2-sur-3.json'} ne vient pas du même plan que {first}"
    ]


def test_shares_of_other_tools_are_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another date here, or elsewhere: the documents carry it."""
    first = project / "lots/1/lot-1-sur-3.json"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert refusals(merge(project)) == [
        f"{first} n'a pas été fait avec les outils de cette machine"
    ]
    run("build", *WORD, "--shard", "3/3", "-o", project / "lots/3", project=project)
    assert refusals(merge(project)) == [
        f"{project / 'lots/3/lot-3-sur-3.json'} n'a pas été fait avec les mêmes outils que {first}"
    ]


def test_another_selection_is_refused(project: Path) -> None:
    """Even of as many shares."""
    asked = ("--format", "docx", "--shard", "1/3", "-o", project / "lots/1")
    run("build", *asked, project=project)

    assert len(refusals(merge(project))) == 2


@pytest.mark.parametrize(
    "path", ["../../../kitgen.yaml", "/etc/passwd", "national/\x1b[2Jmunicipal/x.docx", ""]
)
def test_a_path_out_of_the_plan_is_refused(project: Path, path: str) -> None:
    """Upwards, absolute, or merely unknown: only what the project makes can be written."""
    tell(project / "lots/1", lambda document: document["fichiers"][0].update(path=path))

    said = refusals(merge(project))

    assert len(said) == 2
    assert any("n'a rien à faire là" in line for line in said)
    assert any(line.endswith(" manque") for line in said)


def test_a_file_twice_in_a_share_is_refused(project: Path) -> None:
    """Once with a good hash, once with another."""
    tell(
        project / "lots/1",
        lambda document: document["fichiers"].append(
            {**document["fichiers"][0], "sha256": "0" * 64}
        ),
    )

    assert [line.endswith(" est là plus d'une fois") for line in refusals(merge(project))] == [
        True
    ]


def test_a_file_of_another_share_is_refused(project: Path) -> None:
    """The job is made twice, if well."""
    other = json.loads((project / "lots/2/lot-2-sur-3.json").read_text(encoding="utf-8"))
    tell(
        project / "lots/1",
        lambda document: document["fichiers"].append(other["fichiers"][0]),
    )

    assert [line.endswith(" n'a rien à faire là") for line in refusals(merge(project))] == [True]


@pytest.mark.parametrize("name", ["region", "fiche", "collection", "format", "fingerprint"])
def test_a_file_told_otherwise_is_refused(project: Path, name: str) -> None:
    """The manifest would say of it what is not."""
    tell(project / "lots/1", lambda document: document["fichiers"][0].update({name: "autre"}))

    assert [line.endswith(" est décrit autrement") for line in refusals(merge(project))] == [True]


def test_a_size_told_otherwise_is_refused(project: Path) -> None:
    """The bytes are right, what the manifest would say of them is not."""
    tell(project / "lots/1", lambda document: document["fichiers"][0].update(bytes=1))

    assert len(refusals(merge(project))) == 1


def test_a_link_is_refused(project: Path) -> None:
    """To a file with the right bytes, through a folder, or in the place of what tells."""
    lot = holder(project)
    outside = shutil.copytree(lot, project / "dehors")

    (lot / FICHE).unlink()
    (lot / FICHE).symlink_to(outside / FICHE)
    assert len(refusals(merge(project))) == 1

    shutil.rmtree(lot / "national")
    (lot / "national").symlink_to(outside / "national")
    assert len(refusals(merge(project))) >= 1

    (told,) = lot.glob("lot-*.json")
    told.unlink()
    told.symlink_to(outside / told.name)
    assert refusals(merge(project)) == [f"{told} ne décrit pas un lot, ou pas en entier"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"lot": 1}',
    ],
)
def test_what_tells_nothing_is_refused(project: Path, content: bytes) -> None:
    """Cut, of another kind, or deep enough to break a reader."""
    path = project / "lots/1/lot-1-sur-3.json"
    path.write_bytes(content)

    assert refusals(merge(project)) == [f"{path} ne décrit pas un lot, ou pas en entier"]


@pytest.mark.parametrize(
    "values",
    [
        {"lots": 1_000_000_000},
        {"lot": 0},
        {"lot": "1"},
        {"fichiers": {}},
        {"demande": None},
    ],
)
def test_values_out_of_reason_are_refused(project: Path, values: dict[str, object]) -> None:
    """Before anything is made as large as they say."""
    path = tell(project / "lots/1", lambda document: document.update(values))

    assert refusals(merge(project)) == [f"{path} ne décrit pas un lot, ou pas en entier"]


def test_a_share_beyond_the_last_is_refused(project: Path) -> None:
    """The fourth of three."""
    tell(project / "lots/3", lambda document: document.update(lot=4))

    assert refusals(merge(project)) == ["Le lot 3/3 manque", "Le lot 4/3 n'a rien à faire là"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("cibles", "xyz"), ("regions", "atlantide"), ("formats", "odt")],
)
def test_a_selection_that_names_nothing_is_refused(project: Path, name: str, words: str) -> None:
    """As it would be if it were typed."""
    for lot in (project / "lots").iterdir():
        tell(lot, lambda document: document["demande"].update({name: [words]}))

    answer = merge(project)

    assert answer.code == ExitCode.USAGE
    assert words in answer.err


def test_a_folder_in_the_place_of_a_file_is_refused(project: Path) -> None:
    """And a file that nobody may read, where there is such a thing."""
    lot = holder(project)
    (lot / FICHE).unlink()
    (lot / FICHE).mkdir()

    assert len(refusals(merge(project))) == 1


def test_a_file_that_the_system_withholds_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a line, like all others."""

    def withhold(source: Path, target: Path) -> None:
        raise PermissionError(source, target)

    monkeypatch.setattr("shutil.copyfile", withhold)

    assert len(refusals(merge(project))) == 3


def test_what_a_reviewer_changed_is_not_written_over(project: Path) -> None:
    """Review files are no part of a share, and stay."""
    run("build", "municipal/scic", "--review", "--jobs", "1", project=project)
    (review,) = (project / "output").rglob("relecture/*.docx")
    review.write_bytes(b"changed")

    assert merge(project).code == ExitCode.OK
    assert review.read_bytes() == b"changed"

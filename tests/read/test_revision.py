"""A project as git remembers it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kitgen.errors import Code, ExitCode, SetupError, UsageError
from kitgen.read import revision
from kitgen.read.revision import extract, find_revision
from tests.projects import write_project
from tests.repository import git, record


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A recorded project."""
    root = write_project(tmp_path / "projet")
    record(root, "Zoé", "2026-11-01")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a revision is written."""
    folder = tmp_path / "ici"
    folder.mkdir()
    return folder


def head(root: Path) -> str:
    """Return the last commit."""
    found = find_revision(root, "HEAD")
    assert found is not None
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file by path, the repository's own left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_a_revision_is_named_as_git_does(root: Path) -> None:
    """A branch, a tag, some digits, an ancestor; anything else is none, an option too."""
    commit = git(root, "rev-parse", "HEAD").strip()
    git(root, "tag", "v1")

    assert [find_revision(root, one) for one in ("HEAD", "v1", commit[:8])] == [commit] * 3
    assert [find_revision(root, one) for one in ("HEAD~9", "--all", "-h", "")] == [None] * 4
    assert find_revision(root, "HEAD:kitgen.yaml") is None


def test_a_revision_has_its_files_and_not_those_of_today(root: Path, folder: Path) -> None:
    """The data files and the images, byte for byte; other files stay in git."""
    (root / "logo.PNG").write_bytes(b"\x89PNG\r\n")
    (root / "secret.txt").write_text("non", encoding="utf-8")
    (root / "fiches/municipal/été.yaml").write_bytes(b"titre: \xff\r\n")
    before = {name: one for name, one in files(root).items() if name != "secret.txt"}
    record(root, "Zoé", "2026-11-02")
    commit = head(root)
    (root / "kitgen.yaml").write_text("autre", encoding="utf-8")
    record(root, "Zoé", "2026-11-03")

    extract(root, commit, folder)

    assert files(folder) == before


def test_a_project_may_be_a_folder_of_its_repository(tmp_path: Path, folder: Path) -> None:
    """Paths are the project's; a revision without that folder is refused."""
    (tmp_path / "depot").mkdir()
    record(tmp_path / "depot", "Zoé", "2026-11-01")
    root = write_project(tmp_path / "depot" / "contenu")
    record(tmp_path / "depot", "Zoé", "2026-11-02")

    extract(root, head(root), folder)
    with pytest.raises(UsageError, match="n'a pas de dossier contenu"):
        extract(root, str(find_revision(root, "HEAD~1")), folder)

    assert files(folder) == files(root)


def test_links_are_written_last_and_as_they_are(root: Path, folder: Path) -> None:
    """The reader judges where they lead; nothing is written through them."""
    (root / "fiches/lien.yaml").symlink_to("/etc/hostname")
    record(root, "Zoé", "2026-11-02")

    extract(root, head(root), folder)

    assert (folder / "fiches/lien.yaml").readlink() == Path("/etc/hostname")


def test_a_path_that_leaves_the_folder_is_not_written(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git refuses such trees; a forged one gains nothing."""
    blob = git(root, "rev-parse", "HEAD:kitgen.yaml").strip()
    listed = [f"100644 blob {blob} 3\t{name}\0" for name in ("fiches/../../a.yaml", "/a.png")]
    listed.append(f"160000 commit {blob} -\tfiches/module\0")
    own = revision._run

    def forged(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        done = own(root, *words, given=given)
        if words[0] == "ls-tree":
            done.stdout = "".join(listed).encode()
        return done

    monkeypatch.setattr(revision, "_run", forged)

    extract(root, head(root), folder)

    assert files(folder) == {}


def test_a_huge_file_is_left_for_the_reader_to_refuse(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is as long as it was, without its bytes; too many of them are refused."""
    monkeypatch.setattr(revision, "MAX_BYTES", 200)
    small = {name: one for name, one in files(root).items() if len(one) <= 200}

    extract(root, head(root), folder)

    assert {name: len(one) for name, one in files(folder).items()} == {
        name: len(one) for name, one in files(root).items()
    }
    assert {name: one for name, one in files(folder).items() if name in small} == small
    monkeypatch.setattr(revision, "MAX_TOTAL", 100)
    with pytest.raises(UsageError, match="dépassent 500 Mo"):
        extract(root, head(root), folder)


def test_a_clone_that_lacks_objects_is_told_so(root: Path, folder: Path) -> None:
    """No network is asked for what is not there."""
    blob = git(root, "rev-parse", "HEAD:kitgen.yaml").strip()
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(UsageError) as refused:
        extract(root, head(root), folder)

    (said,) = refused.value.diagnostics
    assert said.code == Code.VERSION_UNREADABLE
    assert said.message == "Le fichier kitgen.yaml de cette version manque dans ce clone"
    tree = git(root, "rev-parse", "HEAD:fiches").strip()
    (root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(UsageError, match="Des fichiers de cette version manquent"):
        extract(root, head(root), folder)


def test_without_git_it_is_said(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is in no repository, a machine without git."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    alone = write_project(tmp_path / "seul")
    with pytest.raises(SetupError, match="git ne lit pas l'historique") as refused:
        find_revision(alone, "HEAD")
    assert refused.value.exit_code == ExitCode.ENVIRONMENT

    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", absent)
    with pytest.raises(SetupError, match="git n'est pas installé"):
        find_revision(root, "HEAD")


def test_reading_a_revision_changes_nothing(root: Path, folder: Path) -> None:
    """No hook runs; neither the working tree nor the repository is written to."""
    hook = root / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch crochet\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "kitgen.yaml").write_text("autre", encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    extract(root, head(root), folder)

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert files(folder)


def test_a_folder_is_extracted_whole_when_it_is_asked_for(root: Path, folder: Path) -> None:
    """The layouts of a revision, whatever their files are called."""
    (root / "layouts/kit").mkdir(parents=True)
    (root / "layouts/kit/kit.css").write_text("p {}", encoding="utf-8")
    record(root, "Zoé", "2026-11-02")

    extract(root, head(root), folder, ("layouts",))

    assert files(folder)["layouts/kit/kit.css"] == b"p {}"
    assert "kitgen.yaml" in files(folder)

"""A project's files to a Library."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kitgen.errors import Code, ContentError, Severity
from kitgen.read import find_root, read_library

STOCK = Path(__file__).parents[1] / "cases" / "_stock"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the stock project, to spoil."""
    return Path(shutil.copytree(STOCK, tmp_path / "projet"))


def problems(root: Path) -> list[tuple[str, Code]]:
    """Return the place and the code of every error."""
    with pytest.raises(ContentError) as caught:
        read_library(root)
    return [(str(d.place), d.code) for d in caught.value.diagnostics]


def test_a_library_holds_the_whole_project(project: Path) -> None:
    """Every file is under its key, in the project's order, with its places."""
    variant = project / "fiches/regions/bretagne/municipal/scic.yaml"
    variant.parent.mkdir()
    variant.write_text(
        "# yaml-language-server: $schema=../../../schemas/variante.schema.json\n"
        "operations: [{ajouter: sections, en: fin, element: {id: x}}]\n"
    )

    library, warnings = read_library(project)

    assert warnings == ()
    assert list(library.collections) == ["municipal"]
    assert list(library.fiches) == ["municipal/alimentation", "municipal/scic"]
    assert library.regions["bretagne"].nom == "Bretagne"
    assert list(library.variantes) == [("bretagne", "municipal/scic")]
    assert library.images["fiches/images/point.png"].media == "image/png"
    assert set(library.files) == {
        "",
        "municipal",
        "municipal/alimentation",
        "municipal/scic",
        "regions/bretagne",
        "regions/bretagne/municipal/scic",
    }
    assert str(library.files["municipal/scic"].place(("titre",))).endswith("scic.yaml:2:8")


def test_a_folder_without_project_is_explained(tmp_path: Path) -> None:
    """Both ways in say what to do when there is no kitgen.yaml."""
    with pytest.raises(ContentError, match=r"kitgen\.yaml") as caught:
        read_library(tmp_path)
    assert caught.value.diagnostics[0].hint
    with pytest.raises(ContentError, match=r"kitgen\.yaml"):
        find_root(tmp_path)


def test_the_root_is_found_from_below(project: Path) -> None:
    """A command works from any folder of the project."""
    assert find_root(project / "fiches" / "municipal") == project
    assert find_root(project) == project


def test_all_the_errors_of_all_the_files_come_at_once(project: Path) -> None:
    """A broken file hides nothing of the others, kitgen.yaml included."""
    (project / "kitgen.yaml").write_text("titre: [x\n")
    (project / "fiches/municipal/scic.yaml").write_text("titre: 1\nchapo: 2\n")
    (project / "fiches/municipal/alimentation.yaml").write_bytes(b"\xff")

    assert problems(project) == [
        ("fiches/municipal/alimentation.yaml:1:1", Code.FILE_UNREADABLE),
        ("fiches/municipal/scic.yaml:1:1", Code.SCHEMA_LINE),
        ("fiches/municipal/scic.yaml:1:8", Code.WRONG_TYPE),
        ("fiches/municipal/scic.yaml:2:8", Code.WRONG_TYPE),
        ("kitgen.yaml:1:8", Code.YAML_SYNTAX),
    ]


def test_warnings_do_not_stop_reading(project: Path) -> None:
    """A missing schema line comes with the Library, and says what to paste."""
    fiche = project / "fiches/municipal/scic.yaml"
    fiche.write_text(fiche.read_text("utf-8").partition("\n")[2], "utf-8")

    _, (warning,) = read_library(project)

    assert warning.severity is Severity.WARNING
    assert "$schema=../schemas/fiche.schema.json" in (warning.hint or "")


def test_a_link_out_of_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    """A symbolic link may lead to a file of the project, to nothing else."""
    outside = tmp_path / "secret.yaml"
    outside.write_text("titre: secret\n")
    folder = project / "fiches/municipal"
    (folder / "dehors.yaml").symlink_to(outside)
    (folder / "dossier.yaml").symlink_to(tmp_path)
    (project / "fiches/lien").symlink_to(folder)
    (folder / "dedans.yaml").symlink_to(folder / "scic.yaml")

    assert problems(project) == [
        ("fiches/lien:1:1", Code.FILE_MISPLACED),
        ("fiches/municipal/dehors.yaml:1:1", Code.FILE_MISPLACED),
        ("fiches/municipal/dossier.yaml:1:1", Code.FILE_MISPLACED),
    ]


def test_what_cannot_be_opened_is_reported(project: Path) -> None:
    """A pipe is never waited for; a broken link and a folder are no data files."""
    folder = project / "fiches/municipal"
    os.mkfifo(folder / "tube.yaml")
    (folder / "casse.yaml").symlink_to(folder / "absent")
    (folder / "dossier.yaml").mkdir()
    (folder / ".brouillon.yaml").write_text("rien")

    assert problems(project) == [
        ("fiches/municipal/casse.yaml:1:1", Code.FILE_UNREADABLE),
        ("fiches/municipal/tube.yaml:1:1", Code.FILE_UNREADABLE),
    ]


def test_a_file_that_may_not_be_read_is_reported(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A right that is missing is a diagnostic; the tests may run as root, hence the patch."""
    opened = Path.open

    def refusing(path: Path, mode: str = "r") -> object:
        if path.name == "scic.yaml":
            raise PermissionError
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refusing)

    assert problems(project) == [("fiches/municipal/scic.yaml:1:1", Code.FILE_UNREADABLE)]


def test_an_image_is_read_once_and_refused_where_it_is_named(project: Path) -> None:
    """Each image that cannot be used is placed at its `fichier`."""
    (project / "fiches/images/point.png").write_text("<svg/>")
    region = project / "fiches/regions/bretagne/region.yaml"
    region.write_text(
        region.read_text("utf-8") + 'logo: {fichier: "../../etc/passwd", alt: "x"}\n', "utf-8"
    )

    assert problems(project) == [
        ("fiches/municipal/alimentation.yaml:6:12", Code.WRONG_VALUE),
        ("fiches/regions/bretagne/region.yaml:4:17", Code.WRONG_VALUE),
    ]


def test_the_problems_of_a_file_are_counted_beyond_two_hundred(project: Path) -> None:
    """A file that is nothing of what it should be does not drown those of the others."""
    keys = "".join(f"k{number}: x\n" for number in range(300))
    (project / "fiches/municipal/scic.yaml").write_text(keys)

    with pytest.raises(ContentError) as caught:
        read_library(project)

    assert len(caught.value.diagnostics) == 201
    assert caught.value.diagnostics[-1].message.startswith("ce fichier a 103 autres problèmes")


def test_an_image_that_two_files_name_is_read_once(project: Path) -> None:
    """The same bytes serve everywhere."""
    region = project / "fiches/regions/bretagne/region.yaml"
    region.write_text(
        region.read_text("utf-8") + 'logo: {fichier: "fiches/images/point.png", alt: "x"}\n',
        "utf-8",
    )

    library, _ = read_library(project)

    assert list(library.images) == ["fiches/images/point.png"]

"""`kitgen release`, as an editor types it, on the stock project and its one région."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kitgen.errors import ExitCode
from kitgen.publish import sha256_of
from kitgen.publish.release_manifest import Publication, read_release, write_release
from kitgen.publish.release_sums import SUMS, read_sums, write_sums
from tests.projects import run
from tests.regional import REPLACED, amend, stock, write_file, write_variant
from tests.repository import git, record

KIT = "kit-essai_national_2026-11"
REGIONAL = "kit-essai_bretagne_2026-11"
RELEASES = Path("output/releases")
DOSSIER = RELEASES / "2026-11"
STALE = ("La ville cuisine.", "La ville cuisine bien.")


def write_recorded(root: Path) -> Path:
    """Record the stock project, of which Bretagne replaces an example."""
    write_variant(stock(root), REPLACED)
    write_file(root, ".gitignore", "/output/\n/.kitgen/\n")
    record(root, "Zoé", "2026-11-21")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A recorded project."""
    return write_recorded(tmp_path / "projet")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose edition is published; no test changes it."""
    root = write_recorded(tmp_path_factory.mktemp("publication") / "projet")
    assert run("release", "2026-11", "--jobs", "1", project=root).code == ExitCode.OK
    return root


def publication(folder: Path) -> Publication:
    """Return what the manifest of a release says."""
    found = read_release(folder)
    assert found is not None
    return found


def copy_of(published: Path, tmp_path: Path) -> Path:
    """Return a release that a test may spoil."""
    return Path(shutil.copytree(published / DOSSIER, tmp_path / "dossier"))


def told(err: str, code: str) -> list[str]:
    """Return the lines of a report that tell a code."""
    return [line for line in err.splitlines() if f"[{code}]" in line]


def test_a_release_holds_everything_and_says_where_it_comes_from(published: Path) -> None:
    """National documents, fiche by fiche too, those of the région, and what proves them."""
    folder = published / DOSSIER

    made = publication(folder)
    names = {one.name for one in folder.iterdir()}
    documents = {one.path for one in made.fichiers}
    assert {f"{KIT}.pdf", f"{KIT}.docx", f"{REGIONAL}.pdf", f"{REGIONAL}.docx"} <= documents
    assert any("kit-essai-02" in name for name in documents)
    assert names == documents | {
        "SHA256SUMS", "manifest.json", "NOUVEAUTES.md", "index.html", f"{KIT}.zip",
        f"{REGIONAL}.zip",
    }  # fmt: skip
    assert made.revision == git(published, "rev-parse", "HEAD").strip()
    assert {one.sha256 for one in made.polices} >= {
        sha256_of(Path(__file__).parents[2] / "layouts/polices/SourceSans3-Bold.ttf")
    }
    assert made.outils["weasyprint"]
    assert made.derogations == ()
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=True)


def test_an_archive_holds_a_collection_and_its_fiches_apart(published: Path) -> None:
    """The kit is on top, the fiches are in a folder."""
    with zipfile.ZipFile(published / DOSSIER / f"{KIT}.zip") as archive:
        names = archive.namelist()

    assert {f"{KIT}.pdf", f"{KIT}.docx"} < set(names)
    assert all(name.startswith("fiches/") for name in set(names) - {f"{KIT}.pdf", f"{KIT}.docx"})
    assert len(names) > 2


def test_the_page_links_every_document(published: Path) -> None:
    """Each file of the folder can be reached."""
    folder = published / DOSSIER

    page = (folder / "index.html").read_text(encoding="utf-8")
    assert all(
        f'href="{one.name}"' in page for one in folder.iterdir() if one.name != "index.html"
    )


def test_the_documents_are_those_of_build(published: Path, tmp_path: Path) -> None:
    """Under the same names, with the same bytes."""
    run("build", "--format", "docx", "--jobs", "1", "-o", tmp_path, project=published)

    built = tmp_path / f"national/municipal/{KIT}.docx"
    assert built.read_bytes() == (published / DOSSIER / f"{KIT}.docx").read_bytes()


def test_the_same_release_is_published_once(published: Path) -> None:
    """Made again, it is the same; there is nothing to do."""
    before = (published / DOSSIER).stat().st_mtime_ns

    answer = run("release", "--jobs", "1", project=published)

    assert answer.code == ExitCode.OK
    assert "déjà publiée, rien à faire" in answer.err
    assert (published / DOSSIER).stat().st_mtime_ns == before


def test_an_untouched_release_is_proved(published: Path) -> None:
    """Rebuilt from its revision, whatever the files are now; the work tree stays as it is."""
    fiche = published / "fiches/municipal/scic.yaml"
    text = fiche.read_bytes()
    fiche.write_bytes(b"broken: [")

    try:
        answer = run("release", "--verify", published / DOSSIER, "--jobs", "1", project=published)
        after = fiche.read_bytes()
    finally:
        fiche.write_bytes(text)

    assert answer.code == ExitCode.OK
    assert "tous ceux que donne la révision enregistrée" in answer.err
    assert after == b"broken: ["


def test_what_was_touched_is_named_without_rebuilding(published: Path, tmp_path: Path) -> None:
    """One byte, a missing file, a spare one: each is named, and nothing is laid out."""
    folder = copy_of(published, tmp_path)
    content = bytearray((folder / f"{KIT}.docx").read_bytes())
    content[1000] ^= 1
    (folder / f"{KIT}.docx").write_bytes(content)
    (folder / f"{KIT}.pdf").unlink()
    (folder / "spare").touch()

    answer = run("release", "--verify", folder, project=published)

    lines = told(answer.err, "publication-alteree")
    assert answer.code == ExitCode.CONTENT
    assert len(lines) == 3
    assert all(
        any(name in one for one in lines) for name in (f"{KIT}.docx", f"{KIT}.pdf", "spare")
    )
    assert "à produire" not in answer.err


def test_sums_that_would_refuse_an_official_file_are_named(
    published: Path, tmp_path: Path
) -> None:
    """Whoever downloads has only `SHA256SUMS`: a wrong line of it is a fault like another."""
    folder = copy_of(published, tmp_path)
    text = (folder / SUMS).read_text(encoding="utf-8")
    sha = sha256_of(folder / "index.html")
    (folder / SUMS).write_text(text.replace(sha, "0" * 64), encoding="utf-8")

    answer = run("release", "--verify", folder, project=published)

    (line,) = told(answer.err, "publication-alteree")
    assert answer.code == ExitCode.CONTENT
    assert "SHA256SUMS ne dit pas comme manifest.json" in line
    assert line.endswith("index.html")


def test_a_forged_release_is_found_out_by_its_revision(published: Path, tmp_path: Path) -> None:
    """Whoever changes a file, its sum and the manifest cannot change git; doubts are told."""
    folder = copy_of(published, tmp_path)
    (folder / f"{KIT}.docx").write_bytes(b"forged")
    made = publication(folder)
    sha = sha256_of(folder / f"{KIT}.docx")
    fichiers = tuple(
        replace(one, sha256=sha) if one.path == f"{KIT}.docx" else one for one in made.fichiers
    )
    outils = {**made.outils, "weasyprint": "1.0", "autre": "2"}
    write_release(
        folder, replace(made, fichiers=fichiers, outils=outils, entrees={}, derogations=())
    )
    write_sums(folder)

    answer = run("release", "--verify", folder, "--jobs", "1", project=published)

    (line,) = told(answer.err, "publication-alteree")
    assert answer.code == ExitCode.CONTENT
    assert f"{KIT}.docx" in line
    assert len(told(answer.err, "outils-differents")) == 3


def test_each_reason_not_to_publish_is_one_line(root: Path) -> None:
    """A stale override, a fiche over its pages and an unrecorded file: all told at once."""
    amend(root, *STALE)
    spoil_budget(root)

    answer = run("release", "--jobs", "1", project=root)

    assert answer.code == ExitCode.ATTENTION
    assert len(told(answer.err, "declinaison-perimee")) == 1
    (long,) = told(answer.err, "trop-long")
    assert long.startswith("erreur [trop-long] municipal/scic prend ")
    assert long.endswith("signes de trop (national, bretagne)")
    (changed,) = told(answer.err, "arbre-modifie")
    assert "fiches/municipal/alimentation.yaml, fiches/municipal/scic.yaml" in changed
    assert "--waive declinaison-perimee" in answer.err
    assert not (root / RELEASES).exists()


def test_an_error_comes_with_the_other_reasons_and_is_never_waived(root: Path) -> None:
    """A broken file stops everything at once; the fiches beside it are measured all the same."""
    amend(root, *STALE)
    spoil_budget(root, "alimentation", "leviers")
    broken = root / "fiches/municipal/scic.yaml"
    broken.write_text(f"{broken.read_text(encoding='utf-8')}inconnu: 1\n", encoding="utf-8")

    answer = run("release", "--jobs", "1", "--waive", "arbre-modifie", project=root)

    assert answer.code == ExitCode.CONTENT
    for code in ("cle-inconnue", "declinaison-perimee", "arbre-modifie"):
        assert len(told(answer.err, code)) == 1
    long = [line.replace("\u00a0", " ") for line in told(answer.err, "trop-long")]
    assert [line.split(" prend ")[0] for line in long] == [
        "avertissement [trop-long] Pages non mesurées à cause de ces erreurs : municipal/scic",
        "erreur [trop-long] municipal/alimentation",
    ]
    assert not (root / RELEASES).exists()


def test_a_broken_project_file_is_the_only_error(root: Path) -> None:
    """Nothing else can be read."""
    write_file(root, "kitgen.yaml", "titre: [\n")

    answer = run("release", project=root)

    assert answer.code == ExitCode.CONTENT
    assert told(answer.err, "declinaison-perimee") == []


def test_what_was_waived_is_in_the_dossier(root: Path) -> None:
    """By name, with all that it covers; a waiver that was of no use is not."""
    amend(root, *STALE)
    record(root, "Zoé", "2026-11-22")

    names = ("--waive", "declinaison-perimee", "--waive", "trop-long")
    answer = run("release", "--jobs", "1", *names, project=root)

    made = publication(root / DOSSIER)
    assert answer.code == ExitCode.OK
    assert [one.nom for one in made.derogations] == ["declinaison-perimee"]
    assert "leviers/regie/exemples/lons" in made.derogations[0].raisons[0]
    assert "Motif levé\u00a0: declinaison-perimee (1)" in answer.err


def test_a_published_edition_is_never_replaced(published: Path, tmp_path: Path) -> None:
    """Other words under the same edition are refused, naming the files; those that stand stay."""
    root = Path(shutil.copytree(published, tmp_path / "projet"))
    before = read_sums(root / DOSSIER)
    amend(root, "La ville cuisine.", "La ville ne cuisine plus.")
    record(root, "Zoé", "2026-11-22")

    answer = run("release", "--jobs", "1", "--waive", "declinaison-perimee", project=root)

    (line,) = told(answer.err, "edition-deja-publiee")
    assert answer.code == ExitCode.CONTENT
    assert "kit-essai-01-alimentation_national_2026-11.docx" in line
    assert read_sums(root / DOSSIER) == before


def test_a_killed_release_leaves_no_folder(root: Path) -> None:
    """Ended without notice after its first document, it has published nothing."""
    command = [sys.executable, "-m", "kitgen", "--project", str(root), "release", "--jobs", "1"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stderr
        next(line for line in process.stderr if " s)" in line)
        process.kill()

    assert not (root / RELEASES).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("../ailleurs",), "Le projet en est à l’édition 2026-11"),
        (("--waive", "yaml-syntaxe"), "n’est pas un motif que l’on peut lever"),
        (("--verify", ".", "--waive", "trop-long"), "ne s’emploie qu’avec le dossier"),
    ],
)
def test_a_wrong_command_is_refused(root: Path, words: tuple[str, ...], said: str) -> None:
    """An edition that is not the project's, an error to waive, options that do not go together."""
    answer = run("release", *words, project=root)

    assert answer.code == ExitCode.USAGE
    assert said in answer.err


def test_what_is_not_a_release_cannot_be_proved(published: Path, tmp_path: Path) -> None:
    """No manifest, no sums, or a revision that is not in this clone: said, with what to do."""
    folder = copy_of(published, tmp_path)
    write_release(folder, replace(publication(folder), revision="c" * 40))
    write_sums(folder)
    stranger = run("release", "--verify", folder, project=published)
    (folder / "SHA256SUMS").unlink()
    unlisted = run("release", "--verify", folder, project=published)
    output = run("release", "--verify", published / "output", project=published)

    assert [one.code for one in (stranger, unlisted, output)] == [ExitCode.USAGE] * 3
    assert "n’est pas dans ce dépôt" in stranger.err
    assert "SHA256SUMS manque" in unlisted.err
    assert "manifest.json manque" in output.err


def test_a_project_outside_git_cannot_be_published(tmp_path: Path) -> None:
    """A release says which revision it comes from."""
    root = stock(tmp_path / "projet")
    nowhere = run("release", project=root)
    git(root, "init", "--quiet")
    empty = run("release", project=root)

    assert [nowhere.code, empty.code] == [ExitCode.ENVIRONMENT] * 2
    assert "git add ." in empty.err


def spoil_budget(root: Path, fiche: str = "scic", key: str = "sections") -> None:
    """Make a fiche longer than its two pages."""
    path = root / f"fiches/municipal/{fiche}.yaml"
    words = "Un mot de plus. " * 90
    lines = "".join(
        f'  - id: long-{number}\n    titre: "Agir"\n    texte: |\n      {words}\n'
        for number in range(8)
    )
    text = path.read_text(encoding="utf-8")
    assert f"\n{key}:\n" in text
    path.write_text(text.replace(f"\n{key}:\n", f"\n{key}:\n{lines}"), encoding="utf-8")


def test_a_date_of_the_machine_is_given_back(published: Path) -> None:
    """Proving a release changes no setting of who asks."""
    document = json.loads((published / DOSSIER / "manifest.json").read_text(encoding="utf-8"))

    assert document["source_date_epoch"] == 1793491200
    assert "SOURCE_DATE_EPOCH" not in os.environ

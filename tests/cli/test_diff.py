"""`kitgen diff`, as a person types it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from kitgen.compose import compose_edition
from kitgen.errors import ExitCode
from kitgen.pipeline.compare import read_pair
from kitgen.pipeline.sides import Version
from kitgen.render.tracked_tree import tree_of
from tests.edits import Kits, make_thirty_edits, write_kits
from tests.projects import run, write_project
from tests.repository import record
from tests.tracked import accepted, rejected, words_of

SCIC = "fiches/municipal/scic.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A recorded project."""
    root = write_project(tmp_path / "projet")
    record(root, "Zoé", "2026-11-01")
    return root


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Kits:
    """The project's own kits, after thirty edits that are not recorded."""
    kits = write_kits(tmp_path_factory.mktemp("kits"))
    make_thirty_edits(kits)
    return kits


def reword(root: Path, old: str, new: str) -> None:
    """Change some words of a fiche."""
    path = root / SCIC
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_thirty_edits_are_named_each_once(kits: Kits) -> None:
    """No more and no fewer, by address and kind; JSON first."""
    answer = run("diff", "--format", "json", project=kits.root)

    document = json.loads(answer.out)
    (comparison,) = document["comparaisons"]
    told = [(one["adresse"], one["sorte"]) for one in comparison["changements"]]
    assert answer.code == ExitCode.OK
    assert sorted(told) == sorted(kits.told)
    assert document["nombre"] == 30


def test_thirty_edits_are_written_each_once(kits: Kits) -> None:
    """As text, each under its fiche, with its address on a line."""
    answer = run("diff", project=kits.root)

    told = [address for address, _ in kits.told]
    lines = [line.strip() for line in answer.out.splitlines()]
    assert sorted(line for line in lines if line in told) == sorted(told)
    assert answer.out.startswith("Édition nationale\u00a0: 30 changements\n")


def test_thirty_edits_are_told_to_readers(kits: Kits, tmp_path: Path) -> None:
    """As Markdown, one line each, under the title of their fiche."""
    path = tmp_path / "NOUVEAUTES.md"

    answer = run("diff", "-o", path, project=kits.root)

    text = path.read_text(encoding="utf-8")
    assert (answer.code, answer.out) == (ExitCode.OK, "")
    assert len(re.findall("^- ", text, re.MULTILINE)) == 30
    assert text.startswith("# Ce qui change\u00a0: novembre 2026 (HEAD) → mai 2027\n")
    assert text == run("diff", "--format", "md", project=kits.root).out


def test_thirty_edits_are_tracked_in_word(kits: Kits, tmp_path: Path) -> None:
    """All accepted, the file is the new edition of each collection; all rejected, the old one."""
    path = tmp_path / "suivi.docx"

    answer = run("diff", "-o", path, project=kits.root)

    pair = read_pair(kits.root, "HEAD", ".")
    content = path.read_bytes()
    assert (answer.code, answer.out.strip()) == (ExitCode.OK, str(path))
    assert accepted(content) == said(pair.after)
    assert rejected(content) == said(pair.before)
    assert [str(one) for one in OpenXmlValidator().validate(path).errors] == []


def said(version: Version) -> list[str]:
    """Return all that the collections of a version say: their edition has a new date."""
    editions = [compose_edition(version.library, name) for name in version.library.collections]
    return words_of(tree_of(editions, editions[0].site))


def test_a_word_file_is_written_where_it_is_asked_for(root: Path, tmp_path: Path) -> None:
    """Nowhere without `-o`, nor when nothing differs; one edition at a time."""
    path = tmp_path / "suivi.docx"

    assert "`kitgen diff HEAD~3 -o" in run("diff", "--format", "docx", project=root).err
    answer = run("diff", "-o", path, "--exit-code", project=root)
    assert (answer.code, answer.out, path.exists()) == (ExitCode.OK, "", False)
    assert "Aucune différence" in answer.err
    reword(root, "Pour agir.", "Pour rire.")
    assert run("diff", "-o", path, "--exit-code", project=root).code == 1
    whole = accepted(path.read_bytes())
    assert run("diff", "-o", path, "--changed", project=root).code == ExitCode.OK
    assert len(accepted(path.read_bytes())) < len(whole)
    reword(root, "fiche:municipal/connaitre", "fiche:municipal/nulle-part")
    answer = run("diff", "-o", path, project=root)
    assert answer.code == ExitCode.CONTENT
    assert "renvoi-introuvable" in answer.err
    assert run("diff", project=root).code == ExitCode.OK


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a", "a.docx.md"])
def test_the_form_follows_the_name_of_the_file(name: str, root: Path, tmp_path: Path) -> None:
    """Text when it says nothing; `--format` has the last word."""
    reword(root, "Pour agir.", "Pour rire.")
    path = tmp_path / name
    form = {"a.json": "json", "a.docx.md": "md"}.get(name, "text")

    assert run("diff", "-o", path, project=root).out == ""

    wanted = run("diff", "--format", form, project=root).out
    assert path.read_text(encoding="utf-8") == wanted
    assert run("diff", "-o", path, "--format", "md", project=root).code == ExitCode.OK
    assert path.read_text(encoding="utf-8").startswith("# Ce qui change")
    assert run("diff", "-o", tmp_path / "x" / "y", project=root).code == ExitCode.ENVIRONMENT


def test_the_same_words_laid_out_otherwise_are_no_difference(root: Path) -> None:
    """Comments, wrapping, quotes; and the exit code follows, as git's does."""
    reword(root, 'titre: "Connaître', '# un commentaire\ntitre: "Connaître')
    reword(
        root, "Pourquoi lire cette fiche ? Pour agir.", "Pourquoi lire\n  cette fiche ? Pour agir."
    )

    answer = run("diff", "--exit-code", project=root)

    assert answer.code == ExitCode.OK
    assert answer.out == "Édition nationale\u00a0: aucune différence\n"
    reword(root, "Pour agir", "Pour en rire")
    assert run("diff", project=root).code == ExitCode.OK
    assert run("diff", "--exit-code", project=root).code == 1
    assert run("diff", "HEAD", "HEAD", "--exit-code", project=root).code == ExitCode.OK


def test_words_stand_between_marks_without_colour(root: Path) -> None:
    """Removed, then added; a paragraph's end is a sign."""
    reword(root, "Pour agir.", "Pour rire.\n\n  Et chanter.")
    reword(root, "        annee: 2024\n", "")

    answer = run("diff", project=root)

    assert "Pour [-agir-]{+rire+}.{+ ¶ Et chanter.+}" in answer.out
    assert "Année retirée" in answer.out
    assert "[-2024-]" in answer.out
    assert "municipal/scic#chapo\n" in answer.out


def test_a_terminal_shows_colours_unless_it_is_told_not_to(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`NO_COLOR` brings the marks back."""
    reword(root, "Pour agir.", "Pour rire.")

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("diff", project=root).out
    monkeypatch.setenv("NO_COLOR", "1")
    marked = run("diff", project=root).out

    assert "\x1b[32mrire\x1b[0m" in coloured
    assert "[-agir-]" not in coloured
    assert "[-agir-]{+rire+}" in marked


def test_one_collection_or_one_region_may_be_asked(root: Path) -> None:
    """A word that names nothing is a usage error, in French."""
    assert run("diff", "--collection", "municipal", project=root).code == ExitCode.OK
    assert run("diff", "--collection", "x", project=root).code == ExitCode.USAGE
    assert run("diff", "--region", "x", project=root).code == ExitCode.USAGE
    assert run("diff", "--region", "all", project=root).code == ExitCode.OK
    answer = run("diff", "v0", project=root)
    assert answer.code == ExitCode.USAGE
    assert "n’est ni une révision git" in answer.err
    assert answer.out == ""


def test_regions_without_a_change_of_their_own_are_not_listed(tmp_path: Path) -> None:
    """With `--region all`, the national edition is told first, whatever it holds."""
    stock = Path(__file__).parents[1] / "cases" / "_stock"
    root = tmp_path / "projet"
    shutil.copytree(stock, root)
    record(root, "Zoé", "2026-11-01")

    assert run("diff", "--region", "all", project=root).out == (
        "Édition nationale\u00a0: aucune différence\n"
    )
    path = root / "fiches/regions/bretagne/region.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "avant_propos: Bonjour.\n", encoding="utf-8"
    )
    answer = run("diff", "--region", "all", project=root)
    assert "\nBretagne\u00a0: 1 changement\n" in answer.out
    word = run("diff", "--region", "all", "-o", tmp_path / "a.docx", project=root)
    assert word.code == ExitCode.USAGE
    assert "ne compare que deux éditions" in word.err

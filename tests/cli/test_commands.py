"""What a person types, and what they read."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from kitgen.cli.main import COMMANDS
from kitgen.errors import Code, Diagnostic, ExitCode, Place, SetupError, Severity
from kitgen.pipeline import doctor as doctor_module
from kitgen.pipeline.project import load
from kitgen.render import PUBLISHED, engines
from tests.projects import Run, run, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without error."""
    return write_project(tmp_path / "projet")


def spoil(project: Path, old: str, new: str, file: str = "fiches/municipal/scic.yaml") -> None:
    """Change some words of a data file."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_kitgen_alone_says_what_to_type_first() -> None:
    """Without a word, an editor reads the first commands."""
    answer = run()

    assert answer.code == ExitCode.OK
    assert "kitgen check" in answer.out
    assert "kitgen build" in answer.out


def test_messages_name_the_command_as_it_was_typed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under `./kit`, an editor reads `./kit list`, in messages and in the help."""
    monkeypatch.setenv("KITGEN_COMMAND", "./kit")

    assert "`./kit list`" in run("build", "xyz", project=project).err
    assert run("check", "--help").out.startswith("Utilisation\u00a0: ./kit check")
    assert "`./kit build`" in run().out


def test_version_is_that_of_the_package() -> None:
    """`--version` gives one line."""
    assert run("--version") == Run(0, f"kitgen {version('kitgen')}\n", "")


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_french(words: list[str]) -> None:
    """Every help is in French, with French spaces and apostrophes."""
    answer = run(*words)

    assert answer.code == ExitCode.OK
    assert answer.out.startswith("Utilisation\u00a0:")
    assert "Options\u00a0:" in answer.out
    assert "'" not in answer.out
    assert "Show" not in answer.out


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "new"])
def test_help_gives_an_example(name: str) -> None:
    """Each command shows one line to copy."""
    assert f"Exemple\u00a0: kitgen {name}" in run(name, "--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "Commande inconnue\u00a0: chek"),
        (["check", "--strct"], "Option inconnue\u00a0: --strct"),
        (["build", "--jobs", "0"], "n’est pas dans l’intervalle"),
        (["build", "--jobs", "deux"], "n’est pas un nombre entier"),
        (["build", "--format", "odt"], "Format inconnu"),
        (["check", "--format", "xml"], "n’est pas l’une de ces valeurs"),
        (["new", "fiche", "municipal"], "Il manque l’argument"),
    ],
)
def test_a_wrong_word_is_said_in_french(words: list[str], said: str) -> None:
    """A usage error exits 2 and says what is wrong."""
    answer = run(*words)

    assert answer.code == ExitCode.USAGE
    assert said in answer.err
    assert "Error" not in answer.err


def test_check_of_a_good_project_says_so(project: Path) -> None:
    """Nothing on the standard output, one line on the other."""
    answer = run("check", "--strict", project=project)

    assert answer.code == ExitCode.OK
    assert answer.out == ""
    assert "2 fiches\u00a0: rien à corriger" in answer.err


def test_project_is_understood_after_the_command_too(project: Path) -> None:
    """`kitgen check --project DIR` is `kitgen --project DIR check`."""
    assert run("check", "--project", project).code == ExitCode.OK


def test_check_gives_every_error_of_every_file_at_once(project: Path) -> None:
    """Two files, two errors, one run; each with its file, line and column."""
    spoil(project, '"39"', "39")
    spoil(project, "consulte_le: 2026-11-21", "vu_le: hier", "fiches/municipal/connaitre.yaml")

    answer = run("check", project=project)

    assert answer.code == ExitCode.CONTENT
    assert "fiches/municipal/scic.yaml:13:" in answer.err
    assert "fiches/municipal/connaitre.yaml:" in answer.err
    assert "[cle-inconnue]" in answer.err
    assert answer.out == ""


def test_a_wrong_file_does_not_hide_what_is_wrong_in_the_others(project: Path) -> None:
    """Shape and content in one run; a fiche that is cited and wrong is not said to be absent."""
    spoil(project, "titre:", "titree:")
    spoil(project, '"39"', '"20"', "fiches/municipal/connaitre.yaml")

    answer = run("check", project=project)

    assert "fiches/municipal/scic.yaml:2:1: erreur [cle-inconnue]" in answer.err
    assert "fiches/municipal/connaitre.yaml:13:" in answer.err
    assert "[territoire-inconnu]" in answer.err
    assert "[renvoi-introuvable]" not in answer.err


def test_strict_counts_warnings(project: Path) -> None:
    """A warning exits 0, and 1 with `--strict`."""
    spoil(project, "# yaml-language-server: $schema=../schemas/fiche.schema.json\n", "")

    assert run("check", project=project).code == ExitCode.OK
    assert run("check", "--strict", project=project).code == ExitCode.CONTENT


def test_json_is_one_document_on_the_standard_output(project: Path) -> None:
    """A machine reads places and codes."""
    spoil(project, '"39"', "39")

    answer = run("check", "--format", "json", project=project)

    (found,) = json.loads(answer.out)["diagnostics"]
    assert answer.code == ExitCode.CONTENT
    assert answer.err == ""
    assert found["fichier"] == "fiches/municipal/scic.yaml"
    assert (found["ligne"], found["gravite"]) == (13, "erreur")


def test_annotations_stand_on_the_line_of_the_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GitHub's commands carry file, line and column; they are the default there."""
    spoil(project, '"39"', "39")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    answer = run("check", project=project)

    assert "::error file=fiches/municipal/scic.yaml,line=13,col=" in answer.err


def test_a_message_of_several_lines_stays_one_annotation(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Percent signs and line ends are escaped."""
    wrong = Diagnostic(Code.ENGINE_WARNING, "10 %\nsuite", Place("a.yaml"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setattr("kitgen.cli.check.load", _raise(SetupError(wrong)))

    answer = run("check", project=project)

    assert answer.code == ExitCode.ENVIRONMENT
    assert (
        "::error file=a.yaml,line=1,col=1,title=moteur-de-rendu::10\u202f%25%0Asuite" in answer.err
    )


def test_an_information_is_no_failure(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and counted apart; even `--strict` does not mind; GitHub shows a notice."""
    said = Diagnostic(Code.TIGHTENED, "Serrée", severity=Severity.INFORMATION)
    loaded = replace(load(project), warnings=(said,))
    monkeypatch.setattr("kitgen.cli.check.load", lambda _: loaded)

    answer = run("check", "--strict", project=project)
    noted = run("check", "--format", "github", project=project)

    assert answer.code == ExitCode.OK
    assert answer.err == "information [fiche-resserree] Serrée\n1 information\n"
    assert noted.err.startswith("::notice title=fiche-resserree::Serrée\n")


def test_gitlab_has_a_quality_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each diagnostic on its line, with a fingerprint of its own; a person reads them too."""
    placed = Diagnostic(
        Code.TIGHTENED, "Serrée", Place("fiches/a.yaml", 3, 5, "titre"), "Ôtez", Severity.WARNING
    )
    loaded = replace(
        load(project), warnings=(placed, placed, Diagnostic(Code.TIGHTENED, "Sans place"))
    )
    monkeypatch.setattr("kitgen.cli.check.load", lambda _: loaded)

    answer = run("check", "--format", "gitlab", project=project)

    report = json.loads(answer.out)
    prints = [one.pop("fingerprint") for one in report]
    assert len(set(prints)) == 3
    assert {len(one) for one in prints} == {64}
    assert report[-1] == {
        "description": "Serrée → Ôtez",
        "check_name": "fiche-resserree",
        "severity": "major",
        "location": {"path": "fiches/a.yaml", "lines": {"begin": 3}},
    }
    assert report[0]["location"] == {"path": "kitgen.yaml", "lines": {"begin": 1}}
    assert report[0]["severity"] == "blocker"
    assert "fiches/a.yaml:3:5" in answer.err
    assert answer.code == ExitCode.CONTENT


def _raise(error: BaseException) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


def test_list_shows_numbers_and_titles(project: Path) -> None:
    """One line per fiche."""
    answer = run("list", project=project)

    assert "1  connaitre" in answer.out
    assert "2  scic" in answer.out
    assert answer.err == ""


def test_list_as_json_counts_examples_by_region(project: Path) -> None:
    """A machine reads the numbers, and where the examples come from."""
    listing = json.loads(run("list", "--json", project=project).out)

    (kit,) = listing["collections"]
    assert [fiche["numero"] for fiche in kit["fiches"]] == [1, 2]
    assert kit["exemples_par_region"] == {"Bourgogne-Franche-Comté": 2}
    assert listing["regions"] == []


def test_list_shows_regions(project: Path) -> None:
    """A région that has its folder is listed, with its official name."""
    region = project / "fiches/regions/bretagne"
    region.mkdir(parents=True)
    (region / "region.yaml").write_text(
        "# yaml-language-server: $schema=../../schemas/region.schema.json\n"
        'code: "53"\nnom: "Bretagne"\n',
        encoding="utf-8",
    )
    spoil(project, "mentions:", "regions: [bretagne]\nmentions:", "kitgen.yaml")

    assert "bretagne – Bretagne" in run("list", project=project).out


def test_list_counts_an_overseas_example_under_its_own_name(project: Path) -> None:
    """New Caledonia is in no région; an example of a région counts for it."""
    spoil(project, '"39"', '"988"')
    spoil(project, 'departement: "39"', 'region: "53"', "fiches/municipal/connaitre.yaml")

    (kit,) = json.loads(run("list", "--json", project=project).out)["collections"]
    assert kit["exemples_par_region"] == {"Bretagne": 1, "Nouvelle-Calédonie": 1}


def test_schema_writes_files_an_editor_reads(project: Path, tmp_path: Path) -> None:
    """The schemas go to the project, or where asked; they are JSON."""
    there = run("schema", project=project)
    elsewhere = run("schema", "-o", tmp_path / "ailleurs", project=project)

    written = [Path(line) for line in there.out.splitlines()]
    assert len(written) >= 5
    assert all(json.loads(path.read_text(encoding="utf-8"))["title"] for path in written)
    assert len(list((tmp_path / "ailleurs").iterdir())) == len(written)
    assert elsewhere.code == ExitCode.OK


def test_a_new_fiche_passes_the_check_once_it_is_listed(project: Path) -> None:
    """The skeleton is valid; the message says where to list it."""
    answer = run("new", "fiche", "municipal", "marches", project=project)
    spoil(project, "[scic]", "[scic, marches]", "fiches/municipal/collection.yaml")

    assert answer.out == "fiches/municipal/marches.yaml\n"
    assert "fiches/municipal/collection.yaml" in answer.err
    assert run("check", "--strict", project=project).code == ExitCode.OK


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["municipal", "Marchés"], "n’est pas un identifiant"),
        (["municipal", "../x"], "n’est pas un identifiant"),
        (["nulle-part", "x"], "n’existe pas"),
        (["municipal", "scic"], "existe déjà"),
    ],
)
def test_a_new_fiche_overwrites_nothing(project: Path, words: list[str], said: str) -> None:
    """A bad name, an unknown collection, a file that exists: exit 2, nothing written."""
    before = sorted(project.rglob("*"))

    answer = run("new", "fiche", *words, project=project)

    assert answer.code == ExitCode.USAGE
    assert said in answer.err
    assert sorted(project.rglob("*")) == before


def test_a_bug_has_no_traceback_unless_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 70, a French sentence; `--debug` shows the trace."""
    monkeypatch.setattr("kitgen.cli.check.load", _raise(RuntimeError("aïe")))

    plain = run("check", project=project)
    traced = run("check", "--debug", project=project)

    assert plain.code == traced.code == ExitCode.BUG
    assert "Traceback" not in plain.err
    assert "Erreur interne" in plain.err
    assert "Traceback" in traced.err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "no", "fiches/a.yaml"), "(fiches/a.yaml)\u00a0: ce compte"),
        (OSError(errno.ENOSPC, "full"), "plus de place"),
        (OSError(9999, "odd"), "«\u202fodd\u202f»"),
    ],
)
def test_what_the_system_refuses_is_said_in_french(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    """Exit 3, the file and the reason, wherever it happens."""
    monkeypatch.setattr("kitgen.cli.check.load", _raise(error))

    answer = run("check", project=project)

    assert answer.code == ExitCode.ENVIRONMENT
    assert said in answer.err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BrokenPipeError()])
def test_an_interruption_is_quiet(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Ctrl-C and a closed pipe show no traceback."""
    monkeypatch.setattr("kitgen.cli.check.load", _raise(error))

    answer = run("check", project=project)

    assert answer.code == (130 if isinstance(error, KeyboardInterrupt) else 0)


def test_doctor_tries_every_format() -> None:
    """Each format is really rendered, and the versions are given."""
    answer = run("doctor")

    assert answer.code == ExitCode.OK
    assert all(f"Format {name}, maquette kit\u00a0: prêt" in answer.out for name in PUBLISHED)
    assert "weasyprint" in answer.out


def test_doctor_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library exits 3 with its command."""
    missing = Diagnostic(Code.MISSING_LIBRARY, "Pango manque", hint="sudo apt-get install pango")
    monkeypatch.setattr(doctor_module, "render", _raise(SetupError(missing)))

    answer = run("doctor")

    assert answer.code == ExitCode.ENVIRONMENT
    assert "sudo apt-get install pango" in answer.err


def test_doctor_sees_that_fonts_are_gone(project: Path) -> None:
    """A project whose own layouts have no font is told how to get them back."""
    (project / "layouts").mkdir()

    answer = run("doctor", project=project)

    assert answer.code == ExitCode.ENVIRONMENT
    assert "aucune police" in answer.err


def test_help_and_check_load_no_engine(project: Path) -> None:
    """`kitgen --help` and `kitgen check` import neither WeasyPrint nor docx."""
    code = (
        "import sys\nfrom kitgen.cli import main\n"
        f"sys.argv = ['kitgen', 'check', '--project', {str(project)!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0, end.code\n"
        "assert not {'weasyprint', 'docx', 'docxtpl', 'jinja2'} & set(sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def test_python_dash_m_is_the_command() -> None:
    """`python -m kitgen` answers as `kitgen`."""
    command = [sys.executable, "-m", "kitgen", "--version"]

    assert subprocess.run(command, capture_output=True, check=True).stdout.startswith(b"kitgen ")


def test_colour_obeys_no_color(project: Path) -> None:
    """Errors that are not on a terminal, or under NO_COLOR, have no escape codes."""
    spoil(project, '"39"', "39")

    assert "\x1b" not in run("check", project=project).err


def test_a_folder_without_project_is_said(tmp_path: Path) -> None:
    """No kitgen.yaml: exit 1, and what to do."""
    shutil.rmtree(tmp_path, ignore_errors=True)
    tmp_path.mkdir()

    answer = run("check", project=tmp_path)

    assert answer.code == ExitCode.CONTENT
    assert "kitgen.yaml" in answer.err


def test_an_interruption_that_a_library_hides_is_one_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while a compiled module is imported comes as an error of the import."""

    def hidden(_: str) -> None:
        raise ImportError("initialization failed") from KeyboardInterrupt()

    monkeypatch.setattr(engines, "import_module", hidden)

    answer = run("build", "--jobs", "1", "--no-cache", project=project)

    assert answer.code == 130
    assert answer.err.splitlines()[-1].startswith("Interrompu")

"""What a club and a national editor type, and what they read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from kitgen.cli import status as status_module
from kitgen.errors import ExitCode
from kitgen.model.artefact import Mesure
from kitgen.publish.manifest import Entry, dump_manifest
from tests.projects import run
from tests.regional import (
    BREST,
    CHANGED,
    CHAPO_BASE,
    LONS,
    LONS_BASE,
    REPLACED,
    VARIANT,
    amend,
    stock,
    write_variant,
)
from tests.repository import record

REGION = "fiches/regions/bretagne/region.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A stock project with one override, recorded in git."""
    write_variant(stock(tmp_path), REPLACED)
    record(tmp_path, "Le club", "2026-11-21")
    return tmp_path


@pytest.fixture
def stale(project: Path) -> Path:
    """The same, after a national change."""
    amend(project, "La ville cuisine.", "La ville cuisine bien.")
    record(project, "Noé Éditeur", "2026-12-01")
    return project


def test_status_of_what_is_fine(project: Path) -> None:
    """One line, then the table: régions down, collections across, one sign per fiche."""
    answer = run("status", "--exit-code", project=project)

    assert answer.code == ExitCode.OK
    assert answer.out.startswith("Aucune déclinaison périmée\n          municipal\nbretagne  ●·\n")
    assert answer.err == ""


def test_status_shows_who_changed_what(stale: Path) -> None:
    """The place, the item, the author and the day in words, the words, what to run."""
    answer = run("status", project=stale)

    assert answer.code == ExitCode.OK
    assert answer.out.splitlines()[:7] == [
        f"{VARIANT}:3:5",
        f"  bretagne – municipal/alimentation/{LONS}",
        "  changé par Noé Éditeur le 1er\u00a0décembre 2026",
        "    texte\u00a0: La ville cuisine{+ bien+}.",
        f"  → `kitgen region accept {VARIANT}` une fois relu",
        "1 déclinaison périmée",
        "          municipal",
    ]
    assert "bretagne  !·" in answer.out


def test_status_exits_4_when_asked(stale: Path) -> None:
    """Stale overrides are attention, not failure; `check --strict` fails."""
    assert run("status", "--exit-code", project=stale).code == ExitCode.ATTENTION
    assert run("status", "--exit-code", "--json", project=stale).code == ExitCode.ATTENTION
    assert run("check", project=stale).code == ExitCode.OK
    assert run("check", "--strict", project=stale).code == ExitCode.CONTENT


def test_status_says_what_each_fiche_takes(project: Path) -> None:
    """Pages used and allowed, the fill of the last; tightened is no alarm, too long is one."""
    path = "national/municipal/kit.pdf"
    rooms = (
        Mesure("municipal/a", 2, 2, 61, 0, 0),
        Mesure("municipal/b", 2, 2, 97, 0, 0, resserree=True),
        Mesure("municipal/c", 3, 2, 12, 9, 480, resserree=True),
    )

    for kept, code in ((rooms[:2], ExitCode.OK), (rooms, ExitCode.ATTENTION)):
        entry = Entry(path, "municipal", "national", None, "pdf", "", 0, 7, "", kept)
        (project / "output").mkdir(exist_ok=True)
        (project / "output/manifest.json").write_bytes(dump_manifest([entry], "2026-11"))
        assert run("status", "--exit-code", project=project).code == code

    assert run("status", project=project).out.endswith(
        "municipal/a\u00a0: 2/2 pages, la dernière à 61\u202f%\n"
        "municipal/b\u00a0: 2/2 pages, la dernière à 97\u202f%, resserrée\n"
        "municipal/c\u00a0: 3/2 pages, la dernière à 12\u202f%, resserrée, 480 signes de trop\n"
    )


def test_status_counts_several(project: Path) -> None:
    """In the plural."""
    path = write_variant(project, (REPLACED + CHANGED).replace(LONS_BASE, "00000000"))
    path.write_text(path.read_text("utf-8").replace(CHAPO_BASE, "00000000"), "utf-8")

    answer = run("status", project=project)

    assert "\n2 déclinaisons périmées\n" in answer.out
    assert answer.out.count("l’ancien texte n’est pas dans l’historique git") == 2


def test_status_says_that_a_change_is_not_recorded(project: Path) -> None:
    """Its author is whoever sits there."""
    amend(project, "La ville cuisine.", "La ville cuisine bien.")

    answer = run("status", project=project)

    assert "  changé, et pas encore enregistré dans git\n" in answer.out
    assert "{+ bien+}" in answer.out


def test_a_field_alone_has_no_name(project: Path) -> None:
    """The chapô is the whole value: its words come at once."""
    write_variant(project, CHANGED)
    amend(project, "Nourrir la commune.", "Nourrir la ville.")

    assert "\n    Nourrir la [-commune-]{+ville+}.\n" in run("status", project=project).out


def test_words_are_coloured_on_a_terminal(stale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks are for those who have no colour."""

    def terminal(**_: object) -> Console:
        return Console(highlight=False, soft_wrap=True, force_terminal=True, no_color=False)

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(status_module, "Console", terminal)

    out = run("status", project=stale).out

    assert "{+" not in out
    assert re.search("\x1b\\[32m bien\x1b\\[0m", out)


def test_status_names_what_waits_in_reserve(project: Path) -> None:
    """Only where the fiche has no local example yet."""
    reserve = "".join(
        f"  - {{fiche: municipal/{fiche}, exemple: {BREST.replace('brest', name)}}}\n"
        for fiche, name in (("scic", "a"), ("scic", "b"), ("alimentation", "c"))
    )
    amend(project, 'nom: "Bretagne"\n', f'nom: "Bretagne"\nreserve:\n{reserve}', REGION)

    out = run("status", project=project).out

    assert "bretagne\u00a0: municipal/scic n’a que des exemples d’ailleurs" in out
    assert "en tient 2" in out
    assert "municipal/alimentation n’a que" not in out


def test_status_without_region_has_no_table(tmp_path: Path) -> None:
    """A national project is up to date with itself."""
    amend(stock(tmp_path), "regions: [bretagne]", "regions: []", "kitgen.yaml")
    (tmp_path / REGION).unlink()

    answer = run("status", project=tmp_path)

    assert answer.out.startswith("Aucune déclinaison périmée\n")
    assert "bretagne" not in answer.out
    assert "●" not in answer.out


def test_status_as_json_is_one_document(stale: Path) -> None:
    """What a person reads, under French keys, with every word."""
    document = json.loads(run("status", "--json", project=stale).out)

    (found,) = document["perimees"]
    assert found.pop("actuelle") != found["base"]
    assert found == {
        "region": "bretagne",
        "reference": "municipal/alimentation",
        "chemin": LONS,
        "fichier": VARIANT,
        "ligne": 3,
        "colonne": 5,
        "base": LONS_BASE,
        "auteur": "Noé Éditeur",
        "date": "2026-12-01",
        "champs": {
            "texte": [
                {"sens": "=", "texte": "La ville cuisine"},
                {"sens": "+", "texte": " bien"},
                {"sens": "=", "texte": "."},
            ]
        },
    }
    assert [one["etat"] for one in document["couverture"]] == ["perimee", "nationaux"]


def test_status_as_json_knows_what_it_does_not_know(project: Path) -> None:
    """No old text: null, not an empty difference."""
    path = project / VARIANT
    path.write_text(path.read_text("utf-8").replace(LONS_BASE, "00000000"), "utf-8")

    (found,) = json.loads(run("status", "--json", project=project).out)["perimees"]

    assert (found["champs"], found["auteur"], found["date"]) == (None, None, None)


def test_a_minor_change_is_told_and_forgotten(stale: Path) -> None:
    """One option, several times if needed; the status that follows is clear."""
    answer = run("status", "--minor", f"municipal/alimentation/{LONS}", project=stale)

    assert answer.code == ExitCode.OK
    first, second, *_ = answer.out.splitlines()
    assert first == (
        "Changement mineur, noté dans fiches/mineurs.yaml\u00a0: municipal/alimentation/" + LONS
    )
    assert second == "Aucune déclinaison périmée"
    again = run("status", "--minor", f"municipal/alimentation/{LONS}", project=stale)
    assert again.code == ExitCode.USAGE


def test_a_project_with_errors_has_no_status(project: Path) -> None:
    """A deleted national item behind an override is an error, not a warning."""
    amend(project, "id: lons", "id: dole")

    answer = run("status", project=project)

    assert answer.code == ExitCode.CONTENT
    assert "[cible-introuvable]" in answer.err
    assert f"{VARIANT}:3:" in answer.err
    assert "`leviers/regie/exemples/dole`" in answer.err


def test_accept_lists_what_it_stamped(stale: Path) -> None:
    """On the standard output; and says when there is nothing to do."""
    answer = run("region", "accept", VARIANT, project=stale)
    again = run("region", "accept", "bretagne", project=stale)

    assert re.fullmatch(f"{VARIANT}: {LONS} [0-9a-f]{{8}}\n", answer.out)
    assert run("status", "--exit-code", project=stale).code == ExitCode.OK
    assert again.code == ExitCode.OK
    assert again.out == ""
    assert "Rien à faire" in again.err
    assert run("region", "accept", "nulle-part", project=stale).code == ExitCode.USAGE
    assert run("region", "accept", project=stale).code == ExitCode.USAGE


def test_a_region_is_opened_then_varied(project: Path) -> None:
    """Each command says the next one; nothing is overwritten."""
    opened = run("region", "new", "Normandie", project=project)
    amend(project, "[bretagne]", "[bretagne, normandie]", "kitgen.yaml")
    varied = run("vary", "normandie", "municipal/scic", project=project)

    assert opened.out == "fiches/regions/normandie/region.yaml\n"
    assert "`kitgen vary normandie municipal/alimentation`" in opened.err
    assert varied.out == "fiches/regions/normandie/municipal/scic.yaml\n"
    assert "`kitgen check`" in varied.err
    assert run("check", "--strict", project=project).code == ExitCode.OK
    assert run("region", "new", "Normandie", project=project).code == ExitCode.USAGE
    assert run("vary", "normandie", "municipal/scic", project=project).code == ExitCode.USAGE


def test_building_a_region_that_varies_nothing_says_what_to_type(tmp_path: Path) -> None:
    """« Up to date, 0 documents » would leave a club's person waiting for a file."""
    answer = run("build", "--region", "bretagne", project=stock(tmp_path))

    assert answer.code == ExitCode.OK
    assert answer.out == ""
    assert "aucune fiche n’est déclinée" in answer.err
    assert "`kitgen build municipal --region bretagne`" in answer.err
    assert not (tmp_path / "output").exists()


WRONG = '  - remplacer: leviers/regie/exemples/nulle-part\n    base: "e632dd2e"\n    par: ' + BREST


def test_a_club_s_mistake_stops_what_it_touches_only(project: Path) -> None:
    """A wrong variant stops its région and the check, not the national edition."""
    write_variant(project, WRONG)

    assert run("check", project=project).code == ExitCode.CONTENT
    for asked in ("bretagne", "all"):
        refused = run("build", "--region", asked, "--format", "docx", project=project)
        assert refused.code == ExitCode.CONTENT
        assert "[cible-introuvable]" in refused.err
    national = run("build", "municipal/scic", "--format", "docx", project=project)
    assert national.code == ExitCode.OK
    assert run("list", project=project).code == ExitCode.OK


def test_a_wrong_file_of_a_club_stops_everything(project: Path) -> None:
    """What cannot be read, or breaks a content rule of its own, stops the national edition."""
    write_variant(project, "  - inventer: tout")

    for words in (["check"], ["build", "municipal/scic", "--format", "docx"], ["list"]):
        assert run(*words, project=project).code == ExitCode.CONTENT


def test_a_national_build_says_what_it_makes_stale(stale: Path) -> None:
    """Whoever builds after a national change reads which clubs must look, whatever is built."""
    answer = run("build", "municipal/scic", "--format", "docx", project=stale)

    assert answer.code == ExitCode.OK
    assert "[declinaison-perimee]" in answer.err

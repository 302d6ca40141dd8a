"""`kitgen impact`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

from kitgen.errors import ExitCode
from tests.projects import run, write_project


def test_the_documents_are_listed_with_their_fiches(tmp_path: Path) -> None:
    """How many first; then each, with the pages around its fiches."""
    root = write_project(tmp_path)

    answer = run("impact", "municipal/scic#titre", project=root)

    assert answer.code == ExitCode.OK
    assert answer.out.replace("\u00a0", " ").replace("\u202f", " ") == (
        "Documents : 1 ; fiches : 2\n"
        "\n"
        "national/municipal/kit-municipaless_national_2026-11 (pdf, docx)\n"
        "  Kit MunicipalESS – Communes & ESS – novembre 2026\n"
        "  pages : sommaire\n"
        "  Fiche 1 – Connaître l’ESS (municipal/connaitre)\n"
        "  Fiche 2 – Connaître l’ESS (municipal/scic)\n"
    )


def test_a_change_that_nothing_shows_touches_nothing(tmp_path: Path) -> None:
    """It is said."""
    chemin = "municipal/scic#leviers/agir/exemples/jardins/source/consulte_le"

    answer = run("impact", chemin, project=write_project(tmp_path))

    assert (answer.code, answer.out) == (ExitCode.OK, "Aucun document ne changerait\n")


def test_json_is_one_document(tmp_path: Path) -> None:
    """What was asked, then the documents."""
    answer = run("impact", "--json", "municipal/scic#chapo", project=write_project(tmp_path))

    found = json.loads(answer.out)
    assert found["chemins"] == ["municipal/scic#chapo"]
    assert found["documents"] == [
        {
            "document": "national/municipal/kit-municipaless_national_2026-11",
            "titre": "Kit MunicipalESS – Communes & ESS – novembre 2026",
            "collection": "municipal",
            "region": None,
            "formats": ["pdf", "docx"],
            "parties": [],
            "fiches": [
                {
                    "reference": "municipal/scic",
                    "titre": "Fiche\u00a02 – Connaître l’ESS",
                    "pages": None,
                }
            ],
        }
    ]


def test_a_word_is_needed_and_must_name_something(tmp_path: Path) -> None:
    """Usage errors, in French."""
    root = write_project(tmp_path)

    assert "Il manque l’argument" in run("impact", project=root).err
    answer = run("impact", "municipal/x", project=root)
    assert answer.code == ExitCode.USAGE
    assert "cible-inconnue" in answer.err

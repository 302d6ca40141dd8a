"""`kitgen impact`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

from kitgen.errors import ExitCode
from tests.projects import run, write_project
from tests.regional import CHANGED, amend, stock, write_variant
from tests.repository import record


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
        "  pages : index des exemples, sommaire\n"
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
    """Usage errors, in French; paths and a revision do not go together."""
    root = write_project(tmp_path)

    for words in ([], ["municipal/scic", "--since", "HEAD"]):
        answer = run("impact", *words, project=root)
        assert answer.code == ExitCode.USAGE
        assert "par des chemins, ou par une révision" in answer.err
    answer = run("impact", "municipal/x", project=root)
    assert answer.code == ExitCode.USAGE
    assert "cible-inconnue" in answer.err


def test_what_a_branch_touches_is_a_list_for_its_readers(tmp_path: Path) -> None:
    """In Markdown, and nothing in a title is a mark."""
    root = write_project(tmp_path)
    record(root, "Anne", "2026-11-01")
    amend(root, "Connaître l'ESS", "Une *autre* ESS", "fiches/municipal/scic.yaml")

    answer = run("impact", "--since", "HEAD", "--format", "md", project=root)

    assert answer.out.replace("\u00a0", " ").replace("\u202f", " ") == (
        "# Documents touchés\n"
        "\n"
        "Documents : 1 ; fiches : 2.\n"
        "\n"
        "- **Kit MunicipalESS – Communes & ESS – novembre 2026** : index des exemples, "
        "sommaire\n"
        "  - Fiche 1 – Connaître l’ESS (municipal/connaitre)\n"
        "  - Fiche 2 – Une \\*autre\\* ESS (municipal/scic)\n"
    )


def test_a_list_does_not_name_all_the_fiches(tmp_path: Path) -> None:
    """A layout touches them all, and so does a document that comes; a text touches its own."""
    root = stock(tmp_path)
    record(root, "Anne", "2026-11-01")
    amend(root, "Nourrir la commune.", "Bien nourrir la commune.")
    write_variant(root, CHANGED)
    run("region", "accept", "bretagne", project=root)

    answer = run("impact", "--since", "HEAD", "--format", "md", project=root)

    lines = answer.out.replace("\u00a0", " ").splitlines()[4:]
    assert [line.rpartition("** : ")[2] for line in lines] == [
        "fiches",
        "  - Fiche 1 – L’alimentation (municipal/alimentation)",
        "document nouveau",
    ]
    (root / "layouts/kit").mkdir(parents=True)
    (root / "layouts/kit/neuf.css").write_text("", encoding="utf-8")
    record(root, "Anne", "2026-11-02")
    (root / "layouts/kit/neuf.css").write_text("/* neuf */", encoding="utf-8")
    shaped = run("impact", "--since", "HEAD", "--format", "md", project=root)
    assert shaped.out.count("** : toutes les pages\n".replace(" :", "\u00a0:")) == 2
    assert "Fiche 1" not in shaped.out


def test_what_a_branch_touches_has_its_json(tmp_path: Path) -> None:
    """It says since when; `--json` is the same."""
    root = write_project(tmp_path)
    record(root, "Anne", "2026-11-01")

    short, long = (
        run("impact", "--since", "HEAD", *form, project=root)
        for form in (["--json"], ["--format", "json"])
    )

    assert json.loads(short.out) == {"depuis": "HEAD", "documents": []}
    assert short == long

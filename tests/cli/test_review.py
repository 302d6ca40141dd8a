"""`kitgen review`: what a person reads and answers, and what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kitgen.errors import ExitCode
from tests.desk import ALIMENTATION, LONG, MARIE, PAUL, Desk, el, r, review_file, write_stock
from tests.projects import Run, run
from tests.regional import amend
from tests.test_guide import EDITION

FILE = f"fiches/{ALIMENTATION}.yaml"
KEPT = "fiches/municipal/relectures/alimentation.yaml"
TEXTE = "leviers/regie/texte"
BRETAGNE = "fiches/regions/bretagne/municipal/alimentation.yaml"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The review file of the kit."""
    return review_file(write_stock(tmp_path_factory.mktemp("envoi")))


AVANT_PROPOS = "avant_propos"
FOREWORD = 'avant_propos: "Bienvenue en Bretagne."\n'


@pytest.fixture(scope="module")
def sent_to_bretagne(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The review file of the région's edition."""
    return review_file(with_foreword(tmp_path_factory.mktemp("envoi")), region="bretagne")


def with_foreword(root: Path) -> Path:
    """Write the project, whose région has a foreword."""
    region = write_stock(root) / "fiches/regions/bretagne/region.yaml"
    region.write_bytes(region.read_bytes() + FOREWORD.encode())
    return root


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project; the person is in the folder above."""
    monkeypatch.chdir(tmp_path)
    return with_foreword(tmp_path / "projet")


def returned(sent: bytes, change: Callable[[Desk], object], name: str = "retour.docx") -> Path:
    """Have a reviewer change a file, and send it back."""
    desk = Desk(sent)
    change(desk)
    desk.save(Path(name))
    return Path(name)


def title(new: str, author: str = MARIE) -> Callable[[Desk], object]:
    """Return what changes the last word of the title."""
    return lambda desk: desk.track(desk.control("titre"), "vous", new, author)


def review(root: Path, *words: str | Path) -> Run:
    """Run the command on the project."""
    return run("review", *words, project=root)


def fiche(root: Path) -> str:
    """Return the fiche as it is now."""
    return (root / FILE).read_bytes().decode()


def test_the_report_is_that_of_the_guide(root: Path, sent: bytes) -> None:
    """Word for word: each change with its author, what is left to a person, the comments."""

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.type_over(desk.control(TEXTE), "maraîchères", "agricultrices")
        last = desk.paragraph("leviers/regie/exemples/lons/texte")
        last.addnext(el("p", r("Et à Besançon ?")))
        desk.comment(desk.control("chapo"), "un métier", "Le dire autrement ?")

    done = review(root, returned(sent, change))
    quoted = next(fence.text for fence in EDITION.fences if fence.info == "relecture")

    def plain(text: str) -> str:
        spaces = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        return spaces.replace("’", "'")

    assert plain(done.out) == plain(quoted)
    assert done.code == ExitCode.CONTENT
    assert fiche(root) == LONG


def test_an_unchanged_file_asks_nothing(root: Path, sent: bytes) -> None:
    """And applying it writes nothing."""
    done = review(root, returned(sent, lambda _: None), "--apply")

    assert done.code == ExitCode.OK
    assert done.out.splitlines() == [
        "Rien à reprendre : les textes sont inchangés".replace(" :", "\N{NO-BREAK SPACE}:"),
        "Aucun fichier n’a changé",
    ]
    assert fiche(root) == LONG


def test_a_file_is_asked_for(root: Path) -> None:
    """One that does not exist is a usage error too."""
    assert review(root).code == ExitCode.USAGE
    assert review(root, "absent.docx").code == ExitCode.USAGE


def test_what_is_refused_is_said_for_every_file(root: Path, sent: bytes) -> None:
    """Nothing is written, even of the others."""
    Path("a.docx").write_bytes(b"%PDF")
    Path("b.docx").write_bytes(b"")
    good = returned(sent, title("nous"))

    done = review(root, good, "a.docx", "b.docx", "--apply")
    assert done.code == ExitCode.CONTENT
    assert done.err.count("[relecture-refusee]") == 2
    assert fiche(root) == LONG


def test_a_stranger_s_file_is_refused(root: Path, sent: bytes, sent_to_bretagne: bytes) -> None:
    """Another project's, or that of a région that is no longer there."""
    file = returned(sent, title("nous"))
    amend(root, '"Les kits"', '"Autre chose"', "kitgen.yaml")
    assert "vient d’un autre projet" in review(root, file).err

    amend(root, '"Autre chose"', '"Les kits"', "kitgen.yaml")
    amend(root, "regions: [bretagne]", "regions: []", "kitgen.yaml")
    for path in (root / "fiches/regions").rglob("*.yaml"):
        path.unlink()
    file = returned(sent_to_bretagne, title("nous"))
    assert "que kitgen.yaml ne cite plus" in review(root, file).err


def test_both_sides_are_merged(root: Path, sent: bytes) -> None:
    """What the editor changed since, and what the reviewer asks, in one text."""
    amend(root, "La commune emploie", "Toute commune emploie", FILE)
    file = returned(sent, lambda desk: desk.track(desk.control(TEXTE), "maraîchers", "cuisiniers"))

    done = review(root, file, "--apply")
    assert done.code == ExitCode.OK
    assert "Toute commune emploie des maraîchères et des cuisiniers." in fiche(root)
    assert review(root, file, "--apply").out.startswith("Rien à reprendre")


def test_a_conflict_shows_the_three_texts(root: Path, sent: bytes) -> None:
    """And writes none of them; other changes are written."""
    amend(root, "& vous", "& elles", FILE)

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.track(desk.control("chapo"), "un métier", "un art")

    done = review(root, returned(sent, change), "--apply")
    assert done.code == ExitCode.CONTENT
    for words in ("conflit", "& vous", "[-vous-]{+elles+}", "[-vous-]{+nous+}"):
        assert words in done.out
    assert "& elles" in fiche(root)
    assert "**un art**" in fiche(root)


def test_two_reviewers_who_agree_or_do_not(root: Path, sent: bytes) -> None:
    """Different words are merged, the same words said alike are one, others are a conflict."""

    def marie(desk: Desk) -> None:
        title("nous")(desk)
        desk.track(desk.control("chapo"), "un métier", "un art")
        desk.track(desk.control(TEXTE), "maraîchères", "agricultrices")

    def paul(desk: Desk) -> None:
        title("elles", PAUL)(desk)
        desk.track(desk.control("chapo"), "un métier", "un art", PAUL)
        desk.track(desk.control(TEXTE), "maraîchers", "agriculteurs", PAUL)

    files = (returned(sent, marie, "marie.docx"), returned(sent, paul, "paul.docx"))
    done = review(root, *files, "--apply", "--json")
    found = {one["champ"]: one for one in json.loads(done.out)["changements"]}

    assert {champ: one["etat"] for champ, one in found.items()} == {
        "titre": "conflit",
        "chapo": "pret",
        TEXTE: "pret",
    }
    assert [one["auteurs"][0]["auteur"] for one in found["titre"]["demandes"]] == [MARIE, PAUL]
    assert done.code == ExitCode.CONTENT
    assert "des agricultrices et des agriculteurs" in fiche(root)
    assert "& vous" in fiche(root)


def test_a_text_that_is_gone_is_told(root: Path, sent: bytes) -> None:
    """With what was asked of it."""
    amend(root, "ressources:\n  - id: guide", "ressources:\n  - id: autre", FILE)
    file = returned(
        sent, lambda desk: desk.track(desk.control("ressources/guide/titre"), "guide", "atlas")
    )

    done = review(root, file, "--apply")
    assert done.code == ExitCode.CONTENT
    assert "ce texte n’existe plus dans le projet" in done.out
    assert "{+atlas+}" in done.out
    assert json.loads(review(root, file, "--json").out)["changements"][0]["fichier"] is None


def test_what_makes_no_markdown_is_a_conflict(root: Path, sent: bytes) -> None:
    """Two changes that are right alone, and wrong together."""
    amend(root, "      La commune emploie", "      `La commune` emploie", FILE)
    file = returned(sent, lambda desk: desk.track(desk.control(TEXTE), "maraîchers", "cuisiniers"))

    assert "markdown-interdit" in review(root, file).err


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Have a person answer."""
    said = iter(typed)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(said))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("n", "o"), (False, True)),
        (("o", "n"), (True, False)),
        (("t",), (True, True)),
        (("q",), (False, False)),
    ],
)
def test_changes_are_chosen_one_by_one(
    root: Path,
    sent: bytes,
    monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, ...],
    kept: tuple[bool, bool],
) -> None:
    """Yes, no, all that follow, stop."""
    answers(monkeypatch, *typed)

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.track(desk.control("chapo"), "un métier", "un art")

    done = review(root, returned(sent, change), "--interactive")
    assert done.code == ExitCode.OK
    assert ("& nous" in fiche(root), "un art" in fiche(root)) == kept


def test_a_conflict_is_not_asked_about(
    root: Path, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can answer yes to it."""
    answers(monkeypatch)
    amend(root, "& vous", "& elles", FILE)

    assert review(root, returned(sent, title("nous")), "--interactive").code == ExitCode.CONTENT


def test_a_national_text_of_a_region_s_file_waits_for_a_choice(
    root: Path, sent_to_bretagne: bytes
) -> None:
    """Without one it is told, and not written."""
    done = review(root, returned(sent_to_bretagne, title("nous")), "--apply")

    assert done.code == ExitCode.CONTENT
    assert "choisissez --regional" in done.out
    assert fiche(root) == LONG
    assert not (root / BRETAGNE).exists()


def test_it_may_become_an_operation_of_the_variant(root: Path, sent_to_bretagne: bytes) -> None:
    """Stamped, at the end of a variant that is made if needed; the national text stays."""

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.track(desk.control("chapo"), "un métier", "un art")

    file = returned(sent_to_bretagne, change)
    done = review(root, file, "--apply", "--regional")
    variant = (root / BRETAGNE).read_text(encoding="utf-8")

    assert done.code == ExitCode.OK
    assert "  - modifier: titre\n    base: " in variant
    assert "    valeur: |\n      Nourrir la commune : **un art** de l'ESS" in variant
    assert fiche(root) == LONG
    assert run("check", "--strict", project=root).code == ExitCode.OK
    assert review(root, file, "--apply", "--regional").out.startswith("Rien à reprendre")


def test_an_operation_is_added_to_those_of_the_variant(
    root: Path, sent_to_bretagne: bytes
) -> None:
    """The text of the région's own is changed where it is written."""
    chapo = returned(
        sent_to_bretagne, lambda desk: desk.track(desk.control("chapo"), "un métier", "un art")
    )
    assert review(root, chapo, "--apply", "--regional").code == ExitCode.OK

    own = review_file(root, region="bretagne")

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.track(desk.control("chapo"), "un art", "une chance")

    assert review(root, returned(own, change), "--apply", "--regional").code == ExitCode.OK
    variant = (root / BRETAGNE).read_text(encoding="utf-8")
    assert variant.count("modifier:") == 2
    assert "**une chance**" in variant
    assert fiche(root) == LONG


def test_it_may_become_the_national_text(root: Path, sent_to_bretagne: bytes) -> None:
    """When it is wanted for everybody."""
    done = review(root, returned(sent_to_bretagne, title("nous")), "--apply", "--national")

    assert done.code == ExitCode.OK
    assert "& nous" in fiche(root)


@pytest.mark.parametrize(("answer", "where"), [("r", BRETAGNE), ("n", FILE), ("p", None)])
def test_where_it_goes_may_be_asked(
    root: Path,
    sent_to_bretagne: bytes,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    where: str | None,
) -> None:
    """In the variant, in the national text, nowhere."""
    answers(monkeypatch, answer)

    review(root, returned(sent_to_bretagne, title("nous")), "--interactive")
    found = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.yaml")
        if "& nous" in path.read_text(encoding="utf-8")
    ]
    assert found == ([] if where is None else [where])


def test_a_text_of_the_collection_has_no_variant(
    root: Path, sent_to_bretagne: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the national one can change."""

    def change(desk: Desk) -> None:
        chemin, fichier = "parties/leviers/titre", "municipal/collection"
        control = desk.control(chemin, fichier=fichier)
        desk.track(control, "".join(control.itertext()), "Agir")

    file = returned(sent_to_bretagne, change)
    assert "aucune variante" in review(root, file, "--apply", "--regional").out
    answers(monkeypatch, "p")
    assert review(root, file, "--interactive").code == ExitCode.CONTENT
    assert review(root, file, "--apply", "--national").code == ExitCode.OK
    text = (root / "fiches/municipal/collection.yaml").read_text(encoding="utf-8")
    assert 'titre: "Agir"' in text


def test_two_choices_of_the_same_words_are_refused(
    root: Path, sent: bytes, sent_to_bretagne: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A national review and a région's, both for the national text; nothing is written."""
    files = (
        returned(sent, title("nous"), "a.docx"),
        returned(sent_to_bretagne, title("elles"), "b.docx"),
    )
    answers(monkeypatch, "o", "n")

    done = review(root, *files, "--interactive")
    assert "[relecture-impossible]" in done.err
    assert fiche(root) == LONG


def test_a_value_that_cannot_change_alone_is_refused(root: Path, sent: bytes) -> None:
    """Rather than touching the rest; nothing at all is written."""
    amend(root, "    texte: |\n      La commune", "    texte: |+\n      La commune", FILE)
    before = fiche(root)

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.track(desk.control(TEXTE), "maraîchers", "cuisiniers")

    done = review(root, returned(sent, change), "--apply")
    assert done.code == ExitCode.CONTENT
    assert "[relecture-impossible]" in done.err
    assert fiche(root) == before


def test_a_value_that_the_fiche_refuses_is_not_written(root: Path, sent: bytes) -> None:
    """A title of four hundred signs; the answer is that of the check."""
    done = review(root, returned(sent, title("nous " * 80)), "--apply")

    assert done.code == ExitCode.CONTENT
    assert "[valeur-refusee]" in done.err
    assert fiche(root) == LONG


def test_what_the_check_says_afterwards_is_shown(root: Path, sent: bytes) -> None:
    """The file is written; its author reads what to correct."""
    file = returned(sent, lambda desk: desk.link(desk.control(TEXTE), "emploie", "https://a"))

    done = review(root, file, "--apply")
    assert done.code == ExitCode.CONTENT
    assert "[lien-interdit]" in done.err
    again = review(root, file, "--apply", "--json")
    assert "[lien-interdit]" in again.err


def test_comments_wait_beside_the_fiche(root: Path, sent: bytes) -> None:
    """They are shown by `status` until somebody has dealt with them; twice read, once kept."""
    file = returned(
        sent,
        lambda desk: desk.comment(desk.control(TEXTE), "emploie", "Vraiment ?", answer="Oui."),
    )
    assert review(root, file, "--apply").code == ExitCode.OK
    assert review(root, file, "--apply").code == ExitCode.OK

    status = run("status", "--exit-code", project=root)
    assert status.code == ExitCode.ATTENTION
    assert "Vraiment" in status.out
    assert "Oui." in status.out
    assert "1 commentaire de relecture en attente" in status.out
    (waiting,) = json.loads(run("status", "--json", project=root).out)["commentaires"]
    assert (waiting["fiche"], waiting["champ"], waiting["date"]) == (
        ALIMENTATION,
        TEXTE,
        "2026-12-03",
    )

    assert review(root, "--resolve", waiting["id"]).code == ExitCode.OK
    assert review(root, file, "--apply").code == ExitCode.OK
    assert run("status", "--exit-code", project=root).code == ExitCode.OK
    assert (root / KEPT).read_text(encoding="utf-8").count("etat: traite") == 1
    assert review(root, "--resolve", "00000000").code == ExitCode.USAGE
    assert run("check", "--strict", project=root).code == ExitCode.OK


def test_comments_of_a_region_are_its_own(root: Path, sent_to_bretagne: bytes) -> None:
    """Beside its variants; those of its own file, of the kit and of the project have a place."""

    def comment(chemin: str, fichier: str, words: str) -> Path:
        return returned(
            sent_to_bretagne,
            lambda desk: desk.comment(
                desk.control(chemin, fichier=fichier), words, f"Sur {fichier}", author=""
            ),
        )

    for chemin, fichier, words in (
        ("titre", ALIMENTATION, "vous"),
        ("mentions", "kitgen", "essai"),
    ):
        assert review(root, comment(chemin, fichier, words), "--apply").code == ExitCode.OK
    outside = returned(
        sent_to_bretagne, lambda desk: desk.comment(desk.body[0], "Relire", "Hors de tout")
    )
    assert review(root, outside, "--apply").code == ExitCode.OK

    kept = [path.relative_to(root).as_posix() for path in root.rglob("relectures/*.yaml")]
    assert sorted(kept) == [
        "fiches/regions/bretagne/municipal/relectures/alimentation.yaml",
        "fiches/regions/bretagne/municipal/relectures/collection.yaml",
        "fiches/regions/bretagne/municipal/relectures/kitgen.yaml",
    ]
    status = run("status", project=root).out
    assert "bretagne/municipal/alimentation – relecteur" in status
    assert "3 commentaires de relecture en attente" in status


def test_a_file_of_comments_of_another_form_is_left_alone(root: Path, sent: bytes) -> None:
    """Nothing is written, and its author is told how it should be."""
    kept = root / KEPT
    kept.parent.mkdir()
    header = "# yaml-language-server: $schema=../../schemas/relectures.schema.json\n"
    kept.write_text(f"{header}commentaires: []\n", encoding="utf-8")
    file = returned(sent, lambda desk: desk.comment(desk.control(TEXTE), "emploie", "Vraiment ?"))

    done = review(root, file, "--apply")
    assert done.code == ExitCode.CONTENT
    assert "[relecture-impossible]" in done.err
    assert kept.read_text(encoding="utf-8") == f"{header}commentaires: []\n"


def test_json_says_all_of_it(root: Path, sent: bytes) -> None:
    """One document, for an automaton."""

    def change(desk: Desk) -> None:
        title("nous")(desk)
        desk.paragraph("titre").append(r(" (suite)"))
        desk.body.insert(0, el("p", r("Vu.")))
        desk.comment(desk.control(TEXTE), "emploie", "Vraiment ?", answer="Oui.")

    document = json.loads(review(root, returned(sent, change), "--json").out)
    assert set(document) == {"changements", "non_repris", "commentaires", "ecrits"}
    assert document["ecrits"] == []
    assert {one["motif"] for one in document["non_repris"]} == {"hors-champ", "texte-inexplique"}
    assert document["commentaires"][0]["reponses"][0]["texte"] == "Oui."


def test_colours_are_for_terminals(
    root: Path, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There, no marks."""
    monkeypatch.setenv("FORCE_COLOR", "1")

    done = review(root, returned(sent, title("nous")))
    assert "[-vous-]" not in done.out
    assert "\x1b[" in done.out


def test_texts_of_the_project_and_of_the_region_come_home(
    root: Path, sent_to_bretagne: bytes
) -> None:
    """Each in its own file: the région's needs no choice, the project's does."""

    def change(desk: Desk) -> None:
        for chemin, fichier in (("mentions", "kitgen"), (AVANT_PROPOS, "regions/bretagne/region")):
            control = desk.control(chemin, fichier=fichier)
            words = "".join(control.itertext())
            desk.track(control, words, f"{words} (relu)")

    done = review(root, returned(sent_to_bretagne, change), "--apply", "--json")
    states = {one["champ"]: one["etat"] for one in json.loads(done.out)["changements"]}
    assert states == {"mentions": "a-choisir", AVANT_PROPOS: "pret"}
    region = (root / "fiches/regions/bretagne/region.yaml").read_text(encoding="utf-8")
    assert "(relu)" in region


def test_a_fiche_that_is_gone_is_told(root: Path, sent: bytes) -> None:
    """Its file was removed since."""
    (root / "fiches/municipal/scic.yaml").unlink()
    amend(root, "      - scic\n", "", "fiches/municipal/collection.yaml")
    for link in ("[](fiche:municipal/scic)", "[ses statuts](fiche:municipal/scic)"):
        amend(root, link, "elle", FILE)
    file = returned(
        sent,
        lambda desk: desk.track(
            desk.control("titre", fichier="municipal/scic"), "SCIC", "coopérative"
        ),
    )

    done = review(root, file, "--apply")
    assert "ce texte n’existe plus" in done.out
    assert done.code == ExitCode.CONTENT

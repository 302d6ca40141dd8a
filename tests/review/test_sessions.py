"""Whole sessions in Word, simulated: each change comes home, or is told; none is misplaced."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml.etree import _Element as Element

from kitgen.errors import ExitCode
from kitgen.review import NoticeKind, file, read_review
from kitgen.review.source import UnsayableError
from tests.desk import (
    ALIMENTATION,
    LONG,
    MARIE,
    PAUL,
    Desk,
    el,
    q,
    r,
    review_file,
    send_back,
    write_stock,
)

TEXTE = "leviers/regie/texte"
EXEMPLE = "leviers/regie/exemples/lons"
FILE = f"fiches/{ALIMENTATION}.yaml"

Change = Callable[[Desk], object]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The review file of the kit."""
    return review_file(write_stock(tmp_path_factory.mktemp("envoi")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project that it was made from."""
    return write_stock(tmp_path)


def back(
    root: Path, sent: bytes, change: Change, *words: str
) -> tuple[int, dict[str, Any], tuple[str, ...]]:
    """Apply what a reviewer changed; return the code, the JSON, and the lines of the fiche."""
    done = send_back(root, change, "--apply", "--json", *words, sent=sent)
    after = (root / FILE).read_bytes().decode()
    lines = difflib.unified_diff(LONG.splitlines(), after.splitlines(), lineterm="", n=0)
    told = tuple(line for line in lines if line[:3] not in {"---", "+++"} and line[0] != "@")
    return done.code, json.loads(done.out), told


def motives(document: dict[str, Any]) -> list[str]:
    """Return why each thing that is told is not applied."""
    return [one["motif"] for one in document["non_repris"]]


def drop(element: Element) -> None:
    """Take an element off."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def split_runs(desk: Desk) -> None:
    """Cut runs as Word does when it checks the spelling or saves."""
    for word in ("commune", "emploie"):
        for chemin in ("chapo", TEXTE):
            control = desk.control(chemin)
            if word in "".join(control.itertext()):
                (run,) = desk.words(control, word)
                run.set(q("w:rsidR"), "00AB12CD")
                run.addprevious(el("proofErr", type="spellStart"))
                run.addnext(el("proofErr", type="spellEnd"))


def remove_tracked(desk: Desk) -> None:
    """Delete an element of a list while changes are recorded."""
    paragraph = desk.paragraph(TEXTE, 4)
    for run in list(paragraph.iter(q("w:r"))):
        desk.strike(run, MARIE)
    desk.mark(paragraph, "del", MARIE)


def move_within(desk: Desk) -> None:
    """Move some words within a sentence, while changes are recorded."""
    control = desk.control("chapo")
    (run,) = desk.words(control, "Nourrir la commune")
    there = r("Nourrir la commune")
    moved = desk.change("moveFrom", MARIE)
    run.addprevious(moved)
    moved.append(run)
    last = desk.words(control, "autre ligne")[-1]
    last.addnext(desk.change("moveTo", MARIE, r(" "), there))


def two_authors(desk: Desk) -> None:
    """Two people record changes in one sentence."""
    desk.track(desk.control(TEXTE), "maraîchères", "agricultrices", MARIE)
    desk.track(desk.control(TEXTE), "maraîchers", "agriculteurs", PAUL)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            split_runs,
            (),
        ),
        (
            lambda desk: desk.type_over(desk.control("chapo"), "Nourrir la", "Nourrir toute la"),
            (
                "-  Nourrir la commune : **un métier** de l'ESS, depuis le 1er mai.",
                "+  Nourrir toute la commune : **un métier** de l'ESS, depuis le 1er mai.",
            ),
        ),
        (
            lambda desk: desk.type_over(desk.control("chapo"), "un métier", "l’« art » : 10\xa0%"),
            (
                "-  Nourrir la commune : **un métier** de l'ESS, depuis le 1er mai.",
                "+  Nourrir la commune : **l'« art » : 10 %** de l'ESS, depuis le 1er mai.",
            ),
        ),
        (
            two_authors,
            (
                "-      La commune emploie des maraîchères et des maraîchers.",
                "+      La commune emploie des agricultrices et des agriculteurs.",
            ),
        ),
        (
            move_within,
            (
                "-  Nourrir la commune : **un métier** de l'ESS, depuis le 1er mai.",
                "-  La suite, sur une autre ligne.",
                "+  : **un métier** de l'ESS, depuis le 1er mai.",
                "+  La suite, sur une autre ligne Nourrir la commune.",
            ),
        ),
        (
            lambda desk: desk.new_paragraph(desk.paragraph(TEXTE, 4), "arroser ;"),
            ("+      - arroser ;",),
        ),
        (
            lambda desk: desk.new_paragraph(
                desk.paragraph(TEXTE, 4), "arroser ;", MARIE, inside=True
            ),
            ("+      - arroser ;",),
        ),
        (
            lambda desk: desk.new_paragraph(desk.paragraph(TEXTE, 7), "troisième temps", MARIE),
            ("+      3. troisième temps",),
        ),
        (
            lambda desk: drop(desk.paragraph(TEXTE, 4)),
            ("-      - récolter ;",),
        ),
        (
            remove_tracked,
            ("-      - récolter ;",),
        ),
        (
            lambda desk: desk.style(desk.control(TEXTE), "emploie", el("b")),
            (
                "-      La commune emploie des maraîchères et des maraîchers.",
                "+      La commune **emploie** des maraîchères et des maraîchers.",
            ),
        ),
        (
            lambda desk: desk.link(desk.control(TEXTE), "emploie", "https://a.fr/b&c"),
            (
                "-      La commune emploie des maraîchères et des maraîchers.",
                "+      La commune [emploie](https://a.fr/b&c) des maraîchères et des maraîchers.",
            ),
        ),
        (
            lambda desk: desk.track(desk.control("titre"), "vous", "nous"),
            (
                '-titre: "L\'alimentation & vous"',
                '+titre: "L\'alimentation & nous"',
            ),
        ),
        (
            lambda desk: desk.type_over(
                desk.control("leviers/regie/titre"), "Créer", "L’idée : créer"
            ),
            (
                "-    titre: 'Créer une régie agricole'",
                "+    titre: 'L''idée : créer une régie agricole'",
            ),
        ),
        (
            lambda desk: desk.track(desk.control(f"{EXEMPLE}/titre"), "cuisine", "grande cuisine"),
            (
                '-        titre: "Une cuisine centrale"  # à garder',
                '+        titre: "Une grande cuisine centrale"  # à garder',
            ),
        ),
        (
            lambda desk: desk.type_over(
                desk.control("ressources/guide/titre"), "guide", "beau guide"
            ),
            (
                "-    titre: Un guide",
                "+    titre: Un beau guide",
            ),
        ),
        (
            lambda desk: desk.control("titre").addnext(r(" (suite)")),
            (
                '-titre: "L\'alimentation & vous"',
                '+titre: "L\'alimentation & vous (suite)"',
            ),
        ),
    ],
)
def test_what_is_changed_in_a_field_comes_home(
    root: Path, sent: bytes, change: Change, told: tuple[str, ...]
) -> None:
    """Only its own lines change; nothing is left to do by hand."""
    code, document, lines = back(root, sent, change)

    assert lines == told
    assert (code, motives(document)) == (ExitCode.OK, [])


def empty(desk: Desk) -> None:
    """Clear a control: Word shows its prompt instead."""
    control = desk.control("titre")
    content = control.find(q("w:sdtContent"))
    properties = control.find(q("w:sdtPr"))
    assert content is not None
    assert properties is not None
    for child in list(content):
        content.remove(child)
    content.append(r("Cliquez ici pour taper du texte."))
    properties.append(el("showingPlcHdr"))


def paste_from_web(desk: Desk) -> None:
    """Paste a heading, an image and a sentence in a field, with their styles."""
    paragraph = desk.paragraph(TEXTE, 1)
    content = desk.control(TEXTE).find(q("w:sdtContent"))
    assert content is not None
    content.append(el("r", el("drawing")))
    heading = el("p", el("pPr", el("pStyle", val="Heading1")), r("Titre collé"))
    paragraph.addnext(heading)


def table_in(desk: Desk) -> None:
    """Draw a table in the middle of a field."""
    cell = el("tc", el("p", r("Case")))
    desk.paragraph(TEXTE, 1).addnext(el("tbl", el("tr", cell)))


def deeper(desk: Desk) -> None:
    """Indent an element of a list."""
    properties = desk.paragraph(TEXTE, 4).find(q("w:pPr"))
    assert properties is not None
    properties.append(el("numPr", el("ilvl", val="1"), el("numId", val="1")))


def join(desk: Desk) -> None:
    """Delete the end of a paragraph: the field runs into the words of the document."""
    first = desk.paragraph(f"{EXEMPLE}/texte")
    following = first.getnext()
    assert following is not None
    first.extend([child for child in following if child.tag != q("w:pPr")])
    drop(following)


def move_box(desk: Desk) -> None:
    """Cut a whole paragraph of a field and paste it at the end of the document."""
    paragraph = desk.paragraph("chapo")
    drop(paragraph)
    desk.body.insert(len(desk.body) - 1, paragraph)


def copy_box(desk: Desk) -> None:
    """Copy a paragraph of a field elsewhere, its control with it."""
    desk.body.insert(len(desk.body) - 1, deepcopy(desk.paragraph("chapo")))


def header(desk: Desk) -> None:
    """Type in a header."""
    name = next(one for one in desk.parts if one.startswith("word/entete"))
    before, end, after = desk.parts[name].rpartition(b"</w:p>")
    desk.parts[name] = before + b"<w:r><w:t>vu</w:t></w:r>" + end + after


@pytest.mark.parametrize(
    ("change", "motive", "words"),
    [
        (empty, "champ-vide", "L'alimentation & vous"),
        (lambda desk: drop(desk.paragraph(f"{EXEMPLE}/texte")), "champ-supprime", ""),
        (
            lambda desk: desk.paragraph(f"{EXEMPLE}/texte").addnext(el("p", r("Collé du web"))),
            "hors-champ",
            "Collé du web",
        ),
        (
            lambda desk: desk.paragraph("titre").append(r(" (suite)")),
            "texte-inexplique",
            "(suite)",
        ),
        (paste_from_web, "forme", "La commune emploie"),
        (paste_from_web, "forme", "Titre collé"),
        (table_in, "forme", "Case"),
        (deeper, "forme", "récolter"),
        (join, "deplacement", "La ville cuisine"),
        (move_box, "deplacement", "Nourrir"),
        (copy_box, "hors-champ", "Nourrir"),
        (header, "en-tete", "vu"),
        (
            lambda desk: desk.style(desk.control(TEXTE), "emploie", el("u", val="single")),
            "mise-en-forme",
            "souligné",
        ),
        (
            lambda desk: desk.style(
                desk.control(TEXTE), "emploie", el("vertAlign", val="superscript")
            ),
            "mise-en-forme",
            "exposant",
        ),
        (
            lambda desk: desk.words(desk.control(TEXTE), "emploie")[0].append(el("br")),
            "mise-en-forme",
            "saut de ligne",
        ),
        (
            lambda desk: desk.link(desk.control(TEXTE), "emploie", "javascript:alert(1)"),
            "mise-en-forme",
            "lien",
        ),
        (
            lambda desk: drop(next(run for run in desk.paragraph("titre").iter(q("w:r")))),
            "texte-compose",
            "",
        ),
        (lambda desk: drop(desk.body[0]), "texte-compose", ""),
        (
            lambda desk: desk.type_over(desk.body[1], "Kit", "Le kit"),
            "texte-compose",
            "Le kit",
        ),
        (
            lambda desk: desk.type_over(desk.control(TEXTE, 2), "2 – La", "2, page La"),
            "renvoi",
            "page",
        ),
    ],
)  # fmt: skip
def test_what_cannot_come_home_is_told(
    root: Path, sent: bytes, change: Change, motive: str, words: str
) -> None:
    """With its words: none is dropped."""
    code, document, _ = back(root, sent, change)
    told = {one["motif"]: f"{one['texte']} {one['avant']}" for one in document["non_repris"]}

    assert motive in told
    assert any(words in f"{one['texte']} {one['avant']}" for one in document["non_repris"])
    assert code == (ExitCode.OK if set(told) == {"renvoi"} else ExitCode.CONTENT)


def emptied(desk: Desk) -> None:
    """Clear the words of a paragraph, and leave it there."""
    content = desk.control(TEXTE).find(q("w:sdtContent"))
    assert content is not None
    for child in list(content):
        content.remove(child)


def test_a_paragraph_whose_words_are_cleared_is_gone(root: Path, sent: bytes) -> None:
    """Though it is still there, empty; the others are not touched."""
    code, document, lines = back(root, sent, emptied)

    assert lines == ("-      La commune emploie des maraîchères et des maraîchers.", "-")
    assert (code, motives(document)) == (ExitCode.OK, [])


def test_words_typed_at_the_very_top_are_told(root: Path, sent: bytes) -> None:
    """Before any field."""
    _, document, _ = back(root, sent, lambda desk: desk.body.insert(0, el("p", r("Vu."))))

    assert [(one["motif"], one["texte"], one["champ"]) for one in document["non_repris"]] == [
        ("hors-champ", "Vu.", None)
    ]


def test_a_title_in_two_paragraphs_is_told(root: Path, sent: bytes) -> None:
    """A line has one."""

    def change(desk: Desk) -> None:
        for chemin in ("titre", f"{EXEMPLE}/titre"):
            desk.new_paragraph(desk.paragraph(chemin), "Deux", inside=True)

    _, document, lines = back(root, sent, change)
    assert motives(document) == ["hors-champ", "forme"]
    assert lines == ()


def test_a_changed_field_beside_unexplained_words_is_told_whole(root: Path, sent: bytes) -> None:
    """It is not applied, and what it says is not lost."""

    def change(desk: Desk) -> None:
        desk.type_over(desk.control("titre"), "vous", "nous")
        desk.paragraph("titre").append(r(" (suite)"))

    _, document, lines = back(root, sent, change)
    assert [one["texte"] for one in document["non_repris"]] == [
        "Fiche 1 (suite)",
        "L'alimentation & nous",
    ]
    assert lines == ()


@pytest.mark.parametrize("original", [True, False])
def test_what_markdown_cannot_say_is_told_whole(
    sent: bytes, monkeypatch: pytest.MonkeyPatch, *, original: bool
) -> None:
    """When only the text before the recorded changes is so, they count as recorded."""
    calls = iter([original, False])

    def typed(*_: object) -> str:
        if not next(calls):
            raise UnsayableError
        return "Cultiver."

    monkeypatch.setattr(file, "markdown_back", typed)
    monkeypatch.setattr(file, "says_all", lambda *_: True)
    desk = Desk(sent)
    desk.track(desk.control("chapo"), "Nourrir", "Cultiver")
    found = read_review(desk.content())

    assert [(wish.accepted, wish.tracked, wish.direct) for wish in found.wishes] == (
        [("Cultiver.", True, False)] if original else []
    )
    assert [notice.kind for notice in found.notices] == ([] if original else [NoticeKind.SHAPE])


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The review file of one fiche, whose references lead elsewhere."""
    return review_file(write_stock(tmp_path_factory.mktemp("seule")), fiche="alimentation")


@pytest.mark.parametrize(
    ("old", "new", "told", "motive"),
    [
        ("ses statuts", "les statuts", "[les statuts](fiche:municipal/scic)", []),
        ("ses statuts (fiche 2)", "leurs statuts", "[leurs statuts](fiche:municipal/scic)", []),
        ("fiche 2 – La SCIC", "cette fiche", "[cette fiche](fiche:municipal/scic)", []),
        (
            "2 – La",
            "2, La",
            "[fiche 2, La SCIC](fiche:municipal/scic)",
            ["renvoi"],
        ),
        (", ses statuts (fiche 2)", "", "scic) et", []),
        ("La commune", "(La commune", "(La commune", []),
    ],
)
def test_references_keep_their_place(
    root: Path, alone: bytes, old: str, new: str, told: str, motive: list[str]
) -> None:
    """What the reference gives is not typed; its own words are the author's."""

    def change(desk: Desk) -> None:
        control = desk.control(TEXTE, 1 if old == "La commune" else 2)
        text = "".join(piece.text or "" for piece in control.iter(q("w:t")))
        desk.type_over(control, next(one for one in _spaced(old) if one in text), new)

    _, document, _ = back(root, alone, change)
    assert told in (root / FILE).read_text(encoding="utf-8")
    assert motives(document) == motive


def _spaced(words: str) -> list[str]:
    """Return words with their ordinary spaces, or with the one that typography sets."""
    return [words, words.replace("fiche 2", "fiche\N{NO-BREAK SPACE}2")]


@pytest.mark.parametrize(
    "change",
    [empty, paste_from_web, deeper, join, header, lambda desk: drop(desk.body[0])],
)
def test_what_cannot_come_home_changes_nothing(root: Path, sent: bytes, change: Change) -> None:
    """The fiche stays as it was."""
    _, document, lines = back(root, sent, change)

    assert lines == ()
    assert document["ecrits"] == []


def test_a_whole_fiche_box_moved_is_told(root: Path, sent: bytes) -> None:
    """Its text stays its field's."""
    _, document, lines = back(root, sent, move_box)

    assert motives(document) == ["deplacement"]
    assert lines == ()


def test_who_and_how_are_told(root: Path, sent: bytes) -> None:
    """Each author with the day; recorded and direct changes are told apart."""

    def change(desk: Desk) -> None:
        two_authors(desk)
        desk.type_over(desk.control("chapo"), "commune", "ville")
        desk.track(desk.control("titre"), "vous", "nous")
        desk.type_over(desk.control("titre"), "& ", "et ")

    _, document, _ = back(root, sent, change)
    told = {one["champ"]: one["demandes"][0] for one in document["changements"]}

    assert [one["auteur"] for one in told[TEXTE]["auteurs"]] == [MARIE, PAUL]
    assert (told[TEXTE]["suivi"], told[TEXTE]["direct"]) == (True, False)
    assert (told["chapo"]["suivi"], told["chapo"]["direct"]) == (False, True)
    assert (told["titre"]["suivi"], told["titre"]["direct"]) == (True, True)


def test_only_recorded_changes_are_taken_when_asked(root: Path, sent: bytes) -> None:
    """What was typed directly stays out, in the same field too; what leans on it is a conflict."""

    def change(desk: Desk) -> None:
        desk.type_over(desk.control(TEXTE), "La commune", "Toute commune")
        desk.track(desk.control(TEXTE), "maraîchers", "cuisiniers")
        desk.type_over(desk.control("chapo"), "commune", "ville")
        desk.type_over(desk.control("titre"), "vous", "les autres")
        desk.track(desk.control("titre"), "autres", "villes")

    code, document, lines = back(root, sent, change, "--only-tracked")

    assert lines == (
        "-      La commune emploie des maraîchères et des maraîchers.",
        "+      La commune emploie des maraîchères et des cuisiniers.",
    )
    states = {one["champ"]: one["etat"] for one in document["changements"]}
    assert states == {TEXTE: "pret", "titre": "conflit"}
    assert code == ExitCode.CONTENT


def test_a_recorded_change_that_cannot_be_undone_is_recorded_all_the_same(
    root: Path, sent: bytes
) -> None:
    """The text before it had words that Markdown cannot say."""

    def change(desk: Desk) -> None:
        control = desk.control("chapo")
        desk.track(control, "Nourrir", "Cultiver")
        desk.add_after(control, "la commune", "", MARIE)

    code, document, _ = back(root, sent, change)

    assert code == ExitCode.OK
    assert document["changements"][0]["demandes"][0]["suivi"]


def test_comments_are_mapped_with_their_answers(root: Path, sent: bytes) -> None:
    """To the field and the words; a resolved one is left out."""

    def change(desk: Desk, *, resolved: bool = False) -> None:
        desk.comment(
            desk.control(TEXTE), "emploie", "Vraiment ?", answer="Oui.", resolved=resolved
        )

    code, document, _ = back(root, sent, change)
    (comment,) = document["commentaires"]
    assert code == ExitCode.OK
    assert (comment["champ"], comment["extrait"]) == (TEXTE, "emploie")
    assert (comment["texte"], comment["reponses"][0]["texte"]) == ("Vraiment ?", "Oui.")

    done = send_back(root, lambda desk: change(desk, resolved=True), "--json", sent=sent)
    assert json.loads(done.out)["commentaires"] == []

"""What a reviewer pastes, draws or drags: taken, or told, and never for something else."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from kitgen.review import NoticeKind, Reviewed, read_review
from tests.desk import Desk, el, q, r, review_file, write_stock
from tests.review.papers import NAMESPACES, zipped

TEXTE = "leviers/regie/texte"
TITRE = "leviers/regie/titre"
EXEMPLE = "leviers/regie/exemples/lons"
SHAPE = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
    "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
)

Change = Callable[[Desk], object]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The review file of the kit."""
    return review_file(write_stock(tmp_path_factory.mktemp("envoi")))


def back(sent: bytes, change: Change) -> Reviewed:
    """Read what comes back once a reviewer has changed a file."""
    desk = Desk(sent)
    change(desk)
    return read_review(desk.content())


def xml(content: str) -> Element:
    """Return an element written by hand."""
    return etree.fromstring(content.replace(">", f" {NAMESPACES}>", 1))


def insert(chemin: str, words: str, *content: str) -> Change:
    """Put things after some words of a field."""

    def change(desk: Desk) -> None:
        last = desk.words(desk.control(chemin), words)[-1]
        for one in reversed(content):
            last.addnext(xml(one))

    return change


def look(chemin: str, words: str, *properties: Element) -> Change:
    """Give some words of a field a look."""
    return lambda desk: desk.style(desk.control(chemin), words, *properties)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (look(TEXTE, ".", el("b")), "en gras ou en italique sur un signe"),
        (look(TEXTE, "emploie", el("vanish")), "masqué"),
        (look(TEXTE, "emploie", el("bdr", val="single")), "encadré"),
        (look(TEXTE, "emploie", el("shd", val="clear", fill="FFFF00")), "surligné"),
        (look(f"{EXEMPLE}/titre", "cuisine", el("i")), "en italique"),
        (look("ressources/guide/titre", "guide", el("b"), el("strike")), "barré, en gras"),
        (look(TITRE, "régie", el("highlight", val="yellow")), "surligné"),
        (insert(TITRE, "régie", "<w:r><w:br/></w:r>"), "avec un saut de ligne"),
        (insert(TEXTE, "emploie", '<w:r><w:br w:type="page"/></w:r>'), "avec un saut de page"),
        (
            lambda desk: desk.link(desk.control(TITRE), "régie", "https://a.fr/b"),
            "avec un lien vers https://a.fr/b",
        ),
        (
            lambda desk: desk.link(desk.control(TEXTE), "emploie", "javascript:alert(1)"),
            "avec un lien vers javascript:alert(1)",
        ),
        (
            lambda desk: desk.link(
                desk.control("ressources/guide/titre"), "Un guide", "https://a.fr/neuf"
            ),
            "avec un lien vers https://a.fr/neuf",
        ),
    ],
)
def test_a_look_that_no_data_file_holds_is_told(sent: bytes, change: Change, told: str) -> None:
    """In a title as in a long text, with the address of a link."""
    found = back(sent, change)

    assert [(one.kind, one.text) for one in found.notices] == [(NoticeKind.LOOK, told)]


def test_a_title_without_its_link_is_told(sent: bytes) -> None:
    """The address of a resource is another field's: somebody must say what becomes of it."""

    def unlink(desk: Desk) -> None:
        (link,) = desk.control("ressources/guide/titre").iter(q("w:hyperlink"))
        for run in list(link):
            link.addprevious(run)

    found = back(sent, unlink)

    assert [one.text for one in found.notices] == ["sans son lien"]


@pytest.mark.parametrize(
    "look",
    [
        el("shd", val="clear", fill="auto"),
        el("shd", val="clear", fill="FFFFFF"),
        el("rFonts", ascii="Comic Sans MS"),
        el("sz", val="40"),
    ],
)
def test_what_the_web_leaves_on_words_says_nothing(sent: bytes, look: Element) -> None:
    """Fonts, sizes and white grounds are no one's wish."""
    found = back(sent, lambda desk: desk.style(desk.control(TEXTE), "emploie", look))

    assert (found.wishes, found.notices) == ((), ())


@pytest.mark.parametrize(
    "thing",
    [
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>",
        "<w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt></w:ruby></w:r>",
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>J</w:t></w:r>',
        "<w:r><w:dayLong/></w:r>",
        SHAPE,
    ],
)
@pytest.mark.parametrize("chemin", [TEXTE, f"{EXEMPLE}/titre"])
def test_what_is_more_than_words_keeps_a_field_as_it_is(
    sent: bytes, thing: str, chemin: str
) -> None:
    """A note, a formula, a drawing: the field is told with all its words, and not applied."""
    word = "emploie" if chemin == TEXTE else "cuisine"
    found = back(sent, insert(chemin, word, thing))

    assert found.wishes == ()
    assert [one.kind for one in found.notices] == [NoticeKind.SHAPE]
    assert word in found.notices[0].text


def drawn(place: Callable[[Desk], Element]) -> Change:
    """Draw a shape at the end of a paragraph."""
    return lambda desk: place(desk).append(xml(SHAPE))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (drawn(lambda desk: desk.paragraph(TITRE)), NoticeKind.BESIDE),
        (drawn(lambda desk: desk.body[0]), NoticeKind.COMPOSED),
        (
            lambda desk: desk.paragraph(TITRE).addprevious(el("p", xml(SHAPE))),
            NoticeKind.OUTSIDE,
        ),
    ],
)
def test_a_shape_without_words_is_seen(sent: bytes, change: Change, kind: NoticeKind) -> None:
    """An arrow or a frame, drawn anywhere in the body."""
    found = back(sent, change)

    assert [one.kind for one in found.notices] == [kind]
    assert "{forme}" in found.notices[0].text


def test_files_of_before_know_nothing_of_shapes(sent: bytes) -> None:
    """What a reviewer received before shapes were told comes home as it did."""

    def older(desk: Desk) -> None:
        part = desk.parts["customXml/item1.xml"]
        assert b' formes="oui"' in part
        for told in (b' formes="oui"', b"<l>{forme}</l>", b" {forme}"):
            part = part.replace(told, b"")
        desk.parts["customXml/item1.xml"] = part
        drawn(lambda desk: desk.body[0])(desk)

    found = back(sent, older)

    assert (found.wishes, found.notices) == ((), ())


def field(code: str, *words: str) -> Element:
    """Return a paragraph that a field of Word fills."""
    runs = "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in words)
    return xml(f'<w:p><w:fldSimple w:instr=" {code} ">{runs}</w:fldSimple></w:p>')


def test_what_a_field_of_word_shows_is_told_unless_the_document_computes_it(sent: bytes) -> None:
    """The name of a mailing and a day are words; a number of page is not."""

    def fields(desk: Desk) -> None:
        for code, words in (("MERGEFIELD Nom", "Zoé"), ("DATE", "lundi"), ("PAGE", "12")):
            desk.paragraph(TITRE).addprevious(field(code, words))

    found = back(sent, fields)

    assert [(one.kind, one.text) for one in found.notices] == [
        (NoticeKind.OUTSIDE, "Zoé"),
        (NoticeKind.OUTSIDE, "lundi"),
    ]


def test_words_that_are_written_twice_for_old_readers_are_read_once(sent: bytes) -> None:
    """Those that recent readers show, within a run as around one."""
    words = "<mc:Choice><w:t> bien</w:t></mc:Choice><mc:Fallback><w:t> mal</w:t></mc:Fallback>"
    alternate = f"<w:r><mc:AlternateContent>{words}</mc:AlternateContent></w:r>"
    found = back(sent, insert(f"{EXEMPLE}/titre", "cuisine", alternate))

    assert [one.accepted for one in found.wishes] == ["Une cuisine bien centrale"]


def test_a_family_of_emojis_stays_together(sent: bytes) -> None:
    """The joiners between its members are invisible, and meant."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    change = insert(f"{EXEMPLE}/titre", "cuisine", f"<w:r><w:t> {family}</w:t></w:r>")

    assert [one.accepted for one in back(sent, change).wishes] == [
        f"Une cuisine {family} centrale"
    ]


def test_a_field_of_another_file_is_words(sent: bytes) -> None:
    """Pasted beside, it is told; pasted in a field, it is the field's."""
    control = '<w:sdt><w:sdtPr><w:tag w:val="0123456789ab#1"/></w:sdtPr><w:sdtContent>'
    control += "<w:r><w:t> venue</w:t></w:r></w:sdtContent></w:sdt>"
    paragraph = xml(f"<w:p>{control}</w:p>")
    beside = back(sent, lambda desk: desk.paragraph(TITRE).addprevious(paragraph))
    within = back(sent, insert(f"{EXEMPLE}/titre", "cuisine", control))

    assert [(one.kind, one.text) for one in beside.notices] == [(NoticeKind.OUTSIDE, "venue")]
    assert [one.accepted for one in within.wishes] == ["Une cuisine venue centrale"]
    assert within.notices == ()


def test_a_field_pasted_into_another_keeps_both_as_they_are(sent: bytes) -> None:
    """The words around it would be applied without it: all are told instead."""

    def paste(desk: Desk) -> None:
        copy = deepcopy(desk.control("titre"))
        (run,) = desk.words(desk.control(f"{EXEMPLE}/titre"), "cuisine")
        run.addnext(copy)
        desk.type_over(desk.control(f"{EXEMPLE}/titre"), "centrale", "nouvelle")

    found = back(sent, paste)

    assert found.wishes == ()
    assert {one.kind for one in found.notices} >= {NoticeKind.OUTSIDE, NoticeKind.BESIDE}
    assert any("nouvelle" in one.text for one in found.notices)


def test_a_paragraph_dragged_into_another_field_cuts_neither(sent: bytes) -> None:
    """Where it came from is told and kept whole; where it lies is whole too."""

    def drag(desk: Desk) -> None:
        middle, other = desk.paragraph(TEXTE, 4), desk.paragraph("chapo")
        desk.type_over(desk.control(TEXTE, 4), "récolter", "moissonner")
        other.addnext(middle)

    found = back(sent, drag)

    assert found.wishes == ()
    assert {one.kind for one in found.notices} == {NoticeKind.MOVED, NoticeKind.BESIDE}
    assert all("moissonner" in one.text for one in found.notices)


def test_a_title_that_runs_into_its_text_cuts_neither(sent: bytes) -> None:
    """The first paragraph of a long text, joined to its title, is a title in the text."""

    def join(desk: Desk) -> None:
        title, first = desk.paragraph(TITRE), desk.paragraph(TEXTE)
        title.extend([child for child in first if child.tag != q("w:pPr")])
        parent = first.getparent()
        assert parent is not None
        parent.remove(first)

    found = back(sent, join)

    assert found.wishes == ()
    assert [one.kind for one in found.notices] == [NoticeKind.MOVED, NoticeKind.SHAPE]


def test_words_beside_the_middle_of_a_text_keep_it_as_it_is(sent: bytes) -> None:
    """Without its bookmark, nobody knows whether an element goes on after its control."""

    def beside(desk: Desk) -> None:
        name = f"_kg_{desk.champ(TEXTE).cle}"
        for mark in list(desk.root.iter(q("w:bookmarkStart"))):
            parent = mark.getparent()
            if mark.get(q("w:name")) == name and parent is not None:
                parent.remove(mark)
        desk.control(TEXTE, 4).addnext(r(" à deux"))

    found = back(sent, beside)

    assert found.wishes == ()
    assert (NoticeKind.BESIDE, "à deux") in [(one.kind, one.text) for one in found.notices]


def test_the_words_of_a_header_that_are_gone_are_told(sent: bytes) -> None:
    """They are composed: nothing is to be done, but nothing is hidden either."""

    def strip(desk: Desk) -> None:
        for name in [one for one in desk.parts if one.startswith("word/entete")]:
            root = etree.fromstring(desk.parts[name])
            for piece in root.iter(q("w:t")):
                piece.text = ""
            desk.parts[name] = etree.tostring(root)

    found = back(sent, strip)

    assert {one.kind for one in found.notices} == {NoticeKind.COMPOSED}
    assert all(one.before for one in found.notices)


def test_an_apostrophe_of_an_address_has_one_form(tmp_path: Path) -> None:
    """LibreOffice 7 writes %27 as it is read: that is no other address."""
    root = write_stock(tmp_path)
    fiche = root / "fiches/municipal/alimentation.yaml"
    fiche.write_bytes(fiche.read_bytes().replace(b"exemple.fr/guide", b"exemple.fr/l%27an"))

    def rewrite(desk: Desk) -> None:
        name = "word/_rels/document.xml.rels"
        assert b"/l%27an" in desk.parts[name]
        desk.parts[name] = desk.parts[name].replace(b"/l%27an", b"/l'an")

    found = back(review_file(root), rewrite)

    assert (found.wishes, found.notices) == ((), ())


def unmark(desk: Desk, chemin: str, *numbers: int) -> None:
    """Lose the bookmark of a field and some of its controls, as another program does."""
    name = f"_kg_{desk.champ(chemin).cle}"
    marks = [one for one in desk.root.iter(q("w:bookmarkStart")) if one.get(q("w:name")) == name]
    controls = desk.controls(chemin)
    for control in [controls[number - 1] for number in numbers]:
        content = control.find(q("w:sdtContent"))
        assert content is not None
        for child in list(content):
            control.addprevious(child)
    for lost in (*marks, *(controls[number - 1] for number in numbers)):
        parent = lost.getparent()
        assert parent is not None
        parent.remove(lost)


def test_a_text_that_lost_a_control_is_not_cut(sent: bytes) -> None:
    """The paragraph is still there, outside its field: all is told, the change beside too."""

    def lose(desk: Desk) -> None:
        desk.type_over(desk.control(TEXTE, 4), "récolter", "moissonner")
        desk.type_over(desk.control(TEXTE, 1), "emploie", "embauche")
        unmark(desk, TEXTE, 1)

    found = back(sent, lose)

    assert found.wishes == ()
    assert [one.kind for one in found.notices] == [NoticeKind.OUTSIDE, NoticeKind.BESIDE]
    assert "embauche" in found.notices[0].text
    assert "moissonner" in found.notices[1].text


def test_a_paragraph_of_one_text_is_not_another_s(sent: bytes) -> None:
    """Copied after a text that has its style, without its control, it is no new paragraph."""

    def paste(desk: Desk) -> None:
        words = "La commune emploie des maraîchères et des maraîchers."
        desk.paragraph("chapo").addnext(el("p", deepcopy(desk.paragraph("chapo")[0]), r(words)))
        unmark(desk, "chapo")

    found = back(sent, paste)

    assert found.wishes == ()
    assert [one.kind for one in found.notices] == [NoticeKind.OUTSIDE]


def test_only_so_many_comments_are_open_at_once(sent: bytes) -> None:
    """Beyond, a comment is still known by its mark: nobody writes so, and memory is bounded."""

    def comment(desk: Desk) -> None:
        for number in range(300):
            desk.body[0].insert(1, el("commentRangeStart", id=str(number)))
        desk.comment(desk.control("chapo"), "Nourrir", "À revoir")

    found = back(sent, comment)

    assert [one.comment.text for one in found.remarks] == ["À revoir"]


@pytest.mark.parametrize("chemin", [TEXTE, f"{EXEMPLE}/titre"])
def test_a_book_in_a_field_is_told_by_its_beginning(sent: bytes, chemin: str) -> None:
    """No data file would hold it, and to compare its words would take hours."""
    word = "emploie" if chemin == TEXTE else "cuisine"
    book = " ".join(f"mot{number}" for number in range(5_000))
    found = back(sent, insert(chemin, word, f"<w:r><w:t> {book}</w:t></w:r>"))

    assert found.wishes == ()
    assert [(one.kind, one.text[-4:]) for one in found.notices] == [(NoticeKind.SHAPE, " […]")]
    assert "mot99 " in found.notices[0].text
    assert found.notices[0].before == "plus de 25 000 caractères"


@pytest.mark.parametrize(
    ("look", "told"), [("1F527F", ["en couleur"]), ("AA0000", []), ("auto", [])]
)
def test_a_colour_that_the_style_has_says_nothing(sent: bytes, look: str, told: list[str]) -> None:
    """LibreOffice repeats it on the words that it inserts; another one is told."""

    def colour(desk: Desk) -> None:
        name = "word/styles.xml"
        style = desk.paragraph(TEXTE).find(f"{q('w:pPr')}/{q('w:pStyle')}")
        assert style is not None
        root = etree.fromstring(desk.parts[name])
        (known,) = [
            one
            for one in root.iter(q("w:style"))
            if one.get(q("w:styleId")) == style.get(q("w:val"))
        ]
        known.append(el("rPr", el("color", val="AA0000")))
        desk.parts[name] = etree.tostring(root)
        desk.style(desk.control(TEXTE), "emploie", el("color", val=look))

    assert [one.text for one in back(sent, colour).notices] == told


def test_words_that_an_author_gave_to_a_reference_are_not_a_reviewer_s(tmp_path: Path) -> None:
    """However much they resemble those that the tool would give."""
    root = write_stock(tmp_path)
    (known,) = Desk(review_file(root)).relecture.renvois
    fiche = root / "fiches/municipal/alimentation.yaml"
    fiche.write_bytes(fiche.read_bytes().replace(b"ses statuts", known.nom.encode()))

    def change(desk: Desk) -> None:
        desk.type_over(desk.control(TEXTE), "emploie", "embauche")

    found = back(review_file(root), change)

    assert f"[{known.nom}](fiche:municipal/scic)" in found.wishes[0].accepted
    assert found.notices == ()


def test_a_change_at_the_end_of_a_link_that_libreoffice_25_closes_too_late(sent: bytes) -> None:
    """It crosses the ends of the link and of its control; nothing is lost of either."""
    desk = Desk(sent)
    desk.track(desk.control("ressources/guide/titre"), "guide", "vade-mecum")
    desk.content()
    whole = desk.parts["word/document.xml"]
    straight = b"</w:hyperlink></w:sdtContent></w:sdt>"
    assert whole.count(straight) == 1
    crossed = whole.replace(straight, b"</w:sdtContent></w:sdt></w:hyperlink>")
    parts = {**desk.parts, "word/document.xml": crossed}
    found = read_review(zipped(parts))

    assert [one.accepted for one in found.wishes] == ["Un vade-mecum"]
    assert found.notices == ()

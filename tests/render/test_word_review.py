"""A review file: every text in its control, what its reader needs inside, its page first."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from lxml.etree import _Element as Element
from openxml_audit import OpenXmlValidator

from kitgen.compose import compose_edition
from kitgen.model.edition import Edition
from kitgen.model.relecture import Champ, Relecture, lire_etiquette, signet_de
from kitgen.model.relecture_xml import relecture_from_xml
from kitgen.model.texte import lignes, texte_brut
from kitgen.render import render, word_fields
from kitgen.render.word_fields import Fields, close
from kitgen.render.word_names import declared
from kitgen.render.word_review import embed, track_changes
from kitgen.render.word_skeleton import SHAPE, skeleton
from kitgen.render.word_xml import field, text, w
from tests.libraries import fiche, library
from tests.render.word_file import WordFile, find, q, values, words
from tests.render.word_given import CONTEXT, ROOT

CHAPO = "Pour *agir* au 1er mai :\n\n- lire [les PTCE](fiche:points/ptce) ;\n- **réunir**.\n"


def given(name: str | None = None, collection: str = "municipal", chapo: str = CHAPO) -> Edition:
    """Return a review edition of the small library."""
    known = library({"municipal/scic": fiche(titre="La SCIC, 1er outil", chapo=chapo)})
    return compose_edition(known, collection, name, relecture=True)


def reviewed(edition: Edition) -> tuple[WordFile, Relecture]:
    """Return a review file, and what it carries."""
    file = WordFile(render("docx", edition, CONTEXT).contenu)
    return file, relecture_from_xml(file.parts["customXml/item1.xml"])


def controls(file: WordFile) -> dict[str, Element]:
    """Return the controls of the body by their tags."""
    found = find(file.document, "//w:sdt")
    tags = [values(control, "w:sdtPr/w:tag/@w:val")[0] for control in found]
    assert len(set(tags)) == len(tags)
    return dict(zip(tags, found, strict=True))


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def shown(file: WordFile, champ: Champ) -> list[str]:
    """Return the words of each piece of a field, in the order of their ranks."""
    known = {lire_etiquette(tag): control for tag, control in controls(file).items()}
    ranks = range(1, len(known) + 1)
    return [words(known[champ.cle, rank]) for rank in ranks if (champ.cle, rank) in known]


@pytest.mark.parametrize("edition", [given(), given("scic"), given("ptce", "points")])
def test_each_field_stands_in_its_controls(edition: Edition) -> None:
    """One control per paragraph or element, with the very words of the field; none besides."""
    file, relecture = reviewed(edition)
    pieces = sum(len(lignes(champ.affiche)) for champ in relecture.champs)

    assert len(relecture.champs) >= 8
    assert len(controls(file)) == pieces
    for champ in relecture.champs:
        assert shown(file, champ) == [texte_brut(line) for line in lignes(champ.affiche)]


def test_the_file_carries_the_texts_as_authored() -> None:
    """Base, displayed text and references come back; the fields are in reading order."""
    edition = given()
    assert edition.relecture is not None
    file, relecture = reviewed(edition)
    order = [lire_etiquette(tag) for tag in controls(file)]

    assert {one.base for one in relecture.champs} >= {CHAPO, "La SCIC, 1er outil"}
    assert relecture.renvois == edition.relecture.champs.renvois
    assert set(relecture.champs) == set(edition.relecture.champs.champs)
    assert [one.cle for one in relecture.champs] == list(
        dict.fromkeys(found[0] for found in order if found)
    )


def test_what_the_document_does_not_show_is_no_field_of_it() -> None:
    """A fiche alone does not print the title of its part: nobody can change it there."""
    edition = given("scic")
    assert edition.relecture is not None
    composed = {one.chemin for one in edition.relecture.champs.champs}
    _, relecture = reviewed(edition)

    assert composed - {one.chemin for one in relecture.champs} == {"parties/agir/titre"}


def test_a_control_says_what_it_is_and_what_it_accepts() -> None:
    """A name for people, a short tag, its own id; the first piece cannot be taken away."""
    file, relecture = reviewed(given("scic"))
    chapo, titre = (
        next(one for one in relecture.champs if one.chemin == chemin)
        for chemin in ("chapo", "leviers/agir/titre")
    )
    properties = {
        tag: [(local(child), child.get(q("w:val"))) for child in control[0]]
        for tag, control in controls(file).items()
    }
    identities = [dict(each)["id"] for each in properties.values()]

    assert [name for name, _ in properties[f"{titre.cle}#1"]] == [
        "alias", "tag", "id", "lock", "text",
    ]  # fmt: skip
    assert dict(properties[f"{chapo.cle}#1"])["alias"] == "Fiche 2 – chapô"
    assert dict(properties[f"{chapo.cle}#1"])["lock"] == "sdtLocked"
    assert [name for name, _ in properties[f"{chapo.cle}#2"]] == ["alias", "tag", "id"]
    assert len(set(identities)) == len(identities)
    assert all(0 < int(one or "") < 2**31 for one in identities)
    assert all(len(tag) <= 64 for tag in properties)


def test_a_control_of_plain_text_holds_one_run() -> None:
    """A title with a superscript, or a source with its link, takes a control that can hold it."""
    file, relecture = reviewed(given("scic"))
    plain = {one.chemin: bool(find(controls(file)[f"{one.cle}#1"], "w:sdtPr/w:text"))
             for one in relecture.champs}  # fmt: skip

    assert not plain["titre"]
    assert not plain["leviers/agir/exemples/jardins/source/titre"]
    assert not plain["leviers/agir/texte"]
    assert plain["leviers/agir/exemples/jardins/titre"]
    assert plain["leviers/agir/exemples/jardins/collectivite/nom"]


def test_a_bookmark_holds_the_whole_of_a_field() -> None:
    """It starts before the first piece and ends after the last, in the same order."""
    file, relecture = reviewed(given("scic"))
    marks = find(file.document, "//w:bookmarkStart | //w:bookmarkEnd | //w:sdt")
    for champ in relecture.champs:
        (start,) = (m for m in marks if m.get(q("w:name")) == signet_de(champ.cle))
        ends = [
            m
            for m in marks
            if m.tag == q("w:bookmarkEnd") and m.get(q("w:id")) == start.get(q("w:id"))
        ]
        inside = marks[marks.index(start) + 1 : marks.index(ends[0])]
        tags = [values(one, "w:sdtPr/w:tag/@w:val")[0] for one in inside if one.tag == q("w:sdt")]
        assert len(ends) == 1
        assert tags == [f"{champ.cle}#{rank + 1}" for rank in range(len(lignes(champ.affiche)))]
    names = values(file.document, "//w:bookmarkStart/@w:name")
    assert len(set(names)) == len(names)


def test_every_reference_is_a_link_that_leads_somewhere() -> None:
    """Those whose fiche is elsewhere lead to the review page, where it is said."""
    file, relecture = reviewed(given("scic"))
    anchors = values(file.document, "//w:sdt//w:hyperlink/@w:anchor")
    marks = values(file.document, "//w:bookmarkStart/@w:name")
    page = [values(p, "w:bookmarkStart/@w:name") for p in file.sections[0]]

    assert anchors
    assert set(anchors) == {one.signet for one in relecture.renvois}
    assert set(anchors) <= set(marks)
    elsewhere = [one.signet for one in relecture.renvois if one.reference != "municipal/scic"]
    assert [each for each in page if each] == [elsewhere]


def test_the_words_are_those_of_the_plain_edition() -> None:
    """But for its first page, a review file reads as the publication does."""
    known = library({"municipal/scic": fiche(titre="La SCIC, 1er outil", chapo=CHAPO)})
    for name in (None, "scic"):
        plain = compose_edition(known, "municipal", name)
        published = WordFile(render("docx", plain, CONTEXT).contenu)
        file, _ = reviewed(given(name))

        texts = [[words(p) for p in section] for section in file.sections[1:]]
        assert texts == [[words(p) for p in section] for section in published.sections]
        assert file.starts == published.starts


def test_the_first_page_stands_alone() -> None:
    """It says what it is of, has neither header nor number, and no text to change."""
    file, _ = reviewed(given())
    page = file.sections[0]

    assert words(page[0]) == "Relire ce document"
    assert words(page[1]) == "Kit MunicipalESS – Communes & ESS – novembre 2026 – Le réseau"
    assert not find(page[-1], ".//w:headerReference | .//w:footerReference | .//w:pgNumType")
    assert not [control for p in page for control in find(p, ".//w:sdt")]
    assert all(words(p).strip() for p in page)


@pytest.mark.parametrize("edition", [given(), given("ptce", "points")])
def test_the_first_page_has_a_margin_of_its_own(edition: Edition) -> None:
    """Without the header that a Points counts on, its words do not touch the top of the page."""
    file, _ = reviewed(edition)
    (top, *_) = values(file.document, "//w:sectPr/w:pgMar/@w:top")

    assert int(top) >= 1100


def test_changes_are_tracked_from_the_start() -> None:
    """The setting stands where the schema wants it, once."""
    file, _ = reviewed(given())
    names = [local(child) for child in file.xml("word/settings.xml")]

    assert names.count("trackRevisions") == 1
    assert names.index("zoom") < names.index("trackRevisions") < names.index("defaultTabStop")
    document = Document(str(ROOT / "layouts/kit/modele.docx"))
    track_changes(document)
    track_changes(document)
    assert len(document.settings.element.findall(q("w:trackRevisions"))) == 1


def test_the_properties_say_what_it_is_a_review_of() -> None:
    """Fingerprint and collection stand among the document's own properties."""
    edition = given()
    file, relecture = reviewed(edition)
    root = file.xml("docProps/custom.xml")

    assert {p.get("name"): "".join(p.itertext()) for p in root} == {
        "kitgen-relecture": relecture.empreinte,
        "kitgen-collection": "municipal",
    }
    assert [p.get("pid") for p in root] == ["2", "3"]


def test_a_template_keeps_the_properties_and_parts_of_its_designer() -> None:
    """What a designer's Word wrote there is kept; ours is added after it."""
    edition = given()
    assert edition.relecture is not None
    known = replace(edition.relecture.champs, region="bretagne")
    document = Document(str(ROOT / "layouts/kit/modele.docx"))
    embed(document, known, (), document.element.body)
    embed(document, known, (), document.element.body)
    drafted = BytesIO()
    document.save(drafted)
    file = WordFile(drafted.getvalue())

    assert [p.get("name") for p in file.xml("docProps/custom.xml")] == [
        "kitgen-relecture", "kitgen-collection", "kitgen-region",
    ] * 2  # fmt: skip
    assert {"customXml/item1.xml", "customXml/item2.xml", "customXml/itemProps2.xml"} <= set(
        file.parts
    )


@pytest.mark.parametrize("edition", [given(), given("scic"), given("ptce", "points")])
def test_a_review_file_is_valid(edition: Edition, tmp_path: Path) -> None:
    """The Open XML SDK finds nothing to say, and two renderings are the same bytes."""
    content = render("docx", edition, CONTEXT).contenu
    path = tmp_path / "relecture.docx"
    path.write_bytes(content)
    validation = OpenXmlValidator().validate(path)

    assert validation.is_valid, [str(error) for error in validation.errors][:5]
    assert render("docx", edition, CONTEXT).contenu == content


def test_the_skeleton_is_all_that_a_reviewer_did_not_write() -> None:
    """Fields are emptied, white space is one space, what Word computes is left out."""
    file, relecture = reviewed(given("scic"))
    cles = {one.chemin: one.cle for one in relecture.champs}
    example = "leviers/agir/exemples/jardins"

    assert f"Fiche 2 {{{cles['titre']}}}" in relecture.squelette
    assert relecture.squelette.count(f"{{{cles['chapo']}}}") == 1
    assert f"L’exemple de {{{cles[f'{example}/collectivite/nom']}}} · Jura, 39 · 2024" in (
        relecture.squelette
    )
    assert f"Source : {{{cles[f'{example}/source/titre']}}}" in relecture.squelette
    assert relecture.squelette[0] == "Relire ce document"
    assert relecture.squelette == skeleton(find(file.document, "w:body")[0])
    assert "Kit MunicipalESS · Agir" in " ".join(relecture.marges)


def parsed(xml: str) -> Element:
    """Return what some text says, in a body."""
    return etree.fromstring(f"<w:body{declared('w')}>{xml}</w:body>")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (field("PAGEREF x \\h", "12"), ("a b",)),
        (field('HYPERLINK "https://a.fr"', "le lien"), ("a le lien b",)),
        (w("fldSimple", w("r", text("12")), instr="PAGE"), ("a b",)),
        (w("r", w("tab")) + w("r", w("br")), ("a b",)),
        (w("r", w("drawing", w("r", text("légende")))), ("a {image} b",)),
        (w("r", etree.tostring(etree.Element(SHAPE), encoding="unicode")), ("a b {forme}",)),
        (w("ins", w("r", text("c"))), ("a c b",)),
        (
            w("sdt", w("sdtPr", w("tag", val="autre")), w("sdtContent", w("r", text("c")))),
            ("a c b",),
        ),
        (w("sdt", w("sdtPr", w("tag", val="0123456789ab#3"))), ("a {0123456789ab} b",)),
    ],
)
def test_word_s_own_fields_are_told_from_words(content: str, line: tuple[str, ...]) -> None:
    """Results are Word's, but for links; runs are words wherever they stand."""
    paragraph = w("p", w("pPr"), w("r", text("a ")), content, w("r", text(" b")))

    assert skeleton(parsed(paragraph + w("p"))) == line


def test_only_a_field_may_have_more_lines() -> None:
    """Elements of a list come and go; a picture or a line that is there twice is seen twice."""
    piece = w("sdt", w("sdtPr", w("tag", val="0123456789ab#3")))
    lines = [piece, piece, w("r", w("drawing")), w("r", w("drawing")), w("r", text("a"))]
    body = "".join(w("p", one) for one in (*lines, w("r", text("a"))))

    assert skeleton(parsed(body)) == ("{0123456789ab}", "{image}", "{image}", "a", "a")


def test_ids_that_meet_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tags whose hashes are the same have two ids all the same."""
    monkeypatch.setattr(word_fields, "LARGEST", 2)
    champ = Champ("municipal/scic", "chapo", "texte", "Le chapô", "", ())
    fields = Fields((champ,))
    made = parsed(close("".join(fields.wrap(champ.cle, (w("r"),)) for _ in range(2))))

    assert sorted(values(made, "w:sdt/w:sdtPr/w:id/@w:val")) == ["1", "2"]

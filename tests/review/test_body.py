"""Every character of a document, with its field, its look and its author."""

from __future__ import annotations

import pytest

from kitgen.review.body import read_body, read_margins
from kitgen.review.elements import IMAGE
from kitgen.review.paper import Author, Line, Marks, Piece, accepted, original
from kitgen.review.parts import open_package
from kitgen.review.skeleton import skeleton
from tests.review.papers import (
    KEY,
    NAMESPACES,
    OTHER,
    by,
    lines,
    p,
    parts_of,
    r,
    reading,
    sdt,
    texts,
    zipped,
)

MARIE = Author("Marie", "2026-12-03T10:00:00Z")


def bookmark(content: str, key: str = KEY, number: str = "3") -> str:
    """Return what stands between the bookmarks of a field."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="_kg_{key}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def pieces(body: str) -> list[tuple[str, Piece | None]]:
    """Return the runs of a body that say something, with their fields."""
    return [(run.text, run.piece) for line in lines(body) for run in line.runs if run.text]


def test_runs_that_word_cut_are_one() -> None:
    """Spelling marks, revision ids and smart tags say nothing."""
    (line,) = lines(
        p(
            "Bon",
            '<w:proofErr w:type="spellStart"/>',
            r("jour"),
            f"<w:smartTag>{r(' !')}</w:smartTag>",
        )
    )

    assert [run.text for run in line.runs] == ["Bonjour !"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ('<w:br w:type="page"/>', "\f"),
        ("<w:noBreakHyphen/>", "\N{NON-BREAKING HYPHEN}"),
        ("<w:softHyphen/>", ""),
        ('<w:sym w:font="Arial" w:char="2192"/>', "→"),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', IMAGE),
        ('<w:sym w:char="x"/>', IMAGE),
        ("<w:footnoteReference/>", IMAGE),
        ("<w:drawing/>", IMAGE),
        ("<w:contentPart/>", IMAGE),
        ("<w:dayLong/>", IMAGE),
        ("<w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt></w:ruby>", f"{IMAGE}a"),
        ("<w:t/>", ""),
        ("<!-- rien -->", ""),
        ("<w:delText>x</w:delText>", "x"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", f"{IMAGE}a+b"),
        ("<m:t/>", ""),
    ],
)
def test_what_is_not_a_letter_says_something_too(content: str, text: str) -> None:
    """A tab, a line break, a symbol, an object."""
    assert texts(lines(f"<w:p><w:r>{content}</w:r></w:p>")) == [text]


def test_the_field_of_a_run_is_its_control() -> None:
    """One control within another is the inner one's; a paragraph in a control is its field's."""
    assert pieces(p("a", sdt("b"), "c")) == [("a", None), ("b", Piece(KEY, 1)), ("c", None)]
    assert pieces(p(sdt(r("a") + sdt("b", f"{OTHER}#2")))) == [
        ("a", Piece(KEY, 1)),
        ("b", Piece(OTHER, 2)),
    ]
    assert pieces(sdt(p("a") + p("b"))) == [("a", Piece(KEY, 1)), ("b", Piece(KEY, 1))]
    assert pieces(p(sdt("a", "autre chose"))) == [("a", None)]
    assert pieces("<w:p><w:sdt/><!-- rien --></w:p>") == []


def test_a_control_that_shows_its_prompt_was_emptied() -> None:
    """The prompt is no one's text; the prompt of another control is left as it is."""
    prompt = "<w:showingPlcHdr/>"

    (line,) = lines(p(sdt("Cliquez ici", more=prompt)))
    assert [(run.text, run.piece) for run in line.runs] == [("", Piece(KEY, 1))]
    assert texts(lines(p(sdt("Choisissez", "x", prompt)))) == ["Choisissez"]


def test_where_tags_are_lost_the_bookmark_tells_the_field() -> None:
    """Over several paragraphs, with two starts of one name; one without end tells nothing."""
    body = p(bookmark(r("a"))) + p("b")
    assert pieces(body) == [("a", Piece(KEY, 0)), ("b", None)]

    twice = (
        f'<w:p><w:bookmarkStart w:id="1" w:name="_kg_{KEY}"/>'
        f'<w:bookmarkStart w:id="2" w:name="_kg_{KEY}"/>{r("a")}<w:bookmarkEnd w:id="1"/></w:p>'
        f'<w:p>{r("b")}<w:bookmarkEnd w:id="2"/>{r("c")}</w:p>'
    )
    assert pieces(twice) == [("a", Piece(KEY, 0)), ("b", Piece(KEY, 0)), ("c", None)]
    assert lines(twice)[1].inside == {KEY}

    endless = p(f'<w:bookmarkStart w:id="1" w:name="_kg_{KEY}"/>', r("a"))
    assert pieces(endless) == [("a", None)]
    assert pieces(p('<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>', "a"))


def test_recorded_changes_have_two_views() -> None:
    """What was inserted or moved here, what was deleted or moved away, and by whom."""
    body = p("a", by("ins", r("b")), by("del", r("c", tag="delText")), by("moveTo", r("d"))) + p(
        by("moveFrom", r("e"))
    )
    found = lines(body)

    assert texts(accepted(found)) == ["abd", ""]
    assert texts(original(found)) == ["ac", "e"]
    assert [run.added for run in found[0].runs][1] == MARIE
    assert [run.removed for run in found[0].runs][2] == MARIE


def test_a_paragraph_whose_end_is_gone_goes_on_in_the_next() -> None:
    """As Word shows it; an empty control that goes away says nothing there."""
    mark = f"<w:rPr>{by('del', '')}</w:rPr>"
    gone = p(sdt(by("del", r("a", tag="delText"))), look=mark) + p(sdt("b", f"{OTHER}#1"))
    assert [(run.text, run.piece) for run in accepted(lines(gone))[0].runs] == [
        ("b", Piece(OTHER, 1))
    ]
    assert texts(original(lines(gone))) == ["a", "b"]

    added = p("a", look=f"<w:rPr>{by('ins', '')}</w:rPr>") + p(by("ins", r("b")))
    assert texts(accepted(lines(added))) == ["a", "b"]
    assert texts(original(lines(added))) == ["a"]

    last = p("a", look=mark)
    assert texts(accepted(lines(last))) == ["a"]


def test_an_empty_control_left_alone_is_kept() -> None:
    """Two empty controls that become one line are both still there."""
    mark = f"<w:rPr>{by('del', '')}</w:rPr>"
    (line,) = accepted(lines(p(sdt(""), look=mark) + p(sdt("", f"{OTHER}#1"))))

    assert [run.piece for run in line.runs] == [Piece(KEY, 1), Piece(OTHER, 1)]


def test_links_are_told_however_they_are_written() -> None:
    """A relationship, an anchor, a field code on three runs, a simple field."""
    marks = {
        kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ("begin", "separate", "end", "autre")
    }

    def instruction(words: str) -> str:
        return f"<w:r><w:instrText>{words}</w:instrText></w:r>"

    code = instruction(' HYPERLINK "https://b') + instruction('.fr" \\l "c" ')
    body = p(
        f'<w:hyperlink r:id="rId9">{r("a")}</w:hyperlink>',
        f'<w:hyperlink r:id="rId9" w:anchor="x">{r("b")}</w:hyperlink>',
        f'<w:hyperlink w:anchor="x">{r("c")}</w:hyperlink>',
        f"<w:hyperlink>{r('d')}</w:hyperlink>",
        marks["begin"] + code + marks["separate"] + r("e") + marks["end"],
        f'<w:fldSimple w:instr=" HYPERLINK https://s.fr ">{r("f")}</w:fldSimple>',
        f'<w:fldSimple w:instr=" HYPERLINK ">{r("g")}</w:fldSimple>',
        marks["autre"] + marks["end"] + marks["separate"] + instruction("x") + r("h"),
    )
    found = {
        run.text: run.link
        for line in lines(body, "rId9 hyperlink https://a.fr External")
        for run in line.runs
        if run.text
    }

    assert found == {
        "a": "https://a.fr",
        "b": "https://a.fr#x",
        "c": "#x",
        "d": None,
        "e": "https://b.fr#c",
        "f": "https://s.fr",
        "gh": None,
    }


def test_what_word_computes_is_no_ones_text() -> None:
    """A table of contents, a page number; within a field, a reviewer typed it."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")]
    code = "<w:r><w:instrText> TOC </w:instrText></w:r>"
    opened = marks[0] + code + marks[1]
    closed = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    nested = marks[0] + '<w:r><w:instrText>HYPERLINK "#a"</w:instrText></w:r>' + marks[1]

    body = p("a", opened, "b") + p(nested, "c", closed, sdt("d")) + p("e", closed, "f")
    assert texts(lines(body)) == ["a", "d", "f"]
    assert texts(lines(p("a", f'<w:fldSimple w:instr="PAGE">{r("12")}</w:fldSimple>'))) == ["a"]


def test_looks_are_those_beside_the_paragraph() -> None:
    """Direct or by style; a bold heading's bold says nothing; off is off."""

    def marks(look: str, style: str = "") -> Marks:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        return lines(p(r("a", look), look=named))[0].runs[0].marks

    assert marks("<w:b/>") == Marks(bold=True)
    assert marks('<w:i w:val="true"/>') == Marks(italic=True)
    assert marks('<w:rStyle w:val="lev"/>') == Marks(bold=True)
    assert marks('<w:rStyle w:val="lev"/><w:b w:val="0"/>') == Marks()
    assert marks('<w:rStyle w:val="inconnu"/>') == Marks()
    assert marks("<w:b/>", "Titre1") == Marks()
    assert marks('<w:rStyle w:val="lev"/>', "Titre1") == Marks(bold=True)
    assert marks('<w:rStyle w:val="Exp"/>') == Marks(raised=True)
    assert marks('<w:vertAlign w:val="superscript"/>') == Marks(raised=True)
    assert marks('<w:vertAlign w:val="baseline"/>') == Marks()
    assert marks("<w:b/>", "Boucle") == Marks(bold=True)


def test_what_markdown_cannot_say_is_told() -> None:
    """Underlined, but for a link; struck, highlighted, in small capitals, lowered, coloured."""
    look = (
        '<w:u w:val="single"/><w:strike/><w:highlight w:val="yellow"/><w:smallCaps/>'
        '<w:vertAlign w:val="subscript"/><w:color w:val="FF0000"/>'
    )
    (line,) = lines(p(r("a", look), f'<w:hyperlink w:anchor="x">{r("b", look)}</w:hyperlink>'))
    told = {"barré", "surligné", "en petites capitales", "en indice"}

    assert line.runs[0].beyond == told | {"souligné", "en couleur"}
    assert line.runs[1].beyond == told
    assert (
        lines(p(r("a", '<w:u w:val="none"/><w:color w:val="auto"/>')))[0].runs[0].beyond == set()
    )


def test_a_recorded_change_of_look_has_two_views() -> None:
    """The look that it had, and who changed it; a change of nothing that shows is no one's."""
    change = by("rPrChange", "<w:rPr/>")
    (line,) = lines(p(r("a", f"<w:b/>{change}")))
    assert line.runs[0].restyled == MARIE
    assert accepted([line])[0].runs[0].marks == Marks(bold=True)
    assert original([line])[0].runs[0].marks == Marks()

    (same,) = lines(p(r("a", by("rPrChange", "<w:rPr><w:sz/></w:rPr>"))))
    assert same.runs[0].restyled is None
    (odd,) = lines(p(r("a", by("rPrChange", ""))))
    assert odd.runs[0].restyled is None


def test_lists_are_told_by_paragraph_or_style() -> None:
    """With their level; numbering 0 is none; an unknown numbering is a bullet."""

    def item(look: str) -> tuple[str | None, int]:
        (line,) = lines(p("a", look=look))
        return line.item, line.level

    def numbered(number: str, level: str = "0") -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    assert item('<w:pStyle w:val="Puces"/>') == ("bullet", 0)
    assert item('<w:pStyle w:val="Puces"/><w:numPr><w:ilvl w:val="1"/></w:numPr>') == ("bullet", 0)
    assert item(numbered("2")) == ("number", 0)
    assert item(numbered("2", "1")) == ("bullet", 1)
    assert item(numbered("2", "x")) == ("number", 0)
    assert item(numbered("3")) == ("bullet", 0)
    assert item(f'<w:pStyle w:val="Puces"/>{numbered("0")}') == (None, 0)
    assert item("<w:jc/>") == (None, 0)


def test_files_without_styles_nor_lists_are_read() -> None:
    """Other programs leave those parts out."""
    parts = parts_of(p(r("a", "<w:b/>"), look='<w:numPr><w:numId w:val="1"/></w:numPr>'))
    parts["word/_rels/document.xml.rels"] = "<a/>"
    (line,) = read_lines(parts)

    assert (line.item, line.style, line.runs[0].marks) == ("bullet", "", Marks(bold=True))
    del parts["word/_rels/document.xml.rels"]
    assert texts(read_lines(parts)) == ["a"]


def read_lines(parts: dict[str, str | bytes]) -> list[Line]:
    """Return the lines of some parts."""
    return read_body(open_package(zipped(parts))).lines


def test_tables_boxes_and_inserted_documents_are_told() -> None:
    """Their text is there, with where it stands; a recorded row is recorded text."""
    row = f"<w:tr><w:trPr>{by('ins', '')}</w:trPr><w:tc>{p('b')}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr>{by('del', '')}</w:trPr><w:tc>{p('c')}</w:tc></w:tr>"
    box = f"<w:r><w:pict><w:txbxContent>{p('e')}</w:txbxContent></w:pict></w:r>"
    found = lines(p("a") + f"<w:tbl>{row}{gone}</w:tbl>" + p("d", box) + "<w:altChunk/>")

    assert [(line.text, line.zone) for line in found] == [
        ("a", ""),
        ("b", "un tableau"),
        ("c", "un tableau"),
        (f"d{IMAGE}", ""),
        ("e", "une zone de texte"),
        (IMAGE, "un document inséré"),
    ]
    assert (found[1].added, found[2].removed) == (MARIE, MARIE)
    assert found[1].runs[0].added == found[2].runs[0].removed == MARIE


def test_of_alternatives_the_first_is_read() -> None:
    """Word writes the same words twice, for old readers."""
    both = (
        f"<mc:AlternateContent><mc:Choice>{r('a')}</mc:Choice><mc:Fallback>{r('b')}</mc:Fallback>"
    )
    old = f"<mc:AlternateContent><mc:Fallback>{r('c')}</mc:Fallback></mc:AlternateContent>"

    assert texts(lines(p(f"{both}</mc:AlternateContent>", old))) == ["ac"]


def test_comments_are_placed() -> None:
    """By their range, over fields and paragraphs, or by where they are called."""
    found = reading(
        p(sdt('<w:commentRangeStart w:id="7"/>' + r("a")), '<w:commentRangeEnd w:id="7"/>', "b")
        + p(sdt('<w:r><w:commentReference w:id="8"/></w:r>'))
        + p(bookmark('<w:r><w:commentReference w:id="9"/></w:r>'))
        + p('<w:r><w:commentReference w:id="10"/></w:r>')
    )

    commented = [run.text for line in found.lines for run in line.runs if run.comments]
    assert commented == ["a"]
    assert found.points == {"8": KEY, "9": KEY, "10": None}


def test_headers_footers_and_notes_are_read() -> None:
    """For what somebody would type there."""
    parts = parts_of(
        "",
        header1=f"<w:hdr {NAMESPACES}>{p('tête')}</w:hdr>",
        footnotes=f"<w:footnotes {NAMESPACES}><w:footnote>{p('note')}</w:footnote></w:footnotes>",
    )
    rels = str(parts["word/_rels/document.xml.rels"]).replace("/header1", "/header")
    parts["word/_rels/document.xml.rels"] = rels

    found = read_margins(open_package(zipped(parts)))
    assert [(line.text, line.zone) for line in found] == [("tête", ""), ("note", "une note")]


def test_what_says_nothing_does_not_part_a_field() -> None:
    """A page break between two pieces of one control."""
    cut = '<w:r><w:br w:type="page"/></w:r>'

    assert [bone.text for bone in skeleton(lines(p(sdt("a"), cut, sdt("b"))))] == [f"{{{KEY}}}"]


def test_text_outside_any_paragraph_is_nothing() -> None:
    """No file of Word has any."""
    assert lines(r("a")) == []


def test_fields_within_fields_are_bounded() -> None:
    """Thousands of beginnings without an end take no more time than words."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert texts(lines(p(*[begin] * 10_000, *[r("a")] * 10_000))) == ["a" * 10_000]

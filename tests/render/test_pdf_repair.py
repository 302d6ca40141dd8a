"""Every construct that the engine gets wrong, alone on a page, and what a reader hears of it."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Object, Pdf, Stream
from weasyprint import HTML

from kitgen.errors import Diagnostic, Severity
from kitgen.model.image import ImageLue
from kitgen.render.html import image_address
from kitgen.render.pdf import written
from kitgen.render.pdf_hints import HINTS
from kitgen.render.pdf_metadata import describe
from kitgen.render.pdf_repair import repaired
from kitgen.render.weasy import VARIANT, lay_out
from kitgen.render.weasy_fetch import ProjectFetcher
from kitgen.render.weasy_hints import number_elements
from kitgen.render.weasy_sheets import StyleSheets
from tests.builders import edition
from tests.pdf_speech import Said, artifacts, listen
from tests.pdf_validity import faults
from tests.render.images import PNG

CREATED = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
HALLE = ImageLue(PNG, "image/png")
IMG = f'<img src="{image_address(HALLE)}" alt="{{}}">'.format
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"{}>{}<path d="M0 0h9v9z"/></svg>'
)
PAGE = """<html lang="fr"><head><title>Page</title><style>
@page {{ size: A5; @top-left {{ content: "Entête de page" }} @bottom-right {{ content: "1" }} }}
{style}</style></head><body><h1>Une page</h1>{body}</body></html>"""
TALL = '<div style="height: 120mm"></div>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of layouts."""
    return tmp_path


class Laid:
    """A page of HTML, laid out and repaired."""

    def __init__(self, folder: Path, body: str, style: str = "") -> None:
        fetcher = ProjectFetcher(folder, {image_address(HALLE): HALLE})
        html = PAGE.format(body=body, style=style)
        posees = lay_out(html, folder, fetcher, StyleSheets(folder))
        assert faults(described(posees.contenu)) == []
        self.contenu = posees.contenu
        self.pages = len(posees.pages)
        self.diagnostics: tuple[Diagnostic, ...] = posees.diagnostics
        self.said: Said = listen(posees.contenu)

    def first(self, kind: str) -> Said:
        """Return the first element of a kind."""
        return self.said.all(kind)[0]


def described(contenu: bytes) -> bytes:
    """Return a piece that says of itself what the document says that it becomes a part of."""
    with Pdf.open(io.BytesIO(contenu)) as pdf:
        describe(pdf, edition(), CREATED)
        return written(pdf)


def test_running_headers_are_not_in_the_tree(folder: Path) -> None:
    """They are artifacts: drawn on every page, read on none."""
    laid = Laid(folder, f"<p>un</p>{TALL}{TALL}<p>deux</p>")

    assert laid.pages == 2
    assert laid.said.words == "Une page un deux"
    assert artifacts(laid.contenu).count("Entête") == 2


def test_a_block_that_stays_in_its_place_is_read_once(folder: Path) -> None:
    """`position: fixed` repeats on every page what one page is enough to say."""
    laid = Laid(folder, f'<p class="f">fixe</p>{TALL}{TALL}<p>deux</p>', ".f { position: fixed }")

    assert laid.pages == 2
    assert laid.said.words.count("fixe") == 1


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("un <strong>grand</strong> pas", "un grand pas"),
        ("<strong>un</strong> <em>pas</em>", "un pas"),
        (IMG("La halle"), "La halle"),
        ("voir " + IMG("La halle"), "voir La halle"),
        ("<span>un<br>pas</span>", "un pas"),
    ],
    ids=["bold", "marks", "image", "text and image", "line break"],
)
def test_a_link_is_one_link(folder: Path, inner: str, words: str) -> None:
    """Whatever it holds, it is one element, and its active areas say its words."""
    laid = Laid(folder, f'<p><a href="https://exemple.fr">{inner}</a></p>')
    (link,) = laid.said.all("Link")

    assert link.words == words
    assert set(link.contents) == {words}
    assert link.target == "https://exemple.fr"


def test_a_link_cut_by_a_line_is_one_link(folder: Path) -> None:
    """It has one active area per line, each with all its words, and one text."""
    laid = Laid(folder, '<p style="width: 9mm"><a href="https://exemple.fr">un pas</a></p>')
    (link,) = laid.said.all("Link")

    assert link.words == "un pas"
    assert link.contents == ["un pas", "un pas"]


@pytest.mark.parametrize(
    "body",
    [
        '<div style="display: grid"><a href="https://exemple.fr">un pas</a></div>',
        '<p><a href="https://exemple.fr"><span style="display: block">un pas</span></a></p>',
    ],
    ids=["item of a grid", "block in a line"],
)
def test_a_link_that_the_engine_forgets_is_an_error(folder: Path, body: str) -> None:
    """It would look like a link and lead nowhere."""
    (diagnostic,) = Laid(folder, body).diagnostics

    assert diagnostic.severity == Severity.ERROR
    assert diagnostic.message.endswith("un pas")


def test_a_block_may_be_a_link(folder: Path) -> None:
    """The line of a contents: number, title and page are one link, which says all three."""
    body = '<a href="#x"><span>1</span> <span>Titre</span> <span class="n"></span></a><p id="x">x'
    style = 'a { display: grid } .n::before { content: target-counter("#x", page) }'
    laid = Laid(folder, body, style)
    (link,) = laid.said.all("Link")

    assert link.words == "1 Titre 1"
    assert link.contents == ["1 Titre 1"]


def test_an_anchor_without_address_is_text(folder: Path) -> None:
    """Nothing that leads nowhere is called a link."""
    laid = Laid(folder, "<p>un <a>mot</a></p>")

    assert not laid.said.all("Link")
    assert laid.first("P").words == "un mot"


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ("un", "un"),
        ("<p>un</p>", "un"),
        ("<p>un</p><p>deux</p>", "un deux"),
        ('<a href="https://exemple.fr">un</a>', "un"),
    ],
    ids=["text", "paragraph", "paragraphs", "link"],
)
@pytest.mark.parametrize("style", ["disc", "none"])
@pytest.mark.parametrize("balise", ["ul", "ol"])
def test_an_item_is_its_label_and_its_body(
    folder: Path, balise: str, style: str, item: str, body: str
) -> None:
    """A list holds items only, an item a label, when there is one, then a body."""
    laid = Laid(
        folder, f"<{balise}><li>{item}</li></{balise}>", f"li {{ list-style-type: {style} }}"
    )
    (only,) = laid.first("L").pieces
    assert isinstance(only, Said)

    assert only.kind == "LI"
    assert only.kids() == (["LBody"] if style == "none" else ["Lbl", "LBody"])
    assert only.all("LBody")[0].words == body


def test_a_list_within_an_item_belongs_to_it(folder: Path) -> None:
    """The engine takes it out of its item."""
    laid = Laid(folder, "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>")
    outer = laid.first("L")

    assert outer.kids() == ["LI", "LI"]
    assert outer.all("LI")[0].all("L")[1:] == []
    assert outer.all("LBody")[0].kids() == ["P", "L"]
    assert [one.words for one in outer.all("LBody")][-1] == "trois"


@pytest.mark.parametrize("style", ["disc", "none"])
def test_a_list_cut_by_a_page_is_one_list(folder: Path, style: str) -> None:
    """So is the item that the page cuts."""
    words = " ".join(["mot"] * 900)
    body = f"<div style='height: 140mm'></div><ul><li>un</li><li>{words}</li><li>fin</li></ul>"
    laid = Laid(folder, body, f"li {{ list-style-type: {style} }}")
    (whole,) = laid.said.all("L")

    assert laid.pages > 1
    assert [one.words for one in whole.all("LBody")] == ["un", words, "fin"]


def test_a_paragraph_cut_by_a_page_is_one_paragraph(folder: Path) -> None:
    """So are the sections around it."""
    words = " ".join(["mot"] * 900)
    laid = Laid(folder, f"<article><section><p>{words}</p></section></article>")

    assert laid.pages > 1
    assert [one.words for one in laid.said.all("P")] == [words]
    assert len(laid.said.all("Art")) == len(laid.said.all("Sect")) == 1


def test_lines_do_not_run_words_together(folder: Path) -> None:
    """A line that ends between two words ends with a space; one that cuts a word does not."""
    text = "Les intercommunalités développent l’économie sociale et solidaire avec les habitants"
    laid = Laid(folder, f'<p style="width: 20mm; hyphens: auto">{text}</p>')
    heard = laid.first("P").text

    assert "\u00ad" in heard
    assert heard.replace("\u00ad", "").strip() == text


@pytest.mark.parametrize(
    ("html", "heard"),
    [
        ("<b>un</b> <i>deux</i>", "un deux"),
        ("un<br>deux", "un deux"),
        ("sous-titre", "sous-titre"),
        ("https://exemple.fr/communes", "https://exemple.fr/communes"),
        ("anticonstitutionnellement", "anticonstitutionnellement"),
    ],
    ids=["runs", "line break", "hyphen", "address", "word without end"],
)
def test_words_stay_apart_and_whole(folder: Path, html: str, heard: str) -> None:
    """Whatever parts two words is heard; whatever cuts one is not."""
    laid = Laid(folder, f'<p style="width: 14mm; overflow-wrap: anywhere">{html}</p>')

    assert laid.first("P").text.strip() == heard


def test_a_plain_space_is_never_read_as_a_no_break_space(folder: Path) -> None:
    """They share a glyph, which the engine names after the first of them that it meets."""
    laid = Laid(folder, "<p>un\u00a0mot et deux\u2011trois et sous-titre</p>")

    assert laid.first("P").text.strip() == "un mot et deux-trois et sous-titre"


@pytest.mark.parametrize(
    "image",
    [
        IMG(""),
        IMG("")[:-1] + ' role="presentation">',
        SVG.format(' aria-hidden="true"', ""),
        SVG.format(' role="presentation"', "<title>Muet</title>"),
        f'<div aria-hidden="true"><p>Muet</p>{IMG("Muet")}</div>',
        f'<a aria-hidden="true" href="https://exemple.fr">{IMG("Muet")}</a>',
    ],
)
def test_decoration_is_not_said(folder: Path, image: str) -> None:
    """It is drawn as an artifact, and nobody complains."""
    laid = Laid(folder, f"<p>un</p>{image}")

    assert laid.diagnostics == ()
    assert not laid.said.all("Figure", "Link")
    assert laid.said.words == "Une page un"


@pytest.mark.parametrize(
    "image",
    [
        IMG("La halle"),
        SVG.format("", "<title>La halle</title>"),
        SVG.format(' aria-label="La halle"', ""),
        SVG.format("", "<title>La halle</title><text>Muet</text>"),
    ],
    ids=["image", "title", "label", "text"],
)
def test_a_figure_is_said_once(folder: Path, image: str) -> None:
    """By its alternative, its caption beside it."""
    laid = Laid(folder, f"<figure>{image}<figcaption>En 2026</figcaption></figure>")

    assert laid.diagnostics == ()
    assert [one.alt for one in laid.said.all("Figure")] == ["La halle"]
    assert [one.words for one in laid.said.all("Caption")] == ["En 2026"]
    assert laid.said.words == "Une page La halleEn 2026"


@pytest.mark.parametrize("image", [IMG("")[: -len(' alt="">')] + ">", SVG.format("", "")])
def test_an_image_must_say_something_or_say_that_it_does_not(folder: Path, image: str) -> None:
    """An image without any alternative is an error of the layout."""
    (diagnostic,) = Laid(folder, image).diagnostics

    assert "ne dit rien" in diagnostic.message


def test_headers_of_a_table_say_what_they_head(folder: Path) -> None:
    """A caption first, a column or a row for each header, cells that span some included."""
    laid = Laid(
        folder,
        """<table><caption>Aides</caption>
        <thead><tr><th></th><th scope="col">Somme</th></tr></thead>
        <tbody><tr><th scope="row" rowspan="2">Ville</th><td>1</td></tr><tr><td>2</td></tr>
        <tr><th scope="row">Région</th><td><p>3</p></td></tr></tbody></table>""",
    )
    table = laid.first("Table")

    assert table.kids() == ["Caption", "THead", "TBody"]
    assert [one.scope for one in table.all("TH")] == ["Column", "Column", "Row", "Row"]
    assert [one.words for one in table.all("TD")] == ["1", "2", "3"]


def test_a_table_cut_by_pages_says_its_headers_once(folder: Path) -> None:
    """The engine draws them again on each page."""
    rows = "".join(f"<tr><td>{rank}</td></tr>" for rank in range(60))
    laid = Laid(
        folder, f"<table><thead><tr><th>Rang</th></tr></thead><tbody>{rows}</tbody></table>"
    )

    assert laid.pages > 1
    assert len(laid.said.all("Table")) == len(laid.said.all("TH")) == 1
    assert [one.words for one in laid.said.all("TD")] == [str(rank) for rank in range(60)]


def test_a_table_of_contents_is_one(folder: Path) -> None:
    """Its entries refer to their pages, those of its parts within it."""
    laid = Laid(
        folder,
        """<ol role="doc-toc"><li><a href="#a">Partie</a>
        <ol><li><a href="#b">Fiche</a></li></ol></li></ol><h2 id="a">A</h2><h3 id="b">B</h3>""",
    )
    contents, within = laid.said.all("TOC")

    assert contents.kids() == ["TOCI"]
    assert contents.all("TOCI")[0].kids()[-2:] == ["Reference", "TOC"]
    assert [one.words for one in within.all("Reference")] == ["Fiche"]
    assert not laid.said.all("L", "LI", "LBody")


def test_languages_and_marks_are_kept(folder: Path) -> None:
    """A foreign word is said in its language; what matters is said to matter."""
    laid = Laid(folder, '<p>un <span lang="en">cluster</span>, <strong>fort</strong> <em>a</em>')

    assert [(one.lang, one.words) for one in laid.said.all("Span")] == [("en", "cluster")]
    assert laid.first("Strong").words == "fort"
    assert laid.first("Em").words == "a"
    assert laid.first("P").words == "un cluster, fort a"


def test_what_stands_for_the_layout_only_is_not_heard_of(folder: Path) -> None:
    """Boxes give way to what they hold; loose text becomes a paragraph."""
    laid = Laid(folder, "<div>un<div><p>deux</p></div><aside>trois</aside></div>")

    assert laid.said.kids() == ["H1", "P", "P", "Sect"]
    assert laid.first("Sect").kids() == ["P"]


def test_signs_that_the_style_adds_are_not_heard(folder: Path) -> None:
    """A dot between two words is drawn only; letters and digits are said."""
    laid = Laid(folder, "<p>un</p>", 'p::before { content: "· " } p::after { content: " 2" }')

    assert laid.first("P").words == "un 2"


def test_loose_text_is_one_paragraph(folder: Path) -> None:
    """Its marks do not cut it; a comment is nothing."""
    laid = Laid(folder, "<div>un <em>deux</em> <!-- rien -->trois</div>")

    assert [one.words for one in laid.said.all("P")] == ["un deux trois"]


def test_a_paragraph_within_a_link_is_its_words(folder: Path) -> None:
    """A link holds text: the boxes within it stand for the layout."""
    body = '<a style="display: block" href="https://exemple.fr"><p>un</p><p>deux</p></a>'
    (link,) = Laid(folder, body).said.all("Link")

    assert link.kids() == []
    assert link.words == "un deux"


def test_a_cell_over_two_columns_says_so(folder: Path) -> None:
    """The rows stay equal, header or not."""
    row = '<tr><td colspan="2">Deux</td></tr><tr><td>a</td><td>b</td></tr>'
    laid = Laid(folder, f'<table><tr><th colspan="2">Tête</th></tr>{row}</table>')

    assert [one.words for one in laid.said.all("TH", "TD")] == ["Tête", "Deux", "a", "b"]


def test_definitions_are_a_list(folder: Path) -> None:
    """Each term and each definition is an item."""
    laid = Laid(folder, "<dl><dt>ESS</dt><dd>Économie sociale et solidaire</dd></dl>")

    assert laid.first("L").kids() == ["LI", "LI"]
    assert [one.words for one in laid.said.all("LBody")] == [
        "ESS",
        "Économie sociale et solidaire",
    ]


def test_no_image_is_smoothed(folder: Path) -> None:
    """Neither on two pages nor within a drawing or a ground: PDF/A forbids it."""
    address = image_address(HALLE)
    body = f"<p>{IMG('La halle')}</p>{TALL}{TALL}<p>{IMG('Une halle')}</p><div></div>"
    laid = Laid(folder, body, f"div {{ height: 1cm; background: url({address}) }}")

    with Pdf.open(io.BytesIO(laid.contenu)) as pdf:
        smoothed = [one.get("/Interpolate") for one in pdf.objects if is_image(one)]
    assert smoothed
    assert not any(smoothed)


def is_image(one: Object) -> bool:
    """Tell whether an object of a file is an image."""
    return isinstance(one, Stream) and one.get("/Subtype") == Name.Image


def test_a_figure_says_where_it_stands(folder: Path) -> None:
    """In points from the foot of the page, so that a reader can show it."""
    laid = Laid(folder, IMG("La halle"), "img { position: fixed; left: 0; top: 0; width: 96px }")

    with Pdf.open(io.BytesIO(laid.contenu)) as pdf:
        margin = 75 * 0.75
        height = float(pdf.pages[0].mediabox[3])
        (figure,) = [one for one in pdf.objects if is_figure(one)]
        left, bottom, right, top = map(float, figure.A.BBox)
    assert [left, height - top] == pytest.approx([margin, margin], abs=0.1)
    assert [right - left, top - bottom] == pytest.approx([72, 72])


def is_figure(one: Object) -> bool:
    """Tell whether an object of a file is a figure of its structure."""
    return isinstance(one, Dictionary) and one.get("/S") == Name.Figure


def test_the_repair_is_a_pure_function() -> None:
    """The same bytes give the same bytes, and nothing of the hints is left."""
    page = PAGE.format(body="<ul><li><b>un</b> <i>deux</i></li></ul>", style="")
    document = HTML(string=page)
    number_elements(document.etree_element)
    engine = document.write_pdf(pdf_variant=VARIANT)

    made = repaired(engine)

    assert repaired(engine) == made
    with Pdf.open(io.BytesIO(engine)) as before, Pdf.open(io.BytesIO(made)) as after:
        assert any(f"/{HINTS}" in one for one in before.objects if isinstance(one, Dictionary))
        assert not any(f"/{HINTS}" in one for one in after.objects if isinstance(one, Dictionary))


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo (poppler) is not there")
def test_another_program_reads_the_same(folder: Path, tmp_path: Path) -> None:
    """Poppler prints the structure and the texts that these tests look at."""
    text = "Les intercommunalités développent l’économie sociale et solidaire"
    body = f'<p style="width: 20mm; hyphens: auto">{text}</p><ul><li>un <b>mot</b></li></ul>'
    laid = Laid(folder, body)
    (tmp_path / "page.pdf").write_bytes(laid.contenu)

    printed = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "page.pdf"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout

    lines = [re.sub(r" \((block|inline)\)$", "", line) for line in printed.splitlines()]
    roles = {"Strong": "Span"}
    ours = [
        re.sub(r"\w+$", lambda kind: roles.get(kind[0], kind[0]), one) for one in laid.said.lines()
    ]
    assert [line for line in lines if line] == [one.replace("\u00ad", "-") for one in ours]

"""The designer's template: whatever is wrong with it is told in French, all at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from kitgen.errors import Code, SetupError
from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut
from kitgen.render import render
from kitgen.render.base import RenderContext
from tests.builders import edition, region
from tests.render.word_file import WordFile, find
from tests.render.word_given import CREATED, ROOT, single

FAULTS = {
    Code.LAYOUT_INVALID,
    Code.TEMPLATE_STYLE,
    Code.TEMPLATE_TAG,
    Code.TEMPLATE_VARIABLE,
}
TEMPLATE = (ROOT / "layouts" / "kit" / "modele.docx").read_bytes()


def altered(part: str, change: Callable[[str], str]) -> bytes:
    """Return the template with one part changed."""
    written = BytesIO()
    with ZipFile(BytesIO(TEMPLATE)) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                before = content.decode()
                after = change(before)
                assert after != before
                content = after.encode()
            target.writestr(name, content)
    return written.getvalue()


def with_template(folder: Path, content: bytes, given: Edition | None = None) -> WordFile:
    """Return the Word edition, of a kit by default, made with a template of its own."""
    (folder / "kit").mkdir()
    shutil.copytree(ROOT / "layouts" / "cartes", folder / "cartes")
    (folder / "kit" / "modele.docx").write_bytes(content)
    context = RenderContext(layouts=folder, created=CREATED)
    return WordFile(render("docx", given or edition(), context).contenu)


def refused(folder: Path, content: bytes) -> str:
    """Return what is said of a template that cannot be used."""
    with pytest.raises(SetupError) as caught:
        with_template(folder, content)
    assert {d.code for d in caught.value.diagnostics} <= FAULTS
    assert {str(d.place).split(":")[0] for d in caught.value.diagnostics} == {
        "layouts/kit/modele.docx"
    }
    return str(caught.value)


def joined(xml: str) -> str:
    """Return the template's body without the section break that ends the cover."""
    start, end = xml.index("<w:sectPr>"), xml.index("</w:sectPr>") + len("</w:sectPr>")
    return xml[:start] + xml[end:]


def body(old: str, new: str) -> bytes:
    """Return the template with other words in its body."""
    return altered("word/document.xml", lambda xml: xml.replace(old, new))


def test_faulty_tags_are_told_at_once(tmp_path: Path) -> None:
    """Two faults, in the body and in a header, make two diagnostics."""
    with_body = body("{{ sous_titre }}", "{{ une }}")
    (tmp_path / "kit").mkdir()
    written = BytesIO()
    with ZipFile(BytesIO(with_body)) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/header1.xml":
                content = content.replace(b"{{ fiche }}", b"{{ deux }}")
            target.writestr(name, content)
    (tmp_path / "kit" / "modele.docx").write_bytes(written.getvalue())
    with pytest.raises(SetupError) as caught:
        render("docx", edition(), RenderContext(layouts=tmp_path, created=CREATED))

    assert len(caught.value.diagnostics) == 2
    assert "{{ titre }}" in str(caught.value.diagnostics[0].hint)
    assert [str(d.place.path) for d in caught.value.diagnostics if d.place] == [
        "word/header1.xml, paragraphe 1",
        "word/document.xml, paragraphe 3",
    ]


def test_a_template_must_exist(tmp_path: Path) -> None:
    """A genre without a template is told, with the path that was looked for."""
    with pytest.raises(SetupError) as caught:
        render("docx", edition(genre="points"), RenderContext(tmp_path, CREATED))

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code is Code.LAYOUT_INVALID
    assert diagnostic.place is not None
    assert diagnostic.place.file == "layouts/points/modele.docx"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", TEMPLATE[:5000]])
def test_a_template_must_be_a_word_file(content: bytes, tmp_path: Path) -> None:
    """Anything else is refused without a traceback."""
    assert "illisible" in refused(tmp_path, content)


def test_a_missing_style_is_named(tmp_path: Path) -> None:
    """A style that the renderer needs and the template lacks is named as Word shows it."""
    content = altered("word/styles.xml", lambda xml: xml.replace('"Chapô"', '"Chapeau"'))

    assert "« Chapô »" in refused(tmp_path, content)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """A style that lacks does not hide a tag that is wrong."""
    lacking = altered("word/styles.xml", lambda xml: xml.replace('"Chapô"', '"Chapeau"'))
    both = BytesIO()
    with ZipFile(BytesIO(lacking)) as source, ZipFile(both, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"{{ sous_titre }}", b"{{ inconnue }}")
            target.writestr(name, content)
    said = refused(tmp_path, both.getvalue())

    assert "« Chapô »" in said
    assert "« inconnue »" in said


def test_a_missing_style_of_word_s_own_is_named_as_word_shows_it(tmp_path: Path) -> None:
    """Word stores `heading 1` and a person sees « Titre 1 » in its list of styles."""
    content = altered("word/styles.xml", lambda xml: xml.replace('"heading 1"', '"Gros titre"'))

    assert "« Titre 1 »" in refused(tmp_path, content)


def test_styles_named_in_french_are_found(tmp_path: Path) -> None:
    """Other word processors store what they show: « Titre 2 », « Corps de texte »."""
    content = altered(
        "word/styles.xml",
        lambda xml: xml.replace('"heading 2"', '"Titre 2"').replace(
            '"Body Text"', '"Corps de texte"'
        ),
    )
    file = with_template(tmp_path, content)

    assert sum(p.style == "Titre 2" for p in file.paragraphs) == 4


def test_styles_are_found_by_name(tmp_path: Path) -> None:
    """Ids may be those of a French Word, and names differ in case."""
    content = altered(
        "word/styles.xml",
        lambda xml: xml.replace('"Heading1"', '"Titre1"').replace('"heading 2"', '"Heading 2"'),
    )
    file = with_template(tmp_path, content)

    assert file.document.xpath("count(//*[local-name()='pStyle'][@*='Titre1'])") == 4


def test_a_list_style_needs_its_list(tmp_path: Path) -> None:
    """A list style without numbering would print paragraphs: it is refused."""
    content = altered(
        "word/styles.xml",
        lambda xml: xml.replace('<w:numPr><w:numId w:val="3"/></w:numPr>', "").replace(
            '<w:numId w:val="5"/>', '<w:numId w:val="99"/>'
        ),
    )
    said = refused(tmp_path, content)

    assert "« Loi puce »" in said
    assert "« Exemple puce »" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("{{ corps }}", "Ici le texte", "{{ corps }}"), ("{{ logo }}", "{{ corps }}", "un seul")],
)
def test_the_body_needs_its_place(old: str, new: str, said: str, tmp_path: Path) -> None:
    """The body has one place, and only one."""
    assert said in refused(tmp_path, body(old, new))


def test_the_cover_ends_with_a_section(tmp_path: Path) -> None:
    """Without a section break the cover would take the imprint's page: it is refused."""
    assert "saut de section" in refused(tmp_path, altered("word/document.xml", joined))


def test_a_fiche_alone_needs_no_cover(tmp_path: Path) -> None:
    """Without a section break, what stands before the body opens the fiche."""
    file = with_template(tmp_path, altered("word/document.xml", joined), single())

    assert [p.style for p in file.paragraphs][:2] == ["Couverture image", "Title"]
    assert "{" not in file.text


def test_what_follows_the_cover_opens_the_body(tmp_path: Path) -> None:
    """A label that the designer sets after the cover stays, and leaves the title of the fiche."""
    opening = "<w:p><w:r><w:t>{{ etiquette }} !</w:t></w:r></w:p>"
    body_place = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
    content = body(body_place, opening.replace("<w:r>", body_place[5:] + "<w:r>") + body_place)
    file = with_template(tmp_path, content, single())

    assert [p.text for p in file.paragraphs][:2] == [
        "Fiche 3 !",
        texte_brut(single().parties[0].fiches[0].titre),
    ]


def test_a_first_page_is_the_designer_s(tmp_path: Path) -> None:
    """A different first page, once asked for in the template, is each section's."""
    asked = '<w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body>'
    content = body('<w:cols w:space="708"/></w:sectPr></w:body>', asked)
    file = with_template(tmp_path, content)

    assert len(find(file.document, "//w:titlePg")) == len(find(file.document, "//w:sectPr")) - 1


def test_a_designer_may_move_and_format_words(tmp_path: Path) -> None:
    """A variable may share its run with other words; what the designer set on it stays."""
    content = body(
        '<w:r><w:t xml:space="preserve">{{ sous_titre }}</w:t></w:r>',
        "<w:r><w:rPr><w:i/></w:rPr><w:t>Un kit :</w:t><w:tab/>"
        "<w:t>{{ sous_titre }} ({{ site }})</w:t></w:r>",
    )
    content_file = with_template(tmp_path, content)
    (subtitle,) = [p for p in content_file.paragraphs if p.text.startswith("Un kit")]

    assert subtitle.text == "Un kit :\tCommunes, intercommunalités & ESS (www.rtes.fr)"
    assert subtitle.element.xpath("count(.//*[local-name()='i'])") == 6


@pytest.mark.parametrize(("given", "said"), [(edition(), False), (edition(region=region()), True)])
def test_a_condition_sees_what_is_empty(given: Edition, *, said: bool, tmp_path: Path) -> None:
    """`{% if declinaison %}` is true of a région's edition alone."""
    condition = "{%p if declinaison %}", "En région : {{ declinaison }}", "{%p endif %}"
    line = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/>'
    content = body(title, "".join(map(line.format, condition)) + title)
    file = with_template(tmp_path, content, given)

    assert ("En région : Déclinaison" in file.text) is said
    assert "{%" not in file.text


def test_a_template_may_do_without_logo(tmp_path: Path) -> None:
    """The logo has its place where the designer gave it one."""
    file = with_template(tmp_path, body("{{ logo }}", "Un mot"))

    assert "Un mot" in file.text


def test_links_of_the_header_are_kept(tmp_path: Path) -> None:
    """What the designer's header refers to, a picture or a link, each section's header has."""
    linked = BytesIO()
    address = "https://exemple.fr/entete"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId7" TargetMode="External" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/hyperlink" Target="{address}"/></Relationships>'
    )
    with ZipFile(BytesIO(TEMPLATE)) as source, ZipFile(linked, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/_rels/header1.xml.rels", rels)
    file = with_template(tmp_path, linked.getvalue())

    assert file.relations("word/entete1.xml") == {"rId7": address}
    assert file.relations("word/entete2.xml") == {"rId7": address}


def test_headers_are_the_designer_s(tmp_path: Path) -> None:
    """Without a default header in the template, sections have none; links in it are kept."""
    content = altered(
        "word/document.xml",
        lambda xml: xml.replace('<w:headerReference w:type="default" r:id="rId6"/>', ""),
    )

    assert not any(
        name.startswith("word/entete") for name in with_template(tmp_path, content).parts
    )

"""The accessibility check of Word files: each rule is broken once, and told in French."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from kitgen.errors import Code, Severity
from kitgen.render import render
from kitgen.render.word_access import inaccessible
from tests.builders import edition, fiche, partie, texte
from tests.render.word_given import CONTEXT, PIXEL, image

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
END = '<w:sectPr><w:headerReference w:type="default"'
HEADER = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
FLOATING = (
    '<w:p><w:r><w:t>a</w:t><w:drawing><wp:anchor><wp:docPr id="9" name="Fleur" descr="Une fleur"/>'
    "</wp:anchor></w:drawing></w:r></w:p>"
)
MERGED = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'


@cache
def whole() -> bytes:
    """Return a kit with a picture."""
    illustrated = fiche(illustration=image(PIXEL, "image/png"))
    return render("docx", edition(parties=(partie(fiches=(illustrated,)),)), CONTEXT).contenu


def spoilt(part: str, change: Callable[[str], str]) -> bytes:
    """Return the same kit with one part changed."""
    written = BytesIO()
    with ZipFile(BytesIO(whole())) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                before = content.decode()
                after = change(before)
                assert after != before
                content = after.encode()
            target.writestr(name, content)
    return written.getvalue()


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return what replaces some XML by other, once."""
    return lambda xml: xml.replace(old, new, 1)


def added(xml: str) -> Callable[[str], str]:
    """Return what adds paragraphs or tables at the end of a body."""

    def change(whole: str) -> str:
        start, mark, end = whole.rpartition("<w:sectPr>")
        return start + xml + mark + end

    return change


def control(number: str, tag: str) -> str:
    """Return a paragraph whose words stand in a content control."""
    return (
        f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{number}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>Mot</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def link(words: str) -> str:
    """Return a paragraph that is a link."""
    return f'<w:p><w:hyperlink w:anchor="a"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>'


def test_a_kit_is_accessible() -> None:
    """What kitgen writes breaks none of the rules."""
    assert inaccessible(whole()) == ()


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        (CORE, swap("<dc:title>", "<dc:title/><dc:title>"), "n'a pas de titre"),
        (CORE, swap("<dc:language>fr-FR</dc:language>", ""), "ne dit pas sa langue"),
        (STYLES, swap('<w:lang w:val="fr-FR"', '<w:lang w:val=""'), "ne dit pas sa langue"),
        (
            "word/settings.xml",
            swap("<w:defaultTabStop", '<w:updateFields w:val="true"/><w:defaultTabStop'),
            "updateFields",
        ),
        (DOCUMENT, swap('"Heading2"', '"Heading3"'), "saute du niveau 1 au niveau 3"),
        (DOCUMENT, swap('"Heading1"', '"Heading2"'), "saute du niveau 0 au niveau 2"),
        (DOCUMENT, added('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>'), "est vide"),
        (DOCUMENT, added("<w:p><w:r><w:t> </w:t></w:r></w:p>"), "est vide, après `"),
        (DOCUMENT, swap(' descr="Un marché &amp; sa halle"', ""), "`Image 1002` n'a pas de texte"),
        (DOCUMENT, swap("<adec:decorative", "<adec:autre"), "`Motif de couverture` n'a pas de"),
        ("word/entete1.xml", swap("<adec:decorative", "<adec:autre"), "`Onglet de la partie` n'a"),
        (DOCUMENT, added(FLOATING), "`Fleur` flotte"),
        (DOCUMENT, added("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), "ligne d'en-tête"),
        (
            DOCUMENT,
            added(f"<w:tbl>{HEADER.replace('<w:p/>', MERGED + '<w:p/>')}</w:tbl>"),
            "cellules fusionnées",
        ),
        (DOCUMENT, added(link("Cliquez ici")), "ne dit pas où il mène : `Cliquez ici`"),
        (DOCUMENT, added(link("https://exemple.fr/a/b")), "ne dit pas où il mène"),
        (DOCUMENT, added("<w:p><w:r><w:t>a</w:t></w:r><w:hyperlink/></w:p>"), "n'a pas de texte"),
        (DOCUMENT, added(control("7", "a") + control("7", "b")), "même identifiant, 7"),
        (DOCUMENT, added(control("7", "a" * 65)), "dépasse 64 signes"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told(part: str, change: Callable[[str], str], said: str) -> None:
    """One fault, one warning, in French."""
    (fault,) = inaccessible(spoilt(part, change))

    assert said in fault.message
    assert (fault.code, fault.severity) == (Code.WORD_ACCESS, Severity.WARNING)


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:tbl>{HEADER}</w:tbl>",
        control("7", "a" * 64) + control("8", "b"),
        link("Le site du réseau"),
        link("www.rtes.fr"),
    ],
)
def test_what_is_right_is_not_told(xml: str) -> None:
    """A table with its header row, different controls, links that speak."""
    assert inaccessible(spoilt(DOCUMENT, added(xml))) == ()


def test_a_build_tells_what_is_inaccessible() -> None:
    """A link whose words say nothing, typed in a fiche, is a warning of the Word edition."""
    given = fiche(chapo=texte("Pour en savoir plus, [ici](https://exemple.fr)."))
    artefact = render("docx", edition(parties=(partie(fiches=(given,)),)), CONTEXT)

    assert any("`ici`" in diagnostic.message for diagnostic in artefact.diagnostics)

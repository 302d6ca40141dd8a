"""The form of a Word file: named styles only, headings in order, numbers that agree."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml.etree import _Element as Element

from kitgen.model.edition import Edition, RegionEdition
from kitgen.render.word_styles import HEADINGS, Mark, Style
from tests.builders import edition, fiche, ligne, partie, region, texte
from tests.render.word_file import WordFile, find, q, values, words
from tests.render.word_given import PIXEL, ROOT, image, points, single, word, written

TEMPLATES = sorted((ROOT / "layouts").glob("*/modele.docx"))
GENRES = [template.parent.name for template in TEMPLATES]
BROUGHT = region(
    couleurs=("#14596B", None),
    logo=image(PIXEL, "image/png"),
    partenaires=(image(PIXEL, "image/png"), image(b"<svg/>", "image/svg+xml")),
)
DOCUMENTS = (
    edition(),
    edition(presentation=()),
    single(),
    points(),
    edition(region=BROUGHT),
    replace(single(), region=BROUGHT),
    replace(points(), region=BROUGHT),
)
ALLOWED = {"w:pPr": {"w:pStyle", "w:framePr", "w:numPr", "w:sectPr"}, "w:rPr": {"w:rStyle"}}


def direct(root: Element) -> set[str]:
    """Return the properties, styles and structure apart, that paragraphs and runs set."""
    found: set[str] = set()
    for parent, allowed in ALLOWED.items():
        accepted = {q(name) for name in allowed}
        found |= {str(child.tag) for child in find(root, f"//{parent}/*")} - accepted
    return found


@pytest.mark.parametrize("given", DOCUMENTS)
def test_no_direct_formatting(given: Edition) -> None:
    """Paragraphs and runs name a style, its frame, a list, a section, and nothing else."""
    mixed = texte("***a*** **b** *c* ^^d^^ [e](https://exemple.fr/e)\n\n1. un\n2. deux\n\n- trois")
    file = written(replace(given, index=None, parties=(partie(fiches=(fiche(chapo=mixed),)),)))
    roots = [file.xml(n) for n in file.parts if re.match(r"word/(document|entete|footer)", n)]

    assert len(roots) > 3
    assert set().union(*map(direct, roots)) - {q("w:sectPr")} == set()
    assert find(file.document, "//w:rPr/w:rStyle")
    assert all(p.style for p in file.paragraphs)


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_every_mark_has_its_style(template: Path) -> None:
    """Bold, italic, superscript and links, alone or together, each have one character style."""
    names = {str(mark) for mark in Mark}
    file = WordFile(template.read_bytes())

    assert names <= set(values(file.styles, "w:style[@w:type='character']/w:name/@w:val"))


def test_marks_hold_within_labels() -> None:
    """A superscript within a label has its style, and the label's other words keep theirs."""
    labelled = fiche(etiquette=ligne("Fiche 1^^re^^"))
    file = word(parties=(partie(fiches=(labelled,)),))
    (heading,) = [p for p in file.paragraphs if p.style == "heading 2"]
    used = values(heading.element, "w:r/w:rPr/w:rStyle/@w:val")

    assert [file.style_name(one) for one in used] == ["Étiquette levier", "Exposant"]


@pytest.mark.parametrize("given", DOCUMENTS)
def test_no_empty_paragraph(given: Edition) -> None:
    """Space comes from styles: an empty paragraph only carries the end of a section."""
    empty = [
        p
        for p in written(given).paragraphs
        if not p.text.strip() and not find(p.element, ".//w:drawing")
    ]

    assert all(find(p.element, "w:pPr/w:sectPr") for p in empty)
    assert len(empty) <= 1


@pytest.mark.parametrize("given", DOCUMENTS)
def test_headings_skip_no_level(given: Edition) -> None:
    """Heading levels grow one by one, from 1."""
    paragraphs = written(given).paragraphs
    levels = [int(p.style[-1]) for p in paragraphs if p.style.startswith("heading ")]

    assert levels[0] == 1
    assert max(b - a for a, b in pairwise(levels)) == 1


@pytest.mark.parametrize("given", DOCUMENTS)
def test_headings_carry_their_outline(given: Edition) -> None:
    """A heading's level is its name's, also when a fiche stands alone."""
    file = written(given)
    for level in range(1, 5):
        path = f"w:style[w:name/@w:val='heading {level}']/w:pPr/w:outlineLvl/@w:val"
        assert values(file.styles, path) == [str(level - 1)]


def test_pages_without_a_number_have_a_title_too() -> None:
    """A person who goes from title to title also stops at the imprint, contents and colophon."""
    file = word()
    (field,) = [c for c in values(file.document, "//w:instrText/text()") if "TOC" in c]
    for name in ("Titre liminaire", "TOC Heading"):
        path = f"w:style[w:name/@w:val='{name}']/w:pPr/w:outlineLvl/@w:val"
        assert values(file.styles, path) == ["0"]
    assert "\\u" not in field


@pytest.mark.parametrize("given", DOCUMENTS)
def test_every_style_is_defined(given: Edition) -> None:
    """What the body, the headers and the footers name, the styles define."""
    file = written(given)
    parts = [file.xml(n) for n in file.parts if re.match(r"word/(document|entete|head|foot)", n)]
    used = {one for part in parts for one in values(part, "//w:pStyle/@w:val|//w:rStyle/@w:val")}

    assert used <= set(values(file.styles, "w:style/@w:styleId"))


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_titles_stay_with_what_they_announce(template: Path) -> None:
    """No title, label or figure ends a page, and no paragraph leaves a line alone."""
    file = WordFile(template.read_bytes())
    announcing = (*HEADINGS, Style.LEVERS, Style.LAW_LABEL, Style.EXAMPLE_LABEL, Style.FIGURE)
    for style in announcing:
        path = f"w:style[w:name/@w:val='{style}']/w:pPr[not(w:keepNext/@w:val)]/w:keepNext"
        assert len(find(file.styles, path)) == 1
    assert find(file.styles, "w:docDefaults//w:widowControl[not(@w:val)]")


@pytest.mark.parametrize("brought", [None, BROUGHT], ids=["national", "région"])
def test_contents_agree_with_footers(brought: RegionEdition | None) -> None:
    """Each page number of the contents is the first number of the section it leads to."""
    file = word(region=brought)
    first = {
        name: file.starts[place]
        for place, paragraphs in enumerate(file.sections)
        for paragraph in paragraphs
        for name in values(paragraph, "w:bookmarkStart/@w:name")
    }
    entries = [p for p in file.paragraphs if p.style in {"toc 1", "toc 2"} and p.text]
    listed = entries + [p for p in file.paragraphs if p.style == "Sommaire de partie"]
    for entry in listed:
        (target,) = values(entry.element, "w:hyperlink/@w:anchor")
        assert entry.text.split("\t")[-1] == first[target]
        assert f" PAGEREF {target} \\h " in values(entry.element, ".//w:instrText/text()")

    shift = 0 if brought is None else 1
    opening = ["L’économie sociale et solidaire en région\t5"] if brought else []
    assert [entry.text for entry in entries][: 3 + shift] == [
        "Avant-propos\t4",
        *opening,
        f"Comprendre l’économie sociale et solidaire\t{5 + shift}",
        f"Fiche 1\tDe quoi parle-t-on\u202f?\t{6 + shift}",
    ]
    assert len(listed) == 8 + 4 + 2 * shift


@pytest.mark.parametrize("brought", [None, BROUGHT], ids=["national", "région"])
def test_contents_are_what_word_would_draw(brought: RegionEdition | None) -> None:
    """The entries are the headings of levels 1 and 2, in order, word for word."""
    file = word(region=brought)
    headings = [p.text for p in file.paragraphs if p.style in {"heading 1", "heading 2"}]
    entries = [p.text for p in file.paragraphs if p.style in {"toc 1", "toc 2"} and p.text]

    assert [entry.rsplit("\t", 1)[0] for entry in entries] == headings


def test_contents_are_one_field() -> None:
    """The contents are a field that opens once, closes once, and asks for no update."""
    file = word()
    codes = "".join(values(file.document, "//w:instrText/text()"))
    kinds = values(file.document, "//w:fldChar/@w:fldCharType")

    assert codes.count(' TOC \\o "1-2" \\h \\z ') == 1
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert not find(file.document, "//*[@w:dirty]")
    assert not find(file.xml("word/settings.xml"), "//w:updateFields")


def test_footers_print_the_page() -> None:
    """Every section but the cover has a footer, and every footer prints PAGE."""
    file = word()
    footers = [file.xml(name) for name in file.parts if name.startswith("word/footer")]

    assert footers
    assert all(" PAGE " in values(footer, "//w:instrText/text()") for footer in footers)
    sections = find(file.document, "//w:sectPr")
    assert len(find(file.document, "//w:sectPr[w:footerReference]")) == len(sections) - 1


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def chain(file: WordFile, style: Element) -> list[Element]:
    """Return a style and those that it is based on, nearest first."""
    found = [style]
    while parent := values(found[-1], "w:basedOn/@w:val"):
        found += find(file.styles, f"w:style[@w:styleId='{parent[0]}']")
    return found


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_contrast_of_the_styles(template: Path) -> None:
    """Every text style stands out from its ground by 4.5 at least."""
    file = WordFile(template.read_bytes())
    judged = 0
    for style in find(file.styles, "w:style[@w:type='paragraph' or @w:type='character']"):
        family = chain(file, style)
        colours = [c for one in family for c in values(one, "w:rPr/w:color/@w:val")]
        grounds = [c for one in family for c in values(one, "w:pPr/w:shd/@w:fill")]
        base = values(file.styles, "w:docDefaults//w:color/@w:val")
        judged += 1

        assert contrast((colours + base)[0], (*grounds, "FFFFFF")[0]) >= 4.5
    assert judged > 50


@pytest.mark.parametrize("given", [edition(), points()], ids=GENRES)
@pytest.mark.parametrize("colour", ["#767676", "#14596B"])
def test_contrast_of_the_styles_in_a_region_s_colour(given: Edition, colour: str) -> None:
    """The colour takes the place of the template's, and every text still stands out."""
    file = written(replace(given, region=region(couleurs=(colour, None))))
    theme = file.parts["word/theme/theme1.xml"].decode()
    drawn = values(file.styles, "//@w:val | //@w:fill | //@w:color")
    for style in find(file.styles, "w:style[@w:type='paragraph' or @w:type='character']"):
        family = chain(file, style)
        colours = [c for one in family for c in values(one, "w:rPr/w:color/@w:val")]
        grounds = [c for one in family for c in values(one, "w:pPr/w:shd/@w:fill")]
        base = values(file.styles, "w:docDefaults//w:color/@w:val")
        ink = (colours + base)[0].replace("auto", "000000")

        assert contrast(ink, (*grounds, "FFFFFF")[0]) >= 4.5
    assert theme.count(colour.removeprefix("#")) == 1
    assert drawn.count(colour.removeprefix("#")) > 10
    own = "14293D" if given.genre == "kit" else "6C3D78"
    assert own not in drawn
    assert own not in theme.partition("<a:hlink")[0]


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_colours_and_fonts_come_from_the_theme(template: Path) -> None:
    """A designer restyles the whole document from Word's Design tab."""
    file = WordFile(template.read_bytes())

    assert not find(file.styles, "//w:color[not(@w:themeColor)]")
    assert not find(file.styles, "//w:shd[not(@w:themeFill)]")
    assert not find(file.styles, "//w:rFonts[not(@w:asciiTheme)]")


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_the_template_shows_its_placeholders(template: Path) -> None:
    """A designer reads in the template where each word will stand."""
    file = WordFile(template.read_bytes())
    shown = "\n".join(p.text for p in file.paragraphs)
    shown += words(file.xml("word/header1.xml")) + words(file.xml("word/footer1.xml"))

    for name in ("titre", "sous_titre", "date_longue", "editeur", "logo", "corps", "fiche"):
        assert f"{{{{ {name} }}}}" in shown

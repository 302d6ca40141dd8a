"""The theme: what a person changes in Word's Design tab, and what follows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kitgen.model.edition import Edition
from kitgen.model.genre import Niveau
from tests.builders import edition, region
from tests.render.word_file import WordFile, find, values
from tests.render.word_given import ROOT, points, single, word, written

TEMPLATES = sorted((ROOT / "layouts").glob("*/modele.docx"))
GENRES = [template.parent.name for template in TEMPLATES]
SCHEME = "//*[local-name()='schemeClr']/@val"


def thumbs(file: WordFile) -> dict[str, str]:
    """Return the colour of the tab of each running header, by what the header says."""
    found = {}
    for name in sorted(file.parts):
        if name.startswith("word/entete"):
            header = file.xml(name)
            found["".join(values(header, "//w:t/text()"))] = "".join(values(header, SCHEME))
    return found


@pytest.mark.parametrize(
    ("niveau", "night"),
    [("municipal", "14293D"), ("departemental", "11332D"), ("regional", "331F3D")],
)
def test_each_level_has_its_night(niveau: Niveau, night: str) -> None:
    """The dark colour of a kit is that of its level, in the theme and in the styles' copies."""
    file = word(niveau=niveau)
    theme = file.parts["word/theme/theme1.xml"].decode()

    assert f'<a:dk2><a:srgbClr val="{night}"/></a:dk2>' in theme
    drawn = find(file.styles, "//w:color[@w:themeColor='text2']")
    assert {"".join(values(one, "@w:val")) for one in drawn} == {night}


def test_a_region_s_colour_takes_the_place_of_the_night() -> None:
    """A région's edition of a departmental kit is in the région's colour."""
    file = word(niveau="departemental", region=region(couleurs=("#14596B", None)))

    assert (
        '<a:dk2><a:srgbClr val="14596B"/></a:dk2>' in file.parts["word/theme/theme1.xml"].decode()
    )


@pytest.mark.parametrize("given", [edition(), single(), points()], ids=["kit", "fiche", "points"])
def test_shapes_draw_from_the_theme(given: Edition) -> None:
    """No shape of the cover or of a header has a colour that the theme does not give it."""
    file = written(given)
    names = [
        name for name in file.parts if re.match(r"word/(document|entete|header|footer)", name)
    ]

    assert names
    assert all("srgbClr" not in file.parts[name].decode() for name in names)


def test_the_cover_is_drawn_in_line_and_mute() -> None:
    """The cover's motif is in the text, and is said to be decoration."""
    document = word().document
    (drawing,) = find(document, "//wp:inline[wp:docPr/@name='Motif de couverture']")

    assert "".join(values(drawing, ".//*[local-name()='decorative']/@val")) == "1"
    assert not find(document, "//wp:anchor")
    assert "Motif de couverture" not in written(single()).parts["word/document.xml"].decode()


def test_headers_have_a_tab_in_the_colour_of_their_part() -> None:
    """A fiche's tab is in its part's colour, and that of the pages in no part in the night."""
    found = thumbs(word())
    by_part = {
        part: {colour for said, colour in found.items() if said.startswith(part)}
        for part in ("Comprendre", "Les leviers", "Kit MunicipalESS")
    }

    assert by_part == {
        "Comprendre": {"accent1"},
        "Les leviers": {"accent2"},
        "Kit MunicipalESS": {"tx2"},
    }
    assert set(thumbs(written(single())).values()) == {"accent2"}


def test_a_fiche_alone_leaves_the_cover_s_frames_behind() -> None:
    """A file has only the headers and footers that one of its sections shows."""
    file = written(single())
    targets = file.relations("word/document.xml")
    shown = {
        targets[one]
        for one in values(file.document, "//w:headerReference/@r:id|//w:footerReference/@r:id")
    }
    held = {
        name.removeprefix("word/")
        for name in file.parts
        if re.search(r"/(entete|header|footer)\d", name)
    }

    assert held == shown


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_a_box_is_one_style(template: Path) -> None:
    """The ground of an example or of the law is set once, on the style of its text."""
    file = WordFile(template.read_bytes())
    inside = {
        "Exemple texte": ("Exemple étiquette", "heading 4", "Exemple puce", "Exemple source"),
        "Loi texte": ("Loi titre", "Loi puce", "Loi numéro", "Loi source"),
    }
    for box, others in inside.items():
        (base,) = values(file.styles, f"w:style[w:name/@w:val='{box}']/@w:styleId")
        for name in others:
            (style,) = find(file.styles, f"w:style[w:name/@w:val='{name}']")
            assert values(style, "w:basedOn/@w:val") == [base]
            assert not find(style, "w:pPr/w:shd")


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_the_gallery_shows_the_styles_in_use(template: Path) -> None:
    """Word's other styles are out of sight until someone uses them."""
    (latent,) = find(WordFile(template.read_bytes()).styles, "w:latentStyles")

    assert values(latent, "@w:defSemiHidden") == ["1"]
    assert "heading 1" in values(latent, "w:lsdException[@w:semiHidden='0']/@w:name")


def test_a_promoted_title_stays_in_its_box() -> None:
    """A fiche alone has, at level 3, the look of an example's title, its box included."""
    file = written(single())
    (style,) = find(file.styles, "w:style[w:name/@w:val='heading 3']")
    (base,) = values(file.styles, "w:style[w:name/@w:val='Exemple texte']/@w:styleId")

    assert values(style, "w:basedOn/@w:val") == [base]

"""The maps and the index in Word: drawn in the theme's colours, in line, with an alternative."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kitgen.errors import SetupError
from kitgen.model.carte import CarteEdition
from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut
from kitgen.render import render
from kitgen.render.base import RenderContext
from kitgen.render.word_map import GREAT, inks_of, shade
from tests.builders import edition, region
from tests.render.word_file import WordFile, find, values, words
from tests.render.word_given import CREATED, ROOT, points, single, word, written

GEOMETRY = json.loads((ROOT / "layouts" / "cartes" / "france.json").read_text(encoding="utf-8"))


def maps(file: WordFile) -> dict[str, str]:
    """Return the maps of a document by alternative, each with the colours it is drawn in."""
    found = {}
    for drawing in find(file.document, "//wp:inline[starts-with(wp:docPr/@name, 'Carte ')]"):
        (said,) = values(drawing, "wp:docPr/@descr")
        found[said] = " ".join(values(drawing, ".//*[local-name()='schemeClr']/@val"))
    return found


def cartes_of(given: Edition) -> list[CarteEdition]:
    """Return the maps that a document has to show, in order."""
    fiches = (fiche.carte for partie in given.parties for fiche in partie.fiches)
    return [carte for carte in (*fiches, given.carte) if carte is not None]


@pytest.mark.parametrize("given", [edition(), single(), points()], ids=["kit", "fiche", "points"])
def test_every_map_is_there_with_its_alternative(given: Edition) -> None:
    """Each map of a document is drawn in line, and said for who does not see it."""
    file = written(given)
    expected = [texte_brut(carte.alt) for carte in cartes_of(given)]

    assert expected
    assert list(maps(file)) == list(dict.fromkeys(expected))


def test_a_map_is_in_the_colour_of_its_part() -> None:
    """The map of a fiche has the accent of its part, that of a kit the dark colour."""
    found = maps(word())
    (kit,) = [colours for said, colours in found.items() if "tx2" in colours]

    assert "accent2" not in kit
    assert any("accent2" in colours for colours in found.values())
    assert inks_of(None) is GREAT
    assert inks_of("levier").classes == (shade("accent2"),)


def test_a_map_draws_the_territories_that_it_marks() -> None:
    """The outline of a marked département is among the strokes, point by point."""
    file = written(single())
    (carte,) = cartes_of(single())
    drawn = "".join(values(file.document, "//*[local-name()='pt']/@x"))
    for mark in carte.departements:
        ring = GEOMETRY["departements"][mark.code]["traces"][0]
        assert "".join(map(str, ring[::2])) in drawn


def test_a_legend_says_what_is_drawn() -> None:
    """Each line of a legend has its sign, mute, then its words."""
    file = word()
    said = [texte_brut(line.texte) for carte in cartes_of(edition()) for line in carte.legende]
    signs = find(file.document, "//w:p[.//wp:docPr[starts-with(@name, 'Signe ')]]")

    assert [words(paragraph).strip() for paragraph in signs] == said
    for sign in signs:
        assert values(sign, ".//*[local-name()='decorative']/@val") == ["1"]


def test_the_region_of_the_edition_is_outlined() -> None:
    """A regional edition's map has one outline more, in ink."""
    given = edition(region=region())
    outlined = [carte for carte in cartes_of(given) if carte.contour]
    drawn = [colours for colours in maps(written(given)).values() if "tx1" in colours]

    assert len(drawn) == len({texte_brut(carte.alt) for carte in outlined})


def test_a_fiche_s_map_stands_beside_its_lists() -> None:
    """Its frame, that of its style, is on the paragraph too, where LibreOffice looks for it."""
    file = written(single())
    (framed,) = find(file.document, "//w:p[w:pPr/w:framePr][.//wp:docPr[@descr]]")
    (style,) = values(framed, "w:pPr/w:pStyle/@w:val")
    (own,) = find(framed, "w:pPr/w:framePr")
    (shared,) = find(file.styles, f"w:style[@w:styleId='{style}']/w:pPr/w:framePr")

    assert file.style_name(style) == "Carte de fiche"
    assert dict(own.attrib) == dict(shared.attrib)


def test_the_index_leads_to_each_example() -> None:
    """Région, département, collectivité, fiche: a link to the first, the page of the fiche."""
    given = edition()
    file = written(given)
    assert given.index is not None
    styles = {"Index région", "Index département", "Index collectivité", "Index renvoi"}
    lines = [p for p in file.paragraphs if p.style in styles]
    entries = [p for p in lines if p.style == "Index renvoi"]
    names = set(values(file.document, "//w:bookmarkStart/@w:name"))
    first = {
        name: file.starts[place]
        for place, paragraphs in enumerate(file.sections[: len(file.starts)])
        for paragraph in paragraphs
        for name in values(paragraph, "w:bookmarkStart/@w:name")
    }

    assert lines[0].style == "Index région"
    assert {p.style for p in lines} == styles
    assert len(entries) == sum(
        len({texte_brut(one.collectivite) for one in fiche.tous_les_exemples})
        for partie in given.parties
        for fiche in partie.fiches
    )
    for entry in entries:
        (target,) = values(entry.element, "w:hyperlink/@w:anchor")
        (code,) = values(entry.element, ".//w:instrText/text()")
        assert target in names
        assert entry.text.rsplit("\t", 1)[1] == first[code.split()[1]]


def test_the_index_stands_in_columns() -> None:
    """It goes on below the map, in three columns, and the colophon follows on its own page."""
    *_, heading, index, colophon = find(word().document, "//w:sectPr")

    assert values(index, "w:type/@w:val") == ["continuous"]
    assert values(index, "w:cols/@w:num") == ["3"]
    assert values(heading, "w:cols/@w:num") == values(colophon, "w:cols/@w:num") == []
    assert not find(index, "w:pgNumType")
    assert not find(colophon, "w:pgNumType")


def test_a_map_needs_its_shapes(tmp_path: Path) -> None:
    """Layouts without the shapes of France are told, and no traceback."""
    (tmp_path / "kit").mkdir()
    template = (ROOT / "layouts" / "kit" / "modele.docx").read_bytes()
    (tmp_path / "kit" / "modele.docx").write_bytes(template)

    with pytest.raises(SetupError, match="La carte est introuvable"):
        render("docx", edition(), RenderContext(tmp_path, CREATED))

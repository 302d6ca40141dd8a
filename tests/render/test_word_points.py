"""The Word edition of a Points de RepèrESS: a collection that is data and a template."""

from __future__ import annotations

from dataclasses import replace

from kitgen.model.texte import texte_brut
from tests.builders import edition, fiche
from tests.render.word_file import find, words
from tests.render.word_given import PIXEL, image, points, single, written

LIBELLES = edition().libelles


def test_a_points_opens_with_its_label() -> None:
    """A Points opens with label and date, then its title without the label, and its standfirst."""
    given = points()
    file = written(given)
    opening = [(p.style, p.text) for p in file.paragraphs[:2]]
    (header,) = (name for name in file.parts if name.startswith("word/entete"))

    assert opening == [
        ("Bandeau", "Points de RepèrESS n° 10\tnovembre 2026"),
        ("heading 1", texte_brut(fiche().titre)),
    ]
    assert file.paragraphs[2].style == "Chapô"
    assert words(file.xml(header)) == (
        "Points de RepèrESS n° 10 – Mobiliser les acteurs\tnovembre 2026"
    )
    assert find(file.document, "//w:sectPr/w:titlePg")
    assert file.starts == ["1"]


def test_a_points_closes_with_who_and_when() -> None:
    """A Points ends with neighbours, then issue, publisher and site, colophon, collection."""
    given = points()
    closing = written(given).paragraphs[-4:]

    assert [p.style for p in closing] == ["Renvoi", "Signature", "Colophon", "Colophon"]
    assert closing[1].text == (
        "Points de RepèrESS, novembre 2026 – "
        f"{texte_brut(given.editeur)}, {texte_brut(given.site)}"
    )
    assert closing[3].text == f"Points de RepèrESS – {texte_brut(given.sous_titre)}"


def test_a_points_tells_its_experiences_after_its_levers() -> None:
    """Sections, levers, then the fiche's own examples under their title, then resources."""
    titles = [p.text for p in written(points()).paragraphs if p.style == "heading 2"]

    assert titles == [
        texte_brut(LIBELLES.chiffres_cles),
        "Une définition inscrite dans la loi",
        "Cinq familles, un même projet",
        "1\tRéunir les acteurs du territoire",
        "2\tAcheter autrement\u00a0: clauses, lots & achats «\u202fresponsables\u202f»",
        "3\tFinancer dans la durée",
        texte_brut(LIBELLES.exemples),
        texte_brut(LIBELLES.en_savoir_plus),
        texte_brut(LIBELLES.voir_aussi),
    ]


def test_a_logo_stands_where_the_template_has_its_place() -> None:
    """The logo closes a Points; a fiche of a kit, which has no cover, does not carry it along."""
    logo = image(PIXEL, "image/png")
    with_place = written(replace(points(), logo=logo))
    without = written(replace(single(), logo=logo))

    assert with_place.paragraphs[-1].style == "Logo"
    assert find(with_place.paragraphs[-1].element, ".//w:drawing")
    assert not find(without.document, "//*[local-name()='pic']")
    assert not [name for name in without.parts if "media" in name]

"""A regional edition, in every format: what it adds is there, and only there."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from pypdf import PdfReader

from kitgen.model.couleur import contraste
from kitgen.model.edition import Edition, RegionEdition
from kitgen.model.texte import texte_brut
from kitgen.render import PUBLISHED, render
from kitgen.render.base import RenderContext
from kitgen.render.html import images, render_html
from kitgen.render.palette import palette
from tests.builders import (
    edition,
    fiche,
    libelles,
    ligne,
    organisme,
    partie,
    points,
    region,
    texte,
)
from tests.readers import canonical, items, read_docx, read_pdf, skeleton, urls_of
from tests.render.images import PNG, image

LOGO = replace(image(PNG + b"1"), alt=ligne("Le club breton"))
BACKERS = tuple(
    replace(image(PNG + name.encode()), alt=ligne(name), legende=None, credit=None)
    for name in ("La Région", "La Banque", "La CRESS")
)
FULL = region(couleurs=("#14596B", "#8A3B12"), logo=LOGO, partenaires=BACKERS)
BARE = region(avant_propos=(), chiffres=(), organismes=())
BROUGHT = {
    "textes": region(),
    "tout": FULL,
    "rien": BARE,
    "sans chiffres": region(chiffres=(), organismes=(), partenaires=BACKERS),
    "sans avant-propos": region(avant_propos=(), chiffres=region().chiffres[:1]),
}
READERS = {"pdf": read_pdf, "docx": read_docx}
WORDS = [
    skeleton(texte_brut(words))
    for words in (libelles().en_region, libelles().contacts, libelles().partenaires)
]


def single(**changes: Any) -> Edition:
    """Return a fiche of a kit alone."""
    alone = fiche(ancre="fiche-4", voir_aussi=())
    parts = (partie(fiches=(alone,)),)
    return edition(
        fiche="municipal/acteurs", parties=parts, presentation=(), mentions=(), **changes
    )


GENRES = {"kit": edition, "fiche": single, "points": points}


@pytest.mark.parametrize(("genre", "name"), list(product(GENRES, PUBLISHED)))
@pytest.mark.parametrize("brought", BROUGHT.values(), ids=BROUGHT)
def test_every_regional_text_is_there_in_order(
    contexte: RenderContext, brought: RegionEdition, genre: str, name: str
) -> None:
    """Texts and links stand in the order of the Edition, and no engine complains."""
    document = GENRES[genre](region=brought)
    artefact = render(name, document, contexte)
    read = READERS[name](artefact)
    at = 0

    assert artefact.diagnostics == ()
    for item in items(document):
        assert [line for line in item.lines if read.text.find(line, at) < 0] == []
        at = read.text.find(item.key, at)
        assert at >= 0, item.key
    urls = {canonical(url) for url in read.urls}
    assert {canonical(url) for url in urls_of(document)} <= urls
    assert set(read.anchors) <= read.targets


@pytest.mark.parametrize(("genre", "name"), list(product(GENRES, PUBLISHED)))
def test_a_national_edition_says_nothing_of_it(
    contexte: RenderContext, genre: str, name: str
) -> None:
    """Neither a word, nor a page; a style sheet whose rules meet nothing."""
    document = GENRES[genre]()
    read = READERS[name](render(name, document, contexte))

    assert "Déclinaison" not in read.text
    assert [words for words in WORDS if words in read.text] == []
    html = render_html(document, contexte).replace('href="region.css"', "")
    assert "region" not in html.replace('class="region', "")
    assert "--nuit" not in html


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_region_that_brings_nothing_adds_no_page(contexte: RenderContext, name: str) -> None:
    """Its label alone, without pages for a foreword and contacts that do not exist."""
    read = READERS[name](render(name, edition(region=BARE), contexte))

    assert read.text.count("DéclinaisonBretagne") == 1
    assert [words for words in WORDS if words in read.text] == []


@pytest.mark.parametrize("genre", GENRES)
def test_pages_say_what_they_are_the_edition_of(contexte: RenderContext, genre: str) -> None:
    """The label runs above every page but those without header."""
    document = GENRES[genre](region=region())
    reader = PdfReader(io.BytesIO(render("pdf", document, contexte).contenu))

    said = ["DéclinaisonBretagne" in skeleton(page.extract_text()) for page in reader.pages]

    openers = {"kit": len(document.parties) + 1, "fiche": 0, "points": 0}
    assert said.count(False) == openers[genre]


def outline(reader: PdfReader) -> list[tuple[str, int | None]]:
    """Return the bookmarks of the first level with their pages."""
    entries = [one for one in reader.outline if not isinstance(one, list)]
    return [(str(one.title), reader.get_destination_page_number(one)) for one in entries]


def test_the_pages_of_a_region_are_in_the_contents_and_bookmarks(contexte: RenderContext) -> None:
    """The opening comes before the first part, the contacts between the last and the colophon."""
    reader = PdfReader(io.BytesIO(render("pdf", edition(region=FULL), contexte).contenu))
    titles = [title for title, _ in outline(reader)]
    words = [texte_brut(one) for one in (libelles().en_region, libelles().contacts)]
    pages = dict(outline(reader))
    contents = reader.pages[pages["Sommaire"] or 0].extract_text()

    assert titles[3] == words[0]
    assert titles[-2:] == [words[1], "Colophon"]
    for title in words:
        assert f"{skeleton(title)}{(pages[title] or 0) + 1}" in skeleton(contents)


def test_contacts_are_no_page_of_the_last_fiche(contexte: RenderContext) -> None:
    """The budget of a fiche is that of the national edition."""
    national, regional = (
        render("pdf", document, contexte).mesures for document in (edition(), edition(region=FULL))
    )

    assert len(national) == 4
    assert regional == national


@pytest.mark.parametrize("genre", ["kit", "points"])
def test_logos_have_their_alternative(contexte: RenderContext, genre: str) -> None:
    """That of the région and those of its partners, each once."""
    document = GENRES[genre](region=FULL, logo=image())

    html = render_html(document, contexte)

    known = images(document)
    assert len(known) == 5
    assert all(html.count(address) == 1 for address in known)
    for logo in (LOGO, *BACKERS):
        assert html.count(f'alt="{texte_brut(logo.alt)}"') == 1


@pytest.mark.parametrize(("genre", "token"), [("kit", "--nuit"), ("points", "--synthese")])
def test_colours_change_tokens(contexte: RenderContext, genre: str, token: str) -> None:
    """A région without colours keeps the layout's."""
    assert f"{token}: #14596B" in render_html(GENRES[genre](region=FULL), contexte)
    assert token not in render_html(GENRES[genre](region=region()), contexte)


@pytest.mark.parametrize(
    "couleurs",
    [("#767676", None), ("#767676", "#8A3B12"), ("#14596B", "#767676"), ("#000000", None)],
)
def test_every_shade_carries_its_text(couleurs: tuple[str, str | None]) -> None:
    """White is read on the colour and its shade; the colour is read on its pale grounds."""
    shades = palette(couleurs)

    assert shades.teinte == couleurs[0]
    assert contraste(shades.teinte, "#FFFFFF") >= 4.5
    assert contraste(shades.nuance, "#FFFFFF") >= 4.5
    for ground in (shades.fond, shades.clair):
        assert contraste(shades.teinte, ground) >= 4.5
        assert contraste("#1d2935", ground) >= 4.5
        assert contraste("#52606d", shades.fond) >= 4.5


def test_a_dark_colour_has_visible_tints() -> None:
    """The grounds are white only when nothing else can be."""
    shades = palette(("#14596B", None))

    assert len({*shades, "#FFFFFF"}) == 5


def test_many_contacts_run_over_pages(contexte: RenderContext) -> None:
    """No contact is lost, and each stays whole."""
    many = tuple(organisme(id=f"o{n}", nom=ligne(f"Organisme {n:02}")) for n in range(24))
    document = edition(region=region(organismes=many, avant_propos=texte("Mot. " * 1200)))

    artefact = render("pdf", document, contexte)

    reader = PdfReader(io.BytesIO(artefact.contenu))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert artefact.diagnostics == ()
    assert len(pages) > (render("pdf", edition(), contexte).pages or 0) + 3
    for n in range(24):
        (page,) = [text for text in pages if f"Organisme {n:02}" in text]
        assert page.count("02 00 00 00 00") == page.count("Organisme ")

"""Edition to HTML."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kitgen.errors import SetupError
from kitgen.model.edition import Edition
from kitgen.model.image import ImageLue
from kitgen.model.texte import LienExterne, Portion, Renvoi
from kitgen.render.base import RenderContext
from kitgen.render.html import (
    Etiquette,
    etiquette,
    image_address,
    images,
    ligne_html,
    render_html,
)
from tests.builders import (
    LEVERS,
    edition,
    fiche,
    introduction,
    ligne,
    loi,
    partie,
    points,
    region,
)
from tests.render.images import PNG, image

LINK = LienExterne("https://exemple.fr/?a=1&b=2")


@pytest.mark.parametrize(
    ("runs", "html"),
    [
        ((Portion("R&D < 100 > \"'"),), "R&amp;D &lt; 100 &gt; &#34;&#39;"),
        ((Portion("a", gras=True, italique=True),), "<strong><em>a</em></strong>"),
        ((Portion("er", exposant=True),), "<sup>er</sup>"),
        (
            (Portion("a", gras=True, lien=LINK),),
            '<a href="https://exemple.fr/?a=1&amp;b=2"><strong>a</strong></a>',
        ),
        (
            (Portion("1", lien=LINK), Portion("er", exposant=True, lien=LINK)),
            '<a href="https://exemple.fr/?a=1&amp;b=2">1<sup>er</sup></a>',
        ),
        (
            (Portion("a", gras=True), Portion("b", gras=True), Portion("c")),
            "<strong>ab</strong>c",
        ),
        (ligne("[ici](#fiche-2)"), '<a href="kitgen-ancre:fiche-2">ici</a>'),
    ],
)
def test_a_line_keeps_its_characters_and_marks(runs: tuple[Portion, ...], html: str) -> None:
    """A link is one, whatever marks it holds; runs of the same marks are one."""
    assert ligne_html(runs) == html


@pytest.mark.parametrize(
    ("words", "url", "title"),
    [
        ("www.exemple.fr", "https://www.exemple.fr/", ' title="Site www.exemple.fr"'),
        ("a@exemple.fr", "mailto:a@exemple.fr", ' title="Écrire à a@exemple.fr"'),
        ("01 02", "tel:+33102", ' title="Appeler le 01 02"'),
        ("appeler", "tel:+33102", ""),
        ("le guide", "https://exemple.fr/guide", ""),
        ("Bretagne", "https://exemple.fr/bretagne", ""),
    ],
)
def test_a_link_whose_words_are_an_address_says_what_it_does(
    words: str, url: str, title: str
) -> None:
    """Out of its sentence too, as a screen reader lists it."""
    html = ligne_html((Portion(words, lien=LienExterne(url)),))

    assert html == f'<a href="{url}"{title}>{words}</a>'


def test_the_link_of_a_source_says_of_what() -> None:
    """Ten examples may have been read in one newspaper: ten links would say the same."""
    html = ligne_html((Portion("Journal", lien=LINK),), ligne("Une *halle*"))

    assert ' title="Journal, source de «\u202fUne halle\u202f»">Journal</a>' in html


def test_a_reference_left_unresolved_is_a_bug() -> None:
    """An Edition holds no `Renvoi`: compose resolves them all."""
    with pytest.raises(TypeError, match="Renvoi"):
        ligne_html((Portion("fiche", lien=Renvoi("municipal/acteurs")),))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Etiquette("Fiche", "3")),
        ({"numero": None}, Etiquette("Fiche 3", "")),
        ({"etiquette": ligne("Points")}, Etiquette("Points", "")),
    ],
)
def test_a_label_gives_its_number_apart(changes: dict[str, object], expected: Etiquette) -> None:
    """A layout can make the number large; a label without number stays whole."""
    assert etiquette(fiche(**changes)) == expected


HEADING = re.compile(r"<h([1-6])[ >]")


ALONE = edition(fiche="municipal/acteurs", parties=(partie(),))
WHOLE = introduction(loi=loi(), leviers=LEVERS, voir_aussi=fiche().voir_aussi)
POINTS = points(parties=(partie(type="synthese", fiches=(WHOLE,)),))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (edition(), range(1, 7)),
        (ALONE, range(3, 7)),
        (points(), range(1, 4)),
        (POINTS, range(1, 5)),
        (edition(region=region()), range(1, 7)),
        (points(region=region()), range(1, 4)),
    ],
    ids=["kit", "fiche", "points", "points entier", "kit en région", "points en région"],
)
def test_headings_form_one_tree(
    contexte: RenderContext, document: Edition, expected: range
) -> None:
    """One is above all, and none skips a rank; the linker raises those of a fiche alone."""
    ranks = [int(rank) for rank in HEADING.findall(render_html(document, contexte))]

    assert ranks[0] == expected[0]
    assert ranks.count(expected[0]) == 1
    assert set(ranks) == set(expected)
    assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_a_fiche_alone_has_neither_cover_nor_contents(contexte: RenderContext) -> None:
    """The fiche itself, and a line that says where it comes from."""
    html = render_html(edition(fiche="municipal/acteurs", parties=(partie(),)), contexte)

    assert "couverture" not in html
    assert "Sommaire" not in html
    assert "Composé en Source Sans 3" in html


@pytest.mark.parametrize("genre", ["kit", "points"])
def test_every_image_has_an_address_and_its_alternative(
    contexte: RenderContext, genre: str
) -> None:
    """Images are named by their bytes, never by a path."""
    illustrated = edition(
        genre=genre,
        logo=image(),
        parties=(partie(fiches=(fiche(illustration=image(contenu=PNG + b" ")),)),),
    )

    html = render_html(illustrated, contexte)

    known = images(illustrated)
    assert len(known) == 2
    assert all(address in html for address in known)
    assert image_address(ImageLue(PNG, "image/png")) in known
    assert html.count('alt="Une halle &amp; son marché"') == 2
    assert "La halle" in html
    assert "Photographie" in html


def test_a_genre_without_layout_says_so(contexte: RenderContext, tmp_path: Path) -> None:
    """A new collection needs a layout; the message names the missing file."""
    bare = RenderContext(tmp_path, contexte.created)

    with pytest.raises(SetupError, match=re.escape("layouts/kit/document.html")):
        render_html(edition(), bare)

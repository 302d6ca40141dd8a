"""The shapes of the layouts' map, and what is drawn of them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kitgen.errors import SetupError
from kitgen.read.territoires import read_territoires
from kitgen.render.base import RenderContext
from kitgen.render.cartes import FILE, Forme, geometry_of, read_colours, read_geometry
from kitgen.render.html import render_html
from tests.builders import carte, edition, fiche, grande_carte, marque, partie, points, region
from tests.render.conftest import LAYOUTS
from tests.render.word_given import CREATED

GEOMETRIE = read_geometry(LAYOUTS)
OFFICIAL = read_territoires()
COLOURS = read_colours(LAYOUTS)
CONTEXT = RenderContext(LAYOUTS, CREATED)


def drawings(html: str) -> list[str]:
    """Return the maps of a document."""
    return re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)


def fills(drawing: str, fill: str) -> list[str]:
    """Return the shapes of a map that have a fill."""
    return re.findall(rf'<path d="([^"]+)" fill="{fill}"', drawing)


def test_every_territory_of_the_official_list_has_its_shape() -> None:
    """Overseas collectivités included, and no other."""
    assert GEOMETRIE.departements.keys() == OFFICIAL.departements.keys()
    assert GEOMETRIE.regions.keys() == OFFICIAL.regions.keys()
    assert sum(one.region is not None for one in OFFICIAL.departements.values()) == 101


def test_every_shape_lies_on_the_map_and_overseas_in_its_frame() -> None:
    """Closed rings of three points at least, in the map's own units."""
    frames = {code: one.boite for one in GEOMETRIE.cadres for code in one.codes}
    for code, forme in {**GEOMETRIE.regions, **GEOMETRIE.departements}.items():
        assert forme.traces, code
        for ring in (*forme.traces, forme.centre, forme.ecart or forme.centre):
            assert len(ring) == 2 or len(ring) >= 6, code
            assert all(0 <= x <= GEOMETRIE.largeur for x in ring[::2]), code
            assert all(0 <= y <= GEOMETRIE.hauteur for y in ring[1::2]), code
    for code in (code for code in GEOMETRIE.departements if code > "96" or code[1] in "AB"):
        left, top, width, height = frames[code]
        xs = [x for ring in GEOMETRIE.departements[code].traces for x in ring[::2]]
        ys = [y for ring in GEOMETRIE.departements[code].traces for y in ring[1::2]]
        assert left <= min(xs) < max(xs) <= left + width, code
        assert top <= min(ys) < max(ys) <= top + height, code


def test_a_shape_says_what_it_holds_within() -> None:
    """Its left, its top, its width and its height, over all its rings."""
    forme = Forme(centre=(0, 0), traces=((3, 4, 9, 4, 9, 6), (5, 1, 6, 1, 6, 2)))

    assert forme.boite == (3, 1, 6, 5)


@pytest.mark.parametrize(("figures", "size"), [(1, "grande"), (2, "moyenne"), (3, "")])
def test_the_shape_of_a_region_fills_a_page_of_few_figures(figures: int, size: str) -> None:
    """It adorns, mute, and has the less room the more figures there are."""
    une = region(avant_propos=(), chiffres=region().chiffres[:1] * figures)
    drawn = replace(edition(region=une), carte=grande_carte(contour="53"))
    html = render_html(drawn, CONTEXT)
    (said,) = re.findall(r'<div class="silhouette ([^"]*)" aria-hidden="true">', html)

    assert said.strip() == size
    assert GEOMETRIE.regions["53"].chemin in html.partition("silhouette")[2]


def test_the_shape_of_a_region_is_not_drawn_where_there_is_no_room() -> None:
    """Nor below a foreword, nor below four figures, nor without a map that says which it is."""
    four = region(avant_propos=(), chiffres=region().chiffres[:1] * 4)
    few = region(avant_propos=())
    for une, code in ((region(), "53"), (four, "53"), (few, None)):
        drawn = replace(edition(region=une), carte=grande_carte(contour=code))
        assert "silhouette" not in render_html(drawn, CONTEXT)


def test_a_region_has_room_for_two_numbers() -> None:
    """Its own stands clear of those of its départements."""
    for code, forme in GEOMETRIE.regions.items():
        assert forme.ecart is not None
        inside = [name for name, one in OFFICIAL.departements.items() if one.region == code]
        for name in inside if len(inside) > 2 else ():
            x, y = GEOMETRIE.departements[name].centre
            assert (x - forme.ecart[0]) ** 2 + (y - forme.ecart[1]) ** 2 >= 22**2, (code, name)


def test_a_map_draws_what_it_marks_and_nothing_else(contexte: RenderContext) -> None:
    """The land, then each marked territory in the ink of its part."""
    made = carte(departements=(marque(), marque(code="75")), regions=())
    document = edition(parties=(partie(fiches=(fiche(carte=made),)),), index=None)

    (drawing,) = drawings(render_html(document, contexte))
    assert fills(drawing, COLOURS["levier"]) == [
        GEOMETRIE.departements["39"].chemin,
        GEOMETRIE.departements["75"].chemin,
    ]
    assert len(fills(drawing, COLOURS["carte-sol"])) == 1
    assert f"<title>{'Carte de France.'}" in drawing


def test_a_map_that_counts_writes_its_numbers(contexte: RenderContext) -> None:
    """In each département; for an outlined région, in a disc; with the frames that it needs."""
    drawing = drawings(render_html(edition(), contexte))[-1]

    assert re.findall(r">(\d+)</text>", drawing) == ["1", "2", "9", "4"]
    assert drawing.count("<circle") == 1
    assert drawing.count("<rect") == sum(one.toujours for one in GEOMETRIE.cadres) + 1
    for rank, code in ((1, "35"), (2, "39"), (3, "978")):
        assert fills(drawing, COLOURS[f"carte-{rank}"]) == [GEOMETRIE.departements[code].chemin]
    assert drawing.count(GEOMETRIE.regions["11"].chemin) == 3  # the land, a casing, the outline


def test_filled_regions_have_their_numbers_in_their_middle(contexte: RenderContext) -> None:
    """Without discs, since no département is marked there."""
    made = grande_carte(regions_pleines=True, departements=())
    drawing = drawings(render_html(edition(index=edition().index, carte=made), contexte))[-1]

    assert fills(drawing, COLOURS["carte-3"]) == [GEOMETRIE.regions["53"].chemin]
    assert "<circle" not in drawing
    assert f'x="{GEOMETRIE.regions["53"].centre[0]}"' in drawing


def test_a_region_gives_its_colour_to_the_map_of_a_points(contexte: RenderContext) -> None:
    """As it gives it to the rest."""
    document = points(region=region(couleurs=("#123456", None)))

    (drawing,) = drawings(render_html(document, contexte))
    assert len(fills(drawing, "#123456")) == 2


def test_a_fiche_without_examples_has_no_map(contexte: RenderContext) -> None:
    """Neither in a kit nor in a Points."""
    bare = fiche(leviers=(), carte=None)

    assert drawings(render_html(edition(parties=(partie(fiches=(bare,)),)), contexte)) == []
    assert drawings(render_html(points(parties=(partie(fiches=(bare,)),)), contexte)) == []


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (carte(departements=(marque(code="999"),)), "La carte ne dessine pas le département 999"),
        (carte(regions=(marque(code="00"),)), "La carte ne dessine pas la région 00"),
        (carte(contour="00"), "La carte ne dessine pas la région 00"),
    ],
)
def test_a_mark_without_shape_is_an_error(made: Any, message: str) -> None:
    """Nothing is lost quietly when a designer replaces the map."""
    with pytest.raises(SetupError) as caught:
        geometry_of(made, LAYOUTS)

    assert caught.value.diagnostics[0].message == message


@pytest.fixture
def copy(tmp_path: Path, contexte: RenderContext) -> RenderContext:
    """Return a context whose layouts may be broken."""
    shutil.copytree(contexte.layouts, tmp_path / "layouts")
    return RenderContext(tmp_path / "layouts", contexte.created)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "La carte est introuvable"),
        ("{", "La carte est inutilisable : "),
        (json.dumps({"largeur": "?"}), "La carte est inutilisable : largeur"),
    ],
)
def test_a_broken_map_is_located(copy: RenderContext, text: str | None, message: str) -> None:
    """The file is named, without a traceback."""
    path = copy.layouts / FILE
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")

    with pytest.raises(SetupError) as caught:
        render_html(edition(), copy)
    assert caught.value.diagnostics[0].message.startswith(message)
    assert str(caught.value.diagnostics[0].place).startswith(f"layouts/{FILE}")


def test_missing_colours_are_located(copy: RenderContext) -> None:
    """The tokens' file is named."""
    (copy.layouts / "commun" / "tokens.css").unlink()

    with pytest.raises(SetupError, match="Les couleurs sont introuvables"):
        render_html(edition(), copy)


def test_a_map_costs_little() -> None:
    """It is drawn on every fiche."""
    points_of_land = sum(len(ring) // 2 for ring in GEOMETRIE.sol)

    assert points_of_land < 800
    assert (LAYOUTS / FILE).stat().st_size < 60_000

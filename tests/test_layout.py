"""What no page may show, looked for in the boxes that the engine lays out.

Cut boxes, lone lines, text that leaves its column or its page, hyphens in a row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import BlockBox, Box, LineBox, TextBox

from kitgen.model.carte import (
    CollectiviteIndex,
    DepartementIndex,
    IndexEdition,
    RegionIndex,
    RenvoiIndex,
)
from kitgen.model.edition import Edition
from kitgen.pipeline.targets import Target, compose_target
from kitgen.render.base import RenderContext
from kitgen.render.html import images, render_html
from kitgen.render.weasy_fetch import ProjectFetcher
from tests.builders import edition as kit
from tests.builders import exemple, fiche, grande_carte, levier, ligne, partie, texte
from tests.outputs import PROJECT

KEPT_WHOLE = {"exemple", "lieu", "loi", "rang", "fin", "organisme", "paire"}
TITLES = {"h1", "h2", "h3", "h4", "h5"}
HYPHEN = "\u2010"
MOST_HYPHENS = 2
LEAST_LINES = 2


@pytest.fixture(scope="module", params=["municipal", "departemental", "points/spaser"])
def pages(request: pytest.FixtureRequest) -> list[list[BlockBox]]:
    """Return the blocks of each page of a real document."""
    collection, _, name = request.param.partition("/")
    return boxes(compose_target(PROJECT, Target(collection, name or None)))


def roots(edition: Edition) -> list[Box]:
    """Return the boxes that hold all that each page of a document does."""
    context = RenderContext(PROJECT.layouts, PROJECT.created)
    document = HTML(
        string=render_html(edition, context),
        base_url=f"{(context.layouts / edition.genre).as_uri()}/",
        url_fetcher=ProjectFetcher(context.layouts, images(edition)),
    ).render()
    return [page._page_box.children[0] for page in document.pages]


def boxes(edition: Edition) -> list[list[BlockBox]]:
    """Return the blocks of each page of a document."""
    return [
        [box for box in root.descendants() if isinstance(box, BlockBox)] for root in roots(edition)
    ]


def lines_of(block: BlockBox) -> list[LineBox]:
    """Return the lines that are a block's own."""
    return [child for child in block.children if isinstance(child, LineBox)]


def runs_of(box: Box) -> Iterator[TextBox]:
    """Yield the runs of text of a box."""
    return (one for one in box.descendants() if isinstance(one, TextBox) and one.text.strip())


def words_of(box: Box) -> str:
    """Return the text of a box."""
    return "".join(run.text for run in runs_of(box)).rstrip()


def cut(pages: list[list[BlockBox]]) -> Iterator[tuple[list[BlockBox], list[int]]]:
    """Yield the pieces of each element that several pages share, and these pages."""
    pieces: dict[object, list[tuple[int, BlockBox]]] = defaultdict(list)
    for number, blocks in enumerate(pages, start=1):
        for block in blocks:
            pieces[block.element, block.element_tag].append((number, block))
    for found in pieces.values():
        numbers = sorted({number for number, _ in found})
        if len(numbers) > 1:
            yield [block for _, block in found], numbers


def test_what_a_page_can_hold_is_not_cut(pages: list[list[BlockBox]]) -> None:
    """Examples, legal boxes, levers beside their titles, resources, contacts."""
    shared = [blocks[0] for blocks, _ in cut(pages)]
    classes = [set(block.element.get("class", "").split()) for block in shared]

    assert len(pages) > 3
    assert [found for found in classes if found & KEPT_WHOLE] == []
    assert [words_of(block) for block in shared if block.element_tag in TITLES] == []


def test_no_line_stands_alone(pages: list[list[BlockBox]]) -> None:
    """A paragraph that two pages share has two lines at least on each."""
    alone = [
        (numbers, words_of(blocks[0]))
        for blocks, numbers in cut(pages)
        if blocks[0].element_tag in {"p", "li"}
        and any(0 < len(lines_of(block)) < LEAST_LINES for block in blocks)
    ]

    assert alone == []


def test_no_text_leaves_its_column(pages: list[list[BlockBox]]) -> None:
    """A word too long for its place would be cut, or printed over its neighbour."""
    beyond = [
        (number, run.text)
        for number, blocks in enumerate(pages, start=1)
        for block in blocks
        for line in lines_of(block)
        for run in runs_of(line)
        if run.position_x + run.width > block.content_box_x() + block.width + 1.5
    ]

    assert beyond == []


def test_every_text_is_drawn_once(pages: list[list[BlockBox]]) -> None:
    """The engine forgets, or repeats on the next page, part of some boxes that it must move."""
    drawn: dict[Element, str] = defaultdict(str)
    for block in (block for blocks in pages for block in blocks):
        for run in (run for line in lines_of(block) for run in runs_of(line)):
            if "::" not in run.element_tag:
                drawn[run.element] += run.text

    wrong = [
        (said, whole)
        for said, whole in ((said, own_text(element)) for element, said in drawn.items())
        if letters(said) != letters(whole)
    ]

    assert len(drawn) > 50
    assert wrong == []


def own_text(element: Element) -> str:
    """Return the text that stands in an element itself."""
    return "".join((element.text or "", *(child.tail or "" for child in element)))


@pytest.mark.parametrize("lines", range(0, 12, 2))
def test_a_label_taller_than_its_matter_goes_over_with_it(lines: int) -> None:
    """Wherever the foot of the page falls; the engine would cut the label and keep the rest."""
    tall = exemple(
        collectivite=ligne("Communauté d’agglomération des Trois Rivières et du Val " * 3),
        texte=texte("Un lieu a ouvert."),
        sources=(),
    )
    levers = tuple(
        levier(
            id=f"levier-{number}", exemples=(replace(tall, ancre=f"a-{number}", id=f"e-{number}"),)
        )
        for number in range(9)
    )
    chapo = texte("Une phrase qui fait une ligne ou presque sur la page. " * lines)
    one = fiche(chapo=chapo, chiffres=(), loi=None, leviers=levers)

    found = boxes(kit(parties=(partie(fiches=(one,)),)))

    test_every_text_is_drawn_once(found)
    test_what_a_page_can_hold_is_not_cut(found)


def letters(words: str) -> str:
    """Return a text without what a line may add to it or take from it."""
    return re.sub(rf"[\s\u00ad{HYPHEN}]", "", words)


def test_no_text_goes_below_its_page(pages: list[list[BlockBox]]) -> None:
    """The engine draws it, and the paper does not hold it."""
    lowest = max(
        run.position_y + run.height
        for blocks in pages
        for block in blocks
        for run in runs_of(block)
    )

    assert 900 < lowest < 297 / 25.4 * 96


def of_class(root: Box, name: str) -> Box:
    """Return the first box of a class, wherever it is placed."""
    found = (getattr(box, "_box", box) for box in root.descendants(placeholders=True))
    return next(
        box
        for box in found
        if box.element is not None and name in box.element.get("class", "").split()
    )


@pytest.mark.parametrize("region", [None, "auvergne-rhone-alpes", "occitanie"])
@pytest.mark.parametrize("name", ["scic", "spaser", "esus"])
def test_the_closing_band_of_a_points_covers_nothing(name: str, region: str | None) -> None:
    """It is drawn over the page: the room that is kept for it is as high as it is."""
    *_, last = roots(compose_target(PROJECT, Target("points", name, region)))
    lowest = max(run.position_y + run.height for run in runs_of(of_class(last, "prolonger")))

    assert 200 < lowest / 96 * 25.4 < of_class(last, "bande").position_y / 96 * 25.4 - 1
    assert of_class(last, "fermeture").height >= of_class(last, "bande").margin_height()


def test_titles_are_not_hyphenated_and_few_lines_are(pages: list[list[BlockBox]]) -> None:
    """At most two hyphens in a row, as a proofreader asks; none in a title."""
    for block in (block for blocks in pages for block in blocks):
        hyphens = "".join(
            "-" if words_of(line).endswith(HYPHEN) else " " for line in lines_of(block)
        )
        if block.element_tag in TITLES:
            assert hyphens.strip() == "", words_of(block)
        assert "-" * (MOST_HYPHENS + 1) not in hyphens, words_of(block)


def long_index() -> Edition:
    """Return a kit whose index has many short départements, over several pages."""
    place = CollectiviteIndex(ligne("Lons"), (RenvoiIndex(ligne("Agir"), ("fiche-3--halle",)),))
    listed = tuple(
        DepartementIndex(str(rank), ligne(f"Département {rank}"), (place,) * (1 + rank % 3))
        for rank in range(150)
    )
    regions = tuple(
        RegionIndex(None, ligne(f"Région {rank}"), (), listed[rank : rank + 7])
        for rank in range(0, len(listed), 7)
    )
    return kit(index=IndexEdition(regions), carte=grande_carte())


def test_no_title_of_an_index_ends_a_column() -> None:
    """Régions and départements keep what they announce below them, in the same column."""
    stranded, seen = [], 0
    for blocks in boxes(long_index()):
        index = [one for one in blocks if "lieux" in one.element.get("class", "").split()]
        within = (one for box in index for one in box.descendants() if isinstance(one, BlockBox))
        inside = list(dict.fromkeys(within))  # each column is a box of the whole too
        entries = [one for one in inside if one.element_tag in {"p", "a"} and lines_of(one)]
        for title in (one for one in inside if one.element_tag in {"h3", "h4"}):
            seen += 1
            below = [
                one
                for one in entries
                if abs(one.position_x - title.position_x) < title.width / 2
                and one.position_y > title.position_y
            ]
            if not below:
                stranded.append(words_of(title))

    assert seen == 150 + 22
    assert stranded == []

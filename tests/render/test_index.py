"""The maps and the index of a PDF, read back: what is said, where links lead, what is printed."""

from __future__ import annotations

import io
from functools import cache

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from kitgen.model.artefact import Artefact
from kitgen.model.carte import CollectiviteIndex
from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut
from kitgen.render.base import RenderContext
from kitgen.render.pdf import render_pdf
from tests.builders import edition, maps_of, points, region
from tests.pdf_speech import Said, listen
from tests.pdf_validity import faults
from tests.render.conftest import LAYOUTS
from tests.render.word_given import CREATED

KIT = edition()
CONTEXT = RenderContext(LAYOUTS, CREATED)


@cache
def kit() -> Artefact:
    """Return the stock kit as a PDF."""
    return render_pdf(KIT, CONTEXT)


@cache
def said() -> Said:
    """Return the stock kit as it is read aloud."""
    return listen(kit().contenu)


def anchors(document: Edition) -> list[tuple[str, ...]]:
    """Return the anchors that each entry of an index is of, in order."""
    assert document.index is not None
    found: list[CollectiviteIndex] = []
    for one in document.index.regions:
        found += one.collectivites
        for departement in one.departements:
            found += departement.collectivites
    return [renvoi.ancres for collectivite in found for renvoi in collectivite.renvois]


def pages_of(reader: PdfReader) -> dict[str, int]:
    """Return the page, from 1, of each destination."""
    found = {}
    for name, destination in reader.named_destinations.items():
        assert isinstance(destination, Destination)
        found[name] = (reader.get_destination_page_number(destination) or 0) + 1
    return found


def test_an_index_prints_the_page_on_which_each_example_stands() -> None:
    """Each entry is one link, which says the fiche and the pages, and leads to the first."""
    places = pages_of(PdfReader(io.BytesIO(kit().contenu)))
    links = [one for one in said().all("Link") if "--" in one.target]

    assert [one.target for one in links] == [ancres[0] for ancres in anchors(KIT)]
    assert len(links) > 5
    for link, ancres in zip(links, anchors(KIT), strict=True):
        pages = sorted({places[ancre] for ancre in ancres})
        title, _, said_pages = link.words.partition(f" {pages[0]}")
        assert f"{pages[0]}{said_pages}" == ", ".join(map(str, pages)), link.words
        assert title in {
            " ".join(texte_brut(one.titre_court).split()) for p in KIT.parties for one in p.fiches
        }


def test_an_index_is_read_by_its_headings() -> None:
    """Its title, then régions, then départements; collectivités are lists."""
    words = [one.words for one in said().all("H2", "H3", "H4")]
    start = words.index("Carte et index des exemples")

    assert words[start + 1 : start + 4] == ["Région 27", "Jura, 39", "Région 53"]
    lists = [one for one in said().all("L") if one.words.startswith("Saint-Exemple-le-Vieux")]
    assert lists


@pytest.mark.parametrize("document", [KIT, points()], ids=["kit", "points"])
def test_every_map_is_a_figure_that_is_spoken_once(document: Edition) -> None:
    """Its alternative stands for the whole of it, numbers included."""
    heard = said() if document is KIT else listen(render_pdf(document, CONTEXT).contenu)

    figures = [one.alt for one in heard.all("Figure")]
    assert figures == [texte_brut(one.alt) for one in maps_of(document)]
    assert heard.words.count("Carte de France") == len(figures) >= 1


def test_maps_and_index_are_accessible_and_archivable() -> None:
    """In a regional edition too, whose maps have every sign."""
    assert faults(kit().contenu) == []
    assert faults(render_pdf(edition(region=region()), CONTEXT).contenu) == []


def test_an_index_is_in_the_contents() -> None:
    """With its page."""
    page = pages_of(PdfReader(io.BytesIO(kit().contenu)))["index"]

    (link,) = [one for one in said().all("Link") if one.target == "index"]
    assert link.words == f"Carte et index des exemples {page}"


def test_an_index_is_no_page_of_the_last_fiche() -> None:
    """Pages are measured up to it."""
    without = render_pdf(edition(index=None), CONTEXT)

    assert (without.pages or 0) < (kit().pages or 0)
    assert [one.pages for one in without.mesures] == [one.pages for one in kit().mesures]

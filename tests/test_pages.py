"""Every fiche of the kits takes two pages at most, every Points exactly four."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut
from kitgen.pipeline.targets import Target
from tests.outputs import AURA, NATIONAL, name_of, render
from tests.readers import skeleton

TARGETS = [*NATIONAL, *AURA]


def pages_of_fiches(edition: Edition, reader: PdfReader) -> Iterator[tuple[str, int]]:
    """Yield how many pages each fiche takes, from the bookmarks of its title and of the next."""
    starts: list[tuple[int, str]] = []

    def walk(items: Any) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                page = reader.get_destination_page_number(item)
                starts.append((page or 0, skeleton(item.title)))

    walk(reader.outline)
    pages = sorted({page for page, _ in starts} | {len(reader.pages)})
    for partie in edition.parties:
        for fiche in partie.fiches:
            title = skeleton(texte_brut(fiche.titre))
            (start,) = {page for page, said in starts if said.endswith(title)}
            yield fiche.reference, next(page for page in pages if page > start) - start


@pytest.mark.parametrize("target", [one for one in TARGETS if one.fiche is None], ids=name_of)
def test_every_fiche_of_a_kit_holds_in_its_pages(target: Target) -> None:
    """The budget of the collection is kept by each of its fiches."""
    edition, artefact, _ = render(target, "pdf")
    found = dict(pages_of_fiches(edition, PdfReader(io.BytesIO(artefact.contenu))))

    assert len(found) >= 15
    assert {name: pages for name, pages in found.items() if pages > edition.pages_par_fiche} == {}


@pytest.mark.parametrize("target", [one for one in TARGETS if one.fiche is not None], ids=name_of)
def test_every_points_is_a_folder_of_four_pages(target: Target) -> None:
    """Exactly four, neither more nor less."""
    _, artefact, _ = render(target, "pdf")

    assert artefact.pages == 4

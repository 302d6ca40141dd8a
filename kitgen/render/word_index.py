"""The last pages of a kit in Word: the map of all the examples, and their index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kitgen.model.carte import CarteEdition, CollectiviteIndex, IndexEdition
from kitgen.model.edition import Edition
from kitgen.model.genre import TypePartie
from kitgen.render.word_blocks import Block, Contents, Entry, Map, Para, Section, Swatch
from kitgen.render.word_styles import Style

ANCHOR = "index"
"""The anchor of the index, which the Edition does not name."""
COLUMNS = 3


def index_sections(edition: Edition, pages: Mapping[str, int], start: int) -> Iterator[Section]:
    """Yield the page of the map, then the index below it, in columns.

    Args:
        edition: the document.
        pages: the first page of each fiche, by anchor: Word lays out what is inside them.
        start: the first page of the index.
    """
    title = edition.libelles.index
    blocks: list[Block] = [Para(Style.HEADING_1, title, anchor=ANCHOR)]
    if edition.carte is not None:
        blocks.append(Para(Style.LEVERS, edition.carte.titre))
        blocks += map_blocks(edition.carte, None)
    yield Section(start, edition.titre, title, tuple(blocks))
    if edition.index is not None:
        fiches = {
            exemple.ancre: fiche.ancre
            for partie in edition.parties
            for fiche in partie.fiches
            for exemple in fiche.tous_les_exemples
        }
        lines = tuple(_lines(edition.index, fiches, pages))
        yield Section(None, edition.titre, title, lines, columns=COLUMNS)


def map_blocks(carte: CarteEdition, partie: TypePartie | None) -> Iterator[Block]:
    """Yield a map, then the lines of its legend."""
    yield Map(carte, partie)
    for line in carte.legende:
        yield Swatch(line.signe, line.classe, line.texte, partie)


def _lines(
    index: IndexEdition, fiches: Mapping[str, str], pages: Mapping[str, int]
) -> Iterator[Block]:
    for region in index.regions:
        yield Para(Style.INDEX_REGION, region.nom)
        yield from _places(region.collectivites, fiches, pages)
        for departement in region.departements:
            yield Para(Style.INDEX_DEPARTEMENT, departement.nom)
            yield from _places(departement.collectivites, fiches, pages)


def _places(
    collectivites: tuple[CollectiviteIndex, ...],
    fiches: Mapping[str, str],
    pages: Mapping[str, int],
) -> Iterator[Block]:
    for collectivite in collectivites:
        yield Para(Style.INDEX_PLACE, collectivite.nom)
        yield Contents(
            tuple(
                Entry(
                    Style.INDEX_ENTRY,
                    None,
                    renvoi.titre,
                    renvoi.ancres[0],
                    pages[fiches[renvoi.ancres[0]]],
                    page_of=fiches[renvoi.ancres[0]],
                )
                for renvoi in collectivite.renvois
            ),
            refreshed=False,
        )

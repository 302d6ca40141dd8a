"""The index of a kit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import kitgen
from kitgen.compose import compose_edition
from kitgen.compose.french import french_order
from kitgen.compose.index import OVERSEAS, compose_index
from kitgen.model.carte import CollectiviteIndex, IndexEdition
from kitgen.model.texte import texte_brut
from kitgen.read.territoires import read_territoires
from tests.builders import exemple, fiche, levier, ligne, maps_of
from tests.libraries import library
from tests.outputs import PROJECT

OFFICIAL = read_territoires()


def made(*places: tuple[str, str | None, str | None]) -> IndexEdition:
    """Return the index of a fiche whose examples have a name, a département or a région."""
    exemples = tuple(
        exemple(
            id=f"lieu-{rank}",
            collectivite=ligne(name),
            departement=departement,
            region=OFFICIAL.departements[departement].region if departement else region,
        )
        for rank, (name, departement, region) in enumerate(places)
    )
    found = compose_index([fiche(leviers=(levier(exemples=exemples),))], OFFICIAL)
    assert found is not None
    return found


def collectivites(index: IndexEdition) -> Iterator[CollectiviteIndex]:
    """Yield every collectivité of an index."""
    for region in index.regions:
        yield from region.collectivites
        for departement in region.departements:
            yield from departement.collectivites


def outline(index: IndexEdition) -> list[str]:
    """Return the names of an index, each level deeper than the one above."""
    lines = []
    for region in index.regions:
        lines.append(texte_brut(region.nom))
        lines += [f"  {texte_brut(one.nom)}" for one in region.collectivites]
        for departement in region.departements:
            lines.append(f"  {texte_brut(departement.nom)}")
            lines += [f"    {texte_brut(one.nom)}" for one in departement.collectivites]
    return lines


def test_an_index_goes_from_regions_to_collectivites_in_french_order() -> None:
    """What a région holds whole comes first, directly under it."""
    index = made(
        ("Ville de Rennes", "35", None),
        ("Région Bretagne", None, "53"),
        ("Évron", "53", None),
        ("Brest", "29", None),
        ("Angers", "49", None),
        ("Le Mans", "72", None),
        ("Arnage", "72", None),
    )

    assert outline(index) == [
        "Bretagne",
        "  Région Bretagne",
        "  Finistère, 29",
        "    Brest",
        "  Ille-et-Vilaine, 35",
        "    Ville de Rennes",
        "Pays de la Loire",
        "  Maine-et-Loire, 49",
        "    Angers",
        "  Mayenne, 53",
        "    Évron",
        "  Sarthe, 72",
        "    Arnage",
        "    Le Mans",
    ]


def test_a_region_of_one_departement_has_no_level_below() -> None:
    """Guadeloupe is not said twice, whichever way its examples name it."""
    index = made(("Région Guadeloupe", None, "01"), ("Le Gosier", "971", None))

    assert outline(index) == ["Guadeloupe, 971", "  Le Gosier", "  Région Guadeloupe"]


def test_overseas_collectivites_come_last() -> None:
    """They lie in no région."""
    index = made(("Nouméa", "988", None), ("Saint-Denis", "974", None), ("Marigot", "978", None))

    assert outline(index) == [
        "La Réunion, 974",
        "  Saint-Denis",
        OVERSEAS,
        "  Nouvelle-Calédonie, 988",
        "    Nouméa",
        "  Saint-Martin, 978",
        "    Marigot",
    ]


def test_a_collectivite_has_one_entry_for_all_its_examples() -> None:
    """One for each fiche, in its order; but a homonym of another département is another."""
    index = made(("Thiers", "63", None), ("Thiers", "54", None), ("Thiers", "63", None))

    assert [[one.ancres for one in found.renvois] for found in collectivites(index)] == [
        [("fiche-3--lieu-0", "fiche-3--lieu-2")],
        [("fiche-3--lieu-1",)],
    ]


def test_every_example_of_the_kits_is_in_their_index_once() -> None:
    """And nothing else; each entry names the fiche that its anchor stands in."""
    for name in ("municipal", "departemental", "regional"):
        (edition,) = kitgen.compose(PROJECT, name)
        fiches = [one for partie in edition.parties for one in partie.fiches]
        titles = {
            one.ancre: texte_brut(fiche.titre_court)
            for fiche in fiches
            for one in fiche.tous_les_exemples
        }
        assert edition.index is not None
        entries = [renvoi for one in collectivites(edition.index) for renvoi in one.renvois]

        assert len(entries) > 50
        assert Counter(ancre for one in entries for ancre in one.ancres) == Counter(list(titles))
        assert {(texte_brut(one.titre), ancre) for one in entries for ancre in one.ancres} == {
            (title, ancre) for ancre, title in titles.items()
        }
        assert len(titles) == sum(len(fiche.tous_les_exemples) for fiche in fiches)
        names = [texte_brut(region.nom) for region in edition.index.regions if region.code]
        assert names == sorted(names, key=french_order)


def test_only_a_whole_kit_has_an_index() -> None:
    """A single fiche has its map alone."""
    alone = compose_edition(library(), "municipal", "scic")

    assert (alone.index, alone.carte) == (None, None)
    assert len(maps_of(alone)) == 1
    assert compose_edition(library(), "municipal").index is not None


def test_fiches_without_example_have_no_index() -> None:
    """An index of nothing is no page."""
    assert compose_index([fiche(leviers=(), exemples=())], OFFICIAL) is None

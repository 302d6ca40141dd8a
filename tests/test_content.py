"""The rules that every fiche of the real kits keeps, beyond its shape."""

from __future__ import annotations

import pytest

from kitgen.model.fiche import Fiche
from kitgen.pipeline.listing import exemples_of
from tests.outputs import PROJECT

KITS = {
    reference: fiche
    for reference, fiche in PROJECT.library.fiches.items()
    if not reference.startswith("points/")
}
POINTS = [name for name in PROJECT.library.fiches if name.startswith("points/")]


def test_the_collections_are_complete() -> None:
    """Three kits and the Points; every région of France has its folder."""
    kits = {name: len(one.parties) for name, one in PROJECT.library.collections.items()}

    assert kits == {"municipal": 3, "departemental": 3, "regional": 3, "points": 1}
    assert (len(KITS), len(POINTS)) == (61, 5)
    assert len(PROJECT.regionales) == 18


@pytest.mark.parametrize("fiche", KITS.values(), ids=list(KITS))
def test_a_fiche_has_what_an_elected_person_comes_for(fiche: Fiche) -> None:
    """Three to seven levers or sections of 60 to 160 words, three examples, three resources."""
    parts = fiche.leviers or fiche.sections

    assert 3 <= len(parts) <= 7
    assert [part.id for part in parts if not 60 <= len(part.texte.split()) <= 160] == []
    assert len(exemples_of(fiche)) >= 3
    assert len(fiche.ressources) >= 3


@pytest.mark.parametrize("reference", PROJECT.library.fiches)
def test_a_fiche_leads_to_another_collection(reference: str) -> None:
    """Kits and Points refer to each other."""
    home = reference.split("/", maxsplit=1)[0]

    assert [one for one in PROJECT.library.fiches[reference].voir_aussi if home not in one]


def test_every_region_is_somewhere_in_the_kits() -> None:
    """Each région of France has at least one example of its own."""
    territoires = PROJECT.library.territoires
    seen = set()
    for fiche in PROJECT.library.fiches.values():
        for exemple in exemples_of(fiche):
            where = exemple.collectivite
            departement = territoires.departements.get(where.departement or "")
            seen.add(departement.region if departement else where.region)

    assert set(territoires.regions) - seen == set()


@pytest.mark.parametrize("reference", PROJECT.library.fiches)
def test_an_old_example_says_its_year_in_its_text(reference: str) -> None:
    """Before 2018, a reader must not take it for news."""
    old = [
        exemple.id
        for exemple in exemples_of(PROJECT.library.fiches[reference])
        if exemple.annee and exemple.annee < 2018 and str(exemple.annee) not in exemple.texte
    ]

    assert old == []

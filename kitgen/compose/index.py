"""The index of a kit: every example by région, département and collectivité."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kitgen.compose.french import french_order
from kitgen.compose.lines import ligne
from kitgen.model.carte import (
    CollectiviteIndex,
    DepartementIndex,
    IndexEdition,
    RegionIndex,
    RenvoiIndex,
)
from kitgen.model.edition import ExempleEdition, FicheEdition
from kitgen.model.library import Territoires
from kitgen.model.texte import texte_brut

Place = tuple[FicheEdition, ExempleEdition]

OVERSEAS = "Autres collectivités d'outre-mer"


def compose_index(fiches: Sequence[FicheEdition], territoires: Territoires) -> IndexEdition | None:
    """Return the index of some fiches, or none when they have no example."""
    by_region: defaultdict[str | None, list[Place]] = defaultdict(list)
    for fiche in fiches:
        for exemple in fiche.tous_les_exemples:
            by_region[exemple.region].append((fiche, exemple))
    if not by_region:
        return None
    overseas = by_region.pop(None, [])
    codes = sorted(by_region, key=lambda code: french_order(territoires.regions[code or ""]))
    regions = [_region(code or "", by_region[code], territoires) for code in codes]
    if overseas:
        departements = _departements(overseas, territoires)
        regions.append(RegionIndex(None, ligne(OVERSEAS), (), departements))
    return IndexEdition(tuple(regions))


def _region(code: str, places: Sequence[Place], territoires: Territoires) -> RegionIndex:
    """Return a région; one that is a single département has no level below."""
    within = [one for one in territoires.departements.values() if one.region == code]
    name = territoires.regions[code]
    if [one.nom for one in within] == [name]:
        return RegionIndex(code, ligne(f"{name}, {within[0].code}"), _collectivites(places), ())
    whole = [place for place in places if place[1].departement is None]
    parts = [place for place in places if place[1].departement is not None]
    return RegionIndex(code, ligne(name), _collectivites(whole), _departements(parts, territoires))


def _departements(
    places: Sequence[Place], territoires: Territoires
) -> tuple[DepartementIndex, ...]:
    names: Mapping[str, str] = {code: one.nom for code, one in territoires.departements.items()}
    by_code: defaultdict[str, list[Place]] = defaultdict(list)
    for fiche, exemple in places:
        by_code[exemple.departement or ""].append((fiche, exemple))
    return tuple(
        DepartementIndex(code, ligne(f"{names[code]}, {code}"), _collectivites(by_code[code]))
        for code in sorted(by_code, key=lambda code: french_order(names[code]))
    )


def _collectivites(places: Sequence[Place]) -> tuple[CollectiviteIndex, ...]:
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    for fiche, exemple in places:
        by_name[texte_brut(exemple.collectivite)].append((fiche, exemple))
    return tuple(
        CollectiviteIndex(ligne(name), _renvois(found))
        for name, found in sorted(by_name.items(), key=lambda item: french_order(item[0]))
    )


def _renvois(places: Sequence[Place]) -> tuple[RenvoiIndex, ...]:
    by_fiche: defaultdict[str, list[Place]] = defaultdict(list)
    for fiche, exemple in places:
        by_fiche[fiche.ancre].append((fiche, exemple))
    return tuple(
        RenvoiIndex(found[0][0].titre_court, tuple(exemple.ancre for _, exemple in found))
        for found in by_fiche.values()
    )

"""Maps and the index of places: where the examples of a fiche or of a kit come from, as data.

A map says what it marks; the shapes are the layout's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kitgen.model.texte import Ligne

Signe: TypeAlias = Literal["plein", "cerne", "contour"]
"""What a map draws: a filled territory, a région that is outlined because its examples concern
it whole, the outline of the région whose edition it is."""


@dataclass(frozen=True, slots=True)
class MarqueCarte:
    """A territory that a map marks.

    Attributes:
        code: of a département, or Insee code of a région.
        nom: `Jura`.
        exemples: how many examples it has, at least one.
        classe: from 1, the more the darker; a map of one class has only 1.
    """

    code: str
    nom: Ligne
    exemples: int
    classe: int


@dataclass(frozen=True, slots=True)
class LegendeCarte:
    """A line of a legend: what is drawn, and what it means."""

    signe: Signe
    classe: int
    texte: Ligne


@dataclass(frozen=True, slots=True)
class CarteEdition:
    """A map of France.

    Attributes:
        titre: what it shows, in a few words to print beside it.
        departements: those of the examples, overseas collectivités included, in French order.
        regions: those whose examples name no département, in French order.
        regions_pleines: whether they are filled as départements are, since none holds one that
            is marked; else they are outlined.
        contour: the Insee code of the région to outline: that of a regional kit, on its own map.
        compte: whether the number of examples is written in each territory.
        legende: what needs to be said beside the map.
        alt: what the map shows, for those who do not see it.
    """

    titre: Ligne
    departements: tuple[MarqueCarte, ...]
    regions: tuple[MarqueCarte, ...]
    regions_pleines: bool
    contour: str | None
    compte: bool
    legende: tuple[LegendeCarte, ...]
    alt: Ligne


@dataclass(frozen=True, slots=True)
class RenvoiIndex:
    """Where the examples of a collectivité stand in a fiche.

    Attributes:
        titre: the short title of the fiche.
        ancres: each example's own, at least one; their pages are the renderer's to find.
    """

    titre: Ligne
    ancres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollectiviteIndex:
    """A collectivité with each fiche that has an example of it, in the order of reading."""

    nom: Ligne
    renvois: tuple[RenvoiIndex, ...]


@dataclass(frozen=True, slots=True)
class DepartementIndex:
    """A département, `Jura, 39`, with its collectivités in French order."""

    code: str
    nom: Ligne
    collectivites: tuple[CollectiviteIndex, ...]


@dataclass(frozen=True, slots=True)
class RegionIndex:
    """A région with what it holds, in French order.

    Attributes:
        code: the Insee code; none for the overseas collectivités, which lie in no région.
        nom: `Bretagne`; `Guadeloupe, 971` when the région is one département, whose
            collectivités are then the région's own.
        collectivites: those that no département situates.
    """

    code: str | None
    nom: Ligne
    collectivites: tuple[CollectiviteIndex, ...]
    departements: tuple[DepartementIndex, ...]


@dataclass(frozen=True, slots=True)
class IndexEdition:
    """Every example of a kit, by région, département and collectivité."""

    regions: tuple[RegionIndex, ...]

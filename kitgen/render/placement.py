"""Where stands what may be long or short: told from its length, before a page is laid out."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from kitgen.model.edition import FicheEdition, OrganismeEdition, RegionEdition
from kitgen.model.texte import Ligne, lignes, texte_brut

OPENING = 1600
"""How many characters the opening of a fiche may have and surely hold on its page, whole."""

CHAPO = (57, 15.4)
INTITULE = (66, 12.5)
LOI = (78, 11.2)
SOURCE_LOI = (95, 9.5)
LIBELLE = (33, 11.2)
SOURCE = (39, 9.5)
ORGANISME = (22, 12.9)
ROLE = (56, 15.4)
COORDONNEE = (62, 12.9)
"""How many characters a line of each has in the kit's layout, and how high it is, in points."""

AROUND_LOI = 31.0
AROUND_FIGURE = 33.0
AROUND_FIGURES = 10.0
"""What stands around these lines in the same layout: titles, values, spaces; in points."""

AROUND_ORGANISME = 21.0
BACK = 340.0
"""What the back cover has room for, between its shapes and the colophon; in points."""

BESIDE = 24.0
BELOW = 60.0
"""How much higher than what they stand beside figures may be, if levers follow, whose heading
stands in the reading column: up to the first, beside the figures' end of itself; up to the second,
when it is lowered there. In points."""


def has_margin_figures(fiche: FicheEdition) -> bool:
    """Tell whether the figures stand beside the standfirst and the legal box.

    They do when they are hardly taller: else what follows would start below a void.
    """
    loi = fiche.loi
    legal = (loi.titre, *lignes(loi.texte), loi.source) if loi else ()
    text = sum(map(_length, (fiche.titre, *lignes(fiche.chapo), *legal)))
    few = len(fiche.chiffres) <= (3 if loi else 1)
    return few and text <= OPENING and _beyond(fiche) <= (BELOW if fiche.leviers else 0.0)


def has_figures_beyond(fiche: FicheEdition) -> bool:
    """Tell whether figures in the margin end well below what they stand beside."""
    return _beyond(fiche) > BESIDE


def _beyond(fiche: FicheEdition) -> float:
    return _figures(fiche) - _opening(fiche)


def _opening(fiche: FicheEdition) -> float:
    height, loi = _height(lignes(fiche.chapo), CHAPO), fiche.loi
    if loi is None:
        return height
    titles = _height((loi.titre,), INTITULE) + _height((loi.source,), SOURCE_LOI)
    return height + AROUND_LOI + titles + _height(lignes(loi.texte), LOI)


def has_contacts_on_back(region: RegionEdition) -> bool:
    """Tell whether whom to call in a région stands on the back cover, where all find it.

    Else it has pages of its own: when it is long, and when there are logos, whose grounds are
    for paper.
    """
    called = region.organismes
    return bool(called) and not region.partenaires and sum(map(_organisme, called)) <= BACK


def _organisme(one: OrganismeEdition) -> float:
    role = (one.role,) if one.role else ()
    told = _height(role, ROLE) + _height(one.coordonnees, COORDONNEE)
    return AROUND_ORGANISME + max(_height((one.nom,), ORGANISME), told)


def _figures(fiche: FicheEdition) -> float:
    return AROUND_FIGURES + sum(
        AROUND_FIGURE + _height((one.libelle,), LIBELLE) + _height((one.source,), SOURCE)
        for one in fiche.chiffres
    )


def _height(texts: Iterable[Ligne], measure: tuple[int, float]) -> float:
    """Return how high some texts are, in points."""
    signs, leading = measure
    return leading * sum(ceil(_length(text) / signs) for text in texts)


def _length(ligne: Ligne) -> int:
    return len(texte_brut(ligne))

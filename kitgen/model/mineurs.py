"""National changes that are too small to disturb the clubs: a comma, an accent."""

from __future__ import annotations

from kitgen.model.base import Modele, Reference
from kitgen.model.variante import Chemin, Empreinte


class ChangementMineur(Modele):
    """Un changement qui n'oblige pas les clubs à relire."""

    fiche: Reference
    """La fiche nationale : « municipal/alimentation »."""
    chemin: Chemin
    """Le chemin de l'élément qui a changé."""
    de: Empreinte
    """L'empreinte d'avant ; kitgen la pose."""
    vers: Empreinte
    """L'empreinte d'après ; kitgen la pose."""


class Mineurs(Modele):
    """Le fichier fiches/mineurs.yaml : les changements nationaux déclarés mineurs."""

    changements: tuple[ChangementMineur, ...] = ()
    """Les changements, du plus ancien au plus récent."""

    def relie(self, fiche: str, chemin: str, de: str, vers: str) -> bool:
        """Tell whether minor changes alone lead from one fingerprint to another."""
        reached = {de}
        for one in self.changements:
            if (one.fiche, one.chemin) == (fiche, chemin) and one.de in reached:
                reached.add(one.vers)
        return vers in reached

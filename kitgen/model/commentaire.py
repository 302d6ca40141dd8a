"""What reviewers wrote in the margin of a file, kept until somebody has dealt with it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from kitgen.model.base import Jour, Modele
from kitgen.model.variante import Chemin, Empreinte

Mots = Annotated[
    str, StringConstraints(min_length=1, max_length=10_000), AfterValidator(str.strip)
]
"""Words of a reviewer, in which nothing has a meaning of its own."""


class Reponse(Modele):
    """Une réponse à un commentaire."""

    auteur: Mots | None = None
    """Qui a répondu, comme Word le nomme."""
    date: Jour | None = None
    """Le jour de la réponse : AAAA-MM-JJ."""
    texte: Mots
    """La réponse."""


class Commentaire(Modele):
    """Un commentaire laissé dans un fichier de relecture."""

    id: Empreinte
    """L'identifiant ; kitgen le pose, et ne prend pas deux fois le même commentaire."""
    etat: Literal["ouvert", "traite"]
    """« ouvert », ou « traite » quand quelqu'un s'en est occupé."""
    champ: Chemin | None = None
    """Le chemin du champ commenté : leviers/charte/texte."""
    extrait: Mots | None = None
    """Les mots commentés."""
    auteur: Mots | None = None
    """Qui l'a écrit, comme Word le nomme."""
    date: Jour | None = None
    """Le jour du commentaire : AAAA-MM-JJ."""
    texte: Mots
    """Le commentaire."""
    reponses: tuple[Reponse, ...] = ()
    """Les réponses, dans l'ordre."""


class Commentaires(Modele):
    """Les commentaires de relecture d'une fiche : relectures/<fiche>.yaml, à côté d'elle."""

    commentaires: tuple[Commentaire, ...] = ()
    """Les commentaires, du premier reçu au dernier."""

    @property
    def ouverts(self) -> tuple[Commentaire, ...]:
        """Those that wait for somebody."""
        return tuple(one for one in self.commentaires if one.etat == "ouvert")

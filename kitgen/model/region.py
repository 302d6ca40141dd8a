"""A région: its club, its figures, its look."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import StringConstraints

from kitgen.model.base import (
    CodeRegion,
    Identifiant,
    Modele,
    Reference,
    TexteCourt,
    TexteLong,
)
from kitgen.model.fiche import Chiffre, Exemple
from kitgen.model.source import Image, Source

CouleurHex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


def dossier_de(nom: str) -> str:
    """Return the folder of a région from its name: `Île-de-France` is in `ile-de-france`."""
    plain = unicodedata.normalize("NFKD", nom).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))


class Organisme(Modele):
    """Un organisme à contacter : club, CRESS, union régionale."""

    id: Identifiant
    """L'identifiant, unique dans la région."""
    nom: TexteCourt
    """Le nom de l'organisme."""
    role: TexteCourt | None = None
    """Ce qu'il apporte à une collectivité."""
    url: TexteCourt | None = None
    """L'adresse du site."""
    courriel: TexteCourt | None = None
    """L'adresse électronique."""
    telephone: TexteCourt | None = None
    """Le numéro de téléphone."""
    source: Source
    """Où ces renseignements ont été lus."""


class Couleurs(Modele):
    """Les couleurs de la région ; leur contraste est vérifié."""

    principale: CouleurHex
    """La couleur des titres et des aplats : `"#1F5C8B"`."""
    secondaire: CouleurHex | None = None
    """La couleur d'accompagnement."""


class EnReserve(Modele):
    """Un exemple de la région, et la fiche où il trouverait sa place."""

    fiche: Reference
    """La fiche : « municipal/alimentation »."""
    exemple: Exemple
    """L'exemple, complet, avec sa source."""


class Region(Modele):
    """Le fichier region.yaml d'une déclinaison régionale."""

    code: CodeRegion
    """Le code Insee de la région, entre guillemets : `"84"`."""
    nom: TexteCourt
    """Le nom officiel de la région."""
    avant_propos: TexteLong | None = None
    """L'avant-propos de l'édition régionale."""
    club: Organisme | None = None
    """Le club des collectivités pour l'ESS."""
    cress: Organisme | None = None
    """La chambre régionale de l'ESS."""
    contacts: tuple[Organisme, ...] = ()
    """D'autres organismes utiles."""
    chiffres: tuple[Chiffre, ...] = ()
    """Les chiffres clés de la région."""
    couleurs: Couleurs | None = None
    """Les couleurs de la région."""
    logo: Image | None = None
    """Le logo du club ou de la région."""
    partenaires: tuple[Image, ...] = ()
    """Les logos des partenaires."""
    reserve: tuple[EnReserve, ...] = ()
    """Des exemples de la région, prêts à entrer dans une fiche."""

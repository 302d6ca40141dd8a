"""A collection of fiches, and the project that gathers the collections."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from kitgen.model.base import Identifiant, Modele, TexteCourt, TexteLong
from kitgen.model.genre import Genre, Niveau, TypePartie
from kitgen.model.source import Image


class Partie(Modele):
    """Une partie d'une collection : ses fiches, dans l'ordre d'impression."""

    id: Identifiant
    """L'identifiant, unique dans la collection."""
    type: TypePartie
    """Ce que sont ses fiches ; la maquette en tire leur couleur."""
    titre: TexteCourt
    """Le titre de la partie."""
    presentation: TexteLong | None = None
    """Un court texte pour la page d'ouverture de la partie."""
    fiches: tuple[Identifiant, ...]
    """Les identifiants des fiches : le numéro imprimé vient de leur place."""


class NumeroPublie(Modele):
    """Le numéro sous lequel un Points de RepèrESS a déjà paru."""

    fiche: Identifiant
    """L'identifiant du Points."""
    numero: Annotated[int, Field(strict=True, ge=1, le=999)]
    """Son numéro dans la collection publiée."""


class Collection(Modele):
    """Une collection : un kit par niveau de collectivité, ou les Points de RepèrESS."""

    genre: Genre
    """« kit » : un document qui réunit les fiches ; « points » : un document par fiche."""
    titre: TexteCourt
    """Le titre de couverture : « Kit MunicipalESS »."""
    sous_titre: TexteCourt
    """Le sous-titre : « Communes, intercommunalités & ESS »."""
    niveau: Niveau
    """Le niveau de collectivité auquel la collection s'adresse."""
    nom_de_fichier: Identifiant
    """Le début du nom des fichiers produits : « kit-municipaless »."""
    presentation: TexteLong | None = None
    """L'avant-propos."""
    pages_par_fiche: Annotated[int, Field(strict=True, ge=1, le=16)] = 2
    """Le nombre de pages qu'une fiche peut prendre."""
    parties: tuple[Partie, ...]
    """Les parties, dans l'ordre d'impression."""
    numeros: tuple[NumeroPublie, ...] = ()
    """Pour les Points seulement : les numéros déjà publiés ; sans numéro, rien ne s'imprime."""


class Editeur(Modele):
    """Qui publie."""

    nom: TexteCourt
    """Le nom complet."""
    sigle: TexteCourt | None = None
    """Le sigle."""
    site: TexteCourt
    """L'adresse du site."""
    courriel: TexteCourt | None = None
    """L'adresse électronique."""


class Projet(Modele):
    """Le fichier kitgen.yaml : ce qui vaut pour toutes les publications."""

    titre: TexteCourt
    """Le nom du projet."""
    editeur: Editeur
    """L'éditeur, cité sur la couverture et dans les mentions."""
    edition: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    """L'édition, année et mois entre guillemets : `"2026-11"`."""
    mentions: TexteLong
    """Les mentions de la page 2 : ce qu'est cette édition, d'où viennent les faits, les droits."""
    mention_courte: TexteCourt | None = None
    """Ce qu'une fiche publiée seule doit rappeler de ces mentions, en une phrase."""
    logo: Image | None = None
    """Le logo de l'éditeur."""
    collections: tuple[Identifiant, ...]
    """Les dossiers de fiches/ qui sont des collections, dans l'ordre."""
    regions: tuple[Identifiant, ...] = ()
    """Les dossiers de fiches/regions/ qui ont leur édition."""

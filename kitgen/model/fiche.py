"""A fiche as its author writes it."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kitgen.errors import Code
from kitgen.model.base import (
    Annee,
    CodeDepartement,
    CodeRegion,
    Identifiant,
    Jour,
    Modele,
    Reference,
    TexteCourt,
    TexteLong,
)
from kitgen.model.source import Image, Source


class Collectivite(Modele):
    """La collectivité d'un exemple, située par son département, ou par sa région."""

    nom: TexteCourt
    """Le nom d'usage : « Lons-le-Saunier », « Métropole de Lyon », « Région Bretagne »."""
    departement: CodeDepartement | None = None
    """Le code du département, entre guillemets : `"39"`, `"01"`, `"2A"`, `"971"`."""
    region: CodeRegion | None = None
    """Le code Insee de la région, entre guillemets, pour une région ou plusieurs départements."""

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if (self.departement is None) == (self.region is None):
            raise PydanticCustomError("un_territoire", "expected departement or region")
        return self


class Exemple(Modele):
    """Un exemple local, imprimé en encadré."""

    id: Identifiant
    """L'identifiant, unique dans la fiche et stable d'une édition à l'autre."""
    titre: TexteCourt
    """Ce que la collectivité a fait, en quelques mots."""
    collectivite: Collectivite = Field(
        json_schema_extra={"code_absent": Code.EXAMPLE_WITHOUT_COLLECTIVITE}
    )
    """La collectivité qui a agi."""
    annee: Annee | None = None
    """L'année du fait raconté, quand elle est connue."""
    texte: TexteLong
    """Le récit : qui, quoi, avec quels résultats. Gras, italique, listes et liens permis."""
    source: Source = Field(json_schema_extra={"code_absent": Code.EXAMPLE_WITHOUT_SOURCE})
    """Où le fait a été lu."""
    autres_sources: tuple[Source, ...] = ()
    """D'autres sources du même fait."""
    verifie_le: Jour | None = None
    """Le jour où un éditeur a confirmé que l'exemple tient toujours."""


class Chiffre(Modele):
    """Un chiffre clé : une valeur, ce qu'elle mesure, son année et sa source."""

    id: Identifiant
    """L'identifiant, unique dans la fiche."""
    valeur: TexteCourt
    """La valeur telle qu'elle s'imprime : « 2,6 millions », « 14 % »."""
    libelle: TexteCourt
    """Ce que la valeur mesure."""
    annee: Annee = Field(json_schema_extra={"code_absent": Code.FIGURE_WITHOUT_YEAR})
    """L'année de la mesure."""
    source: Source = Field(json_schema_extra={"code_absent": Code.FIGURE_WITHOUT_SOURCE})
    """Où le chiffre a été lu."""


class Loi(Modele):
    """L'encadré « Ce que dit la loi »."""

    titre: TexteCourt
    """Le texte cité : « Loi du 31 juillet 2014 relative à l'ESS, article 1er »."""
    texte: TexteLong
    """Ce qu'il permet ou impose, en langue courante."""
    source: Source
    """Où le texte a été lu."""


class Section(Modele):
    """Une partie titrée d'une fiche d'introduction ou d'un Points de RepèrESS."""

    id: Identifiant
    """L'identifiant, unique dans la fiche et stable d'une édition à l'autre."""
    titre: TexteCourt
    """Le titre de la section."""
    texte: TexteLong
    """Le texte. Paragraphes, listes, gras, italique, liens et renvois permis."""
    exemples: tuple[Exemple, ...] = ()
    """Les exemples locaux, dans l'ordre d'impression."""


class Levier(Section):
    """Un levier d'action : son titre commence par un verbe à l'infinitif."""


class Ressource(Modele):
    """Une ressource de la rubrique « En savoir plus »."""

    id: Identifiant
    """L'identifiant, unique dans la fiche."""
    titre: TexteCourt
    """Le titre de la ressource."""
    auteur: TexteCourt | None = None
    """L'organisme ou l'auteur."""
    annee: Annee | None = None
    """L'année de parution, quand elle est connue."""
    url: TexteCourt | None = None
    """L'adresse de la page ou du document."""
    consulte_le: Jour
    """Le jour où la ressource a été vue : AAAA-MM-JJ."""


class Fiche(Modele):
    """Une fiche d'un kit, ou un Points de RepèrESS."""

    titre: TexteCourt
    """Le titre imprimé en tête de la fiche."""
    titre_court: TexteCourt | None = None
    """Le titre de l'en-tête courant, quand le titre est long."""
    chapo: TexteLong
    """Deux ou trois phrases qui disent pourquoi lire la fiche."""
    illustration: Image | None = None
    """Une image, sous le chapô."""
    chiffres: tuple[Chiffre, ...] = ()
    """La rubrique « Chiffres clés »."""
    loi: Loi | None = None
    """L'encadré « Ce que dit la loi »."""
    sections: tuple[Section, ...] = ()
    """Des sections titrées, pour une introduction ou un Points de RepèrESS."""
    leviers: tuple[Levier, ...] = ()
    """Les leviers d'action, numérotés à l'impression."""
    exemples: tuple[Exemple, ...] = ()
    """Des exemples qui ne dépendent d'aucun levier : les « retours d'expérience »."""
    ressources: tuple[Ressource, ...] = ()
    """La rubrique « En savoir plus »."""
    voir_aussi: tuple[Reference, ...] = ()
    """Des fiches à lire ensuite : « municipal/alimentation »."""

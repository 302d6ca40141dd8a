"""Where a statement comes from, and the day it was read."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kitgen.errors import Code
from kitgen.model.base import Annee, Jour, Modele, TexteCourt


class Source(Modele):
    """La source d'un exemple ou d'un chiffre : une page ou un document."""

    titre: TexteCourt
    """Qui publie, et quoi : « Banque des Territoires, Localtis » ou le titre de l'article."""
    url: TexteCourt | None = None
    """L'adresse de la page, en https:// ou http://."""
    document: TexteCourt | None = None
    """La référence d'un document sans adresse : « RTES, plan d'action 2022, p. 4 »."""
    annee: Annee | None = None
    """L'année de publication, quand elle est connue."""
    consulte_le: Jour
    """Le jour où la source a été lue : AAAA-MM-JJ."""

    @model_validator(mode="after")
    def _locates_something(self) -> Self:
        if self.url is None and self.document is None:
            raise PydanticCustomError("source_sans_adresse", "expected url or document")
        return self


class Image(Modele):
    """Une image du projet, avec ce qu'en entendra une personne aveugle."""

    fichier: TexteCourt
    """Le chemin du fichier depuis la racine du projet : « fiches/images/marche.jpg »."""
    alt: TexteCourt = Field(json_schema_extra={"code_absent": Code.IMAGE_WITHOUT_ALT})
    """Ce que montre l'image, en une phrase, pour qui ne la voit pas."""
    legende: TexteCourt | None = None
    """La légende imprimée sous l'image."""
    credit: TexteCourt | None = None
    """L'auteur et les droits."""

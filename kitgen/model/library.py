"""Everything that was read, indexed; what the checks and the composer work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kitgen.model.collection import Collection, Projet
from kitgen.model.commentaire import Commentaires
from kitgen.model.fiche import Fiche
from kitgen.model.image import ImageLue
from kitgen.model.mineurs import Mineurs
from kitgen.model.region import Region
from kitgen.model.variante import Variante
from kitgen.model.written import Written


@dataclass(frozen=True, slots=True)
class Departement:
    """A département, or an overseas collectivité that has a code of its own."""

    code: str
    nom: str
    region: str | None


@dataclass(frozen=True, slots=True)
class Territoires:
    """The official list, by code.

    Attributes:
        departements: by code; an overseas collectivité belongs to no région.
        regions: official name by code Insee.
        edition: name and version of the published data set.
    """

    departements: Mapping[str, Departement]
    regions: Mapping[str, str]
    edition: str


@dataclass(frozen=True, slots=True)
class Library:
    """A project, read and valid in shape.

    Attributes:
        projet: `kitgen.yaml`.
        collections: by folder name, in the project's order.
        fiches: by reference `collection/id`, in the order of the files' names.
        regions: by folder name.
        variantes: by région and reference of the fiche.
        mineurs: the national changes that need no look from the clubs.
        images: by path relative to the project's root; missing files are absent.
        territoires: the official list.
        files: the data file of each fiche reference, collection id, `regions/<id>`,
            `regions/<id>/<reference>` and, for the project, the empty string.
        commentaires: what reviewers wrote in the margin, by key in `files`:
            `municipal/relectures/scic`.
    """

    projet: Projet
    collections: Mapping[str, Collection]
    fiches: Mapping[str, Fiche]
    regions: Mapping[str, Region]
    variantes: Mapping[tuple[str, str], Variante]
    mineurs: Mineurs
    images: Mapping[str, ImageLue]
    territoires: Territoires
    files: Mapping[str, Written]
    commentaires: Mapping[str, Commentaires] = field(default_factory=dict)

"""What a région changes in a fiche: operations addressed by id path."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    Discriminator,
    Field,
    JsonValue,
    StringConstraints,
    Tag,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kitgen.model.base import Identifiant, Modele
from kitgen.model.fiche import Fiche

Chemin = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)*$")]
"""Keys and ids from the fiche's root: `leviers/evenements/exemples/forum-sceaux`."""

Empreinte = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
"""Eight hexadecimal digits, stamped by kitgen."""

VERBS = ("remplacer", "ajouter", "retirer", "modifier", "reordonner")


class Remplacer(Modele):
    """Mettre un autre élément à la place d'un élément national."""

    remplacer: Chemin
    """Le chemin de l'élément national."""
    base: Empreinte | None = None
    """L'empreinte du texte national que le club a lu ; kitgen la pose."""
    par: dict[str, JsonValue]
    """Le nouvel élément, complet, avec son identifiant."""


class Ajouter(Modele):
    """Ajouter un élément à une liste."""

    ajouter: Chemin
    """Le chemin de la liste : leviers/reseaux/exemples."""
    apres: Identifiant | None = None
    """L'identifiant de l'élément qui précède."""
    avant: Identifiant | None = None
    """L'identifiant de l'élément qui suit."""
    en: Literal["debut", "fin"] | None = None
    """En tête ou en fin de liste."""
    element: dict[str, JsonValue]
    """L'élément, complet, avec son identifiant."""

    @model_validator(mode="after")
    def _has_one_place(self) -> Self:
        if sum(place is not None for place in (self.apres, self.avant, self.en)) > 1:
            raise PydanticCustomError("une_place", "expected one of apres, avant, en")
        return self


class Retirer(Modele):
    """Ôter un élément national."""

    retirer: Chemin
    """Le chemin de l'élément."""
    base: Empreinte | None = None
    """L'empreinte du texte national que le club a lu ; kitgen la pose."""


class Modifier(Modele):
    """Changer la valeur d'un seul champ."""

    modifier: Chemin
    """Le chemin du champ : chapo, leviers/charte/titre."""
    base: Empreinte | None = None
    """L'empreinte du texte national que le club a lu ; kitgen la pose."""
    valeur: JsonValue
    """La nouvelle valeur."""


class Reordonner(Modele):
    """Changer l'ordre d'une liste."""

    reordonner: Chemin
    """Le chemin de la liste."""
    base: Empreinte | None = None
    """L'empreinte de l'ordre national que le club a lu ; kitgen la pose."""
    ordre: tuple[Identifiant, ...]
    """Tous les identifiants de la liste, dans le nouvel ordre."""


def _verb(value: object) -> str | None:
    """Name the operation by the one verb among its keys."""
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", ())
    verbs = [verb for verb in VERBS if verb in keys]
    return verbs[0] if len(verbs) == 1 else None


Operation = Annotated[
    Annotated[Remplacer, Tag("remplacer")]
    | Annotated[Ajouter, Tag("ajouter")]
    | Annotated[Retirer, Tag("retirer")]
    | Annotated[Modifier, Tag("modifier")]
    | Annotated[Reordonner, Tag("reordonner")],
    Discriminator(_verb, custom_error_type="operation", custom_error_message="expected one verb"),
]


class PlaceDeFiche(Modele):
    """La place d'une fiche propre à la région dans la collection."""

    partie: Identifiant
    """L'identifiant de la partie."""
    apres: Identifiant | None = None
    """L'identifiant de la fiche qui précède ; sans lui, la fiche vient à la fin de la partie."""


class Variante(Modele):
    """Ce qu'une région change dans une fiche nationale, ou une fiche qui lui est propre."""

    operations: tuple[Operation, ...] = Field(
        default=(), json_schema_extra={"type": ["array", "null"]}
    )
    """Les opérations, appliquées de haut en bas."""
    fiche: Fiche | None = None
    """Une fiche propre à la région, au lieu d'opérations."""
    place: PlaceDeFiche | None = None
    """La place de cette fiche dans la collection."""

    @field_validator("operations", mode="before")
    @classmethod
    def _none_yet(cls, value: object) -> object:
        """Accept the menu of a fiche in which nothing was chosen yet."""
        return () if value is None else value

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        alone = self.fiche is not None and self.place is not None and not self.operations
        if not alone and (self.fiche or self.place):
            raise PydanticCustomError(
                "variante_ou_fiche", "expected operations, or fiche and place"
            )
        return self

"""What differs between two editions, as data: changes by id path, gathered by fiche."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kitgen.model.difference import Ecart, ecarts

Sorte = Literal["ajout", "retrait", "deplacement", "modification"]


@dataclass(frozen=True, slots=True)
class Changement:
    """One change of what documents show.

    Attributes:
        sorte: what happened.
        cle: the key of the data file, as in `Library.files`; `kitgen.yaml` for the project's.
        chemin: the id path in that file, as variants write them; empty for a whole fiche.
        annonce: a French phrase that names what happened to what, without a full stop.
        avant: the old words, or where the item stood; none for an addition.
        apres: the new words, or where the item stands; none for a removal.
        marques: the same two with their marks and links, in Markdown, when only those differ.
        entier: whether a whole item came or went, which its name says well enough.
    """

    sorte: Sorte
    cle: str
    chemin: str
    annonce: str
    avant: str | None
    apres: str | None
    marques: tuple[str, str] | None = None
    entier: bool = False

    @property
    def adresse(self) -> str:
        """The file and the id path: `municipal/alimentation#leviers/regie/titre`."""
        return f"{self.cle}#{self.chemin}" if self.chemin else self.cle

    @property
    def mots(self) -> tuple[Ecart, ...]:
        """The words that were kept, removed, added; none when `annonce` says all."""
        if self.entier or self.sorte == "deplacement":
            return ()
        return ecarts(*(self.marques or (self.avant or "", self.apres or "")))


@dataclass(frozen=True, slots=True)
class Groupe:
    """The changes of one fiche, or of one other data file.

    Attributes:
        cle: as in `Changement`.
        titre: `Fiche 4 – Alimentation (auparavant fiche 3)`; empty for a collection's own file.
    """

    cle: str
    titre: str
    changements: tuple[Changement, ...]


@dataclass(frozen=True, slots=True)
class Volet:
    """The changes of a collection, of a région or of the project.

    Attributes:
        cle: the collection's id, `regions/<id>` or `kitgen.yaml`.
        titre: its title.
    """

    cle: str
    titre: str
    groupes: tuple[Groupe, ...]


@dataclass(frozen=True, slots=True)
class Cote:
    """One of the two editions that are compared.

    Attributes:
        nom: the words that named it: `HEAD~20`, `.`.
        commit: the revision, in full; none for the files as they are on the disk.
        edition: `2026-11`.
        region: the région's id; none for the national edition.
    """

    nom: str
    commit: str | None
    edition: str
    region: str | None


@dataclass(frozen=True, slots=True)
class Comparaison:
    """All that differs between two editions.

    Attributes:
        titre: whose edition this is: `Édition nationale`, `Bretagne`.
    """

    titre: str
    avant: Cote
    apres: Cote
    volets: tuple[Volet, ...]

    @property
    def changements(self) -> tuple[Changement, ...]:
        """Every change, in reading order."""
        return tuple(
            one for volet in self.volets for groupe in volet.groupes for one in groupe.changements
        )

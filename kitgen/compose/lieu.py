"""Where authored texts stand, so that a review edition knows what a reviewer may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from kitgen.compose.lines import map_lignes
from kitgen.model.markdown import lire_markdown
from kitgen.model.relecture import Champ, GenreChamp, cle_de
from kitgen.model.texte import Cible, Ligne, Portion, Texte

NOMS = {
    "chapo": "chapô",
    "libelle": "libellé",
    "legende": "légende",
    "credit": "crédit",
    "role": "rôle",
    "telephone": "téléphone",
    "presentation": "présentation",
    "avant_propos": "avant-propos",
}
"""What a person calls a field, where its name lacks an accent."""


class Nomme(Protocol):
    """An element of a list, which its id names."""

    @property
    def id(self) -> str:
        """Unique in the list."""


T = TypeVar("T", bound=Nomme)


@dataclass(frozen=True, slots=True)
class Lieu:
    """A group of a data file whose texts become lines, each with its field when that is asked.

    Attributes:
        fichier: the data file; see `Champ`.
        nom: what a person calls the group: `Fiche 4 – levier 2`.
        releve: the fields met so far, by key; none when no review is asked.
        chemin: the id path of the group; empty at the root of the file.
    """

    fichier: str
    nom: str
    releve: dict[str, Champ] | None
    chemin: str = ""

    @property
    def muet(self) -> Lieu:
        """The same without fields: for what no id path leads to."""
        return replace(self, releve=None)

    def groupe(self, chemin: str, nom: str) -> Lieu:
        """Return a group below this one."""
        below = f"{self.chemin}/{chemin}".lstrip("/")
        return replace(self, chemin=below, nom=f"{self.nom} – {nom}")

    def elements(self, liste: str, items: Iterable[T], nom: str) -> Iterator[tuple[T, Lieu]]:
        """Yield the elements of a list, each with its place: `levier 2`."""
        for rank, item in enumerate(items, start=1):
            yield item, self.groupe(f"{liste}/{item.id}", f"{nom} {rank}")

    def ligne(self, champ: str, words: str, lien: Cible | None = None) -> Ligne:
        """Return a line of plain words."""
        return (Portion(words, lien=lien, champ=self._releve(champ, "ligne", words)),)

    def texte(self, champ: str, source: str | None) -> Texte:
        """Return a long text, parsed; nothing when there is none."""
        if source is None:
            return ()
        parsed = lire_markdown(source).texte
        cle = self._releve(champ, "texte", source)
        if cle is None:
            return parsed
        return map_lignes(parsed, lambda line: tuple(replace(run, champ=cle) for run in line))

    def _releve(self, champ: str, genre: GenreChamp, base: str) -> str | None:
        """Note a field, and return its key, when a review is asked."""
        if self.releve is None:
            return None
        chemin = f"{self.chemin}/{champ}".lstrip("/")
        cle = cle_de(self.fichier, chemin)
        libelle = f"{self.nom} – {NOMS.get(champ, champ)}"
        self.releve[cle] = Champ(self.fichier, chemin, genre, libelle, base, ())
        return cle

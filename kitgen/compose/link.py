"""References to fiches become words and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kitgen.compose.number import Place
from kitgen.compose.wording import word_reference
from kitgen.model.collection import Collection
from kitgen.model.texte import LienInterne, Ligne, Portion, Renvoi, texte_brut


def anchor_of(reference: str) -> str:
    """Return the anchor of a fiche: the same in every format, unique over collections."""
    return f"fiche-{reference.replace('/', '-')}"


def example_anchor(reference: str, name: str) -> str:
    """Return the anchor of an example; two hyphens, which no id has, part it from its fiche."""
    return f"{anchor_of(reference)}--{name}"


@dataclass(frozen=True, slots=True)
class Linker:
    """Knows where every fiche stands, and which ones this document holds.

    Attributes:
        home: the collection of the document.
        places: by reference, over all collections.
        collections: by id.
        inside: the references that the collection holds, where a link can lead; a renderer
            leaves words where the fiche is in its kit and not in its document.
        relecture: whether each reference of a text is a link that holds all its words, so that
            it comes back from a reviewer; the review page is where those elsewhere lead.
    """

    home: str
    places: Mapping[str, Place]
    collections: Mapping[str, Collection]
    inside: frozenset[str]
    relecture: bool = False

    def link(self, ligne: Ligne) -> Ligne:
        """Return the line with each reference worded, and linked when its fiche is inside.

        A reference without words becomes « fiche 3 – Titre »; one with words is followed by
        where to find it, which paper cannot tell otherwise.
        """
        linked: list[Portion] = []
        for position, run in enumerate(ligne):
            if not isinstance(run.lien, Renvoi):
                linked.append(run)
                continue
            reference = run.lien.reference
            target = self.target(reference)
            if self.relecture:
                target = LienInterne(anchor_of(reference))
            words = run.texte or self.full_name(reference)
            linked.append(replace(run, texte=words, lien=target))
            last = position + 1 == len(ligne) or ligne[position + 1].lien != run.lien
            if run.texte and last:
                said = texte_brut(tuple(linked))
                inside = said.count("(") > said.count(")")
                where = self.short_name(reference)
                after = f", {where}" if inside else f" ({where})"
                linked.append(replace(run, texte=after, lien=target))
        return tuple(linked)

    def short_name(self, reference: str) -> str:
        """Return `fiche 3`, or `Kit MunicipalESS, fiche 3` from another collection."""
        place = self.places[reference]
        collection = self.collections[place.collection]
        return word_reference(collection, place.numero, here=place.collection == self.home)

    def full_name(self, reference: str) -> str:
        """Return `fiche 3 – Titre`."""
        return f"{self.short_name(reference)} – {self.places[reference].titre}"

    def target(self, reference: str) -> LienInterne | None:
        """Return where a link leads, when the fiche is in this document."""
        return LienInterne(anchor_of(reference)) if reference in self.inside else None

    def entry(self, reference: str) -> Ligne:
        """Return the line of « Voir aussi » for a fiche, with a capital."""
        name = self.full_name(reference)
        return (Portion(name[0].upper() + name[1:], lien=self.target(reference)),)

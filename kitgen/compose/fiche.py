"""A fiche as written becomes a fiche in its place, before linking and typography."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.compose.lieu import Lieu
from kitgen.compose.lines import ligne
from kitgen.compose.link import Linker, anchor_of, example_anchor
from kitgen.compose.wording import (
    place_in_words,
    word_example,
    word_figure,
    word_label,
    word_resource,
    word_sources,
)
from kitgen.model.edition import (
    ChiffreEdition,
    ExempleEdition,
    FicheEdition,
    ImageEdition,
    LoiEdition,
    RessourceEdition,
    SectionEdition,
)
from kitgen.model.fiche import Chiffre, Collectivite, Exemple, Loi, Section
from kitgen.model.genre import TypePartie
from kitgen.model.library import Library
from kitgen.model.relecture import Champ
from kitgen.model.source import Image, Source


@dataclass(frozen=True, slots=True)
class FicheComposer:
    """Composes the fiches of one document.

    Attributes:
        releve: where the fields are noted, when a review is asked; see `Lieu`.
    """

    library: Library
    linker: Linker
    releve: dict[str, Champ] | None = None

    def lieu(self, fichier: str, nom: str) -> Lieu:
        """Return the root of a data file."""
        return Lieu(fichier, nom, self.releve)

    def fiche(self, reference: str, type_partie: TypePartie) -> FicheEdition:
        """Return the fiche of a reference, in a part of a type."""
        fiche = self.library.fiches[reference]
        place = self.linker.places[reference]
        etiquette = word_label(self.library.collections[place.collection], place.numero)
        lieu = self.lieu(reference, etiquette)
        loi = fiche.loi
        return FicheEdition(
            reference=reference,
            numero=place.numero,
            type=type_partie,
            etiquette=ligne(etiquette),
            titre=lieu.ligne("titre", fiche.titre),
            titre_court=ligne(fiche.titre_court or fiche.titre),
            ancre=anchor_of(reference),
            chapo=lieu.texte("chapo", fiche.chapo),
            illustration=self.image(fiche.illustration, lieu.groupe("illustration", "image")),
            chiffres=self.chiffres(fiche.chiffres, lieu),
            loi=None if loi is None else self.loi(loi, lieu.groupe("loi", "loi")),
            sections=tuple(
                self.section(section, None, below)
                for section, below in lieu.elements("sections", fiche.sections, "section")
            ),
            leviers=tuple(
                self.section(levier, rank, below)
                for rank, (levier, below) in enumerate(
                    lieu.elements("leviers", fiche.leviers, "levier"), start=1
                )
            ),
            exemples=self.exemples(fiche.exemples, lieu),
            ressources=tuple(
                RessourceEdition(ressource.id, word_resource(ressource, below))
                for ressource, below in lieu.elements("ressources", fiche.ressources, "ressource")
            ),
            voir_aussi=tuple(map(self.linker.entry, fiche.voir_aussi)),
        )

    def section(self, section: Section, numero: int | None, lieu: Lieu) -> SectionEdition:
        """Return a section, or a lever when it has a number."""
        return SectionEdition(
            section.id,
            numero,
            lieu.ligne("titre", section.titre),
            lieu.texte("texte", section.texte),
            self.exemples(section.exemples, lieu),
        )

    def exemples(self, exemples: tuple[Exemple, ...], lieu: Lieu) -> tuple[ExempleEdition, ...]:
        """Return the boxed examples of a lever, a section or a fiche."""
        listed = lieu.elements("exemples", exemples, "exemple")
        return tuple(self.exemple(exemple, below) for exemple, below in listed)

    def exemple(self, exemple: Exemple, lieu: Lieu) -> ExempleEdition:
        """Return a boxed example, with its territory named from the official list."""
        where = lieu.groupe("collectivite", "collectivité")
        place = place_in_words(exemple.collectivite, self.library.territoires)
        others = tuple((source, lieu.muet) for source in exemple.autres_sources)
        return ExempleEdition(
            id=exemple.id,
            ancre=example_anchor(lieu.fichier, exemple.id),
            titre=lieu.ligne("titre", exemple.titre),
            annonce=ligne(word_example(exemple.collectivite.nom)),
            collectivite=where.ligne("nom", exemple.collectivite.nom),
            territoire=None if place in exemple.collectivite.nom else ligne(place),
            departement=exemple.collectivite.departement,
            region=self.region_of(exemple.collectivite),
            annee=None if exemple.annee is None else ligne(str(exemple.annee)),
            texte=lieu.texte("texte", exemple.texte),
            sources=(word_sources((_source(exemple.source, lieu), *others)),),
        )

    def region_of(self, collectivite: Collectivite) -> str | None:
        """Return the code of the région a collectivité lies in, if it lies in one."""
        if collectivite.departement is None:
            return collectivite.region
        return self.library.territoires.departements[collectivite.departement].region

    def chiffres(self, chiffres: tuple[Chiffre, ...], lieu: Lieu) -> tuple[ChiffreEdition, ...]:
        """Return the key figures of a fiche or of a région."""
        return tuple(
            ChiffreEdition(
                chiffre.id,
                below.ligne("valeur", chiffre.valeur),
                word_figure(chiffre.libelle, chiffre.annee, below),
                word_sources((_source(chiffre.source, below),)),
            )
            for chiffre, below in lieu.elements("chiffres", chiffres, "chiffre")
        )

    def loi(self, loi: Loi, lieu: Lieu) -> LoiEdition:
        """Return the legal box."""
        return LoiEdition(
            lieu.ligne("titre", loi.titre),
            lieu.texte("texte", loi.texte),
            word_sources((_source(loi.source, lieu),)),
        )

    def image(self, image: Image | None, lieu: Lieu) -> ImageEdition | None:
        """Return an image with its bytes; the checks saw to it that it exists."""
        if image is None:
            return None
        return ImageEdition(
            self.library.images[image.fichier],
            ligne(image.alt),
            lieu.ligne("legende", image.legende) if image.legende else None,
            lieu.ligne("credit", image.credit) if image.credit else None,
        )


def _source(source: Source, lieu: Lieu) -> tuple[Source, Lieu]:
    return source, lieu.groupe("source", "source")

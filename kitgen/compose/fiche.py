"""A fiche as written becomes a fiche in its place, before linking and typography."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.compose.lines import ligne
from kitgen.compose.link import Linker, anchor_of
from kitgen.compose.wording import (
    place_in_words,
    word_example,
    word_figure,
    word_label,
    word_resource,
    word_sources,
)
from kitgen.model.collection import TypePartie
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
from kitgen.model.library import Library
from kitgen.model.markdown import lire_markdown
from kitgen.model.source import Image
from kitgen.model.texte import Texte


def parse(source: str | None) -> Texte:
    """Return a long text, parsed; nothing when there is none."""
    return () if source is None else lire_markdown(source).texte


@dataclass(frozen=True, slots=True)
class FicheComposer:
    """Composes the fiches of one document."""

    library: Library
    linker: Linker

    def fiche(self, reference: str, type_partie: TypePartie) -> FicheEdition:
        """Return the fiche of a reference, in a part of a type."""
        fiche = self.library.fiches[reference]
        place = self.linker.places[reference]
        collection = self.library.collections[place.collection]
        return FicheEdition(
            reference=reference,
            numero=place.numero,
            type=type_partie,
            etiquette=ligne(word_label(collection, place.numero)),
            titre=ligne(fiche.titre),
            titre_court=ligne(fiche.titre_court or fiche.titre),
            ancre=anchor_of(reference),
            chapo=parse(fiche.chapo),
            illustration=self.image(fiche.illustration),
            chiffres=tuple(map(self.chiffre, fiche.chiffres)),
            loi=None if fiche.loi is None else self.loi(fiche.loi),
            sections=tuple(self.section(section, None) for section in fiche.sections),
            leviers=tuple(
                self.section(levier, rank) for rank, levier in enumerate(fiche.leviers, start=1)
            ),
            exemples=tuple(map(self.exemple, fiche.exemples)),
            ressources=tuple(
                RessourceEdition(ressource.id, word_resource(ressource))
                for ressource in fiche.ressources
            ),
            voir_aussi=tuple(map(self.linker.entry, fiche.voir_aussi)),
        )

    def section(self, section: Section, numero: int | None) -> SectionEdition:
        """Return a section, or a lever when it has a number."""
        return SectionEdition(
            section.id,
            numero,
            ligne(section.titre),
            parse(section.texte),
            tuple(map(self.exemple, section.exemples)),
        )

    def exemple(self, exemple: Exemple) -> ExempleEdition:
        """Return a boxed example, with its territory named from the official list."""
        return ExempleEdition(
            id=exemple.id,
            titre=ligne(exemple.titre),
            annonce=ligne(word_example(exemple.collectivite.nom)),
            collectivite=ligne(exemple.collectivite.nom),
            territoire=ligne(place_in_words(exemple.collectivite, self.library.territoires)),
            departement=exemple.collectivite.departement,
            region=self.region_of(exemple.collectivite),
            annee=None if exemple.annee is None else ligne(str(exemple.annee)),
            texte=parse(exemple.texte),
            sources=(word_sources((exemple.source, *exemple.autres_sources)),),
        )

    def region_of(self, collectivite: Collectivite) -> str | None:
        """Return the code of the région a collectivité lies in, if it lies in one."""
        if collectivite.departement is None:
            return collectivite.region
        return self.library.territoires.departements[collectivite.departement].region

    def chiffre(self, chiffre: Chiffre) -> ChiffreEdition:
        """Return a figure."""
        return ChiffreEdition(
            chiffre.id,
            ligne(chiffre.valeur),
            word_figure(chiffre.libelle, chiffre.annee),
            word_sources((chiffre.source,)),
        )

    def loi(self, loi: Loi) -> LoiEdition:
        """Return the legal box."""
        return LoiEdition(ligne(loi.titre), parse(loi.texte), word_sources((loi.source,)))

    def image(self, image: Image | None) -> ImageEdition | None:
        """Return an image with its bytes; the checks saw to it that it exists."""
        if image is None:
            return None
        return ImageEdition(
            self.library.images[image.fichier],
            ligne(image.alt),
            None if image.legende is None else ligne(image.legende),
            None if image.credit is None else ligne(image.credit),
        )

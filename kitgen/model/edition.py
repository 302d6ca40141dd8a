"""The resolved document: the only thing a renderer sees.

Every displayed word is here, resolved and with its French typography, so that two renderers
cannot differ. Lines are runs (`Ligne`); identifiers, anchors and file names are plain strings.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.model.carte import CarteEdition, IndexEdition
from kitgen.model.genre import Genre, Niveau, TypePartie
from kitgen.model.image import ImageLue
from kitgen.model.relecture import Relecture
from kitgen.model.texte import Ligne, Texte


@dataclass(frozen=True, slots=True)
class ImageEdition:
    """An image with its bytes, so that no renderer opens a file of the project."""

    image: ImageLue
    alt: Ligne
    legende: Ligne | None
    credit: Ligne | None


@dataclass(frozen=True, slots=True)
class ChiffreEdition:
    """A figure: `2,6 millions`, what it measures (with its year), where it was read."""

    id: str
    valeur: Ligne
    libelle: Ligne
    source: Ligne


@dataclass(frozen=True, slots=True)
class LoiEdition:
    """The legal box."""

    titre: Ligne
    texte: Texte
    source: Ligne


@dataclass(frozen=True, slots=True)
class ExempleEdition:
    """A boxed local example.

    Attributes:
        ancre: unique in the document, and the same in every format.
        annonce: the words before the name, their space included: `L'exemple de la `.
        collectivite: its name alone: `Ville de Lons-le-Saunier`.
        territoire: `Jura, 39`, or the région's name; none when the collectivité's says it.
        departement: the code, when the example has one.
        region: the région's code Insee; none for an overseas collectivité.
        annee: `2024`, when known.
        sources: one line each.
    """

    id: str
    ancre: str
    titre: Ligne
    annonce: Ligne
    collectivite: Ligne
    territoire: Ligne | None
    departement: str | None
    region: str | None
    annee: Ligne | None
    texte: Texte
    sources: tuple[Ligne, ...]


@dataclass(frozen=True, slots=True)
class SectionEdition:
    """A titled section, or a lever.

    Attributes:
        numero: from 1 within the fiche for a lever; none for a section.
    """

    id: str
    numero: int | None
    titre: Ligne
    texte: Texte
    exemples: tuple[ExempleEdition, ...]


@dataclass(frozen=True, slots=True)
class RessourceEdition:
    """A resource, worded in one line with its link."""

    id: str
    texte: Ligne


@dataclass(frozen=True, slots=True)
class FicheEdition:
    """A fiche in its place.

    Attributes:
        reference: `municipal/alimentation`.
        numero: its number in the whole collection; none for an unnumbered Points.
        etiquette: `Fiche 3`, or the collection's name for a Points.
        ancre: unique in the document, and the same in every format.
        voir_aussi: one line per fiche, with a link when the fiche is in this document.
        carte: where its examples come from; none when it has none.
    """

    reference: str
    numero: int | None
    type: TypePartie
    etiquette: Ligne
    titre: Ligne
    titre_court: Ligne
    ancre: str
    chapo: Texte
    illustration: ImageEdition | None
    chiffres: tuple[ChiffreEdition, ...]
    loi: LoiEdition | None
    sections: tuple[SectionEdition, ...]
    leviers: tuple[SectionEdition, ...]
    exemples: tuple[ExempleEdition, ...]
    ressources: tuple[RessourceEdition, ...]
    voir_aussi: tuple[Ligne, ...]
    carte: CarteEdition | None = None

    @property
    def tous_les_exemples(self) -> tuple[ExempleEdition, ...]:
        """The examples, in the order of reading."""
        blocs = (*self.sections, *self.leviers)
        return (*(exemple for bloc in blocs for exemple in bloc.exemples), *self.exemples)


@dataclass(frozen=True, slots=True)
class PartieEdition:
    """A part with its fiches.

    Attributes:
        numero: from 1 within the document.
        ancre: unique in the document.
        presentation: a short text for the opener; may be empty.
    """

    id: str
    numero: int
    type: TypePartie
    titre: Ligne
    ancre: str
    presentation: Texte
    fiches: tuple[FicheEdition, ...]


@dataclass(frozen=True, slots=True)
class OrganismeEdition:
    """Whom to call: a club, the CRESS, a union.

    Attributes:
        coordonnees: site, mail, phone: one line each, with its link.
    """

    id: str
    nom: Ligne
    role: Ligne | None
    coordonnees: tuple[Ligne, ...]

    @property
    def en_bref(self) -> tuple[Ligne, ...]:
        """How to reach it or, failing that, what it does: for a document that lacks room."""
        return self.coordonnees or ((self.role,) if self.role else ())


@dataclass(frozen=True, slots=True)
class RegionEdition:
    """What a région brings to its edition.

    Attributes:
        id: the région's folder.
        nom: the official name.
        etiquette: `Déclinaison Bretagne`, for the cover and the headers.
        avant_propos: the région's foreword; may be empty.
        organismes: club, CRESS, then the others.
        couleurs: the main colour and its companion, as `#1F5C8B`; none to keep the layout's.
    """

    id: str
    nom: Ligne
    etiquette: Ligne
    avant_propos: Texte
    chiffres: tuple[ChiffreEdition, ...]
    organismes: tuple[OrganismeEdition, ...]
    couleurs: tuple[str, str | None] | None
    logo: ImageEdition | None
    partenaires: tuple[ImageEdition, ...]


@dataclass(frozen=True, slots=True)
class Libelles:
    """The fixed wordings of a document, so that every format says the same."""

    sommaire: Ligne
    partie: Ligne
    avant_propos: Ligne
    mentions: Ligne
    chiffres_cles: Ligne
    loi: Ligne
    leviers: Ligne
    exemples: Ligne
    en_savoir_plus: Ligne
    voir_aussi: Ligne
    achever: Ligne
    en_region: Ligne
    contacts: Ligne
    partenaires: Ligne
    index: Ligne


@dataclass(frozen=True, slots=True)
class ConsigneEdition:
    """One thing that a reviewer needs to know."""

    titre: Ligne
    texte: Texte


@dataclass(frozen=True, slots=True)
class RelectureEdition:
    """What a review edition has of its own: a page for the reviewer, and its fields.

    Attributes:
        titre, objet: what the page is; what is under review, of when, and from whom.
        consignes: what can be changed, what not, how to send it back.
        ancres: those of the fiches that the texts refer to and the document lacks; the links
            to them lead to the last of the consignes.
        champs: the fields, and what else travels with them.
    """

    titre: Ligne
    objet: Ligne
    consignes: tuple[ConsigneEdition, ...]
    ancres: tuple[str, ...]
    champs: Relecture


@dataclass(frozen=True, slots=True)
class Edition:
    """One document, composed.

    Attributes:
        collection: the collection's id.
        region: what the région brings; none for the national edition.
        fiche: the reference, when the document holds a single fiche.
        stem: file name without extension.
        titre: of the collection.
        date: `2026-11`.
        date_longue: `novembre 2026`.
        editeur, site: who publishes, and where to find them.
        presentation: the foreword; empty for a single fiche.
        mentions: the imprint; empty for a single fiche.
        colophon: the closing lines: fonts, data sets, what made the document.
        pages_par_fiche: the pages that a fiche may take.
        langue: BCP 47 tag.
        carte, index: of all the examples of a kit; none for a single fiche.
        relecture: none but in a review edition.
    """

    collection: str
    region: RegionEdition | None
    fiche: str | None
    genre: Genre
    niveau: Niveau
    stem: str
    titre: Ligne
    sous_titre: Ligne
    titre_document: str
    date: str
    date_longue: Ligne
    editeur: Ligne
    site: Ligne
    logo: ImageEdition | None
    presentation: Texte
    mentions: Texte
    colophon: Texte
    pages_par_fiche: int
    parties: tuple[PartieEdition, ...]
    libelles: Libelles
    langue: str = "fr-FR"
    carte: CarteEdition | None = None
    index: IndexEdition | None = None
    relecture: RelectureEdition | None = None

"""Library, collection and selection of fiches become an Edition."""

from __future__ import annotations

from kitgen.compose.carte import add_maps
from kitgen.compose.fiche import FicheComposer
from kitgen.compose.lieu import Lieu
from kitgen.compose.lines import ligne, map_lignes
from kitgen.compose.link import Linker
from kitgen.compose.naming import document_stems, document_title
from kitgen.compose.number import number_library
from kitgen.compose.region import bare, compose_region
from kitgen.compose.relecture import add_relecture
from kitgen.compose.typeset import typeset
from kitgen.compose.wording import LIBELLES, month_in_words
from kitgen.model.collection import Partie
from kitgen.model.edition import Edition, PartieEdition
from kitgen.model.library import Library
from kitgen.model.relecture import PROJET
from kitgen.model.texte import LienExterne, Ligne, Paragraphe, Portion, Texte


def compose_edition(
    library: Library,
    collection: str,
    fiche: str | None = None,
    region: str | None = None,
    *,
    relecture: bool = False,
) -> Edition:
    """Return the document of a collection, or of one of its fiches.

    Always in this order: resolve ids, number, link, typography. Pure: the same library gives
    the same Edition.

    Args:
        library: a library that the checks found without error.
        collection: the id of one of its collections.
        fiche: the id of one of the collection's fiches, for a document that holds it alone.
        region: the id of a région, whose variants are already in the library.
        relecture: whether a reviewer is to change it: each authored text then knows its field.
    """
    home = library.collections[collection]
    whole = home.genre == "kit" or fiche is None
    held = [name for partie in home.parties for name in partie.fiches] if whole else [fiche]
    linker = Linker(
        home=collection,
        places=number_library(library),
        collections=library.collections,
        inside=frozenset(f"{collection}/{name}" for name in held),
        relecture=relecture,
    )
    composer = FicheComposer(library, linker, {} if relecture else None)
    edition = add_maps(_document(composer, fiche, region), library)
    edition = map_lignes(map_lignes(edition, linker.link), typeset)
    return add_relecture(edition, composer) if relecture else edition


def _document(composer: FicheComposer, fiche: str | None, region: str | None) -> Edition:
    """Return the document before linking and typography."""
    library, collection = composer.library, composer.linker.home
    home, projet = library.collections[collection], library.projet
    lieu = composer.lieu(f"{collection}/collection", home.titre)
    whole = fiche is None
    return Edition(
        collection=collection,
        region=None if region is None else compose_region(composer, region),
        fiche=None if fiche is None else f"{collection}/{fiche}",
        genre=home.genre,
        niveau=home.niveau,
        stem=document_stems(library, collection, region)[fiche],
        titre=ligne(home.titre),
        sous_titre=ligne(home.sous_titre),
        titre_document=document_title(library, collection, fiche, region),
        date=projet.edition,
        date_longue=ligne(month_in_words(projet.edition)),
        editeur=ligne(projet.editeur.nom),
        site=(Portion(bare(projet.editeur.site), lien=LienExterne(projet.editeur.site)),),
        logo=composer.image(projet.logo, lieu.muet),
        presentation=lieu.texte("presentation", home.presentation if whole else None),
        mentions=_lieu(composer).texte("mentions", projet.mentions if whole else None),
        colophon=_colophon(composer, whole=whole),
        pages_par_fiche=home.pages_par_fiche,
        parties=_parties(composer, lieu, fiche),
        libelles=LIBELLES,
    )


def _lieu(composer: FicheComposer) -> Lieu:
    return composer.lieu(PROJET, composer.library.projet.titre)


def _parties(composer: FicheComposer, lieu: Lieu, fiche: str | None) -> tuple[PartieEdition, ...]:
    """Return the parts with their fiches, or the part of a fiche with it alone."""
    collection = composer.linker.home
    parties: list[PartieEdition] = []
    for partie in composer.library.collections[collection].parties:
        kept = [f"{collection}/{name}" for name in partie.fiches if fiche in (None, name)]
        if kept:
            numero = len(parties) + 1
            below = lieu.groupe(f"parties/{partie.id}", f"partie {numero}")
            parties.append(_partie(composer, partie, numero, kept, below))
    return tuple(parties)


def _partie(
    composer: FicheComposer, partie: Partie, numero: int, references: list[str], lieu: Lieu
) -> PartieEdition:
    return PartieEdition(
        id=partie.id,
        numero=numero,
        type=partie.type,
        titre=lieu.ligne("titre", partie.titre),
        ancre=f"partie-{partie.id}",
        presentation=lieu.texte("presentation", partie.presentation),
        fiches=tuple(composer.fiche(reference, partie.type) for reference in references),
    )


def _colophon(composer: FicheComposer, *, whole: bool) -> Texte:
    library = composer.library
    reminder = library.projet.mention_courte
    lines: tuple[Ligne, ...] = (
        *([] if whole or not reminder else [_lieu(composer).ligne("mention_courte", reminder)]),
        ligne("Document composé par kitgen, à partir de fiches et de sources publiques."),
        ligne("Caractères : Source Sans 3 et Source Serif 4, d'Adobe, sous licence SIL OFL 1.1."),
        ligne(f"Noms des départements et des régions : {library.territoires.edition}."),
    )
    return tuple(map(Paragraphe, lines))

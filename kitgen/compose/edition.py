"""Library, collection and selection of fiches become an Edition."""

from __future__ import annotations

from collections.abc import Collection as Group

from kitgen.compose.fiche import FicheComposer, parse
from kitgen.compose.lines import ligne, map_lignes
from kitgen.compose.link import Linker
from kitgen.compose.naming import document_stems, document_title
from kitgen.compose.number import number_library
from kitgen.compose.region import bare, compose_region
from kitgen.compose.typeset import typeset
from kitgen.compose.wording import LIBELLES, month_in_words
from kitgen.model.collection import Collection, Partie
from kitgen.model.edition import Edition, PartieEdition
from kitgen.model.library import Library
from kitgen.model.texte import LienExterne, Ligne, Paragraphe, Portion, Texte


def compose_edition(
    library: Library, collection: str, fiche: str | None = None, region: str | None = None
) -> Edition:
    """Return the document of a collection, or of one of its fiches.

    Always in this order: resolve ids, number, link, typography. Pure: the same library gives
    the same Edition.

    Args:
        library: a library that the checks found without error.
        collection: the id of one of its collections.
        fiche: the id of one of the collection's fiches, for a document that holds it alone.
        region: the id of a région, whose variants are already in the library.
    """
    home = library.collections[collection]
    kept = [fiche] if fiche else [name for partie in home.parties for name in partie.fiches]
    linker = Linker(
        home=collection,
        places=number_library(library),
        collections=library.collections,
        inside=frozenset(f"{collection}/{name}" for name in kept),
    )
    composer = FicheComposer(library, linker)
    projet = library.projet
    edition = Edition(
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
        logo=composer.image(projet.logo),
        presentation=parse(home.presentation if fiche is None else None),
        mentions=parse(projet.mentions if fiche is None else None),
        colophon=_colophon(library, fiche),
        pages_par_fiche=home.pages_par_fiche,
        parties=_parties(composer, home, collection, kept),
        libelles=LIBELLES,
    )
    return map_lignes(map_lignes(edition, linker.link), typeset)


def _parties(
    composer: FicheComposer, home: Collection, collection: str, kept: Group[str]
) -> tuple[PartieEdition, ...]:
    """Return the parts that hold a kept fiche, with those fiches."""
    parties: list[PartieEdition] = []
    for partie in home.parties:
        names = [name for name in partie.fiches if name in kept]
        if names:
            parties.append(_partie(composer, partie, len(parties) + 1, collection, names))
    return tuple(parties)


def _partie(
    composer: FicheComposer, partie: Partie, numero: int, collection: str, names: list[str]
) -> PartieEdition:
    return PartieEdition(
        id=partie.id,
        numero=numero,
        type=partie.type,
        titre=ligne(partie.titre),
        ancre=f"partie-{partie.id}",
        presentation=parse(partie.presentation),
        fiches=tuple(composer.fiche(f"{collection}/{name}", partie.type) for name in names),
    )


def _colophon(library: Library, fiche: str | None) -> Texte:
    reminder = library.projet.mention_courte
    lines: tuple[Ligne, ...] = (
        *([ligne(reminder)] if fiche is not None and reminder else ()),
        ligne("Document composé par kitgen, à partir de fiches et de sources publiques."),
        ligne("Caractères : Source Sans 3 et Source Serif 4, d'Adobe, sous licence SIL OFL 1.1."),
        ligne(f"Noms des départements et des régions : {library.territoires.edition}."),
    )
    return tuple(map(Paragraphe, lines))

"""The words that no author writes: labels, dates, source lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kitgen.compose.lieu import Lieu
from kitgen.compose.lines import ligne
from kitgen.model.collection import Collection
from kitgen.model.edition import Libelles
from kitgen.model.fiche import Collectivite, Ressource
from kitgen.model.library import Territoires
from kitgen.model.source import Source
from kitgen.model.texte import LienExterne, Ligne, Portion, joindre, texte_brut

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

LIBELLES = Libelles(
    sommaire=ligne("Sommaire"),
    partie=ligne("Partie"),
    avant_propos=ligne("Avant-propos"),
    mentions=ligne("À propos de cette édition"),
    chiffres_cles=ligne("Chiffres clés"),
    loi=ligne("Ce que dit la loi"),
    leviers=ligne("Plusieurs leviers d'actions possibles :"),
    exemples=ligne("Retours d'expérience"),
    en_savoir_plus=ligne("En savoir plus"),
    voir_aussi=ligne("Voir aussi"),
    achever=ligne("Colophon"),
    en_region=ligne("L'économie sociale et solidaire en région"),
    contacts=ligne("Vos interlocuteurs"),
    partenaires=ligne("Avec le soutien de"),
    index=ligne("Carte et index des exemples"),
)


ARTICLES = {
    "de la ": "ville commune communauté métropole région collectivité cress scic coopérative",
    "du ": "département pays pôle syndicat bassin territoire parc conseil centre",
    "de l’": "eurométropole agglomération association établissement union office intercommunalité",
    "des ": (
        "villes communes communautés départements régions collectivités territoires offices "
        "restaurants réseaux intercommunalités cantines agglomérations"
    ),
}
"""What comes between `L'exemple` and a name, by the name's first word."""


def month_in_words(edition: str) -> str:
    """Turn `2026-11` into `novembre 2026`."""
    year, month = edition.split("-")
    return f"{MOIS[int(month) - 1]} {year}"


def day_in_words(day: str) -> str:
    """Turn `2026-11-01` into `1er novembre 2026`."""
    month, _, number = day.rpartition("-")
    return f"{number.lstrip('0')}{'er' if number == '01' else ''} {month_in_words(month)}"


def place_in_words(collectivite: Collectivite, territoires: Territoires) -> str:
    """Return `Jura, 39`, or the name of a région."""
    if collectivite.departement is not None:
        departement = territoires.departements[collectivite.departement]
        return f"{departement.nom}, {departement.code}"
    return territoires.regions[str(collectivite.region)]


def word_example(name: str) -> str:
    """Return what announces an example, up to the name: `L'exemple de la `, `L'exemple d’`."""
    first = re.split(r"[\s,]", name.lower(), maxsplit=1)[0]
    for article, words in ARTICLES.items():
        if first in words.split():
            return f"L'exemple {article}"
    return "L'exemple d’" if first[:1] in "aâeéèêiîoôuyœ" else "L'exemple de "


def word_sources(sources: Sequence[tuple[Source, Lieu]]) -> Ligne:
    """Return `Source : …` or `Sources : … ; …`, each with its link."""
    runs = [Portion("Source : " if len(sources) == 1 else "Sources : ")]
    for position, (source, lieu) in enumerate(sources):
        if position:
            runs.append(Portion(" ; "))
        runs.extend(_word_source(source, lieu))
    return tuple(runs)


def _word_source(source: Source, lieu: Lieu) -> Ligne:
    link = LienExterne(source.url) if source.url else None
    document = source.document or ""
    if document.startswith(source.titre):
        said = lieu.ligne("document", document, link)
    else:
        said = lieu.ligne("titre", source.titre, link)
        if document not in source.titre:
            comma = Portion(", ", lien=link)
            said = joindre((*said, comma, *lieu.ligne("document", document, link)))
    if source.annee is not None and str(source.annee) not in texte_brut(said):
        said = (*said, Portion(f", {source.annee}"))
    return said


def word_resource(ressource: Ressource, lieu: Lieu) -> Ligne:
    """Return `Titre (Auteur, 2024)`, the title with its link."""
    link = LienExterne(ressource.url) if ressource.url else None
    told = [lieu.ligne("auteur", ressource.auteur)] if ressource.auteur else []
    told += [ligne(str(ressource.annee))] if ressource.annee is not None else []
    after: list[Portion] = []
    for said in told:
        after += (Portion(", " if after else " ("), *said)
    after += [Portion(")")] if told else []
    return (*lieu.ligne("titre", ressource.titre, link), *joindre(after))


def word_figure(libelle: str, annee: int, lieu: Lieu) -> Ligne:
    """Return what a figure measures, with its year unless the words already say it."""
    said = lieu.ligne("libelle", libelle)
    return said if str(annee) in libelle else joindre((*said, Portion(f" ({annee})")))


def word_label(collection: Collection, numero: int | None) -> str:
    """Return `Fiche 3`, or `Points de RepèrESS n° 10` for a collection of Points."""
    if collection.genre == "kit":
        return f"Fiche {numero}"
    return collection.titre if numero is None else f"{collection.titre} n° {numero}"


def word_reference(collection: Collection, numero: int | None, *, here: bool) -> str:
    """Return `fiche 3`, or `Kit MunicipalESS, fiche 3` from another collection."""
    if collection.genre == "points":
        return word_label(collection, numero)
    return f"fiche {numero}" if here else f"{collection.titre}, fiche {numero}"

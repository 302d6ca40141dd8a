"""What a document is called: its file and its title."""

from __future__ import annotations

from kitgen.compose.number import number_collection
from kitgen.compose.wording import month_in_words, word_label
from kitgen.model.library import Library
from kitgen.typography import typographier

NATIONAL = "national"
RELECTURE = "_relecture"
"""What ends the name of a review file."""


def document_stems(library: Library, collection: str, region: str | None) -> dict[str | None, str]:
    """Return the file names, without extension, of a collection and of each of its fiches.

    `kit-municipaless_national_2026-11` under none, and under its id
    `kit-municipaless-04-acteurs-du-territoire_national_2026-11`.
    """
    home = library.collections[collection]
    edition = f"{region or NATIONAL}_{library.projet.edition}"
    stems: dict[str | None, str] = {None: f"{home.nom_de_fichier}_{edition}"}
    for fiche, numero in number_collection(home).items():
        rank = "" if numero is None else f"-{numero:02}"
        stems[fiche] = f"{home.nom_de_fichier}{rank}-{fiche}_{edition}"
    return stems


def document_title(
    library: Library, collection: str, fiche: str | None, region: str | None
) -> str:
    """Return the title that a reader's title bar shows."""
    home = library.collections[collection]
    parts = [home.titre, home.sous_titre]
    if fiche is not None:
        label = word_label(home, number_collection(home)[fiche])
        named = label if label.startswith(home.titre) else f"{home.titre}, {label.lower()}"
        parts = [named, library.fiches[f"{collection}/{fiche}"].titre]
    if region is not None:
        parts.append(f"Déclinaison {library.regions[region].nom}")
    return typographier(" – ".join((*parts, month_in_words(library.projet.edition))))

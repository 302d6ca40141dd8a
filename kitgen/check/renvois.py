"""References lead to something that exists, and elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Collection as Several
from difflib import get_close_matches
from functools import partial

from kitgen.check.survey import Finding, Survey
from kitgen.errors import Place, quoted
from kitgen.model.base import Reference
from kitgen.model.collection import NumeroPublie, Partie, Projet
from kitgen.model.markdown import FICHE_SCHEME
from kitgen.model.texte import Renvoi


def unresolved(whole: Survey) -> Iterator[Finding]:
    """Find what is cited and does not exist: fiches, collections, régions."""
    fiches = whole.library.fiches
    for reference, place in _cited(whole):
        if reference not in whole.library.files:  # a wrong file is reported for what it is
            message = f"la fiche {quoted(reference)} n'existe pas"
            yield Finding(place(), message, _near(reference, fiches))
    for document, visit in whole.visits():
        if not isinstance(document.model, Projet) or visit.field not in {"collections", "regions"}:
            continue
        name = str(visit.value)
        if visit.field == "collections" and name not in whole.library.files:
            message = f"le fichier fiches/{name}/collection.yaml n'existe pas"
            yield Finding(document.place(visit), message, "créez-le, ou ôtez ce nom de la liste")
        elif visit.field == "regions" and f"regions/{name}" not in whole.library.files:
            message = f"le fichier fiches/regions/{name}/region.yaml n'existe pas"
            yield Finding(document.place(visit), message, "créez-le, ou ôtez ce nom de la liste")


def _cited(whole: Survey) -> Iterator[tuple[str, Callable[[], Place]]]:
    """Yield every citation of a fiche, in the data and in the texts, and what tells its place."""
    for document, visit in whole.visits():
        if visit.kind is Reference:
            yield str(visit.value), partial(document.place, visit)
        elif (isinstance(visit.owner, Partie) and visit.field == "fiches") or (
            isinstance(visit.owner, NumeroPublie) and visit.field == "fiche"
        ):
            yield f"{document.key}/{visit.value}", partial(document.place, visit)
    for text in whole.texts:
        for target, _ in text.links():
            if isinstance(target, Renvoi):
                shown = f"{FICHE_SCHEME}{target.reference}"
                yield target.reference, partial(text.place, shown)
    for (region, reference), variante in whole.library.variantes.items():
        if variante.fiche is None:
            yield reference, whole.library.files[f"regions/{region}/{reference}"].place


def _near(reference: str, known: Several[str]) -> str:
    """Return the fiches whose identifier looks most like the one that was typed."""
    ids = {key.partition("/")[2] for key in known}
    near = get_close_matches(reference.rpartition("/")[2], ids, n=3)
    fiches = [key for id_ in near for key in known if key.endswith(f"/{id_}")]
    if fiches:
        return f"fiches proches : {', '.join(fiches)}"
    return "la commande `kitgen list` donne toutes les fiches"


def circular(whole: Survey) -> Iterator[Finding]:
    """Find a fiche that sends its reader to itself.

    Two fiches that cite each other are normal: each is worth reading. A fiche that lists itself
    under « Voir aussi », or whose text prints its own number and title (a link without words),
    sends its reader round in a circle. A link to itself that has words is left to its author.
    """
    for document, visit in whole.visits():
        if visit.kind is Reference and visit.value == document.key:
            yield Finding(
                document.place(visit), "la fiche renvoie à elle-même", "ôtez ce renvoi de la liste"
            )
    for text in whole.texts:
        for target, words in text.links():
            if target == Renvoi(text.document.key) and not words.strip():
                yield Finding(
                    text.place(f"{FICHE_SCHEME}{text.document.key}"),
                    "le texte cite sa propre fiche comme s'il s'agissait d'une autre",
                    "ôtez ce lien, ou écrivez `cette fiche`",
                )

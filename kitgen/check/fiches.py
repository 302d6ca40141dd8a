"""Each fiche stands once in its collection, and has something to say."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.check.survey import Finding, Survey
from kitgen.errors import Place
from kitgen.model.collection import Collection, NumeroPublie
from kitgen.model.fiche import Fiche, Levier, Section
from kitgen.model.markdown import lire_markdown
from kitgen.model.texte import lignes, texte_brut


def unlisted(whole: Survey) -> Iterator[Finding]:
    """Find a fiche that no part of its collection lists: it would never be printed."""
    for reference in whole.library.fiches:
        name, _, fiche = reference.partition("/")
        collection = whole.library.collections.get(name)
        if collection and not any(fiche in part.fiches for part in collection.parties):
            yield Finding(
                whole.library.files[reference].place(),
                f"aucune partie de fiches/{name}/collection.yaml ne cite cette fiche",
                f"ajoutez `- {fiche}` à la partie où elle doit paraître",
            )


def listed_twice(whole: Survey) -> Iterator[Finding]:
    """Find a fiche that its collection lists, or numbers, more than once."""
    for document in whole.documents:
        first: dict[tuple[type, object], Place] = {}
        for visit in document.visits:
            named = visit.field == "fiches" or isinstance(visit.owner, NumeroPublie)
            if not isinstance(document.model, Collection) or not named or visit.field == "numero":
                continue
            place = document.place(visit)
            used = first.setdefault((type(visit.owner), visit.value), place)
            if used is not place:
                message = f"la fiche `{visit.value}` est déjà citée ligne {used.line}"
                yield Finding(
                    place, message, f"gardez une seule place ({used.path} ou {place.path})"
                )


def empty_fiches(whole: Survey) -> Iterator[Finding]:
    """Find a fiche without a section or a lever."""
    for document in whole.documents:
        fiche = document.model
        if isinstance(fiche, Fiche) and not fiche.sections and not fiche.leviers:
            yield Finding(
                document.file.place(),
                "la fiche n'a ni section ni levier",
                "écrivez `leviers` (ou `sections` pour une introduction) et leur contenu",
            )


def empty_levers(whole: Survey) -> Iterator[Finding]:
    """Find a lever or a section whose title or text has no word once its marks are read."""
    for document, visit in whole.visits():
        if not isinstance(visit.value, Section):
            continue
        name = "du levier" if isinstance(visit.value, Levier) else "de la section"
        if not _has_words(visit.value.titre):
            place = document.file.place((*visit.path, "titre"))
            yield Finding(place, f"le titre {name} ne contient aucun mot", "écrivez le titre")
        text = lignes(lire_markdown(visit.value.texte).texte)
        if not any(_has_words(texte_brut(line)) for line in text):
            place = document.file.place((*visit.path, "texte"))
            hint = "écrivez le texte, ou ôtez l'élément"
            yield Finding(place, f"le texte {name} ne contient aucun mot", hint)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)

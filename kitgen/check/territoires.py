"""Départements and régions are those of the official list."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.check.survey import Document, Finding, Survey
from kitgen.model.fiche import Collectivite
from kitgen.model.library import Territoires
from kitgen.model.region import Region, dossier_de

CORSE = 'la Corse a deux départements : `"2A"` et `"2B"`'


def unknown_territories(whole: Survey) -> Iterator[Finding]:
    """Find a code that designates nothing, and a région in the folder or name of another."""
    official = whole.library.territoires
    for document, visit in whole.visits():
        if isinstance(visit.owner, Collectivite) and isinstance(visit.value, str):
            place = document.place(visit)
            if visit.field == "departement" and visit.value not in official.departements:
                message = f"aucun département n'a le code `{visit.value}`"
                yield Finding(place, message, CORSE if visit.value == "20" else None)
            elif visit.field == "region" and visit.value not in official.regions:
                yield Finding(place, *_no_region(visit.value, official))
    for document in whole.documents:
        if isinstance(document.model, Region):
            yield from _region(document, document.model, official)


def _region(document: Document, region: Region, official: Territoires) -> Iterator[Finding]:
    name = official.regions.get(region.code)
    if name is None:
        yield Finding(document.file.place(("code",)), *_no_region(region.code, official))
    elif name != region.nom:
        message = f"la région de code `{region.code}` se nomme `{name}`"
        yield Finding(document.file.place(("nom",)), message, f'écrivez `"{name}"`')
    elif document.key != f"regions/{dossier_de(name)}":
        message = f"la région de code `{region.code}`, {name}, n'est pas celle de ce dossier"
        hint = f"écrivez le code de la région, ou renommez le dossier en `{dossier_de(name)}`"
        yield Finding(document.file.place(("code",)), message, hint)


def _no_region(code: str, official: Territoires) -> tuple[str, str]:
    message = f"aucune région n'a le code `{code}`"
    if code in official.departements:
        name = official.departements[code].nom
        return message, f"c'est le code d'un département ({name}) : `departement: \"{code}\"`"
    return message, "codes : " + ", ".join(f"{k} {v}" for k, v in official.regions.items())

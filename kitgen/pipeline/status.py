"""What needs an editor: overrides that a national change has overtaken, and the coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from kitgen.compose.bases import leaned_on
from kitgen.errors import Place
from kitgen.model.artefact import Mesure
from kitgen.model.chemin import Absent
from kitgen.model.difference import Ecart, champs, ecarts
from kitgen.model.empreinte import empreinte
from kitgen.model.fiche import Exemple
from kitgen.model.library import Library
from kitgen.model.variante import Operation
from kitgen.pipeline.listing import exemples_of
from kitgen.pipeline.project import Project
from kitgen.pipeline.regions import Perimee, stale_overrides, variant_file
from kitgen.publish import NATIONAL as NATIONAL_FOLDER
from kitgen.publish import read_manifest
from kitgen.read.history import Version, versions

OWN, NATIONAL, STALE = "propres", "nationaux", "perimee"
NOWHERE = Absent("", "", ())


@dataclass(frozen=True, slots=True)
class Changement:
    """A stale override, with what has changed under it.

    Attributes:
        region: the région's id.
        reference: the fiche.
        chemin: the national item.
        place: the operation in the variant.
        base: the fingerprint that the club has seen.
        actuelle: today's.
        champs: for each field that differs, its id path and the words kept, added, removed;
            none when the old text is not found in git.
        auteur: who recorded the change, and the day; none when it is not recorded yet.
    """

    region: str
    reference: str
    chemin: str
    place: Place
    base: str
    actuelle: str
    champs: tuple[tuple[str, tuple[Ecart, ...]], ...] | None
    auteur: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Couverture:
    """How a région stands in a fiche.

    Attributes:
        etat: `propres`, `nationaux` or `perimee`.
        reserve: how many of the région's examples wait for this fiche.
        ailleurs: whether none of its examples is from the région.
    """

    region: str
    reference: str
    etat: str
    reserve: int
    ailleurs: bool


def changes(project: Project) -> Iterator[Changement]:
    """Yield every stale override, with the old national text found in git."""
    library = project.library
    for region in library.regions:
        for one in stale_overrides(library, region):
            yield _explain(project.root, library, one)


def budgets(output: Path) -> dict[str, Mesure]:
    """Return what each national fiche took when it was last laid out, by reference."""
    found: dict[str, Mesure] = {}
    for entry in read_manifest(output).values():
        if entry.region == NATIONAL_FOLDER:
            found |= {one.fiche: one for one in entry.mesures if entry.collection in one.fiche}
    return found


def coverage(project: Project) -> Iterator[Couverture]:
    """Yield one line for each région and each national fiche of a kit or Points."""
    for region, regional in project.regionales.items():
        stale = {one.reference for one in stale_overrides(project.library, region)}
        code = project.library.regions[region].code
        waiting = [one.fiche for one in project.library.regions[region].reserve]
        for reference in project.library.fiches:
            varied = reference in regional.variees
            etat = STALE if reference in stale else OWN if varied else NATIONAL
            exemples = exemples_of(regional.library.fiches[reference])
            local = [one for one in exemples if _region_of(project.library, one) == code]
            yield Couverture(region, reference, etat, waiting.count(reference), ailleurs=not local)


def _region_of(library: Library, exemple: Exemple) -> str | None:
    where = exemple.collectivite
    if where.departement is None:
        return str(where.region)
    return library.territoires.departements[where.departement].region


def _explain(root: Path, library: Library, one: Perimee) -> Changement:
    """Find the text that the club has seen, and who changed it."""
    operation = library.variantes[one.region, one.reference].operations[one.appui.rang]
    old, author = _seen(root, library.files[one.reference].path, operation, one)
    file = variant_file(library, one.region, one.reference)
    differences = None if isinstance(old, Absent) else tuple(_compare(old, one.appui.valeur))
    return Changement(
        one.region,
        one.reference,
        one.appui.chemin,
        file.place(("operations", one.appui.rang)),
        str(one.appui.base),
        one.appui.actuelle,
        differences,
        author,
    )


def _seen(
    root: Path, path: str, operation: Operation, one: Perimee
) -> tuple[JsonValue | Absent, tuple[str, str] | None]:
    """Return the value whose fingerprint the club has, and who recorded the one that followed."""
    later: Version | None = None
    for version in versions(root, path):
        data = version.data
        value = leaned_on(data, operation) if isinstance(data, dict) else NOWHERE
        if not isinstance(value, Absent) and empreinte(value) == one.appui.base:
            return value, (later.auteur, later.date) if later else None
        later = version
    return NOWHERE, None


def _compare(old: JsonValue, new: JsonValue) -> Iterator[tuple[str, tuple[Ecart, ...]]]:
    before, after = dict(champs(old)), dict(champs(new))
    for chemin in dict.fromkeys((*before, *after)):
        if before.get(chemin) != after.get(chemin):
            yield chemin, ecarts(before.get(chemin, ""), after.get(chemin, ""))

"""Each région's own library: the national one, varied, validated and checked again."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from kitgen.check import check_library
from kitgen.compose.bases import Appui, appuis
from kitgen.compose.vary import vary
from kitgen.errors import Code, ContentError, Diagnostic, Severity
from kitgen.model.collection import Collection
from kitgen.model.fiche import Fiche
from kitgen.model.library import Library
from kitgen.model.variante import PlaceDeFiche, Variante
from kitgen.model.written import DataFile, GraftedFile, Written
from kitgen.read import explain


@dataclass(frozen=True, slots=True)
class Regional:
    """What a région publishes.

    Attributes:
        library: the national library with the région's fiches instead.
        variees: the references of the fiches that the région changed or added.
        diagnostics: what is wrong in the région's files.
    """

    library: Library
    variees: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


class Regionales(Mapping[str, Regional]):
    """What each région publishes, by its id; applied and judged when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, Regional] = {}

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in the project's order, applying nothing."""
        return iter(self._library.regions)

    def __len__(self) -> int:
        """Return how many régions the project has."""
        return len(self._library.regions)

    def __getitem__(self, region: str) -> Regional:
        """Return what a région publishes.

        Raises:
            ContentError: its variants are wrong.
        """
        if region not in self._known:
            if region not in self._library.regions:
                raise KeyError(region)
            self._known[region] = regional_library(self._library, region)
        found = self._known[region]
        refuse_errors(found.diagnostics)
        return found

    def judge(self, regions: Group[str]) -> Iterator[Diagnostic]:
        """Yield all that is wrong in some régions, and what is stale in the others.

        Why: no national text may change unnoticed under a variant, whatever is built.
        """
        for region in self:
            if region in regions:
                self._known[region] = regional_library(self._library, region)
                yield from self._known[region].diagnostics
            else:
                yield from _stale(self._library, region)


def refuse_errors(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise what was found when any of it is an error."""
    found = tuple(diagnostics)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        raise ContentError(*found)


def regional_outline(library: Library, region: str) -> Library:
    """Return the library with the fiches that a région adds in their places, and no variant.

    That is enough to name its documents.
    """
    merge = _Merge(library, region)
    for reference, variante in variants_of(library, region):
        if variante.fiche is not None:
            merge.take(reference, variante)
    return replace(library, fiches=merge.fiches, collections=merge.collections)


def regional_library(library: Library, region: str) -> Regional:
    """Apply the variants of a région."""
    merge = _Merge(library, region)
    for reference, variante in variants_of(library, region):
        merge.take(reference, variante)
    varied = replace(
        library, fiches=merge.fiches, files=merge.files, collections=merge.collections
    )
    told = [*merge.problems, *_unstamped(library, region)]
    if not told:
        told += check_library(varied, only=frozenset(merge.variees))
        told += _stale(library, region)
    found = tuple(_in_variant(library, region, one) for one in told)
    return Regional(varied, frozenset(merge.variees), found)


def _in_variant(library: Library, region: str, said: Diagnostic) -> Diagnostic:
    """Place in the variant what is wrong in a national line: alone, that line was right."""
    for reference, _ in variants_of(library, region):
        national = library.files.get(reference)
        if said.place and national and said.place.file == national.path:
            place = variant_file(library, region, reference).key_place(("operations",))
            return replace(said, place=place)
    return said


def variants_of(library: Library, region: str) -> Iterator[tuple[str, Variante]]:
    """Yield the variants of a région with the reference of their fiche."""
    for (owner, reference), variante in library.variantes.items():
        if owner == region:
            yield reference, variante


def variant_file(library: Library, region: str, reference: str) -> DataFile:
    """Return where a variant was written."""
    file = library.files[f"regions/{region}/{reference}"]
    assert isinstance(file, DataFile)  # noqa: S101  only fiches are grafted
    return file


class _Merge:
    """Gathers the varied fiches of a région."""

    def __init__(self, library: Library, region: str) -> None:
        self.library, self.region = library, region
        self.fiches: dict[str, Fiche] = dict(library.fiches)
        self.files: dict[str, Written] = dict(library.files)
        self.collections: dict[str, Collection] = dict(library.collections)
        self.variees: list[str] = []
        self.problems: list[Diagnostic] = []

    def take(self, reference: str, variante: Variante) -> None:
        """Apply one variant, or add one fiche."""
        file = variant_file(self.library, self.region, reference)
        if variante.fiche is not None and variante.place is not None:
            self.add(reference, variante.fiche, variante.place, file)
            return
        national = self.library.files.get(reference)
        if reference not in self.fiches or not isinstance(national, DataFile):
            return  # the checks of the national library have said that there is no such fiche
        if not variante.operations:
            return
        varied = vary(self.fiches[reference], national, variante, file)
        self.problems.extend(varied.problems)
        try:
            self.fiches[reference] = Fiche.model_validate(varied.data)
        except ValidationError as error:
            self.problems.extend(explain(Fiche, varied.file, error))
        self.files[reference] = varied.file
        self.variees.append(reference)

    def add(self, reference: str, fiche: Fiche, place: PlaceDeFiche, file: DataFile) -> None:
        """Put a fiche of the région's own in its collection."""
        collection, _, name = reference.partition("/")
        if reference in self.fiches:
            self.refuse(
                file, ("fiche",), f"la fiche nationale `{reference}` existe déjà",
                "donnez un autre nom au fichier, ou écrivez des `operations`",
            )  # fmt: skip
            return
        home = self.collections.get(collection)
        if home is None:
            self.refuse(
                file, ("fiche",), f"la collection `{collection}` n'existe pas",
                f"rangez le fichier dans le dossier de l'une d'elles : "
                f"{', '.join(self.collections)}",
            )  # fmt: skip
            return
        known = {partie.id: partie for partie in home.parties}
        if place.partie not in known:
            self.refuse(
                file, ("place", "partie"), f"la partie `{place.partie}` n'existe pas",
                f"parties de la collection : {', '.join(known)}",
            )  # fmt: skip
            return
        ids = list(known[place.partie].fiches)
        if place.apres is not None and place.apres not in ids:
            self.refuse(
                file, ("place", "apres"), f"la fiche `{place.apres}` n'est pas dans cette partie",
                f"fiches de la partie : {', '.join(ids)}",
            )  # fmt: skip
            return
        ids.insert(ids.index(place.apres) + 1 if place.apres else len(ids), name)
        parties = tuple(
            one.model_copy(update={"fiches": tuple(ids)}) if one.id == place.partie else one
            for one in home.parties
        )
        self.collections[collection] = home.model_copy(update={"parties": parties})
        self.fiches[reference] = fiche
        self.files[reference] = GraftedFile(file, {(): (file, ("fiche",))})
        self.variees.append(reference)

    def refuse(self, file: DataFile, path: tuple[str, ...], message: str, hint: str) -> None:
        """Report what is wrong with the place of a new fiche."""
        place = file.place(path)
        self.problems.append(Diagnostic(Code.OPERATION_REFUSED, message, place, hint))


@dataclass(frozen=True, slots=True)
class Perimee:
    """An override whose national text has changed since the club looked.

    Attributes:
        region: the région's id.
        reference: the fiche.
        appui: the national value, its fingerprint and the one that the club has seen.
    """

    region: str
    reference: str
    appui: Appui


def stale_overrides(library: Library, region: str) -> Iterator[Perimee]:
    """Yield the overrides of a région that a national change has overtaken."""
    for reference, variante in variants_of(library, region):
        if reference in library.fiches:
            for appui in appuis(library.fiches[reference], variante):
                base, now = appui.base, appui.actuelle
                if base and not library.mineurs.relie(reference, appui.chemin, base, now):
                    yield Perimee(region, reference, appui)


def _unstamped(library: Library, region: str) -> Iterator[Diagnostic]:
    """Report the overrides that were never stamped."""
    for reference, variante in variants_of(library, region):
        if reference not in library.fiches:
            continue
        file = variant_file(library, region, reference)
        for appui in appuis(library.fiches[reference], variante):
            if appui.base is None:
                yield Diagnostic(
                    Code.BASE_MISSING,
                    f"l'opération sur `{appui.chemin}` n'a pas d'empreinte `base`",
                    file.place(("operations", appui.rang)),
                    f"relisez le texte national, puis lancez `kitgen region accept {file.path}`",
                )


def _stale(library: Library, region: str) -> Iterator[Diagnostic]:
    """Report the overrides that a national change has overtaken."""
    for one in stale_overrides(library, region):
        file = variant_file(library, region, one.reference)
        yield Diagnostic(
            Code.OVERRIDE_STALE,
            f"le texte national de `{one.appui.chemin}` a changé depuis que le club l'a lu",
            file.place(("operations", one.appui.rang)),
            f"voyez `kitgen status`, puis lancez `kitgen region accept {file.path}`",
            Severity.WARNING,
        )

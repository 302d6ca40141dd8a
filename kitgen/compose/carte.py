"""The maps of an Edition: which territories the examples of a fiche or of a kit come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kitgen.compose.french import french_order
from kitgen.compose.index import compose_index
from kitgen.compose.lines import ligne
from kitgen.model.carte import CarteEdition, LegendeCarte, MarqueCarte
from kitgen.model.edition import Edition, ExempleEdition
from kitgen.model.library import Library, Territoires
from kitgen.model.texte import LienExterne, Ligne, Paragraphe, Portion, texte_brut

NAMED = 12
"""How many territories an alternative text names; beyond, it counts them."""

CREDIT: Ligne = (
    Portion("Cartes d'après "),
    Portion("svg-maps", lien=LienExterne("https://github.com/VictorCazanave/svg-maps")),
    Portion(", de Victor Cazanave ("),
    Portion("CC BY 4.0", lien=LienExterne("https://creativecommons.org/licenses/by/4.0/")),
    Portion("), et, pour l'outre-mer, Natural Earth ; tracés simplifiés."),
)
"""Who drew the shapes of the layouts' map: its licence asks for the name, and for the changes."""

Scale: TypeAlias = tuple[tuple[int, str], ...]
"""The shades of a map: from how many examples each begins, and how the legend says it."""

PLAIN: Scale = ((1, "département"),)
FEW: Scale = ((1, "un exemple"), (2, "deux ou trois exemples"), (4, "quatre exemples ou plus"))
MANY: Scale = (
    (1, "moins de cinq exemples"),
    (5, "de cinq à neuf exemples"),
    (10, "dix exemples ou plus"),
)


def add_maps(edition: Edition, library: Library) -> Edition:
    """Return a document, before linking and typography, with its maps and its index."""
    cartographer = Cartographer(library.territoires)
    kit = edition.genre == "kit"
    sujet = "cette fiche" if kit else "cette synthèse"
    parties = tuple(
        replace(
            partie,
            fiches=tuple(
                replace(fiche, carte=cartographer.carte(fiche.tous_les_exemples, sujet))
                for fiche in partie.fiches
            ),
        )
        for partie in edition.parties
    )
    fiches = [fiche for partie in parties for fiche in partie.fiches]
    if not any(fiche.carte for fiche in fiches):
        return edition
    mapped = replace(edition, parties=parties, colophon=(*edition.colophon, Paragraphe(CREDIT)))
    if edition.fiche is not None:
        return mapped
    region = edition.region and library.regions[edition.region.id]
    outlined = Cartographer(library.territoires, region.code if region else None)
    exemples = [exemple for fiche in fiches for exemple in fiche.tous_les_exemples]
    whole = "ce kit" if kit else "cette collection"
    return replace(
        mapped,
        carte=outlined.carte(exemples, whole, compte=True),
        index=compose_index(fiches, library.territoires),
    )


@dataclass(frozen=True, slots=True)
class Cartographer:
    """Draws up the maps of one document.

    Attributes:
        territoires: the official list.
        contour: the code of a région to outline; for a kit alone, so that the map of a fiche
            is the same in every edition.
    """

    territoires: Territoires
    contour: str | None = None

    def carte(
        self, exemples: Sequence[ExempleEdition], sujet: str, *, compte: bool = False
    ) -> CarteEdition | None:
        """Return the map of some examples, or none when there are none.

        Args:
            exemples: those to mark.
            sujet: what holds them: `cette fiche`.
            compte: whether shades and numbers say how many there are.
        """
        if not exemples:
            return None
        by_departement = Counter(one.departement for one in exemples if one.departement)
        by_region = Counter(one.region for one in exemples if one.region and not one.departement)
        most = max((*by_departement.values(), *by_region.values()))
        scale = (MANY if most >= MANY[-1][0] else FEW) if compte else PLAIN
        listed = self.territoires.departements
        departements = _marks(by_departement, {code: listed[code].nom for code in listed}, scale)
        regions = _marks(by_region, self.territoires.regions, scale)
        filled = {listed[one.code].region for one in departements}.isdisjoint(by_region)
        return CarteEdition(
            titre=ligne(f"Les exemples de {sujet}"),
            departements=departements,
            regions=regions,
            regions_pleines=filled,
            contour=self.contour,
            compte=compte,
            legende=tuple(self._legend(departements, regions, scale, filled=filled)),
            alt=ligne(self._alt(len(exemples), departements, regions, sujet)),
        )

    def _legend(
        self,
        departements: Sequence[MarqueCarte],
        regions: Sequence[MarqueCarte],
        scale: Scale,
        *,
        filled: bool,
    ) -> Iterator[LegendeCarte]:
        """Yield what needs to be said: a single sign is said by the title."""
        solid = (*departements, *regions) if filled else departements
        if scale is not PLAIN or not filled:
            for classe in sorted({mark.classe for mark in solid}):
                yield LegendeCarte("plein", classe, ligne(scale[classe - 1][1]))
        if not filled:
            yield LegendeCarte("cerne", 1, ligne("région entière"))
        if self.contour is not None:
            name = self.territoires.regions[self.contour]
            yield LegendeCarte("contour", 1, ligne(name))

    def _alt(
        self,
        total: int,
        departements: Sequence[MarqueCarte],
        regions: Sequence[MarqueCarte],
        sujet: str,
    ) -> str:
        """Return what the map shows: every territory by its name, or how many there are."""
        said = (
            f"{'Exemple' if total == 1 else 'Exemples'} de {sujet}{_named(departements, regions)}"
            if len(departements) + len(regions) <= NAMED
            else f"Les {total} exemples de {sujet} se trouvent dans "
            f"{self._counted(departements, regions)}"
        )
        outline = (
            ""
            if self.contour is None
            else f" Un contour souligne la région {self.territoires.regions[self.contour]}."
        )
        return f"Carte de France. {said}.{outline}"

    def _counted(self, departements: Sequence[MarqueCarte], regions: Sequence[MarqueCarte]) -> str:
        """Return `62 départements, une collectivité d'outre-mer et 7 régions`."""
        listed = self.territoires.departements
        overseas = sum(listed[mark.code].region is None for mark in departements)
        counts = (
            (len(departements) - overseas, "un département", "départements"),
            (overseas, "une collectivité d'outre-mer", "collectivités d'outre-mer"),
            (len(regions), "une région", "régions"),
        )
        return in_words(
            [one if many == 1 else f"{many} {plural}" for many, one, plural in counts if many]
        )


def _marks(
    found: Mapping[str, int], names: Mapping[str, str], scale: Scale
) -> tuple[MarqueCarte, ...]:
    """Return the territories of a count, in French order."""
    return tuple(
        MarqueCarte(
            code,
            ligne(names[code]),
            found[code],
            sum(found[code] >= least for least, _ in scale),
        )
        for code in sorted(found, key=lambda code: french_order(names[code]))
    )


def _named(departements: Sequence[MarqueCarte], regions: Sequence[MarqueCarte]) -> str:
    """Return ` : Ain (01, 2 exemples) et Jura (39) ; à l'échelle régionale : Bretagne`."""
    named = regional = ""
    if departements:
        named = f" : {in_words([_name(mark, mark.code) for mark in departements])}"
    if regions:
        link = " ;" if departements else ","
        regional = f"{link} à l'échelle régionale : {in_words(list(map(_name, regions)))}"
    return f"{named}{regional}"


def _name(mark: MarqueCarte, code: str | None = None) -> str:
    many = f"{mark.exemples} exemples" if mark.exemples > 1 else None
    said = ", ".join(part for part in (code, many) if part)
    return f"{texte_brut(mark.nom)} ({said})" if said else texte_brut(mark.nom)


def in_words(names: Sequence[str]) -> str:
    """Return `a, b et c`."""
    *first, last = names
    return f"{', '.join(first)} et {last}" if first else last

"""Pages a fiche takes, against those it may take: measured on the pages, told to its editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.artefact import Mesure
from kitgen.model.edition import Edition, ExempleEdition, FicheEdition, SectionEdition
from kitgen.model.texte import Texte, lignes, texte_brut
from kitgen.render.fragment import Fragment

LONGEST = 3

FULL = 97
"""How full a page can be on average, in percent: what is kept whole leaves a void below."""

LINE = {"kit": (59, 82), "points": (57, 51)}
"""By genre, how many lines of running text would fill a page, and the characters of one."""


def measure(edition: Edition, fragments: Sequence[Fragment]) -> tuple[Mesure, ...]:
    """Return what each fiche takes.

    Args:
        edition: the document.
        fragments: its pieces; no piece holds two fiches.
    """
    found = []
    for fiche in fiches_of(edition):
        home = next(one for one in fragments if fiche.ancre in one.ancres)
        own = [page.remplissage for page in home.pages[home.ancres[fiche.ancre] :]]
        lines, signs = _excess(edition, own)
        found.append(
            Mesure(
                fiche.reference,
                len(own),
                edition.pages_par_fiche,
                own[-1],
                lines,
                signs,
                home.serre,
            )
        )
    return tuple(found)


def _excess(edition: Edition, fills: Sequence[int]) -> tuple[int, int]:
    """Return about how many lines and characters of running text are too many.

    What stands on the pages too many would say another thing: blocks go over whole, however
    little was missing for them to stay.

    Args:
        edition: the document.
        fills: how full each page of a fiche is, in percent.
    """
    if len(fills) <= edition.pages_par_fiche:
        return 0, 0
    if edition.genre == "points":
        over = _spilt(fills, edition.pages_par_fiche)
    else:
        over = _flown(fills, edition.pages_par_fiche)
    to_a_page, signs = LINE[edition.genre]
    lines = max(1, ceil(over * to_a_page / 100))
    return lines, lines * signs


def _flown(fills: Sequence[int], budget: int) -> int:
    """Return what pages that share one flow hold too many, in percent of a page.

    When a void is left where a block did not hold, the flow would have fitted: about half of
    what its end lacks is then to be cut for the block to stay.
    """
    end = sum(fills[budget - 1 :]) - 100
    return max(sum(fills) - FULL * budget, end // 2)


def _spilt(fills: Sequence[int], budget: int) -> int:
    """Return what pages hold that have each their purpose, beyond them, in percent of a page.

    A page that overflows goes on over one of its own, the emptiest.
    """
    left, over = list(fills), 0
    while len(left) > budget:
        emptiest = min(range(1, len(left)), key=left.__getitem__)
        over += max(0, left[emptiest - 1] + left.pop(emptiest) - FULL)
    return over


def told(edition: Edition, mesures: Sequence[Mesure]) -> Iterator[Diagnostic]:
    """Yield a warning for each fiche over its budget, a notice for each that now fits."""
    by_reference = {fiche.reference: fiche for fiche in fiches_of(edition)}
    for mesure in mesures:
        if mesure.depasse:
            yield _over(mesure, by_reference[mesure.fiche])
        elif mesure.resserree:
            yield _tightened(mesure, by_reference[mesure.fiche])


def _over(mesure: Mesure, fiche: FicheEdition) -> Diagnostic:
    tried = ", même resserrée" if mesure.resserree else ""
    return Diagnostic(
        Code.OVER_BUDGET,
        f"{mesure.fiche} prend {mesure.pages} pages au lieu de {mesure.budget}{tried} : "
        f"environ {mesure.lignes_en_trop} {_lines(mesure.lignes_en_trop)} de trop, "
        f"soit {mesure.signes_en_trop} signes",
        hint=f"raccourcissez l'un des textes les plus longs : {_longest(fiche)}",
        severity=Severity.WARNING,
    )


def _tightened(mesure: Mesure, fiche: FicheEdition) -> Diagnostic:
    return Diagnostic(
        Code.TIGHTENED,
        f"{mesure.fiche} tient dans ses {mesure.budget} pages parce que ses espacements sont "
        f"resserrés d'un cran ; la dernière est remplie à {mesure.remplissage} %",
        hint=f"pour lui rendre de l'air, raccourcissez l'un des textes les plus longs : "
        f"{_longest(fiche)}",
        severity=Severity.INFORMATION,
    )


def _lines(number: int) -> str:
    return "ligne" if number < 2 else "lignes"


def _longest(fiche: FicheEdition) -> str:
    """Name the fields that an editor would cut first."""
    longest = sorted(fields_of(fiche), key=lambda one: -one[1])[:LONGEST]
    return ", ".join(f"`{name}` ({size} signes)" for name, size in longest)


def fiches_of(edition: Edition) -> tuple[FicheEdition, ...]:
    """Return the fiches of a document, in order."""
    return tuple(fiche for partie in edition.parties for fiche in partie.fiches)


def fields_of(fiche: FicheEdition) -> Iterator[tuple[str, int]]:
    """Yield the long texts of a fiche: their id path and their length in characters."""
    yield "chapo", _length(fiche.chapo)
    if fiche.loi:
        yield "loi/texte", _length(fiche.loi.texte)
    for name, sections in (("sections", fiche.sections), ("leviers", fiche.leviers)):
        for section in sections:
            yield from _section(f"{name}/{section.id}", section)
    for exemple in fiche.exemples:
        yield _exemple("exemples", exemple)


def _section(chemin: str, section: SectionEdition) -> Iterator[tuple[str, int]]:
    yield f"{chemin}/texte", _length(section.texte)
    for exemple in section.exemples:
        yield _exemple(f"{chemin}/exemples", exemple)


def _exemple(chemin: str, exemple: ExempleEdition) -> tuple[str, int]:
    return f"{chemin}/{exemple.id}/texte", _length(exemple.texte)


def _length(texte: Texte) -> int:
    return sum(len(texte_brut(line)) for line in lignes(texte))

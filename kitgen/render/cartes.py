"""The shapes of the layout's map, which a map of an Edition marks by their codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kitgen.errors import Code, Diagnostic, Place, SetupError
from kitgen.model.carte import CarteEdition, MarqueCarte

FILE = "cartes/france.json"
"""Where the shapes are, below the layouts; LISEZMOI.md, beside it, says what the file holds."""

TOKENS = "commun/tokens.css"
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b")


def path_of(traces: Iterable[tuple[int, ...]]) -> str:
    """Return closed rings as an SVG path."""
    return "".join(f"M{' '.join(map(str, ring))}z" for ring in traces)


@dataclass(frozen=True, slots=True)
class Forme:
    """A territory.

    Attributes:
        centre: where a number may be written: x, y.
        ecart: of a région, another place, clear of its départements' centres.
        traces: closed rings, each as x, y, x, y…
    """

    centre: tuple[int, int]
    traces: tuple[tuple[int, ...], ...]
    ecart: tuple[int, int] | None = None

    @property
    def chemin(self) -> str:
        """The rings as an SVG path."""
        return path_of(self.traces)

    @property
    def boite(self) -> tuple[int, int, int, int]:
        """What it holds within: left, top, width, height."""
        across = [x for ring in self.traces for x in ring[::2]]
        down = [y for ring in self.traces for y in ring[1::2]]
        return min(across), min(down), max(across) - min(across), max(down) - min(down)


@dataclass(frozen=True, slots=True)
class Cadre:
    """A frame around territories drawn apart.

    Attributes:
        codes: of the départements that it holds.
        boite: left, top, width, height.
        toujours: whether it stands on every map, or only on those that mark one of its codes.
    """

    codes: tuple[str, ...]
    boite: tuple[int, int, int, int]
    toujours: bool


@dataclass(frozen=True, slots=True)
class Geometrie:
    """A map of France in its own units, y downwards.

    Attributes:
        largeur, hauteur: its size.
        cadres: the frames.
        sol: the land in few strokes, for a small map; a large one shows every région.
        departements, regions: by code.
    """

    largeur: int
    hauteur: int
    cadres: tuple[Cadre, ...]
    sol: tuple[tuple[int, ...], ...]
    departements: Mapping[str, Forme]
    regions: Mapping[str, Forme]

    def chemin_du_sol(self, carte: CarteEdition) -> str:
        """Return the land as an SVG path: with all its detail on a map that counts."""
        if not carte.compte:
            return path_of(self.sol)
        return "".join(forme.chemin for forme in self.regions.values())

    def cadres_de(self, carte: CarteEdition) -> Iterator[Cadre]:
        """Yield the frames that a map needs."""
        marked = {mark.code for mark in carte.departements}
        yield from (one for one in self.cadres if one.toujours or marked & set(one.codes))


def read_geometry(layouts: Path) -> Geometrie:
    """Return the shapes of the layouts' map.

    Raises:
        SetupError: the file is missing, or does not hold a map.
    """
    try:
        return _parse((layouts / FILE).read_bytes())
    except OSError as error:
        raise _invalid("La carte est introuvable", FILE) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"]))
        raise _invalid(f"La carte est inutilisable : {where or first['msg']}", FILE) from error


@lru_cache(maxsize=2)
def _parse(content: bytes) -> Geometrie:
    """Return the shapes of a file, read once for all the maps that a process draws."""
    return TypeAdapter(Geometrie).validate_json(content)


def read_colours(layouts: Path) -> dict[str, str]:
    """Return the colours that the design decides, by name: `encre` is `#1d2935`.

    A drawing is given its colours by the templates: the engine knows no `var()` there.

    Raises:
        SetupError: the file of the tokens is missing.
    """
    try:
        return dict(COLOUR.findall((layouts / TOKENS).read_text(encoding="utf-8")))
    except OSError as error:
        raise _invalid("Les couleurs sont introuvables", TOKENS) from error


def geometry_of(carte: CarteEdition, layouts: Path) -> Geometrie:
    """Return the shapes that a map is drawn with: it has all those that the map marks.

    Raises:
        SetupError: it lacks one, or cannot be read.
    """
    geometrie = read_geometry(layouts)
    regions = [*(mark.code for mark in carte.regions), *filter(None, [carte.contour])]
    _require("le département", geometrie.departements, map(_code, carte.departements))
    _require("la région", geometrie.regions, regions)
    return geometrie


def _code(mark: MarqueCarte) -> str:
    return mark.code


def _require(kind: str, formes: Mapping[str, Forme], codes: Iterable[str]) -> None:
    for code in codes:
        if code not in formes:
            raise _invalid(f"La carte ne dessine pas {kind} {code}", FILE)


def _invalid(message: str, file: str) -> SetupError:
    return SetupError(Diagnostic(Code.LAYOUT_INVALID, message, Place(f"layouts/{file}")))

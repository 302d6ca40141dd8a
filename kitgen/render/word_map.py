"""A map as Word draws it: shapes in the colours of the theme, in line, with an alternative.

Why no picture file: the Design tab recolours these shapes, every machine writes the same bytes,
and nothing has to be drawn point by point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kitgen.model.carte import CarteEdition, MarqueCarte, Signe
from kitgen.model.genre import TypePartie
from kitgen.model.texte import texte_brut
from kitgen.render.cartes import Forme, Geometrie, geometry_of
from kitgen.render.word_names import DECORATION, OPEN
from kitgen.render.word_styles import ACCENTS
from kitgen.render.word_xml import attribute

Rings = Iterable[tuple[int, ...]]

OFFICE = "http://schemas.microsoft.com/office/word/2010"
SPACES = {
    "w": f"{OPEN}/wordprocessingml/2006/main",
    "mc": f"{OPEN}/markup-compatibility/2006",
    "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OPEN}/drawingml/2006/main",
    "wpg": f"{OFFICE}/wordprocessingGroup",
    "wps": f"{OFFICE}/wordprocessingShape",
}
MUTE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    f'<adec:decorative xmlns:adec="{DECORATION}" val="1"/></a:ext></a:extLst>'
)
"""What says that a drawing is decoration."""
ROOT = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())


def shade(name: str, share: int = 100) -> str:
    """Return a colour of the theme, or a share of it over white, in percent."""
    rest = (
        "" if share == 100 else f'<a:lumMod val="{share}000"/><a:lumOff val="{100 - share}000"/>'
    )
    return f'<a:schemeClr val="{name}">{rest}</a:schemeClr>'


LAND, PAPER, INK = shade("accent6", 30), shade("bg1"), shade("tx1")


class Inks(NamedTuple):
    """The colours of a map: its classes, from the lightest, and the régions that it outlines."""

    classes: tuple[str, ...]
    veil: str


GREAT = Inks((shade("tx2", 50), shade("tx2", 75), shade("tx2")), shade("tx2", 15))
"""Those of the map of a kit."""
GREAT_WIDTH, WIDTH = 4_248_000, 1_188_000
"""Those of the map of a kit, and of a fiche: 118 and 33 mm, in Word's units."""
THIN = 3_810
"""The width of a line: 0,3 pt."""
SIDE = 93_600
"""The side of a sign of the legend: 2,6 mm."""


def inks_of(partie: TypePartie | None) -> Inks:
    """Return the inks of a fiche's map, which is in its part's colour, or of a kit's."""
    if partie is None:
        return GREAT
    return Inks((shade(ACCENTS[partie]),), shade(ACCENTS[partie], 25))


class Line(NamedTuple):
    """A line, in the units of the map."""

    colour: str
    width: float


class _Shape(NamedTuple):
    rings: Rings
    fill: str | None
    line: Line | None


class Maps:
    """Draws maps with the shapes of the layouts."""

    def __init__(self, layouts: Path) -> None:
        self._layouts = layouts

    def map_run(self, carte: CarteEdition, partie: TypePartie | None, number: str) -> str:
        """Return the run that holds a map.

        Args:
            carte: what it marks.
            partie: the type of its fiche's part; none for the map of a kit.
            number: the id of the drawing.

        Raises:
            SetupError: the layouts have no shapes, or lack one that the map marks.
        """
        shapes = geometry_of(carte, self._layouts)
        width = WIDTH if partie else GREAT_WIDTH
        unit = width / shapes.largeur
        canvas = _Canvas(shapes.largeur, shapes.hauteur, unit, number)
        drawn = "".join(map(canvas.xml, _drawn(carte, shapes, inks_of(partie), THIN / unit)))
        return canvas.run(f"Carte {number}", drawn, texte_brut(carte.alt))

    def swatch_run(  # beside the map whose signs it draws
        self, signe: Signe, classe: int, partie: TypePartie | None, number: str
    ) -> str:
        """Return the run that holds a sign of a legend, which its words say: mute."""
        inks = inks_of(partie)
        fill, line = {
            "plein": (inks.classes[min(classe, len(inks.classes)) - 1], None),
            "cerne": (inks.veil, Line(inks.classes[0], 1)),
            "contour": (None, Line(INK, 1)),
        }[signe]
        canvas = _Canvas(10, 10, SIDE / 10, number)
        shape = _Shape((_frame(1, 1, 8, 8),), fill, line)
        return canvas.run(f"Signe {number}", canvas.xml(shape), None)


class _Canvas:
    """A group of shapes of one size, numbered."""

    def __init__(self, width: int, height: int, unit: float, number: str) -> None:
        self._width, self._height, self._unit, self._number = width, height, unit, number
        self._size = f'cx="{round(width * unit)}" cy="{round(height * unit)}"'
        self._drawn = 0

    def run(self, name: str, drawn: str, alternative: str | None) -> str:
        """Return the run that holds the shapes, mute without an alternative."""
        number, size = self._number, self._size
        about = f'id="{number}" name="{name}"'
        said = f'<wp:docPr {about} descr="{attribute(alternative or "")}"/>'
        if alternative is None:
            said = f"<wp:docPr {about}>{MUTE}</wp:docPr>"
        return (
            f'<w:r{ROOT}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{said}'
            f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{SPACES["wpg"]}"><wpg:wgp>'
            '<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>'
            f"{drawn}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            "</mc:Choice></mc:AlternateContent></w:r>"
        )

    def xml(self, shape: _Shape) -> str:
        """Return a shape that covers the whole group."""
        self._drawn += 1
        number = f"{self._number}{self._drawn:03}"
        fill = "<a:noFill/>" if shape.fill is None else f"<a:solidFill>{shape.fill}</a:solidFill>"
        line = "<a:ln><a:noFill/></a:ln>"
        if shape.line is not None:
            width = round(shape.line.width * self._unit)
            line = f'<a:ln w="{width}"><a:solidFill>{shape.line.colour}</a:solidFill></a:ln>'
        return (
            f'<wps:wsp><wps:cNvPr id="{number}" name="Forme {number}"/><wps:cNvSpPr/><wps:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {self._size}/></a:xfrm><a:custGeom><a:avLst/>'
            '<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{self._width}" h="{self._height}">{"".join(map(_ring, shape.rings))}'
            f"</a:path></a:pathLst></a:custGeom>{fill}{line}</wps:spPr><wps:bodyPr/></wps:wsp>"
        )


def _drawn(carte: CarteEdition, shapes: Geometrie, inks: Inks, trait: float) -> Iterator[_Shape]:
    """Yield what is drawn, from the ground up."""
    land = shapes.sol if not carte.compte else _rings(shapes.regions.values())
    yield _Shape(land, LAND, Line(PAPER, trait) if carte.compte else None)
    for place, ink in enumerate(inks.classes, start=1):
        regions = _marked(carte.regions, place, shapes.regions)
        if regions and carte.regions_pleines:
            yield _Shape(regions, ink, Line(PAPER, trait))
        elif regions:
            yield _Shape(regions, inks.veil, Line(inks.classes[0], 2 * trait))
    for place, ink in enumerate(inks.classes, start=1):
        departements = _marked(carte.departements, place, shapes.departements)
        if departements:
            yield _Shape(departements, ink, Line(PAPER, trait / 2))
    if carte.contour is not None:
        outline = shapes.regions[carte.contour].traces
        yield _Shape(outline, None, Line(PAPER, 6 * trait))
        yield _Shape(outline, None, Line(INK, 3 * trait))
    frames = [_frame(*frame.boite) for frame in shapes.cadres_de(carte)]
    yield _Shape(frames, None, Line(shade("accent6", 50), trait / 2))


def _marked(
    marks: tuple[MarqueCarte, ...], classe: int, known: Mapping[str, Forme]
) -> tuple[tuple[int, ...], ...]:
    return _rings(known[mark.code] for mark in marks if mark.classe == classe)


def _rings(formes: Iterable[Forme]) -> tuple[tuple[int, ...], ...]:
    return tuple(ring for forme in formes for ring in forme.traces)


def _frame(left: int, top: int, width: int, height: int) -> tuple[int, ...]:
    right, bottom = left + width, top + height
    return (left, top, right, top, right, bottom, left, bottom)


def _ring(ring: tuple[int, ...]) -> str:
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in zip(ring[::2], ring[1::2], strict=True)]
    first, *others = points
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    return f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>"

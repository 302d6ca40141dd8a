"""What a printer is given, read back: boxes, inks, images, the order of the pages on a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Name, Object, Pdf, parse_content_stream
from PIL import Image
from pypdf import PdfReader

from kitgen.errors import Code, Severity
from kitgen.model.artefact import Artefact
from kitgen.model.image import ImageLue
from kitgen.render import FORMATS, PUBLISHED, plan_of
from kitgen.render.base import RenderContext
from kitgen.render.cartes import read_colours
from kitgen.render.impression import render_print
from kitgen.render.inks import declared, inks
from kitgen.render.pdf import render_pdf
from kitgen.render.raster import page_images
from tests.builders import edition, fiche, partie, points, region
from tests.render.conftest import LAYOUTS
from tests.render.images import image

MM = 72 / 25.4
INK, PAPER = 200, 250
NEARLY = 0.6
KIT = edition()
SEULE = edition(
    fiche="municipal/scic",
    parties=(partie(fiches=(fiche(ancre="fiche-4", voir_aussi=(), illustration=image()),)),),
)


@pytest.fixture(scope="module")
def kit(contexte: RenderContext) -> Artefact:
    """Return the stock kit for a printer, laid out once."""
    return render_print(KIT, contexte)


def millimetres(box: Object) -> list[int]:
    """Return the corners of a box in whole millimetres; they are that near."""
    found = [float(one) / MM for one in box]
    assert all(abs(one - round(one)) < 0.01 for one in found)
    return [round(one) for one in found]


def drawn(resources: Object) -> Iterator[Object]:
    """Yield the forms that are drawn, and those in them."""
    for one in resources.get(Name.XObject, {}).values():
        if one.Subtype == Name.Form:
            yield one
            yield from drawn(one.Resources)


def colours(pdf: Pdf) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield what sets a colour, and the colour, wherever something is drawn."""
    for page in pdf.pages:
        for stream in (*drawn(page.obj.Resources), page.obj.Contents):
            for one in parse_content_stream(stream):
                name = str(one.operator)
                if name.lower() in {"rg", "k", "g", "sc", "scn"}:
                    yield name, tuple(map(float, one.operands))


def written_with(pdf: Pdf) -> set[tuple[float, ...]]:
    """Return the colours of letters."""
    found = set()
    for page in pdf.pages:
        for stream in drawn(page.obj.Resources):
            kept: list[tuple[float, ...]] = [()]
            for one in parse_content_stream(stream):
                match str(one.operator):
                    case "q":
                        kept.append(kept[-1])
                    case "Q":
                        kept.pop()
                    case "k" | "scn":
                        kept[-1] = tuple(map(float, one.operands))
                    case "Tj" | "TJ":
                        found.add(kept[-1])
    return found


def test_a_page_has_a_bleed_and_room_for_marks(kit: Artefact) -> None:
    """The knife leaves an A4; the ink goes 3 mm beyond, the paper 10."""
    pdf = Pdf.open(io.BytesIO(kit.contenu))

    for page in pdf.pages:
        assert millimetres(page.obj.MediaBox) == [0, 0, 230, 317]
        assert millimetres(page.obj.BleedBox) == [7, 7, 223, 310]
        assert millimetres(page.obj.TrimBox) == [10, 10, 220, 307]


def test_the_pages_are_those_of_the_pdf(kit: Artefact, contexte: RenderContext) -> None:
    """The bleed moves no text to another page, and none within its page."""
    read = PdfReader(io.BytesIO(render_pdf(KIT, contexte).contenu))
    printed = PdfReader(io.BytesIO(kit.contenu))

    assert [sorted(page.extract_text().split()) for page in printed.pages] == [
        sorted(page.extract_text().split()) for page in read.pages
    ]


def test_text_is_black_ink_alone(kit: Artefact) -> None:
    """No colour of light is left, no letter is nearly black, no colour is too wet."""
    pdf = Pdf.open(io.BytesIO(kit.contenu))
    found = set(colours(pdf))
    builds = {colour for name, colour in found if len(colour) == 4}

    assert {name.lower() for name, _ in found} <= {"k", "scn"}
    assert (0, 0, 0, 1) in builds
    assert max(map(sum, builds)) <= 3
    assert {colour for colour in written_with(pdf) if colour[3] > NEARLY} == {(0, 0, 0, 1)}


@pytest.mark.parametrize(
    ("light", "ink"),
    [
        ((0, 0, 0), (0, 0, 0, 1)),
        ((1, 1, 1), (0, 0, 0, 0)),
        ((0.5, 0.5, 0.5), (0, 0, 0, 0.5)),
        ((1, 0, 0), (0, 1, 1, 0)),
        ((0.2, 0.4, 0.5), (0.6, 0.2, 0, 0.5)),
    ],
)
def test_a_colour_of_light_becomes_inks(light: tuple[float, ...], ink: tuple[float, ...]) -> None:
    """Greys are black ink alone."""
    red, green, blue = light

    assert inks(red, green, blue) == pytest.approx(ink)


def test_the_colours_of_the_design_have_inks_of_their_own(tmp_path: Path) -> None:
    """A map is drawn with the colours of screens: they are known, each of them."""
    found = declared(LAYOUTS)

    assert found["#1d2935"] == (0, 0, 0, 1)
    assert found["#557799"] == (0.65, 0.4, 0.2, 0.1)
    assert set(found) == {colour.lower() for colour in read_colours(LAYOUTS).values()}
    assert declared(tmp_path) == {}


def test_a_region_prints_its_colours_with_inks(contexte: RenderContext) -> None:
    """Those that it chose for screens are converted: the layout cannot know them."""
    regional = replace(KIT, region=region(couleurs=("#1c4e70", None)))
    found = set(colours(Pdf.open(io.BytesIO(render_print(regional, contexte).contenu))))

    assert {name.lower() for name, _ in found} <= {"k", "scn"}
    assert inks(*(int(one, 16) / 255 for one in ("1c", "4e", "70"))) in {
        tuple(round(one, 4) for one in colour) for name, colour in found if name == "k"
    }


def greys(made: Artefact, page: int) -> list[bytes]:
    """Return the rows of a page in greys, one pixel to the millimetre."""
    seen = list(page_images(made.contenu, 920))[page].resize((230, 317)).convert("L").tobytes()
    return [seen[start : start + 230] for start in range(0, len(seen), 230)]


def test_grounds_go_beyond_the_knife(kit: Artefact) -> None:
    """A cover that the knife cuts a hair off its line has no white edge: ink goes on."""
    pdf = Pdf.open(io.BytesIO(kit.contenu))
    cover = pdf.pages[0].obj.Resources.XObject.Page0
    seen = greys(kit, 0)

    assert millimetres(cover.BBox) == [-3, -3, 213, 300]
    assert all(seen[y][x] < INK for x in (8, 115, 221) for y in (8, 308))
    assert all(seen[y][x] > PAPER for x, y in ((5, 150), (225, 150), (115, 2)))


def test_a_points_is_a_sheet_to_fold(contexte: RenderContext) -> None:
    """On one side pages 4 and 1, on the other 2 and 3, cut to an A3."""
    whole = PdfReader(io.BytesIO(render_pdf(points(), contexte).contenu))
    made = render_print(points(), contexte)
    sheets = Pdf.open(io.BytesIO(made.contenu))
    sides = [
        [parse_text(sheets, place, name) for name in ("/Page0", "/Page1")]
        for place, _ in enumerate(sheets.pages)
    ]
    said = [sorted(page.extract_text().split()) for page in whole.pages]

    assert len(said) == 4
    assert sides == [[said[3], said[0]], [said[1], said[2]]]
    assert made.pages == 2
    for sheet in sheets.pages:
        assert millimetres(sheet.obj.TrimBox) == [10, 10, 430, 307]
        assert millimetres(sheet.obj.BleedBox) == [7, 7, 433, 310]
        assert millimetres(sheet.obj.MediaBox) == [0, 0, 440, 317]
        lefts = [
            float(one.operands[4]) / MM
            for one in parse_content_stream(sheet)
            if str(one.operator) == "cm"
        ]
        assert lefts == pytest.approx([10, 220], abs=0.01)
        assert b"[2 1.5] 0 d" in sheet.obj.Contents.read_bytes()


def parse_text(sheets: Pdf, place: int, name: str) -> list[str]:
    """Return the words of one of the pages on a sheet."""
    alone = Pdf.new()
    alone.pages.append(sheets.pages[place])
    alone.pages[0].obj.Contents = alone.make_stream(f"{name} Do".encode())
    made = io.BytesIO()
    alone.save(made)
    return sorted(PdfReader(made).pages[0].extract_text().split())


def test_a_points_that_does_not_fold_is_refused(contexte: RenderContext) -> None:
    """A sheet has four pages: an error says how many there are."""
    long = points()
    une = long.parties[0].fiches[0]
    more = replace(une, exemples=une.exemples * 12)
    parties = (replace(long.parties[0], fiches=(more,)),)
    made = render_print(replace(long, parties=parties), contexte)
    said = [one for one in made.diagnostics if one.code is Code.NOT_FOLDABLE]

    assert [one.severity for one in said] == [Severity.ERROR]
    assert f"a {made.pages} pages" in said[0].message


def picture(width: int) -> bytes:
    """Return a wide image of some pixels across."""
    made = io.BytesIO()
    Image.new("RGB", (width, width // 4), "teal").save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(("width", "number"), [(400, 1), (2400, 0)])
def test_an_image_too_coarse_for_print_is_named(
    contexte: RenderContext, width: int, number: int
) -> None:
    """What it has, and what it needs; the one that is made on this advice is fine enough."""
    shown = replace(image(), image=ImageLue(picture(width), "image/png"))
    une = fiche(ancre="fiche-4", voir_aussi=(), illustration=shown)
    made = render_print(replace(SEULE, parties=(partie(fiches=(une,)),)), contexte)
    said = [one for one in made.diagnostics if one.code is Code.COARSE_IMAGE]

    assert len(said) == number
    for one in said:
        assert one.severity is Severity.WARNING
        assert one.message.startswith(f"Illustration de {une.reference} « Une halle")


def test_a_logo_is_named_by_what_it_says(contexte: RenderContext) -> None:
    """A logo without words is one all the same."""
    mute = replace(image(picture(8)), alt=())
    regional = region(logo=image(), partenaires=(mute,))
    made = render_print(replace(KIT, region=regional), contexte)
    said = [one.message for one in made.diagnostics if one.code is Code.COARSE_IMAGE]

    assert any(one.startswith("Logo « Une halle") for one in said)
    assert any(one.startswith("Logo : ") for one in said)


def test_it_is_to_be_printed_and_nothing_else(kit: Artefact) -> None:
    """No tag, link nor bookmark, no standard; its name and its language."""
    pdf = Pdf.open(io.BytesIO(kit.contenu))

    assert {"/StructTreeRoot", "/Outlines", "/Names", "/Metadata", "/MarkInfo"}.isdisjoint(
        pdf.Root.keys()
    )
    assert all(Name.Annots not in page.obj for page in pdf.pages)
    assert str(pdf.docinfo.Title) == KIT.titre_document
    assert str(pdf.Root.Lang) == "fr-FR"
    assert pdf.docinfo.Trapped == Name.false


def test_the_same_edition_gives_the_same_bytes(kit: Artefact, contexte: RenderContext) -> None:
    """As every format does."""
    assert render_print(KIT, contexte).contenu == kit.contenu


def test_it_is_made_when_it_is_asked_for(contexte: RenderContext) -> None:
    """A printer's file is no publication; its pieces are laid out beforehand as the PDF's."""
    assert set(FORMATS) - set(PUBLISHED) == {"print"}
    printed, read = (list(plan_of(name, KIT, contexte).first()) for name in ("print", "pdf"))

    assert len(printed) == len(read) > 0

"""Each font once, with the glyphs that are drawn."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from kitgen.render.fragment import Caracteres
from kitgen.render.typefaces import character_map, font_files, merge, subset

FONTS = Path(__file__).parents[2] / "layouts" / "polices"


def face(**glyphs: str) -> Caracteres:
    """Return a face that draws some glyphs, numbered `g12`, with the text they stand for."""
    textes = {int(name[1:]): text for name, text in glyphs.items()}
    return Caracteres("/AAAAAA", "0" * 64, dict.fromkeys(textes, 500.0), textes)


def test_a_subset_keeps_the_numbers_of_its_glyphs() -> None:
    """The pages name glyphs by number: each keeps its own, with its outline."""
    content = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
    with TTFont(io.BytesIO(content)) as whole:
        number = whole.getGlyphID(whole.getBestCmap()[ord("É")])
        outline = whole["glyf"][whole.getGlyphName(number)].getCoordinates(whole["glyf"])[0]
    small = subset(content, [number])
    with TTFont(io.BytesIO(small)) as kept:
        shown = kept["glyf"][kept.getGlyphName(number)].getCoordinates(kept["glyf"])[0]

        assert shown == outline
        assert kept["glyf"][kept.getGlyphName(number + 1)].numberOfContours == 0
    assert len(small) < len(content) / 5


def test_merging_keeps_every_glyph_of_every_piece() -> None:
    """The first piece that names a glyph decides what it stands for."""
    merged = merge([face(g1="a", g2="b"), face(g2="c", g3="ffi")])

    assert merged["/AAAAAA"].textes == {1: "a", 2: "b", 3: "ffi"}
    assert merged["/AAAAAA"].chasses.keys() == {1, 2, 3}


@given(st.dictionaries(st.integers(0, 2000), st.text(min_size=1, max_size=3), max_size=250))
def test_a_character_map_says_all(textes: dict[int, str]) -> None:
    """Each glyph has its entry, in UTF-16, in sections of at most a hundred."""
    said = character_map(textes).decode("ascii")

    for glyph, text in textes.items():
        assert f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" in said
    assert said.count("endbfchar") == -(-len(textes) // 100)
    assert " 101 " not in said


def test_fonts_are_known_by_their_bytes() -> None:
    """Every font of the folder is there, under its SHA-256."""
    assert len(font_files(FONTS)) == len(list(FONTS.glob("*.ttf")))

"""The faces that a Word file carries: those of the project, whole enough to write with."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.render.word_file import NS, WordFile, find, values
from tests.render.word_given import ROOT, points, single, word, written

TEMPLATES = sorted((ROOT / "layouts").glob("*/modele.docx"))
GENRES = [template.parent.name for template in TEMPLATES]
FACES = {
    ("Source Sans 3", "embedRegular"): "SourceSans3-Regular",
    ("Source Sans 3", "embedBold"): "SourceSans3-Bold",
    ("Source Sans 3", "embedItalic"): "SourceSans3-RegularItalic",
    ("Source Sans 3", "embedBoldItalic"): "SourceSans3-BoldItalic",
    ("Source Serif 4 SemiBold", "embedRegular"): "SourceSerif4-SemiBold",
}
STYLES = {
    "embedRegular": "Regular",
    "embedBold": "Bold",
    "embedItalic": "Italic",
    "embedBoldItalic": "Bold Italic",
}
KEY_LENGTH = 32


def faces(file: WordFile) -> dict[tuple[str, str], bytes]:
    """Return the faces of a file, each by the family and the place that Word asks for it in."""
    targets = file.relations("word/fontTable.xml")
    found = {}
    for font in find(file.xml("word/fontTable.xml"), "w:font[*[@w:fontKey]]"):
        for embedded in find(font, "*[@w:fontKey]"):
            (relation,) = values(embedded, "@r:id")
            (key,) = values(embedded, "@w:fontKey")
            (name,) = values(font, "@w:name")
            hidden = file.parts[f"word/{targets[relation]}"]
            place = str(embedded.tag).removeprefix(f"{{{NS['w']}}}")
            found[name, place] = shown(hidden, key)
    return found


def shown(hidden: bytes, key: str) -> bytes:
    """Return a font whose first bytes a key hides, as the standard says (17.8.1)."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    head = bytes(a ^ b for a, b in zip(hidden[:KEY_LENGTH], mask, strict=True))
    return head + hidden[KEY_LENGTH:]


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_the_faces_are_those_that_styles_ask_for(template: Path) -> None:
    """The theme's families are embedded, each face under the name and style that Word knows."""
    file = WordFile(template.read_bytes())
    theme = file.parts["word/theme/theme1.xml"].decode()
    found = faces(file)

    assert set(found) == set(FACES)
    assert all(f'<a:latin typeface="{family}"/>' in theme for family, _ in found)
    for (family, place), content in found.items():
        names = TTFont(BytesIO(content))["name"]
        assert (names.getDebugName(1), names.getDebugName(2)) == (family, STYLES[place])


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_pages_fall_as_with_the_whole_fonts(template: Path) -> None:
    """Every letter has the width that it has in the project's font, and lines their height."""
    for place, content in faces(WordFile(template.read_bytes())).items():
        small = TTFont(BytesIO(content))
        whole = TTFont(ROOT / "layouts" / "polices" / f"{FACES[place]}.ttf")
        known, all_known = small.getBestCmap(), whole.getBestCmap()

        assert small["head"].unitsPerEm == whole["head"].unitsPerEm
        assert small["hhea"].ascent == whole["hhea"].ascent
        assert small["OS/2"].usWinDescent == whole["OS/2"].usWinDescent
        for point, glyph in known.items():
            assert small["hmtx"][glyph] == whole["hmtx"][all_known[point]]


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_a_reviewer_may_type_any_latin_letter(template: Path) -> None:
    """What the project's font draws of Latin, the file's draws too: French, Breton, Polish."""
    latin = {*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x20D0)}
    for place, content in faces(WordFile(template.read_bytes())).items():
        whole = TTFont(ROOT / "layouts" / "polices" / f"{FACES[place]}.ttf").getBestCmap()
        known = set(TTFont(BytesIO(content)).getBestCmap())

        assert (latin & set(whole)) <= known
        assert set(map(ord, "ŒœÿŸ«»’–…\u00a0\u202f€°")) <= known


@pytest.mark.parametrize("template", TEMPLATES, ids=GENRES)
def test_the_licence_lets_files_carry_them(template: Path) -> None:
    """The fonts forbid no embedding (fsType 0), and Word is told that they stay when it saves."""
    file = WordFile(template.read_bytes())
    settings = file.xml("word/settings.xml")

    assert {TTFont(BytesIO(one))["OS/2"].fsType for one in faces(file).values()} == {0}
    assert find(settings, "w:embedTrueTypeFonts")
    assert not find(settings, "w:saveSubsetFonts")


@pytest.mark.parametrize(
    "file", [word(), written(single()), written(points())], ids=["kit", "fiche", "points"]
)
def test_every_edition_carries_them(file: WordFile) -> None:
    """Kits, fiches and Points carry the five faces; they weigh less than 300 kB."""
    found = faces(file)
    weight = sum(e.compress_size for e in file.entries if e.filename.endswith(".odttf"))

    assert set(found) == set(FACES)
    assert weight < 300_000

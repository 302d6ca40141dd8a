"""The design system: contrasts, and nothing dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import get_args

import pytest

from kitgen.model.carte import Signe
from kitgen.model.couleur import BLANC, LISIBLE, NOIR, contraste, melange
from kitgen.pipeline.project import load
from kitgen.render.palette import palette
from tests.render.conftest import LAYOUTS

GENRES = sorted(page.parent.name for page in LAYOUTS.glob("*/document.html"))


def read(*patterns: str) -> str:
    """Return the text of the layouts' files, without the comments of style sheets."""
    paths = [path for pattern in patterns for path in sorted(LAYOUTS.glob(pattern))]
    text = "".join(path.read_text("utf-8") for path in paths)
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


STYLES = {genre: read("commun/*.css", f"{genre}/*.css") for genre in GENRES}
MARKUPS = {genre: read("commun/**/*.html", f"{genre}/**/*.html") for genre in GENRES}
STYLE = read("commun/*.css", *(f"{genre}/*.css" for genre in GENRES))
MARKUP = "".join(MARKUPS.values())
COLOURS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", STYLE))
TYPES = ("introduction", "levier", "thematique", "synthese")
NIGHTS = re.findall(r"--nuit: (#[0-9a-f]{6}); --nuit-nuance: (#[0-9a-f]{6})", STYLE)

READ = [
    ("encre", "papier"),
    ("encre-douce", "papier"),
    ("papier", "nuit"),
    ("papier", "nuit-nuance"),
    ("nuit", "papier"),
    ("synthese", "synthese-clair"),
    *(("papier", f"carte-{shade}") for shade in (1, 2, 3)),
    *chain.from_iterable(
        [
            (kind, "papier"),
            (kind, f"{kind}-fond"),
            ("encre", f"{kind}-fond"),
            ("encre-douce", f"{kind}-fond"),
            ("papier", kind),
            ("papier", f"{kind}-nuance"),
        ]
        for kind in TYPES
    ),
]
"""Each colour of text, and a ground on which a page sets it."""

SEEN = [
    ("filet", "papier"),
    *((f"carte-{shade}", "carte-sol") for shade in (1, 2, 3)),
    *((kind, "carte-sol") for kind in TYPES),
    ("encre", "carte-sol"),
    *((f"{kind}", "papier") for kind in TYPES),
    *((f"{kind}", f"{kind}-fond") for kind in TYPES),
    *(("filet", f"{kind}-fond") for kind in TYPES),
]
"""Each colour of a stroke or shape that says something, and its ground."""

SHAPES = [(f"{kind}-clair", "nuit") for kind in TYPES[:3]]
"""The shapes of the national covers, which only adorn."""


def worst(hue: str) -> str:
    """Return the palest shade of a hue that a région may choose."""
    shades = (melange(hue, NOIR, step / 100) for step in range(101))
    return next(shade for shade in shades if contraste(shade, BLANC) >= LISIBLE)


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a name and the tokens of each edition: national, levels, régions, what they may be."""
    yield "national", COLOURS | {"nuit": "#14293d", "nuit-nuance": "#1e3850"}
    for rank, (nuit, nuance) in enumerate(NIGHTS):
        yield f"niveau-{rank}", COLOURS | {"nuit": nuit, "nuit-nuance": nuance}
    regions = load(LAYOUTS.parent).library.regions
    chosen = {
        name: (region.couleurs.principale, region.couleurs.secondaire)
        for name, region in regions.items()
        if region.couleurs
    }
    hues = ("#ff0000", "#ffaa00", "#00c000", "#00a0ff", "#ff00ff", "#999999")
    limits = {f"limite-{hue[1:]}": (worst(hue), None) for hue in hues}
    pairs = {"limite-deux": (worst("#ff0000"), worst("#00a0ff"))}
    for name, couleurs in (chosen | limits | pairs).items():
        shades = palette(couleurs)
        yield (
            name,
            COLOURS
            | {
                "nuit": shades.teinte,
                "nuit-nuance": shades.nuance,
                "synthese": shades.teinte,
                "synthese-fond": shades.fond,
                "synthese-clair": shades.clair,
            },
        )


PALETTES = dict(palettes())


def below(pairs: Iterable[tuple[str, str]], edition: str, least: float) -> dict[str, float]:
    """Return the pairs of an edition that do not stand out enough, with their contrast."""
    tokens = PALETTES[edition]
    found = {f"{ink} on {on}": contraste(tokens[ink], tokens[on]) for ink, on in pairs}
    return {names: ratio for names, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("edition", PALETTES)
def test_text_stands_out_from_its_ground(edition: str) -> None:
    """Every pair of tokens that carries text has a contrast of at least 4.5, in every edition."""
    assert below(READ, edition, 4.5) == {}


@pytest.mark.parametrize("edition", PALETTES)
def test_what_is_drawn_to_be_understood_stands_out(edition: str) -> None:
    """Tabs, bars, rules and the underlines of links have a contrast of at least 3."""
    assert below(SEEN, edition, 3) == {}


@pytest.mark.parametrize(
    "edition", [name for name in PALETTES if name[:6] in {"nation", "niveau"}]
)
def test_the_shapes_of_the_covers_are_seen(edition: str) -> None:
    """On the night of each level; a région's own colour may be nearer to them."""
    assert below(SHAPES, edition, 3) == {}


def test_every_colour_is_in_a_pair() -> None:
    """A colour that no contrast is asked of has been forgotten; shades of shapes are mute."""
    asked = set(chain.from_iterable((*READ, *SEEN, *SHAPES)))

    assert len(NIGHTS) == 2
    assert set(COLOURS) == asked


def test_every_region_is_tried() -> None:
    """Those that choose a colour, and the palest that one may choose."""
    assert "auvergne-rhone-alpes" in PALETTES
    assert len(PALETTES) >= 11


STEMS = {f"{stem}-{kind}" for stem in ("type", "en", "cadre") for kind in TYPES}
STEMS |= {f"niveau-{level}" for level in ("departemental", "regional")}
STEMS |= {f"signe-{sign}" for sign in get_args(Signe)} | {f"classe-{rank}" for rank in (1, 2, 3)}
"""Classes that templates make from the Edition's words."""


def classes_of(style: str) -> set[str]:
    """Return the classes that rules name."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", style)))


def test_every_genre_is_seen() -> None:
    """A loop over nothing proves nothing."""
    assert {"kit", "points"} <= set(GENRES)


def test_no_class_is_styled_that_no_template_writes() -> None:
    """A rule that nothing can meet is dead."""
    written = set(re.findall(r"[a-z][\w-]*", MARKUP))

    assert len(classes_of(STYLE)) > 40
    assert classes_of(STYLE) - written - STEMS == set()


@pytest.mark.parametrize("genre", GENRES)
def test_no_rule_of_a_genre_waits_for_another_genre(genre: str) -> None:
    """The style sheets of a genre name only what its own templates write."""
    own = classes_of(read(f"{genre}/*.css"))
    written = set(re.findall(r"[a-z][\w-]*", MARKUPS[genre]))

    assert len(own) > 10
    assert own - written - STEMS == set()


@pytest.mark.parametrize("genre", GENRES)
def test_no_rule_uses_a_token_that_nothing_decides(genre: str) -> None:
    """Each genre has all its decisions."""
    decided = set(re.findall(r"(--[\w-]+):", STYLES[genre]))
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLES[genre]))

    assert used <= decided


def test_no_token_is_decided_that_no_rule_uses() -> None:
    """A decision that changes nothing is dead; drawings are given theirs by the templates."""
    decided = set(re.findall(r"(--[\w-]+):", STYLE))
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLE))
    drawn = {
        f"--{name}" for name in re.findall(r'couleurs(?:_des_jetons\(\))?\["([\w-]+)"\]', MARKUP)
    }

    assert decided <= used | drawn


RULES = re.sub(r"--[\w-]+:[^;}]*", "", STYLE)
"""The style sheets without their tokens."""


def test_no_rule_of_colour_stands_outside_the_tokens() -> None:
    """A région changes tokens, never rules."""
    raw = r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|color)\(|:\s*(?:white|black|gr[ae]y)\b"

    assert len(RULES) > 8000
    assert re.findall(raw, RULES) == []


def test_no_rule_sets_a_size_of_type_of_its_own() -> None:
    """Sizes and leadings are of the scale; a superscript is drawn by its font."""
    sizes = re.findall(r"font-size:\s*([^;}]+?)\s*[;}]", RULES)
    leadings = re.findall(r"line-height:\s*([^;}]+?)\s*[;}]", RULES)

    assert len(sizes) > 30
    assert {one for one in sizes if not re.fullmatch(r"var\(--corps[\w-]*\)", one)} == {"inherit"}
    assert {one for one in leadings if not re.fullmatch(r"var\(--interligne[\w-]*\)", one)} == {
        "inherit"
    }


def test_no_type_is_smaller_than_the_smallest_size() -> None:
    """Nothing is set below 7.5 points, and small texts have the leading that they need."""
    scale = {
        name: float(size) for name, size in re.findall(r"--corps(-[\w-]+)?:\s*([\d.]+)pt", STYLE)
    }
    leading = dict(re.findall(r"--interligne(-[\w-]+)?:\s*([\d.]+)pt", STYLE))

    assert len(scale) > 10
    assert min(scale.values()) >= 7.5
    for name, size in scale.items():
        if size < 12:
            assert float(leading[name]) >= 1.2 * size, name


def test_tightening_touches_spacing_and_never_type() -> None:
    """One step: each of its tokens is smaller than the one it replaces, and none is a size."""
    (step,) = re.findall(r'\[data-pas="serre"\] \{([^}]*)\}', STYLE)
    replaced = re.findall(r"--([\w-]+): var\(--([\w-]+)\)", step)

    assert len(replaced) >= 4
    assert all(tight == f"{name}-serre" for name, tight in replaced)
    assert not any(name.startswith("corps") for name, _ in replaced)
    for style in STYLES.values():
        values = dict(re.findall(r"--([\w-]+):\s*([\d.]+)pt", style))
        for name, tight in replaced:
            assert float(values[tight]) < float(values[name]), name

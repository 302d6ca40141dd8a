"""The design system: contrasts, and nothing dead."""

from __future__ import annotations

import re
from itertools import chain

import pytest

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
NIGHTS = re.findall(r"--nuit:\s*(#[0-9a-f]{6})", STYLE)
NIGHT_SHADES = re.findall(r"--nuit-nuance:\s*(#[0-9a-f]{6})", STYLE)

PAIRS = [
    ("encre", "papier"),
    ("encre-douce", "papier"),
    ("synthese", "synthese-clair"),
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


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    """Every pair of tokens that carries text has a contrast of at least 4.5."""
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


def test_white_stands_out_from_every_night() -> None:
    """The covers of the three levels, and the shades of their shapes."""
    assert len(NIGHTS) == len(NIGHT_SHADES) == 3
    for night in (*NIGHTS, *NIGHT_SHADES):
        assert contrast(COLOURS["papier"], night) >= 4.5


def classes_of(style: str) -> set[str]:
    """Return the classes that rules name."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", style)))


def test_every_genre_is_seen() -> None:
    """A loop over nothing proves nothing."""
    assert {"kit", "points"} <= set(GENRES)


def test_no_class_is_styled_that_no_template_writes() -> None:
    """A rule that nothing can meet is dead."""
    written = set(re.findall(r"[a-z][\w-]*", MARKUP))
    stems = {f"{stem}-{kind}" for stem in ("type", "en") for kind in TYPES}
    stems |= {f"niveau-{level}" for level in ("departemental", "regional")}

    assert len(classes_of(STYLE)) > 40
    assert classes_of(STYLE) - written - stems == set()


@pytest.mark.parametrize("genre", GENRES)
def test_no_rule_of_a_genre_waits_for_another_genre(genre: str) -> None:
    """The style sheets of a genre name only what its own templates write."""
    own = classes_of(read(f"{genre}/*.css"))
    written = set(re.findall(r"[a-z][\w-]*", MARKUPS[genre]))
    stems = {f"{stem}-{kind}" for stem in ("type", "en") for kind in TYPES}
    stems |= {f"niveau-{level}" for level in ("departemental", "regional")}

    assert len(own) > 10
    assert own - written - stems == set()


@pytest.mark.parametrize("genre", GENRES)
def test_no_rule_uses_a_token_that_nothing_decides(genre: str) -> None:
    """Each genre has all its decisions."""
    decided = set(re.findall(r"(--[\w-]+):", STYLES[genre]))
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLES[genre]))

    assert used <= decided


def test_no_token_is_decided_that_no_rule_uses() -> None:
    """A decision that changes nothing is dead."""
    decided = set(re.findall(r"(--[\w-]+):", STYLE))
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLE))

    assert decided <= used


def test_no_rule_of_colour_stands_outside_the_tokens() -> None:
    """A région changes tokens, never rules."""
    rules = re.sub(r"--[\w-]+:\s*#[0-9a-f]{6}", "", STYLE)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_no_type_is_smaller_than_the_smallest_size() -> None:
    """Nothing is set below 7 points."""
    sizes = [
        float(size) for size in re.findall(r"(?:font-size|--corps[\w-]*):\s*([\d.]+)pt", STYLE)
    ]

    assert len(sizes) > 10
    assert min(sizes) >= 7

"""Constant tokens are written out for the engine."""

from __future__ import annotations

from pathlib import Path

from kitgen.render.tokens import constants, write_out

TOKENS = ":root { --encre: #111; --nuit: #222; --bord: 1pt solid var(--encre); --teinte: #333 }"
RULES = ".b { --teinte: #444 } .a { color: var(--encre); border: var(--bord); fill: var(--nuit) }"
TEMPLATE = '<section style="--nuit: {{ palette.teinte }}">'
LAYOUTS = Path(__file__).parents[2] / "layouts"


def test_a_token_that_nothing_overrides_is_constant() -> None:
    """One that a rule or a template overrides, or that is made of others, stays a name."""
    assert constants([TOKENS, RULES], [TEMPLATE]) == {"encre": "#111"}


def test_the_last_root_wins() -> None:
    """Two roots are one: the later value holds, as in a cascade."""
    later = ":root { --encre: #999 }"

    assert constants([TOKENS, later], [TEMPLATE])["encre"] == "#999"


def test_only_constants_are_written_out() -> None:
    """Other names stay for the engine, in the order of the sheet."""
    written = write_out(RULES, {"encre": "#111"})

    assert written == RULES.replace("var(--encre)", "#111")


def test_the_layouts_give_the_engine_few_names_to_resolve() -> None:
    """Most tokens of the kit are constants, and those that a région or a step changes are not."""
    sheets = [
        (LAYOUTS / name).read_text(encoding="utf-8")
        for name in ("commun/tokens.css", "commun/blocs.css", "kit/kit.css")
    ]
    templates = [path.read_text(encoding="utf-8") for path in LAYOUTS.rglob("*.html")]
    found = constants(sheets, templates)

    assert {"encre", "papier", "corps", "marge"} <= found.keys()
    assert not {"nuit", "teinte", "pas"} & found.keys()

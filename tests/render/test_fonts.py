"""The glyphs of the vendored fonts."""

from __future__ import annotations

from kitgen.errors import Code, Severity
from kitgen.render.base import RenderContext
from kitgen.render.fonts import covered, missing_glyphs
from tests.builders import edition, fiche, ligne, partie, texte

FRENCH = (
    "àâäçéèêëîïôöùûüÿæœÀÂÇÉÈÊËÎÏÔÙÛŸÆŒ«»“”’–—…·•€°²³×≤≥≠‰§"
    "\u2018\u2212\u00a0\u202f\u2009\u2011\u2010"
)


def test_the_fonts_have_all_that_french_needs(contexte: RenderContext) -> None:
    """Accents, ligatures, guillemets, narrow and no-break spaces, signs."""
    known = covered(contexte.layouts / "polices")

    assert [hex(ord(c)) for c in FRENCH if ord(c) not in known] == []


def test_a_glyph_that_no_font_has_is_a_warning(contexte: RenderContext) -> None:
    """The warning names the character and the fiche, once for each."""
    known = covered(contexte.layouts / "polices")
    document = edition(
        sous_titre=ligne("Communes ☂"),
        parties=(partie(fiches=(fiche(titre=ligne("Agir 😀 😀"), chapo=texte("Oui 😀")),)),),
    )

    common, emoji = missing_glyphs(document, known)

    assert {common.code, emoji.code} == {Code.MISSING_GLYPH}
    assert {common.severity, emoji.severity} == {Severity.WARNING}
    assert "☂ (U+2602, UMBRELLA) dans les pages communes" in common.message
    assert "😀 (U+1F600, GRINNING FACE) dans la fiche municipal/acteurs" in emoji.message


def test_what_is_not_drawn_is_not_missing(contexte: RenderContext) -> None:
    """Joiners, direction marks and variation selectors have no glyph to miss."""
    known = covered(contexte.layouts / "polices")
    document = edition(sous_titre=ligne("a\u200db\u200fc\ufe0fd"))

    assert missing_glyphs(document, known) == ()

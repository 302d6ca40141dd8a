"""The fonts of the pages that WeasyPrint draws, whose files stay out of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from kitgen.render.fragment import Caracteres
from kitgen.render.typefaces import PLAIN


class LentFonts(dict[Any, Any]):
    """What the engine fills with the fonts it draws with; the linker brings each file once.

    A font that is not the project's, or that lacks a glyph, goes in as the engine has it.
    """

    def __init__(self, known: Mapping[str, bytes]) -> None:
        super().__init__()
        self._known = known
        self._files: dict[str, str] = {}

    def __setitem__(self, key: Any, font: Any) -> None:
        super().__setitem__(key, font)
        file = hashlib.sha256(font.file_content).hexdigest()
        if file in self._known:
            self._files[font.hash] = file
            clean = font.clean

            def leave_out(textes: dict[int, str], hinting: object) -> None:
                if self._complete(font.hash):
                    font.file_content = b""
                else:
                    clean(textes, hinting)

            font.clean = leave_out

    def faces(self) -> Iterator[Caracteres]:
        """Yield what is drawn with the fonts that were left out."""
        for font in self.values():
            if font.hash in self._files and self._complete(font.hash):
                textes = {glyph: text.translate(PLAIN) for glyph, text in font.to_unicode.items()}
                yield Caracteres(f"/{font.hash}", self._files[font.hash], font.widths, textes)

    def _complete(self, name: str) -> bool:
        """Tell whether a font has every glyph that was asked of it."""
        return not any(font.missing for font in self.values() if font.hash == name)

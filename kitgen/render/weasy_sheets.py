"""The style sheets of the layouts, read once for all the documents that a process lays out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from kitgen.errors import Code, Diagnostic
from kitgen.render.tokens import constants, write_out
from kitgen.render.weasy_complaints import complaints
from kitgen.render.weasy_fetch import ProjectFetcher

STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


@dataclass(frozen=True, slots=True)
class Style:
    """Style sheets, and what their engine complained about when it read them."""

    sheets: tuple[CSS, ...]
    diagnostics: tuple[Diagnostic, ...]


class StyleSheets:
    """The style sheets of a layout, each read once, their constant tokens written out."""

    def __init__(self, layouts: Path) -> None:
        self._layouts = layouts
        self._fetcher = ProjectFetcher(layouts, {})
        self._read: dict[tuple[Path, ...], Style] = {}
        self.config = FontConfiguration()

    @property
    def fonts_folder(self) -> Path:
        """The folder of the project's fonts."""
        return self._layouts / "polices"

    def of(self, paths: tuple[Path, ...]) -> Style:
        """Return the style sheets of some files."""
        if paths not in self._read:
            self._read[paths] = self._of(paths)
        return self._read[paths]

    def _of(self, paths: tuple[Path, ...]) -> Style:
        refused: list[Diagnostic] = []
        texts: dict[Path, str] = {}
        for path in paths:
            try:
                texts[path] = self._fetcher.fetch(path.as_uri()).read().decode()
            except (ValueError, OSError) as error:
                refused.append(_refused(path, error))
        templates = [one.read_text(encoding="utf-8") for one in self._layouts.rglob("*.html")]
        tokens = constants(texts.values(), templates)
        with complaints() as said:
            sheets = tuple(
                CSS(
                    string=write_out(text, tokens),
                    base_url=path.as_uri(),
                    url_fetcher=self._fetcher,
                    font_config=self.config,
                )
                for path, text in texts.items()
            )
        return Style(sheets, (*refused, *said))


def _refused(path: Path, error: Exception) -> Diagnostic:
    return Diagnostic(
        Code.ENGINE_WARNING, f"La feuille de style {path.name} est illisible : {error}"
    )


@cache
def style_sheets(layouts: Path, version: str) -> StyleSheets:  # noqa: ARG001  a key of the cache
    """Return the style sheets of the layouts' folder, in one of its states."""
    return StyleSheets(layouts)


def unlink(html: str, base: Path) -> tuple[str, tuple[Path, ...]]:
    """Return a document without its links to style sheets, and the files that they lead to."""
    paths = tuple((base / href).resolve() for href in STYLE_SHEET.findall(html))
    return STYLE_SHEET.sub("", html), paths

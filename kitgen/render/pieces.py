"""A document cut where a page always begins: each piece can be laid out on its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

MARK = "<!--piece-->"
"""What the templates write before each piece."""

PAGE = re.compile(r"<!--page ([^>]+)-->")
NORMAL, TIGHTENED = ' data-pas="normal"', ' data-pas="serre"'


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a document, as a document of its own.

    Attributes:
        html: the document; it may hold marks for page numbers.
        attributs: of its root element: `id`, `data-cadre`…
    """

    html: str
    attributs: Mapping[str, str]

    @property
    def ancre(self) -> str:
        """Its anchor, or nothing."""
        return self.attributs.get("id", "")

    @property
    def frame(self) -> dict[str, str]:
        """What frames its pages: `cadre` and its words; nothing for bare pages."""
        if "data-cadre" not in self.attributs:
            return {}
        names = ("cadre", "courant", "partie")
        return {name: self.attributs.get(f"data-{name}", "") for name in names}

    @property
    def overlaid(self) -> bool:
        """Whether it is drawn on the last page of the piece before, and has none of its own."""
        return self.attributs.get("data-pose") == "derniere-page"

    @property
    def anchors_shown(self) -> frozenset[str]:
        """The anchors whose pages it shows."""
        return frozenset(one for mark in PAGE.findall(self.html) for one in mark.split())

    def numbered(self, pages: Mapping[str, int]) -> str:
        """Return its document with the page numbers of anchors; 0 for those that are unknown."""

        def told(mark: re.Match[str]) -> str:
            numbers = {pages.get(ancre, 0) for ancre in mark[1].split()}
            return ", ".join(map(str, sorted(numbers)))

        return PAGE.sub(told, self.html)

    @property
    def tightened(self) -> str | None:
        """Its document with its spacing tightened by one step, if the layout allows it."""
        html = self.html.replace(NORMAL, TIGHTENED, 1)
        return None if html == self.html else html


def cut(html: str) -> tuple[Piece, ...]:
    """Return the pieces of a document, each between the same head and foot."""
    head, *bodies = html.split(MARK)
    last, close, foot = bodies[-1].rpartition("</body>")
    bodies[-1] = last
    return tuple(Piece(f"{head}{body}{close}{foot}", _root(body)) for body in bodies)


def _root(body: str) -> Mapping[str, str]:
    """Return the attributes of the first element."""
    reader = _First()
    reader.feed(body[: body.index(">") + 1])
    return reader.found


class _First(HTMLParser):
    """Remembers the attributes of the only element that it meets."""

    found: Mapping[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser hands it over
        self.found = {name: value or "" for name, value in attrs}

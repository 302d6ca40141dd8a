"""Words of WordprocessingML: elements, text, fields, bookmarks, and the runs of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from copy import deepcopy
from functools import cache
from itertools import groupby
from typing import Protocol
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from lxml.etree import _Element as Element

from kitgen.model.signet import bookmark_of, digest
from kitgen.model.texte import Cible, LienExterne, LienInterne, Ligne, Portion
from kitgen.render.word_styles import Mark, StyleBook, mark_of

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
UNSAFE = re.compile(r'[\x00-\x20"<>\\^`{|}]')


NAMESPACES = {"w": nsmap["w"]}


@cache
def _named(tag: str) -> str:
    return qn(f"w:{tag}")


def w(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element of the `w:` namespace, its attributes in that namespace too."""
    element = oxml_parser.makeelement(_named(tag), nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(_named(name), value)
    element.extend(children)
    return element


def text(words: str, tag: str = "t") -> Element:
    """Return a text element that keeps every space."""
    element = w(tag)
    element.text = words
    element.set(SPACE, "preserve")
    return element


def field(code: str, shown: str) -> Iterator[Element]:
    """Yield the runs of a field whose result is already there."""
    yield from field_start(code)
    yield w("r", text(shown))
    yield field_end()


def field_start(code: str) -> Iterator[Element]:
    """Yield the runs that open a field; what follows, up to `field_end`, is its result."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", text(f" {code} ", "instrText"))
    yield w("r", w("fldChar", fldCharType="separate"))


def field_end() -> Element:
    """Return the run that closes a field."""
    return w("r", w("fldChar", fldCharType="end"))


def contents_bookmark_of(anchor: str) -> str:
    """Return the hidden bookmark that the contents lead to, named as Word names its own."""
    return f"_Toc{digest(anchor, 12)}"


def address_of(url: str) -> str:
    """Return a URL that a relationship may hold, changing only what no URL can contain."""
    return UNSAFE.sub(lambda found: quote(found[0]), url)


class Fields(Protocol):
    """Whoever knows what a reviewer may change."""

    def wrap(self, cle: str, content: Sequence[Element]) -> Iterator[Element]:
        """Yield one piece of a field, with what surrounds it."""


class Inline:
    """Turns lines into runs within one part: the body, or a header.

    Attributes:
        dangling: the anchors that links aimed at and that the document does not hold.
    """

    def __init__(self, part: Part, styles: StyleBook, anchors: Set[str]) -> None:
        self._part = part
        self._styles = styles
        self._anchors = anchors
        self._addresses: dict[str, str] = {}
        self.dangling: list[str] = []

    def runs(
        self, line: Ligne, base: Element | None = None, fields: Fields | None = None
    ) -> Iterator[Element]:
        """Yield runs and hyperlinks, each piece of a field in its control.

        Args:
            line: any.
            base: run properties that the template set.
            fields: none where the words are repeated: contents, headers.
        """
        for champ, portions in groupby(line, key=lambda portion: portion.champ):
            content = self._linked(tuple(portions), base)
            if champ is None or fields is None:
                yield from content
            else:
                yield from fields.wrap(champ, tuple(content))

    def _linked(self, line: Ligne, base: Element | None) -> Iterator[Element]:
        for target, portions in groupby(line, key=lambda portion: portion.lien):
            link = self._hyperlink(target)
            runs = [self._run(portion, base, linked=link is not None) for portion in portions]
            if link is None:
                yield from runs
            else:
                link.extend(runs)
                yield link

    def marked(self, line: Ligne, mark: Mark, fields: Fields | None = None) -> Iterator[Element]:
        """Yield the runs of a label: one character style, which its own marks give way to."""
        base = w("rPr", w("rStyle", val=self._styles.id_of(mark)))
        yield from self.runs(line, base, fields)

    def _run(self, portion: Portion, base: Element | None, *, linked: bool) -> Element:
        properties = w("rPr") if base is None else deepcopy(base)
        mark = mark_of(portion, linked=linked)
        if mark is not None:
            for style in properties.findall(qn("w:rStyle")):
                properties.remove(style)
            properties.insert(0, w("rStyle", val=self._styles.id_of(mark)))
        kept: Iterable[Element] = (properties,) if len(properties) else ()
        return w("r", *kept, text(portion.texte))

    def _hyperlink(self, target: Cible | None) -> Element | None:
        if isinstance(target, LienInterne):
            if target.ancre in self._anchors:
                return w("hyperlink", anchor=bookmark_of(target.ancre), history="1")
            self.dangling.append(target.ancre)
        if not isinstance(target, LienExterne):
            return None
        link = w("hyperlink", history="1")
        link.set(qn("r:id"), self._relation(address_of(target.url)))
        return link

    def _relation(self, address: str) -> str:
        """Return the id of a link's relationship; `relate_to` would look through all of them."""
        if address not in self._addresses:
            name = f"lien{len(self._addresses) + 1}"
            self._part.rels.add_relationship(RT.HYPERLINK, address, name, is_external=True)
            self._addresses[address] = name
        return self._addresses[address]

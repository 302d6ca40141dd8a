"""What the styles and numberings of a returned file mean, by their names and not their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from lxml.etree import _Element as Element

from kitgen.review.paper import ListKind, Marks
from kitgen.review.parts import Package, w

OFF = frozenset({"0", "false", "off", "none"})
BULLETS = frozenset({"bullet", "none"})
LEVELS = frozenset("012345678")
DEEPEST = 20
"""How far a style is followed to the one that it is based on."""
SAYABLE = frozenset({"en gras", "en italique"})
"""What Markdown says of them."""
BLANK = frozenset({"auto", "ffffff"})
"""The grounds that nobody sees."""
BEYOND: Mapping[str, str] = {
    "u": "souligné",
    "strike": "barré",
    "dstrike": "barré",
    "highlight": "surligné",
    "vanish": "masqué",
    "bdr": "encadré",
    "caps": "en capitales",
    "smallCaps": "en petites capitales",
}


class StyleSheet:
    """The styles and lists of one file."""

    def __init__(self, package: Package) -> None:
        styles, numbering = package.related("/styles"), package.related("/numbering")
        self._numbering = numbering
        found = [] if styles is None else list(styles.iter(w("style")))
        self._styles = {one.get(w("styleId"), ""): one for one in found}
        defaults = (one for one in found if one.get(w("default")) in {"1", "true"})
        self._default = next((s for s in defaults if s.get(w("type")) == "paragraph"), None)

    def name_of(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style, in lower case."""
        style = self._style_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        name = None if style is None else style.find(w("name"))
        return "" if name is None else name.get(w("val"), "").casefold()

    def list_of(self, paragraph: Element) -> tuple[ListKind | None, int]:
        """Return the kind of list that a paragraph is in, and its level."""
        style = self._style_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        for properties in (paragraph.find(w("pPr")), *self._chain(style, "pPr")):
            found = None if properties is None else properties.find(w("numPr"))
            number = None if found is None else found.find(w("numId"))
            if found is not None and number is not None:
                depth, named = _depth(found.find(w("ilvl")), "val"), number.get(w("val"), "0")
                return (None if named == "0" else self._kinds.get((named, depth), "bullet")), depth
        return None, 0

    def marks_of(self, properties: Element | None, paragraph: Element) -> Marks:
        """Return how a run looks beside the other characters of its paragraph."""
        style = self._style_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        return Marks(
            bold=self._toggled("b", properties, style),
            italic=self._toggled("i", properties, style),
            raised=self._raised(properties),
        )

    def beyond(
        self, properties: Element | None, paragraph: Element, *, linked: bool
    ) -> frozenset[str]:
        """Return what a run's own properties say that a data file cannot, or not everywhere.

        What a style of the run or of its paragraph says too, LibreOffice may have repeated.
        """
        if properties is None:
            return frozenset()
        style = self._style_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        styles = (self._worn(properties), style)
        told = {
            word
            for tag, word in (*BEYOND.items(), ("b", "en gras"), ("i", "en italique"))
            if _is_on(properties.find(w(tag)))
            and not (linked and tag == "u")
            and not any(self._says(tag, one) for one in styles)
        }
        if _is_shaded(properties):
            told.add("surligné")
        if _sinks(properties):
            told.add("en indice")
        if not linked and self._colour([properties]) not in {
            "auto", *(self._colour(self._chain(one, "rPr")) for one in styles),
        }:  # fmt: skip
            told.add("en couleur")
        return frozenset(told)

    def _colour(self, said: Iterable[Element]) -> str:
        """Return the first colour that some properties say."""
        found = (one.find(w("color")) for one in said)
        return next((one.get(w("val"), "auto") for one in found if one is not None), "auto")

    def _toggled(self, tag: str, properties: Element | None, style: Element | None) -> bool:
        """Tell whether a run is bold, or italic, and its paragraph is not.

        LibreOffice repeats the paragraph's own look on each run: that says nothing.
        """
        direct = None if properties is None else properties.find(w(tag))
        if direct is not None and not _is_on(direct):
            return False
        if self._says(tag, self._worn(properties)):
            return True
        return direct is not None and not self._says(tag, style)

    def _says(self, tag: str, style: Element | None) -> bool:
        for properties in self._chain(style, "rPr"):
            found = properties.find(w(tag))
            if found is not None:
                return _is_on(found)
        return False

    def _raised(self, properties: Element | None) -> bool:
        if properties is None:
            return False
        for one in (properties, *self._chain(self._worn(properties), "rPr")):
            found = one.find(w("vertAlign"))
            if found is not None:
                return found.get(w("val")) == "superscript"
        return False

    def _worn(self, properties: Element | None) -> Element | None:
        """Return the character style of a run."""
        named = None if properties is None else properties.find(w("rStyle"))
        return None if named is None else self._style_of(named)

    def _style_of(self, named: Element | None) -> Element | None:
        return self._default if named is None else self._styles.get(named.get(w("val"), ""))

    def _chain(self, style: Element | None, tag: str) -> list[Element]:
        """Return the properties that a style states, then those of the styles it is based on."""
        found: list[Element] = []
        for _ in range(DEEPEST):
            if style is None:
                break
            found += style.findall(w(tag))
            base = style.find(w("basedOn"))
            style = None if base is None else self._styles.get(base.get(w("val"), ""))
        return found

    @cached_property
    def _kinds(self) -> dict[tuple[str, int], ListKind]:
        """The kind of each level of each numbering."""
        if self._numbering is None:
            return {}
        abstract = {
            one.get(w("abstractNumId")): dict(map(_level, one.iter(w("lvl"))))
            for one in self._numbering.iter(w("abstractNum"))
        }
        kinds: dict[tuple[str, int], ListKind] = {}
        for num in self._numbering.iter(w("num")):
            behind = num.find(w("abstractNumId"))
            levels = {} if behind is None else dict(abstract.get(behind.get(w("val")), {}))
            levels.update(map(_level, num.iter(w("lvl"))))
            for depth, kind in levels.items():
                kinds[num.get(w("numId"), ""), depth] = kind
        return kinds


def _level(level: Element) -> tuple[int, ListKind]:
    form = level.find(w("numFmt"))
    said = "bullet" if form is None else form.get(w("val"), "")
    return _depth(level, "ilvl"), "bullet" if said in BULLETS else "number"


def _depth(element: Element | None, attribute: str) -> int:
    said = "" if element is None else element.get(w(attribute), "")
    return int(said) if said in LEVELS else 0


def _is_on(toggle: Element | None) -> bool:
    return toggle is not None and toggle.get(w("val"), "1") not in OFF


def _is_shaded(properties: Element) -> bool:
    found = properties.find(w("shd"))
    return found is not None and found.get(w("fill"), "auto").lower() not in BLANK


def _sinks(properties: Element) -> bool:
    found = properties.find(w("vertAlign"))
    return found is not None and found.get(w("val")) == "subscript"

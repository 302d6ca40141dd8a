"""Words of WordprocessingML, as text: elements, fields, and the runs of a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol
from urllib.parse import quote

from kitgen.model.signet import bookmark_of, digest
from kitgen.model.texte import Cible, LienExterne, LienInterne, Ligne, Portion
from kitgen.render.word_styles import Mark, Style, mark_of

UNSAFE = re.compile(r'[\x00-\x20"<>\\^`{|}]')
PLAIN = re.compile(r"[^&<>\r]*")
ATTRIBUTE = {
    ord(sign): f"&{name};"
    for sign, name in {
        "&": "amp", "<": "lt", ">": "gt", '"': "quot", "\t": "#9", "\n": "#10", "\r": "#13",
    }.items()
}  # fmt: skip


def w(tag: str, *children: str, **attributes: str) -> str:
    """Return an element of the `w:` namespace, its attributes in that namespace too."""
    said = "".join([f' w:{name}="{attribute(value)}"' for name, value in attributes.items()])
    inner = "".join(children)
    return f"<w:{tag}{said}>{inner}</w:{tag}>" if inner else f"<w:{tag}{said}/>"


def attribute(value: str) -> str:
    """Return the characters of an attribute, as they are written between double quotes."""
    return value if value.isalnum() else value.translate(ATTRIBUTE)


def text(words: str, tag: str = "t") -> str:
    """Return a text element that keeps every space."""
    if not PLAIN.fullmatch(words):
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        words = words.replace("\r", "&#13;")
    return f'<w:{tag} xml:space="preserve">{words}</w:{tag}>'


def field(code: str, shown: str) -> str:
    """Return the runs of a field whose result is already there."""
    return f"{field_start(code)}{w('r', text(shown))}{FIELD_END}"


def field_start(code: str) -> str:
    """Return the runs that open a field; what follows, up to `FIELD_END`, is its result."""
    return f"{FIELD_BEGIN}{w('r', text(f' {code} ', 'instrText'))}{FIELD_SEPARATE}"


FIELD_BEGIN, FIELD_SEPARATE, FIELD_END = (
    w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
)


def contents_bookmark_of(anchor: str) -> str:
    """Return the hidden bookmark that the contents lead to, named as Word names its own."""
    return f"_Toc{digest(anchor, 12)}"


def address_of(url: str) -> str:
    """Return a URL that a relationship may hold, changing only what no URL can contain."""
    return UNSAFE.sub(lambda found: quote(found[0]), url)


class Fields(Protocol):
    """Whoever knows what a reviewer may change."""

    def wrap(self, cle: str, content: Sequence[str]) -> str:
        """Return one piece of a field, with what surrounds it."""


class Base(NamedTuple):
    """What a run is set in, which its own marks may change.

    Attributes:
        style: its character style, as an element, which those marks give way to.
        others: its other properties.
    """

    style: str = ""
    others: str = ""


BARE = Base()


class Inline:
    """Turns lines into runs within one part: the body, or a header.

    Attributes:
        dangling: the anchors that links aimed at and that the document does not hold.
    """

    def __init__(
        self,
        relate: Callable[[str], str],
        id_of: Callable[[Style | Mark], str],
        anchors: Set[str],
    ) -> None:
        """Take what returns the id of a link's relationship, and that of a style."""
        self._relate = relate
        self._id_of = id_of
        self._anchors = anchors
        self.dangling: list[str] = []

    def runs(self, line: Ligne, base: Base = BARE, fields: Fields | None = None) -> str:
        """Return runs and hyperlinks, each piece of a field in its control.

        Args:
            line: any.
            base: what the runs are set in.
            fields: none where the words are repeated: contents, headers.
        """
        if fields is None:
            return "".join(self._linked(line, base))
        found: list[str] = []
        for champ, portions in groupby(line, key=attrgetter("champ")):
            content = list(self._linked(portions, base))
            found += content if champ is None else [fields.wrap(champ, content)]
        return "".join(found)

    def marked(self, line: Ligne, mark: Mark, fields: Fields | None = None) -> str:
        """Return the runs of a label: one character style, which its own marks give way to."""
        return self.runs(line, Base(w("rStyle", val=self._id_of(mark))), fields)

    def _linked(self, line: Iterable[Portion], base: Base) -> Iterator[str]:
        """Yield runs, and links around theirs."""
        for target, portions in groupby(line, key=attrgetter("lien")):
            link = self._link(target)
            runs = [self._run(portion, base, linked=link is not None) for portion in portions]
            if link is None:
                yield from runs
            else:
                yield f"<w:hyperlink{link}>{''.join(runs)}</w:hyperlink>"

    def _run(self, portion: Portion, base: Base, *, linked: bool) -> str:
        mark = mark_of(portion, linked=linked)
        style = base.style if mark is None else w("rStyle", val=self._id_of(mark))
        properties = f"<w:rPr>{style}{base.others}</w:rPr>" if style or base.others else ""
        return f"<w:r>{properties}{text(portion.texte)}</w:r>"

    def _link(self, target: Cible | None) -> str | None:
        """Return the attributes of a link; none when it leads nowhere in this document."""
        if isinstance(target, LienInterne):
            if target.ancre in self._anchors:
                return f' w:anchor="{bookmark_of(target.ancre)}" w:history="1"'
            self.dangling.append(target.ancre)
        if not isinstance(target, LienExterne):
            return None
        return f' w:history="1" r:id="{self._relate(address_of(target.url))}"'

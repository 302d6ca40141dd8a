"""Fields in Word's sense: instructions, and the result that Word wrote from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HYPERLINK = re.compile(
    r'\s*HYPERLINK\s+(?:"(?P<address>[^"]*)"|(?P<bare>[^\s\\"]\S*))?'
    r'(?:.*?\\l\s+"?(?P<anchor>[^"\s]+)"?)?',
    re.IGNORECASE | re.DOTALL,
)
COMPUTED = frozenset({
    "INDEX", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "REF", "SECTION", "SECTIONPAGES", "SEQ",
    "STYLEREF", "TC", "TOC", "XE",
})  # fmt: skip
"""What the document itself computes: the result is no one's words."""
IN_MARGINS = COMPUTED | {
    "AUTHOR", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "KEYWORDS", "PRINTDATE",
    "SAVEDATE", "SUBJECT", "TIME", "TITLE",
}  # fmt: skip
"""What a designer may have put in a header besides."""

DEEPEST = 50
"""Fields within fields: no file of Word has ten."""


@dataclass(slots=True)
class _Open:
    """A field between its beginning and its end."""

    words: str = ""
    shown: bool = False


@dataclass(slots=True)
class Instructions:
    """The fields that are open at a place; one may stand within another.

    Attributes:
        kinds: those whose result the document computes.
    """

    kinds: frozenset[str] = COMPUTED
    stack: list[_Open] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Take a mark into account: begin, separate or end."""
        if kind == "begin" and len(self.stack) < DEEPEST:
            self.stack.append(_Open())
        elif kind == "separate" and self.stack:
            self.stack[-1].shown = True
        elif kind == "end" and self.stack:
            self.stack.pop()

    def add(self, words: str) -> None:
        """Add to the instruction that is being read."""
        if self.stack:
            self.stack[-1].words += words

    @property
    def computed(self) -> bool:
        """Whether what is read here was written by Word: a page number, a table of contents."""
        return any(one.shown and self.is_computed(one.words) for one in self.stack)

    def is_computed(self, words: str) -> bool:
        """Tell whether the result of an instruction is Word's, and not somebody's words."""
        kind, *_ = [*words.split(), ""]
        return kind.upper() in self.kinds

    @property
    def link(self) -> str | None:
        """Where a HYPERLINK field leads, within its result."""
        shown = [self.link_of(one.words) for one in self.stack if one.shown]
        return next((link for link in reversed(shown) if link), None)

    @staticmethod
    def link_of(words: str) -> str | None:
        """Return where an instruction leads, when it is that of a hyperlink."""
        found = HYPERLINK.match(words)
        if found is None:
            return None
        address = found["address"] or found["bare"] or ""
        return f"{address}#{found['anchor']}" if found["anchor"] else address

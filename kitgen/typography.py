"""French typography of a string of characters: the only place that sets French spaces.

The rules follow the *Lexique des règles typographiques en usage à l'Imprimerie nationale* and
Unicode CLDR's French data: narrow no-break space (U+202F) before `; ! ?`, inside `« »`, in
thousands and before `%`; no-break space (U+00A0) before `:`, after `n°` and between a number and
its unit. Addresses of pages and of mail boxes, and words between backquotes, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_SPACE = "[ \u00a0\u202f\u2009]"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = "millions?|milliards?|euros?|M€|k€|€|km²|km|m²|ha|kg|kWh|MWh|GWh|kWc|MWc|t"

PROTECTED = re.compile(r"`[^`]*`|\b(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")

PROTECTING = ("`", "://", "www.", "@")
"""One of them is in every text that has something to protect, so that others need no search."""

ORDINAL = re.compile(
    r"(?<![\w.,])(?:\d+(?P<digits>ers?|res?|ds?|des?|nds?|ndes?|es?)"
    r"|(?:I(?P<first>er|re)|(?:[IVXLC]{2,}|[VX])(?P<roman>es?)))(?!\w)"
)
"""A number written with its ordinal ending, which is set as a superscript."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from `start` to `end` become `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What must change in a text.

    Attributes:
        signs: characters one of which is in every text that the rule changes, so that other texts
            need no search; `0` stands for any digit.
        edits: the search.
    """

    signs: frozenset[str]
    edits: Callable[[str], Iterator[Edit]]


def _substitution(signs: str, pattern: str, replacement: str) -> Rule:
    """Build a rule that puts the same characters in place of every match."""
    compiled = re.compile(pattern)

    def edits(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            yield Edit(match.start(), match.end(), replacement)

    return Rule(frozenset(signs), edits)


def _quotes(text: str) -> Iterator[Edit]:
    """Turn pairs of straight quotes into guillemets."""
    for match in re.finditer(r'(?<![\w"])"(?=[^\s"])[^"\n]*(?<=\S)"(?![\w"])', text):
        yield Edit(match.start(), match.start() + 1, f"«{NARROW}")
        yield Edit(match.end() - 1, match.end(), f"{NARROW}»")


def _thousands(text: str) -> Iterator[Edit]:
    """Bind the groups of three digits of one number."""
    for number in re.finditer(rf"(?<![\d,.])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)", text):
        for space in re.finditer(_SPACE, number[0]):
            yield Edit(number.start() + space.start(), number.start() + space.end(), NARROW)


RULES: tuple[Rule, ...] = (
    _substitution(".", r"(?<![.…])\.{3}(?![.…])", "…"),
    _substitution("'", r"(?<=[^\W\d_])'(?=[\w«“\"(])", "’"),
    Rule(frozenset('"'), _quotes),
    _substitution("«", rf"(?<=«){_SPACE}*(?=[^\s»])", NARROW),
    _substitution("»", rf"(?<=[^\s«]){_SPACE}*(?=»)", NARROW),
    _substitution(";!?", rf"(?<=\S){_SPACE}+(?=[;!?])", NARROW),
    _substitution(";!?", r"(?<=[\w»)\]’”%°€…])(?=[;!?]+(?:[\s»)\]”.,…]|$))", NARROW),
    _substitution(":", rf"(?<=\S){_SPACE}+(?=:(?:[\s»]|$))", NO_BREAK),
    _substitution(":", r"(?<=[\w»)\]’”%°€…])(?=:(?:\s|$))", NO_BREAK),
    Rule(frozenset("0"), _thousands),
    _substitution("%‰", rf"(?<=\d){_SPACE}*(?=[%‰](?!\}}))", NARROW),
    _substitution("°", rf"(?<=\b[nN]°){_SPACE}*(?=\w)", NO_BREAK),
    _substitution("0", rf"(?<=\d){_SPACE}(?=(?:{_UNITS})(?!\w))", NO_BREAK),
    _substitution("0", rf"(?<=\d){_SPACE}(?=(?:{_MONTHS})(?!\w))", NO_BREAK),
    _substitution("1", rf"(?<=\b1er){_SPACE}(?=(?:{_MONTHS})(?!\w))", NO_BREAK),
    _substitution("0", rf"(?<=\b[LRD]\.){_SPACE}(?=\d)", NO_BREAK),
    _substitution("0", rf"(?<=\bp\.){_SPACE}(?=\d)", NO_BREAK),
    _substitution("0LRD", rf"(?<=\b[Aa]rticle){_SPACE}(?=\d|[LRD]\.)", NO_BREAK),
    _substitution("0", rf"(?<=\b[Ff]iche){_SPACE}(?=\d)", NO_BREAK),
    _substitution("0", r"(?<=\d)i?[èe]me(?=s?(?!\w))", "e"),
    _substitution("1", r"(?<=\b1)[èe]re(?=s?(?!\w))", "re"),
)
"""Applied in this order; each sees what the ones before it wrote."""


def typographier_avec(text: str, owners: Sequence[int]) -> tuple[str, list[int]]:
    """Set a text whose characters each belong to someone, such as a run.

    Args:
        text: any string.
        owners: one owner per character of `text`.

    Returns:
        The new text, and the owner of each of its characters: what replaces some characters
        belongs to the owner of the first; what is inserted, to the owner of the one before.
    """
    cuts = [place for place in range(1, len(text)) if owners[place] != owners[place - 1]]
    firsts = [owners[place] for place in (0, *cuts)] if text else []
    text, ends = typographier_entre(text, [*cuts, len(text)])
    owned: list[int] = []
    for owner, end in zip(firsts, ends, strict=False):
        owned += [owner] * (end - len(owned))
    return text, owned


def typographier_entre(text: str, ends: Sequence[int]) -> tuple[str, list[int]]:
    """Set a text that is made of runs.

    Args:
        text: any string.
        ends: where each run ends, in order; the last one with the text.

    Returns:
        The new text, and where each run ends in it; see `typographier_avec`.
    """
    moved = list(ends)
    signs = _signs(text)
    for rule in RULES:
        if not rule.signs.isdisjoint(signs) and (edits := list(rule.edits(text))):
            text = _apply(edits, text, moved)
            signs = _signs(text)
    return text, moved


def protected(text: str) -> list[tuple[int, int]]:
    """Return where what must be left alone begins and ends."""
    if not any(sign in text for sign in PROTECTING):
        return []
    return [match.span() for match in PROTECTED.finditer(text)]


def _signs(text: str) -> set[str]:
    """Return the characters of a text, and `0` when it has a digit of any script."""
    signs = set(text)
    if any(map(str.isdecimal, signs)):
        signs.add("0")
    return signs


def _apply(edits: list[Edit], text: str, ends: list[int]) -> str:
    """Return the edited text; change the ends of its runs in place."""
    shields = protected(text)
    pieces: list[str] = []
    done = added = place = 0
    for edit in edits:
        if any(
            start < max(edit.end, edit.start + 1) and edit.start < end for start, end in shields
        ):
            continue
        pieces += (text[done : edit.start], edit.replacement)
        limit = edit.start + (edit.end > edit.start)  # an insertion goes with what precedes it
        while place < len(ends) and ends[place] < limit:
            ends[place] += added
            place += 1
        grown = added + len(edit.replacement) - (edit.end - edit.start)
        while place < len(ends) and ends[place] < edit.end:
            ends[place] = edit.end + grown
            place += 1
        done, added = edit.end, grown
    ends[place:] = [end + added for end in ends[place:]]
    return "".join((*pieces, text[done:]))


def typographier(text: str) -> str:
    """Return a text with French typography; doing it twice changes nothing more."""
    return typographier_entre(text, [len(text)])[0]

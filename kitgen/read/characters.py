"""Bytes to characters: size, UTF-8, characters that no document may hold, tabs."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import lru_cache

from kitgen.errors import Code, Diagnostic, Place

MAX_BYTES = 1_000_000

FORBIDDEN = re.compile(
    "["
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff"  # no XML file may hold them
    "\\x7f-\\x9f\\ufeff"  # invisible, and refused by YAML
    "\\u2028\\u2029"  # line ends that no editor shows
    "\\u202a-\\u202e\\u2066-\\u2069"  # they make a line read otherwise than it is written
    "]"
)
REPLACEMENT = "\ufffd"
TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Characters:
    """The text of a data file.

    Attributes:
        text: without its byte order mark; forbidden characters are replaced, one for one.
        sound: whether it is worth parsing.
        diagnostics: what was wrong with it.
    """

    text: str
    sound: bool
    diagnostics: tuple[Diagnostic, ...]


def read_characters(path: str, raw: bytes) -> Characters:
    """Decode a data file, reporting each character that may not stand in it."""
    if len(raw) > MAX_BYTES:
        return Characters("", sound=False, diagnostics=(_too_large(path),))
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return Characters("", sound=False, diagnostics=(_not_utf8(path, raw, error.start),))
    problems = [
        Diagnostic(
            Code.FORBIDDEN_CHARACTER,
            f"le caractère invisible {code_point(found[0])} est interdit",
            _place(path, text, found.start()),
            "effacez-le ; il vient souvent d'un copier-coller",
        )
        for found in FORBIDDEN.finditer(text)
    ]
    tabs = [_place(path, text, found.end() - 1) for found in TAB_INDENT.finditer(text)]
    if tabs:
        problems.append(_tabs(tabs))
    return Characters(
        FORBIDDEN.sub(REPLACEMENT, text) if problems else text,
        sound=not tabs,
        diagnostics=tuple(problems),
    )


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them."""
    return LINE_END.split(text) if "\r" in text else text.split("\n")


def code_point(character: str) -> str:
    """Return the official notation of a character: `U+202E`."""
    return f"U+{ord(character):04X}"


def _place(path: str, text: str, index: int) -> Place:
    starts = _starts(text)
    line = bisect_right(starts, index)
    return Place(path, line, index - starts[line - 1] + 1)


@lru_cache(maxsize=1)
def _starts(text: str) -> list[int]:
    """Return where the lines begin: few files need it, some a thousand times."""
    return [0, *(end.end() for end in LINE_END.finditer(text))]


def _too_large(path: str) -> Diagnostic:
    return Diagnostic(
        Code.FILE_TOO_LARGE,
        "le fichier dépasse 1 Mo",
        Place(path, 1, 1),
        "coupez-le, ou retirez-en ce qui n'est pas du texte",
    )


def _not_utf8(path: str, raw: bytes, start: int) -> Diagnostic:
    before = raw[:start].decode()
    lines = LINE_END.split(before)
    return Diagnostic(
        Code.FILE_UNREADABLE,
        f"l'octet 0x{raw[start]:02X} n'est pas de l'UTF-8",
        Place(path, len(lines), len(lines[-1]) + 1),
        "enregistrez le fichier en UTF-8 depuis votre éditeur de texte",
    )


def _tabs(places: list[Place]) -> Diagnostic:
    others = f" (et {len(places) - 1} autres)" if len(places) > 1 else ""
    return Diagnostic(
        Code.YAML_SYNTAX,
        f"une tabulation décale cette ligne{others}, des espaces sont attendus",
        places[0],
        "remplacez chaque tabulation par des espaces, deux par niveau",
    )

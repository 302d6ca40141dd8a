"""YAML 1.2 to plain data with the place of everything, without anchors, tags or surprises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kitgen.errors import Code, Diagnostic, Place, quoted
from kitgen.model.written import DataFile, KeyPath, show_path
from kitgen.read.characters import (
    FORBIDDEN,
    REPLACEMENT,
    code_point,
    lines_of,
    read_characters,
)
from kitgen.read.syntax import QUOTE, explain_syntax

MAX_DEPTH = 30

CONSTANTS: Mapping[str, bool | None] = (
    dict.fromkeys(("", "~", "null", "Null", "NULL"))
    | dict.fromkeys(("true", "True", "TRUE"), True)
    | dict.fromkeys(("false", "False", "FALSE"), False)
)
NUMERIC = frozenset("+-.0123456789")
"""What a number begins with."""

INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
BASED = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

Event = Any  # ruamel.yaml's events carry their attributes without types


def resolve(text: str) -> str | int | float | bool | None:
    """Return what a scalar without quotes stands for in the core schema of YAML 1.2."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    return _number(text) if text[0] in NUMERIC else text


def _number(text: str) -> str | int | float:
    if INTEGER.fullmatch(text):
        return int(text)
    if BASED.fullmatch(text):
        return int(text, 0)
    if FLOAT.fullmatch(text):
        return float(text)
    if INFINITE.fullmatch(text):
        return float(text.replace(".", "", 1))
    return text


@dataclass(frozen=True, slots=True)
class Loaded:
    """A data file, parsed.

    Attributes:
        data: dicts, lists and scalars; nothing when the file could not be parsed.
        file: where its values stand.
        first_line: the file's first line.
        sound: whether `data` is what the author meant, so that its shape can be judged.
        diagnostics: what was wrong.
    """

    data: object
    file: DataFile
    first_line: str
    sound: bool
    diagnostics: tuple[Diagnostic, ...]


def load_yaml(path: str, raw: bytes) -> Loaded:
    """Parse the bytes of a data file; total: whatever is wrong becomes a diagnostic."""
    characters = read_characters(path, raw)
    builder = _Builder(path, list(characters.diagnostics), sound=characters.sound)
    data = builder.build(characters.text) if characters.sound else None
    return Loaded(
        data,
        DataFile(
            path,
            builder.places,
            builder.text_lines,
            builder.text_columns,
            builder.keys,
            builder.raw,
        ),
        lines_of(characters.text)[0],
        builder.sound,
        tuple(builder.problems),
    )


class _Unparsable(Exception):  # noqa: N818  # it stops the parse, the diagnostic is already there
    """Nothing more can be read."""


@dataclass(slots=True)
class _Builder:
    """Builds the data from libyaml's events, keeping the place of every value."""

    path: str
    problems: list[Diagnostic]
    sound: bool
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    raw: dict[KeyPath, str] = field(default_factory=dict)
    text_lines: dict[KeyPath, int] = field(default_factory=dict)
    text_columns: dict[KeyPath, int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    events: Iterator[Event] = field(init=False)

    def build(self, text: str) -> object:
        self.lines = lines_of(text)
        self.events = iter(CParser(text).get_event, None)
        data: object = None
        try:
            for event in self.events:
                if not isinstance(event, DocumentStartEvent):
                    continue
                if self.places:
                    self.report(Code.YAML_SYNTAX, "un seul document par fichier", event, (), SPLIT)
                    break
                if event.version or event.tags:
                    self.report(Code.YAML_SYNTAX, "une directive % n'a pas sa place", event, ())
                data = self.node(next(self.events), ())
        except MarkedYAMLError as error:
            self.sound = False
            self.problems.append(explain_syntax(self.path, error))
        except _Unparsable:
            pass
        return data

    def report(
        self, code: Code, message: str, event: Event, path: KeyPath, hint: str | None = None
    ) -> None:
        """Record what makes the data unsound."""
        self.sound = False
        place = Place(self.path, *_position(event), show_path(path))
        self.problems.append(Diagnostic(code, message, place, hint))

    def node(self, event: Event, path: KeyPath) -> object:
        self.places[path] = _position(event)
        if type(event) is ScalarEvent and event.anchor is None and event.ctag is None:
            return self.scalar(event, path)
        if isinstance(event, AliasEvent):
            self.report(
                Code.YAML_ANCHOR, "une valeur ne peut pas commencer par *", event, path, QUOTE
            )
            return None
        if event.anchor is not None:
            self.report(
                Code.YAML_ANCHOR, "une valeur ne peut pas commencer par &", event, path, QUOTE
            )
        if event.tag is not None:
            self.report(
                Code.YAML_TAG, "une valeur ne peut pas commencer par !", event, path, QUOTE
            )
        if isinstance(event, ScalarEvent):
            return self.scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self.report(Code.YAML_DEPTH, f"plus de {MAX_DEPTH} niveaux emboîtés", event, path)
            raise _Unparsable
        return self.sequence(path) if isinstance(event, SequenceStartEvent) else self.mapping(path)

    def scalar(self, event: Event, path: KeyPath) -> object:
        text: str = event.value
        if not event.style:
            self.raw[path] = text
            return resolve(text)
        if event.style == "|":
            self.block(event, path)
        if event.style == '"':
            return self.unescaped(event, path)
        return text

    def block(self, event: Event, path: KeyPath) -> None:
        """Keep where a block's text starts: one line below its mark, after its indentation."""
        first = event.start_mark.line + 1
        blank = len(event.value) - len(event.value.lstrip("\n"))
        shown = event.value[blank:].partition("\n")[0]
        self.text_lines[path] = first + 1
        if shown:
            self.text_columns[path] = len(self.lines[first + blank]) - len(shown) + 1

    def unescaped(self, event: Event, path: KeyPath) -> str:
        """Refuse the characters that an escape sequence smuggles in."""
        for found in ESCAPED.finditer(event.value):
            place = Place(self.path, *_position(event), show_path(path))
            message = f"le caractère {code_point(found[0])} est interdit, même écrit par son code"
            self.problems.append(Diagnostic(Code.FORBIDDEN_CHARACTER, message, place))
        return ESCAPED.sub(REPLACEMENT, event.value)

    def sequence(self, path: KeyPath) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: KeyPath) -> dict[str, object]:
        data: dict[str, object] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.key(event, path)
            if key is None:
                self.node(next(self.events), (*path, "?"))
                continue
            here = (*path, key)
            if key in data:
                first = self.keys[here][0]
                message = f"la clé {quoted(key)} est déjà écrite ligne {first}"
                place = Place(self.path, *_position(event), show_path(here))
                hint = "gardez l'une des deux, ou réunissez leurs contenus"
                self.problems.append(Diagnostic(Code.DUPLICATE_KEY, message, place, hint))
                self.node(next(self.events), (*path, f"{key} (bis)"))
            else:
                self.keys[here] = _position(event)
                data[key] = self.node(next(self.events), here)
        return data

    def key(self, event: Event, path: KeyPath) -> str | None:
        """Return a key; one that is not a word is reported, and its value left out."""
        if type(event) is ScalarEvent and not (event.style or event.anchor or event.ctag):
            word = resolve(event.value)
            if isinstance(word, str):
                return word
        value = self.node(event, (*path, "?"))
        if isinstance(value, str):
            return value
        shown = event.value if isinstance(event, ScalarEvent) else "?"
        message = f"{quoted(shown)} n'est pas une clé : une clé est un mot"
        place = Place(self.path, *_position(event), show_path(path))
        self.problems.append(Diagnostic(Code.WRONG_TYPE, message, place, f"écrivez `{WORD}`"))
        return None


WORD = "clé: valeur"
SPLIT = "ôtez la ligne `---`, ou coupez le fichier en deux"
ESCAPED = re.compile(f"{FORBIDDEN.pattern}|\r")


def _position(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1

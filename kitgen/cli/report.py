"""What a person reads: diagnostics, on the error stream, once each."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import sha256

from rich.console import Console
from rich.text import Text

from kitgen.cli.words import say
from kitgen.errors import (
    Code,
    Diagnostic,
    KitgenError,
    SetupError,
    Severity,
    sort_key,
    system_reason,
)


class Format(StrEnum):
    """How diagnostics are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"


COLOURS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFORMATION: "bold",
}
QUALITIES = {
    Severity.ERROR: "blocker",
    Severity.WARNING: "major",
    Severity.INFORMATION: "info",
}
"""The words of Code Climate, which GitLab reads."""
ANNOTATIONS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
}


def default_format() -> Format:
    """Return annotations inside GitHub's continuous integration, plain text elsewhere."""
    return Format.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Format.TEXT


class Report:
    """Writes to the error stream; in colour on a terminal, unless `NO_COLOR` is set."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)

    def line(self, words: str) -> None:
        """Write one line, with French typography."""
        self.console.print(Text(say(words)))

    def error(self, error: KitgenError) -> None:
        """Write what an exception carries, then how many errors there are."""
        self.diagnostics(error.diagnostics, default_format())

    def bug(self, bug: Exception) -> None:
        """Say that kitgen is at fault, not the person."""
        name = type(bug).__name__
        self.line(f"Erreur interne de kitgen ({name}) : ce n'est pas votre faute")
        self.line("Relancez avec `kitgen --debug …` et joignez ce qui s'affiche à votre message")

    def diagnostics(self, diagnostics: Iterable[Diagnostic], form: Format) -> None:
        """Write diagnostics sorted by place, and count them."""
        found = sorted(diagnostics, key=sort_key)
        for diagnostic in found:
            if form is Format.GITHUB:
                sys.stderr.write(_annotation(diagnostic) + "\n")
            else:
                self.console.print(_in_colour(diagnostic))
        if found:
            self.line(count_in_words(found))


def system_refusal(refused: OSError) -> SetupError:
    """Word what the system refused, wherever it happened."""
    where = f" ({refused.filename})" if refused.filename else ""
    return SetupError(
        Diagnostic(
            Code.SYSTEM_REFUSED,
            f"Le système refuse un fichier{where} : {system_reason(refused)}",
            hint="Vérifiez la place sur le disque, dossier temporaire compris, et vos droits",
        )
    )


def count_in_words(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `2 erreurs, 1 avertissement`."""
    parts = []
    for severity in Severity:
        number = sum(diagnostic.severity is severity for diagnostic in diagnostics)
        if number:
            parts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return ", ".join(parts)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return diagnostics as one JSON document."""
    listed = [
        {
            "code": diagnostic.code.value,
            "gravite": diagnostic.severity.value,
            "message": say(diagnostic.message),
            "indice": None if diagnostic.hint is None else say(diagnostic.hint),
            "fichier": diagnostic.place.file if diagnostic.place else None,
            "ligne": diagnostic.place.line if diagnostic.place else None,
            "colonne": diagnostic.place.column if diagnostic.place else None,
            "chemin": diagnostic.place.path if diagnostic.place else None,
        }
        for diagnostic in sorted(diagnostics, key=sort_key)
    ]
    return json.dumps({"diagnostics": listed}, ensure_ascii=False, indent=2)


def as_quality(diagnostics: Iterable[Diagnostic], project: str) -> str:
    """Return diagnostics as a Code Quality report, which GitLab shows on the lines of a merge.

    A report must place everything: what has no place is shown on the first line of `project`.
    Each has a fingerprint of its own, that neither a line more above nor a run again changes.
    """
    found, seen = [], Counter[str]()
    for one in sorted(diagnostics, key=sort_key):
        file = one.place.file if one.place else project
        print_of = f"{one.code} {file} {one.place.path if one.place else ''} {one.message}"
        seen[print_of] += 1
        found.append(
            {
                "description": _in_one_line(one),
                "check_name": one.code.value,
                "fingerprint": sha256(f"{print_of} {seen[print_of]}".encode()).hexdigest(),
                "severity": QUALITIES[one.severity],
                "location": {
                    "path": file,
                    "lines": {"begin": (one.place.line if one.place else None) or 1},
                },
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2)


def _in_one_line(diagnostic: Diagnostic) -> str:
    hint = f" → {diagnostic.hint}" if diagnostic.hint else ""
    return say(f"{diagnostic.message}{hint}")


def _in_colour(diagnostic: Diagnostic) -> Text:
    text = Text()
    if diagnostic.place:
        text.append(f"{diagnostic.place}", style="bold")
        text.append(": ")
    text.append(f"{diagnostic.severity}", style=COLOURS[diagnostic.severity])
    text.append(f" [{diagnostic.code}] ")
    if diagnostic.place and diagnostic.place.path:
        text.append(f"{diagnostic.place.path}", style="cyan")
        text.append(" – ")
    text.append(say(diagnostic.message))
    if diagnostic.hint:
        text.append(f"\n    → {say(diagnostic.hint)}", style="green")
    return text


def _annotation(diagnostic: Diagnostic) -> str:
    """Return a workflow command that GitHub shows on the line of the file."""
    kind = ANNOTATIONS[diagnostic.severity]
    place = diagnostic.place
    where = f"file={place.file},line={place.line or 1},col={place.column or 1}," if place else ""
    escaped = (
        _in_one_line(diagnostic).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    )
    return f"::{kind} {where}title={diagnostic.code}::{escaped}"

"""What a Word file is around its text: the template's parts, filled, with holders for passages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from kitgen.render.word_styles import Mark, Style
from kitgen.render.word_zip import Entry, assemble, compress, entries_of, expand

TEMPLATE = "modele.docx"
DOCUMENT = "word/document.xml"
ABOUT = "kitgen.json"
"""The entry that tells the rest, in a shell that is kept."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A Word file whose text is left out.

    Attributes:
        entries: its parts by name; those that are the template's own are left out.
        same: the names of those, and their checksums.
        ids: the id of each style by name.
        framed: the properties that frame the paragraphs of a fiche's map.
        lists: by style of numbered lists, the id of the abstract numbering behind it.
        instances: the number of the first list that a passage begins.
        drawings: the id of the first drawing of a passage.
        labelled: whether the template says the label of a fiche alone.
        logo: whether there is a holder for the logos of who publishes.
    """

    entries: Mapping[str, Entry]
    same: Mapping[str, int]
    ids: Mapping[str, str]
    framed: str
    lists: Mapping[str, str]
    instances: int
    drawings: int
    labelled: bool
    logo: bool

    def fits(self, template: Mapping[str, Entry]) -> bool:
        """Return whether the parts that are left out are those of a template."""
        return all(
            name in template and template[name].crc == one for name, one in self.same.items()
        )

    def id_of(self, style: Style | Mark) -> str:
        """Return the id that a paragraph or a run refers to."""
        return self.ids[style]


def template_of(layouts: Path, genre: str) -> dict[str, Entry]:
    """Return the entries of the template of a genre, by name; none when it cannot be read."""
    try:
        return entries_of((layouts / genre / TEMPLATE).read_bytes())
    except (OSError, BadZipFile):
        return {}


def dump_shell(shell: Shell) -> bytes:
    """Return the bytes of a shell."""
    known = {name: getattr(shell, name) for name in KEPT}
    about = compress(json.dumps(known, ensure_ascii=False).encode())
    return assemble({**shell.entries, ABOUT: about})


def load_shell(content: bytes) -> Shell:
    """Return the shell that `dump_shell` wrote."""
    entries = entries_of(content)
    known = json.loads(expand(entries.pop(ABOUT)))
    return Shell(entries, **known)


KEPT = ("same", "ids", "framed", "lists", "instances", "drawings", "labelled", "logo")

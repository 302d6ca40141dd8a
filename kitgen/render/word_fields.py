"""The fields of a review file: content controls around the words that a reviewer may change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kitgen.model.relecture import Champ, etiquette_de, signet_de
from kitgen.render.word_passage import END, MARK, mark
from kitgen.render.word_xml import w

LARGEST = 2**31 - 2
"""Ids of controls are positive and hold in 31 bits."""
LONGEST = 64
"""Characters that Word allows in the title of a control."""


FIRST = 1_000_000
"""The first id of the bookmark of a field: far beyond those of a document."""


class Fields:
    """Puts each piece of a field in a control of its own, and a bookmark around the whole.

    Why a control for each paragraph: LibreOffice loses those that span several.
    """

    def __init__(self, champs: Iterable[Champ]) -> None:
        self._champs = {champ.cle: champ for champ in champs}
        self._ids: set[int] = set()
        self._pieces: Counter[str] = Counter()
        self._places: dict[str, int] = {}

    def wrap(self, cle: str, content: Sequence[str]) -> str:
        """Return the control around the runs and links of one piece, in its bookmark.

        After each piece, a mark stands for the end of the bookmark: see `close`.
        """
        self._pieces[cle] += 1
        rank = self._pieces[cle]
        place = self._places.setdefault(cle, len(self._places))
        control = w("sdt", self._properties(cle, rank, content), w("sdtContent", *content))
        start = "" if rank > 1 else w("bookmarkStart", id=str(FIRST + place), name=signet_de(cle))
        return f"{start}{control}{mark(END, place)}"

    def champs(self) -> tuple[Champ, ...]:
        """Return the fields that were written, in order."""
        return tuple(self._champs[cle] for cle in self._places)

    def _properties(self, cle: str, rank: int, content: Sequence[str]) -> str:
        """Return what a control is: its name, its tag, what it accepts.

        Only the first piece of a field is locked against deletion: the others, elements of a
        list among them, come and go. A control of plain text cannot hold links nor several runs.
        """
        champ, tag = self._champs[cle], etiquette_de(cle, rank)
        plain = champ.genre == "ligne" and len(content) == 1 and content[0].startswith("<w:r>")
        return w(
            "sdtPr",
            w("alias", val=champ.libelle[:LONGEST]),
            w("tag", val=tag),
            w("id", val=str(self._id(tag))),
            w("lock", val="sdtLocked") if rank == 1 else "",
            w("text") if plain else "",
        )

    def _id(self, tag: str) -> int:
        number = int(sha256(tag.encode()).hexdigest(), 16) % LARGEST + 1
        while number in self._ids:
            number = number % LARGEST + 1
        self._ids.add(number)
        return number


def close(xml: str) -> str:
    """Return a text in which each bookmark of a field ends after the last of its pieces."""
    last = {found[2]: found.start() for found in MARK.finditer(xml) if found[1] == END}

    def end(found: re.Match[str]) -> str:
        if found[1] != END:
            return found[0]
        ends = last[found[2]] == found.start()
        return w("bookmarkEnd", id=str(FIRST + int(found[2]))) if ends else ""

    return MARK.sub(end, xml)

"""The fields of a review file: content controls around the words that a reviewer may change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from kitgen.model.relecture import Champ, etiquette_de, signet_de
from kitgen.render.word_xml import w

LARGEST = 2**31 - 2
"""Ids of controls are positive and hold in 31 bits."""
LONGEST = 64
"""Characters that Word allows in the title of a control."""


class Fields:
    """Puts each piece of a field in a control of its own, and a bookmark around the whole.

    Why a control for each paragraph: LibreOffice loses those that span several.
    """

    def __init__(self, champs: Iterable[Champ], bookmarks: Iterator[int]) -> None:
        self._champs = {champ.cle: champ for champ in champs}
        self._bookmarks = bookmarks
        self._ids: set[int] = set()
        self._pieces: Counter[str] = Counter()
        self._last: dict[str, tuple[str, Element]] = {}

    def wrap(self, cle: str, content: Sequence[Element]) -> Iterator[Element]:
        """Yield the control around the runs and links of one piece, after its bookmark's start."""
        self._pieces[cle] += 1
        rank = self._pieces[cle]
        control = w("sdt", self._properties(cle, rank, content), w("sdtContent", *content))
        if rank == 1:
            number = str(next(self._bookmarks))
            yield w("bookmarkStart", id=number, name=signet_de(cle))
        else:
            number, _ = self._last[cle]
        self._last[cle] = (number, control)
        yield control

    def close(self) -> tuple[Champ, ...]:
        """End each bookmark after the last piece of its field; return the fields in order."""
        for number, control in self._last.values():
            control.addnext(w("bookmarkEnd", id=number))
        return tuple(self._champs[cle] for cle in self._last)

    def _properties(self, cle: str, rank: int, content: Sequence[Element]) -> Element:
        """Return what a control is: its name, its tag, what it accepts.

        Only the first piece of a field is locked against deletion: the others, elements of a
        list among them, come and go. A control of plain text cannot hold links nor several runs.
        """
        champ, tag = self._champs[cle], etiquette_de(cle, rank)
        properties = w("sdtPr", w("alias", val=champ.libelle[:LONGEST]), w("tag", val=tag))
        properties.append(w("id", val=str(self._id(tag))))
        if rank == 1:
            properties.append(w("lock", val="sdtLocked"))
        if champ.genre == "ligne" and [piece.tag for piece in content] == [qn("w:r")]:
            properties.append(w("text"))
        return properties

    def _id(self, tag: str) -> int:
        number = int(sha256(tag.encode()).hexdigest(), 16) % LARGEST + 1
        while number in self._ids:
            number = number % LARGEST + 1
        self._ids.add(number)
        return number

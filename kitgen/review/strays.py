"""Paragraphs that left their field and stayed in the document, as when a program drops a control.

The field is then not whole, though nothing in it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kitgen.model.relecture import Relecture
from kitgen.review.letters import displayed
from kitgen.review.paper import Line
from kitgen.review.words import fold

ALIKE = 0.6
"""How much two paragraphs must share to be one, changed."""
SHORTEST = 4
"""Words: shorter paragraphs are alike by chance."""


class Paragraphs:
    """The paragraphs of the long texts, as they were sent."""

    def __init__(self, relecture: Relecture) -> None:
        self._relecture = relecture
        self._sent: dict[str, tuple[str, ...]] = {}

    @property
    def sent(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each paragraph, by field; known once somebody asks."""
        if not self._sent:
            references = {one.reference: one for one in self._relecture.renvois}
            self._sent = {
                champ.cle: tuple(line.text for line in displayed(champ.affiche, references))
                for champ in self._relecture.champs
                if champ.genre == "texte"
            }
        return self._sent

    def owner(self, text: str) -> str | None:
        """Return the field that has a paragraph of these very words."""
        if len(text.split()) < SHORTEST:
            return None
        return next((key for key, lines in self.sent.items() if text in lines), None)

    def torn(
        self, text: str, near: Iterable[str | None], fields: Mapping[str, Sequence[Line]]
    ) -> Iterator[str]:
        """Yield the fields that some words outside any field were a paragraph of.

        Args:
            text: the words.
            near: the fields around; there, the words may have changed.
            fields: what each holds now.
        """
        owner = self.owner(text)
        for key in dict.fromkeys((owner, *near)):
            now = {fold(line.text).strip() for line in fields.get(str(key), ())}
            gone = [one for one in self.sent.get(str(key), ()) if one not in now]
            if key is not None and any(_alike(one, text) for one in gone):
                yield key


def _alike(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    ratio = SequenceMatcher(None, words, others, autojunk=False).ratio()
    return min(len(words), len(others)) >= SHORTEST and ratio > ALIKE

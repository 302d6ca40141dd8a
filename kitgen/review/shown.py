"""A text as its reader sees it, each character with the authored one that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kitgen.model.markdown import FICHE_SCHEME
from kitgen.model.relecture import RenvoiAffiche
from kitgen.review.paper import ListKind
from kitgen.review.source import Char, Span, fiche_of, source_lines
from kitgen.review.words import Letter, Look, address, typeset

References = Mapping[str, RenvoiAffiche]
"""How a document shows its references, by fiche."""


def look_of(spans: Sequence[Span]) -> Look:
    """Return the look that some marks give."""
    kinds = {span.kind for span in spans}
    target = next((address(span.target) for span in spans if span.kind == "link"), None)
    return Look("bold" in kinds, "italic" in kinds, target)


def shown(chars: Sequence[Char], references: References) -> tuple[Letter, ...]:
    """Return a line as displayed: references worded, typography set."""
    return typeset(_linked(chars, references))


def shown_text(
    markdown: str, references: References
) -> tuple[tuple[ListKind | None, tuple[Letter, ...]], ...]:
    """Return the paragraphs and list elements of a long text, as displayed.

    Raises:
        UnmappedError: the text cannot be followed.
    """
    return tuple(
        (line.item, shown(line.chars or (), references)) for line in source_lines(markdown)
    )


def _linked(chars: Sequence[Char], references: References) -> Iterator[Letter]:
    """Yield the characters with the words that references give, as the composer does."""
    said: list[str] = []
    place = 0
    for span, group in groupby(chars, key=lambda char: fiche_of(char.spans)):
        members = tuple(group)
        letters = [
            Letter(char.text, look_of(char.spans), place + rank)
            for rank, char in enumerate(members)
        ]
        place += len(members)
        if span is not None:
            look = look_of(members[-1].spans)
            reference = references.get(span.target.removeprefix(FICHE_SCHEME))
            letters = _worded(letters, look, reference, "".join(said))
        yield from letters
        said += [letter.text for letter in letters]


def _worded(
    letters: list[Letter], look: Look, reference: RenvoiAffiche | None, before: str
) -> list[Letter]:
    """Return the characters of a reference, with the words that it gives."""
    if reference is None:
        return letters
    if not any(letter.text for letter in letters):
        return [Letter(one, look, letters[0].owner, derived=True) for one in reference.nom]
    words = before + "".join(letter.text for letter in letters)
    inside = words.count("(") > words.count(")")
    suffix = f", {reference.ou}" if inside else f" ({reference.ou})"
    return [*letters, *(Letter(one, look, letters[-1].owner, derived=True) for one in suffix)]

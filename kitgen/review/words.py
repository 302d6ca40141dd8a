"""Characters with their look, cut into words; what French typography added is taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from kitgen.typography import typographier_avec

WORD = re.compile(r"\s+|\w+|[^\w\s]")
SPACES = re.compile(r"\s+")
APOSTROPHES = "’\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
TYPED = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
FOLDED = {**TYPED, ord("\N{NON-BREAKING HYPHEN}"): "-"}
"""What Word's automatic corrections set one for another, and nobody means."""
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]"
)
"""What comes with a paste and means nothing; not the joiner, which makes one emoji of several."""
UNSAFE = re.compile(r'[^\x21-\x7e]|["<>\\^`{|}]')
ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
HOST = re.compile(r"https?://[^/?#]+")


class Look(NamedTuple):
    """How a character looks.

    Attributes:
        target: where it links: an address, or `fiche:municipal/scic`.
    """

    bold: bool = False
    italic: bool = False
    target: str | None = None


ORDINARY = Look()


@dataclass(frozen=True, slots=True)
class Letter:
    """A displayed character.

    Attributes:
        owner: the place of the authored character that it stands for; none for one that a
            reference gave, or that a reviewer typed.
        derived: whether it is a word that a reference to a fiche gives.
    """

    text: str
    look: Look = ORDINARY
    owner: int | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a space or a sign, all of one look.

    Attributes:
        letters: its characters; those of derived words are one token together.
    """

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(letter.text for letter in self.letters)

    @property
    def look(self) -> Look:
        """Its look."""
        return self.letters[0].look

    @property
    def derived(self) -> bool:
        """Whether a reference gave it."""
        return self.letters[0].derived

    @property
    def key(self) -> tuple[str, str | None]:
        """What two tokens share when a reviewer left the one as the other."""
        return fold(self.text), (self.look.target if self.derived else None)


def fold(text: str) -> str:
    """Return a text as two readers would agree on it: spaces and apostrophes of one kind."""
    return SPACES.sub(" ", INVISIBLE.sub("", text)).translate(FOLDED)


def bare(text: str) -> str:
    """Return words as the house types them: ordinary spaces and apostrophes."""
    return SPACES.sub(" ", INVISIBLE.sub("", text)).translate(TYPED)


def address(target: str) -> str:
    """Return an address in the one form that no program changes: Word and LibreOffice do."""
    quoted = UNSAFE.sub(lambda found: quote(found[0]), target)
    quoted = ESCAPE.sub(lambda found: found[0].upper(), quoted).replace("%27", "'")
    return f"{quoted}/" if HOST.fullmatch(quoted) else quoted


def tokens(letters: Iterable[Letter]) -> tuple[Token, ...]:
    """Cut characters into words, spaces and signs, where the look changes too."""
    return tuple(token for group in _groups(letters) for token in _cut(group))


def _groups(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    group: list[Letter] = []
    for letter in letters:
        if group and (letter.look, letter.derived) != (group[-1].look, group[-1].derived):
            yield group
            group = []
        group.append(letter)
    if group:
        yield group


def _cut(group: list[Letter]) -> Iterator[Token]:
    if group[0].derived:
        yield Token(tuple(group))
        return
    for found in WORD.finditer("".join(letter.text for letter in group)):
        yield Token(tuple(group[found.start() : found.end()]))


def without_edges(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """Return characters where bold and italic begin and end with a letter or a digit."""
    known = list(letters)
    for step in (1, -1):
        before = ORDINARY
        for place in range(len(known))[::step]:
            letter = known[place]
            look = letter.look
            if not letter.text.isalnum():
                look = look._replace(
                    bold=look.bold and before.bold, italic=look.italic and before.italic
                )
                known[place] = replace(letter, look=look)
            before = look
    return tuple(known)


def typeset(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """Set characters as the Edition does, each keeping its look."""
    known = tuple(letters)
    text, owners = typographier_avec("".join(one.text for one in known), range(len(known)))
    return tuple(
        Letter(character, known[owner].look, known[owner].owner, known[owner].derived)
        for character, owner in zip(text, owners, strict=True)
    )


def signature(letters: Iterable[Letter]) -> tuple[tuple[str, Look | None], ...]:
    """Return what a reader sees of a line: two lines of one signature say the same.

    The look of a space is not seen, nor the width that typography gives it.
    """
    return glance(typeset(letters))


def glance(letters: Iterable[Letter]) -> tuple[tuple[str, Look | None], ...]:
    """Return the same of characters that are already set."""
    seen: list[tuple[str, Look | None]] = []
    for letter in letters:
        for character in fold(letter.text):
            if character != " ":
                seen.append((character, letter.look))
            elif seen and seen[-1][0] != " ":
                seen.append((" ", None))
    return tuple(seen[:-1] if seen and seen[-1][0] == " " else seen)

"""One line that came back, as Markdown: what was left alone is put back to the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kitgen.review.emit import Atom, emit
from kitgen.review.paper import ListKind
from kitgen.review.shown import References, shown, shown_text
from kitgen.review.source import Char, SourceLine, Span, UnsayableError
from kitgen.review.words import Letter, Token, bare, signature, tokens, without_edges

WIDTH = 92
"""Of a line of new text: with its margin in the file, about a hundred characters."""
INDENTS: dict[ListKind | None, str] = {None: "", "bullet": "  ", "number": "   "}


def rewritten(
    line: SourceLine | None, returned: Sequence[Letter], references: References, indent: str
) -> str:
    """Return the Markdown of a returned line.

    The authored one is kept wherever its words and marks were; failing that, the whole line is
    written anew. Whatever comes out, read again, says what was returned, but for the weight of
    a sign at the edge of some bold or italic words, which Markdown has no way to mark.

    Args:
        line: the authored line; none for a new one.
        returned: its characters as they came back.
        references: how the document showed its references.
        indent: what begins the lines after the first.

    Raises:
        UnsayableError: nothing that can be typed says it.
    """
    for letters in (returned, without_edges(returned)):
        wanted = signature(letters)
        for chars in (None if line is None else line.chars, None):
            atoms = _kept(chars or (), letters, references)
            source = emit(_trimmed(atoms), WIDTH, indent)
            if _says(source, references) == wanted:
                return source
    raise UnsayableError


def rewritten_plain(line: SourceLine, returned: Sequence[Letter]) -> str:
    """Return the characters of a returned line in which no character has another meaning."""
    wanted = signature(returned)
    sources = [
        " ".join("".join(atom.source for atom in _kept(chars, returned, {})).split())
        for chars in (line.chars or (), ())
    ]
    said = [source for source in sources if signature(map(Letter, source)) == wanted]
    return [*said, sources[-1]][0]


def _says(source: str, references: References) -> tuple[object, ...] | None:
    """Return what a line says to its reader; nothing when it is not one line."""
    lines = shown_text(source, references)
    return signature(lines[0][1]) if len(lines) == 1 and lines[0][0] is None else None


def _trimmed(atoms: list[Atom]) -> list[Atom]:
    """Drop the spaces at both ends."""
    solid = [place for place, atom in enumerate(atoms) if not atom.blank]
    return atoms[solid[0] : solid[-1] + 1] if solid else []


def _kept(chars: Sequence[Char], returned: Sequence[Letter], references: References) -> list[Atom]:
    """Return the authored characters with the changed words in their place."""
    old, new = tokens(shown(chars, references)), tokens(returned)
    cuts = _cuts(old, len(chars))
    found: list[Atom] = []
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for place, token in zip(range(i1, i2), new[j1:j2], strict=True):
                found += _left(chars[cuts[place] : cuts[place + 1]], old[place], token)
        else:
            found += [_fresh(token) for token in new[j1:j2]]
    return found


def _keys(words: Sequence[Token]) -> list[tuple[str, str | None]]:
    return [word.key for word in words]


def _cuts(words: Sequence[Token], length: int) -> list[int]:
    """Return where the authored characters of each displayed word begin, and where they end.

    A character that typography or a reference added belongs to the one before.
    """
    cuts: list[int] = []
    last = -1
    for word in words:
        owner = word.letters[0].owner or 0
        fresh = owner > last
        cuts.append(owner if fresh else min(last + 1, length))
        last = max(last, *(letter.owner or 0 for letter in word.letters))
    cuts[:1] = [0] if cuts else []
    return [*cuts, length]


def _left(chars: Sequence[Char], old: Token, new: Token) -> Iterator[Atom]:
    """Yield a word that was left as it was, with the marks that it now has."""
    same = old.look == new.look
    for char in chars:
        spans: tuple[Span, ...] | None = char.spans if same else None
        yield Atom(char.source, new.look, spans, blank=char.text.isspace())


def _fresh(token: Token) -> Atom:
    """Return a new word; one that a reference gives needs no typing."""
    text = "" if token.derived else bare(token.text)
    return Atom(text, token.look, blank=text.isspace(), fresh=True)

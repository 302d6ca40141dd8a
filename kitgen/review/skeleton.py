"""A document without its fields' words: what tells composed text from text typed beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kitgen.review.elements import IMAGE, PAGE_BREAK, SHAPE
from kitgen.review.paper import Line
from kitgen.review.words import fold

FORM = "{forme}"
"""What stands for a shape."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A line without its fields' words.

    Attributes:
        text: its composed words, with `{3f9a12c4d5e6}` for each field, and `{forme}` at the end
            for each shape, which Word and LibreOffice write at any place of its paragraph.
        keys: the fields in it, in order.
        lines: the lines of the document that it stands for: several when a field has several.
    """

    text: str
    keys: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def beside(self) -> str:
        """Its composed words alone."""
        words = self.text
        for key in self.keys:
            words = words.replace(f"{{{key}}}", " ")
        return fold(words).strip()


def skeleton(lines: Iterable[Line], *, shapes: bool = True) -> tuple[Bone, ...]:
    """Return the lines that say something, those of one field that follow each other as one.

    Args:
        lines: of the document.
        shapes: whether a shape says something.
    """
    bones: list[Bone] = []
    for line in lines:
        text, keys = _without_fields(line, FORM if shapes else "")
        if not text:
            continue
        if bones and keys and text == bones[-1].text == f"{{{keys[0]}}}":
            bones[-1] = Bone(text, keys, (*bones[-1].lines, line))
        else:
            bones.append(Bone(text, keys, (line,)))
    return tuple(bones)


def _without_fields(line: Line, form: str) -> tuple[str, tuple[str, ...]]:
    words: list[str] = []
    keys: list[str] = []
    last = None
    for run in line.runs:
        key = None if run.piece is None else run.piece.key
        text = run.text.replace(PAGE_BREAK, "")
        if key is None:
            words.append(text.replace(IMAGE, "{image}"))
        elif key != last:
            words.append(f"{{{key}}}")
            keys.append(key)
        if key is not None or text:
            last = key
    said = "".join(words)
    shapes = f" {form}" * said.count(SHAPE)
    return fold(said.replace(SHAPE, "") + shapes).strip(), tuple(keys)


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, range, range]]:
    """Yield where two skeletons differ, as in `difflib`."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag, range(i1, i2), range(j1, j2)

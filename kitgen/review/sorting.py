"""The lines of a returned file, given back to their fields; what is no field's is told.

Nothing is guessed: the document's own words are known, so that whatever is neither theirs nor in
a field was typed beside, and a field next to words that nobody can explain is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from kitgen.model.relecture import Relecture
from kitgen.review.elements import IMAGE, SHAPE
from kitgen.review.notice import Notice, NoticeKind
from kitgen.review.paper import Author, Line, Run
from kitgen.review.skeleton import FORM, Bone, changes, skeleton
from kitgen.review.strays import Paragraphs
from kitgen.review.words import WORD, fold

KEY = re.compile(r"\{[0-9a-f]{12}\}")


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file by its fields.

    Attributes:
        fields: the lines of each field that is there, with its own runs only.
        tainted: the fields beside which stands something that nobody can explain.
        notices: what was found outside the fields.
    """

    fields: Mapping[str, tuple[Line, ...]]
    tainted: frozenset[str]
    notices: tuple[Notice, ...]


def sort_out(relecture: Relecture, lines: Sequence[Line]) -> Sorted:
    """Give the lines of one view of a file back to their fields."""
    bones = skeleton(lines, shapes=relecture.formes)
    sorter = _Sorter(relecture, bones, Paragraphs(relecture))
    sorter.sort()
    fields = {key: _in_order(places) for key, places in sorter.found.items()}
    torn = (key for place in sorter.strays for key in sorter.torn(place, fields))
    return Sorted(fields, frozenset((*sorter.tainted, *torn)), tuple(sorter.notices))


@dataclass(slots=True)
class _Sorter:
    relecture: Relecture
    bones: tuple[Bone, ...]
    paragraphs: Paragraphs
    found: dict[str, dict[int, tuple[Line, ...]]] = field(default_factory=dict)
    tainted: set[str] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)
    adopted: dict[int, str] = field(default_factory=dict)
    strays: list[int] = field(default_factory=list)

    def sort(self) -> None:
        old = [fold(text) for text in self.relecture.squelette]
        found = list(changes(old, [bone.text for bone in self.bones]))
        for tag, _, mine in found:
            if tag == "equal":
                self.take_all(mine)
        gone = {i: old[i] for tag, theirs, _ in found if tag != "equal" for i in theirs}
        for tag, theirs, mine in found:
            if tag != "equal":
                self.sort_change(gone, theirs, mine)
        for place in sorted(gone):
            if not KEY.search(gone[place]):
                self.notices.append(Notice(NoticeKind.COMPOSED, None, "", gone[place]))
        for champ in self.relecture.champs:
            if champ.cle not in self.found:
                self.notices.append(Notice(NoticeKind.DELETED, champ.cle, ""))

    def take_all(self, places: range) -> None:
        """Give their lines to the fields of some bones."""
        for place in places:
            for key in self.bones[place].keys:
                self.take(place, key)

    def take(self, place: int, key: str) -> bool:
        """Give a field its lines; those of a second place are a copy, or the rest of the field.

        Pieces that stand away from the others are told, and the field left as it is.
        """
        bone, known = self.bones[place], self.found.setdefault(key, {})
        lines = _own(bone.lines, key)
        if known and place not in known:
            if _pieces(lines) & _pieces(_in_order(known)):
                self.tell(NoticeKind.OUTSIDE, place, said(bone.lines))
                return False
            if not {place - 1, place + 1} & known.keys():
                self.tainted.add(key)
                self.tell(NoticeKind.MOVED, place, said(lines), key=key)
        known[place] = lines
        return True

    def sort_change(self, gone: dict[int, str], theirs: range, mine: range) -> None:
        """Sort the lines that stand where others stood."""
        for place in mine:
            bone = self.bones[place]
            came_from = next((i for i, text in gone.items() if text == bone.text), None)
            if came_from is not None:
                del gone[came_from]
                self.tell(NoticeKind.MOVED, place, said(bone.lines))
                self.take_all(range(place, place + 1))
            elif bone.keys:
                self.sort_beside(gone, place)
            elif (key := self.adopter(place)) is not None:
                self.adopted[place] = key
                self.found[key][place] = bone.lines
            else:
                near = next((i for i in theirs if i in gone and _alike(gone[i], bone.text)), None)
                before = "" if near is None else gone.pop(near)
                kind = NoticeKind.COMPOSED if before else NoticeKind.OUTSIDE
                self.strays.append(place)
                self.tell(kind, place, said(bone.lines), before)

    def sort_beside(self, gone: dict[int, str], place: int) -> None:
        """Sort a line that holds fields, and other words than it should."""
        bone = self.bones[place]
        self.tainted |= {key for key in bone.keys if bone.keys.count(key) > 1}
        homes = [i for i, text in gone.items() if any(f"{{{key}}}" in text for key in bone.keys)]
        expected = KEY.sub(" ", " ".join(gone.pop(i) for i in homes))
        added, gone_words = _difference(expected, bone.beside)
        taken = [key for key in dict.fromkeys(bone.keys) if self.take(place, key)]
        if added:
            self.tainted.update(taken)
        if not homes and not (added and taken):
            return
        if added:
            self.tell(NoticeKind.BESIDE, place, bone.beside, fold(expected).strip(), bone.keys[0])
        elif gone_words:
            self.tell(NoticeKind.COMPOSED, place, "", gone_words, bone.keys[0])
        else:
            self.tell(NoticeKind.MOVED, place, said(bone.lines), key=bone.keys[0])

    def adopter(self, place: int) -> str | None:
        """Return the long text that a new paragraph goes on, in the very style of its last."""
        if not place:
            return None
        before = self.bones[place - 1]
        key = self.adopted.get(place - 1) or (before.keys[0] if before.keys else None)
        line, last = self.bones[place].lines[0], before.lines[-1]
        alone = place - 1 in self.adopted or before.text == f"{{{key}}}"
        same = (line.style, line.zone) == (last.style, last.zone)
        same = same and self.paragraphs.owner(said((line,))) in {None, key}
        long = any(one.cle == key and one.genre == "texte" for one in self.relecture.champs)
        return key if alone and same and long and key in self.found else None

    def torn(self, place: int, fields: Mapping[str, tuple[Line, ...]]) -> Iterator[str]:
        """Yield the fields that lost a paragraph to a place outside any of them."""
        around = (self.bones[:place][::-1], self.bones[place:])
        near = [next((bone.keys[0] for bone in side if bone.keys), None) for side in around]
        return self.paragraphs.torn(said(self.bones[place].lines), near, fields)

    def tell(
        self, kind: NoticeKind, place: int, text: str, before: str = "", key: str | None = None
    ) -> None:
        """Note something, with the field that it is about or after."""
        if key is None:
            nearest = (keys for bone in reversed(self.bones[:place]) if (keys := bone.keys))
            key = next(nearest, (None,))[-1]
        self.notices.append(Notice(kind, key, text, before, authors_of(self.bones[place].lines)))


def said(lines: Sequence[Line]) -> str:
    """Return the words of some lines, and what stands among them."""
    words = " ".join(line.text for line in lines)
    return fold(words.replace(SHAPE, f" {FORM} ").replace(IMAGE, "{image}")).strip()


def authors_of(lines: Sequence[Line]) -> tuple[Author, ...]:
    """Return who recorded changes in some lines, each once."""
    return tuple(dict.fromkeys(_authors(lines)))


def _authors(lines: Sequence[Line]) -> Iterator[Author]:
    for line in lines:
        for run in line.runs:
            yield from (one for one in (run.added, run.removed, run.restyled) if one)
        yield from (one for one in (line.added, line.removed) if one)


def _own(lines: Sequence[Line], key: str) -> tuple[Line, ...]:
    """Return lines with the runs of one field only."""
    return tuple(
        replace(line, runs=tuple(run for run in line.runs if _is_of(run, key))) for line in lines
    )


def _is_of(run: Run, key: str) -> bool:
    return run.piece is not None and run.piece.key == key


def _pieces(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the pieces that stand in some lines; a bookmark's have none."""
    runs = (run for line in lines for run in line.runs)
    return {run.piece.number for run in runs if run.piece is not None and run.piece.number}


def _in_order(places: Mapping[int, tuple[Line, ...]]) -> tuple[Line, ...]:
    return tuple(line for place in sorted(places) for line in places[place])


def _alike(old: str, new: str) -> bool:
    """Tell whether a line is another one changed, rather than a new one."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() > 0.5


def _difference(old: str, new: str) -> tuple[str, str]:
    """Return the words that came beside a field, and those that went."""
    before, after = WORD.findall(fold(old).strip()), WORD.findall(fold(new).strip())
    came: list[str] = []
    went: list[str] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[i1:i2] != after[j1:j2]:
            went += before[i1:i2]
            came += after[j1:j2]
    return "".join(came).strip(), "".join(went).strip()

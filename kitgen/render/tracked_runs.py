"""A merged paragraph as runs that Word accepts or rejects: `w:ins`, `w:del`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import Literal

from kitgen.model.difference import WORD, tranches
from kitgen.model.signet import bookmark_of
from kitgen.model.texte import Cible, LienExterne, LienInterne, Ligne, Portion
from kitgen.render.word_blocks import Para
from kitgen.render.word_styles import Mark, Style, mark_of
from kitgen.render.word_xml import address_of, text, w

AUTHOR = "kitgen"
TAB = "\t"
Sens = Literal["=", "+", "-"]


@dataclass(frozen=True, slots=True)
class Atome:
    """A word with its marks.

    Attributes:
        marques: an empty run that carries its marks and its link.
        style: of a label's words, which their own marks give way to.
    """

    texte: str
    marques: Portion
    style: Mark | None = None


def atoms_of(para: Para) -> tuple[Atome, ...]:
    """Return the words of a paragraph: those of its label, a tab, its own."""
    label = para.label
    head = () if label is None else (*_atoms(label.content, label.mark), Atome(TAB, Portion("")))
    return (*head, *_atoms(para.content, None))


def _atoms(ligne: Ligne, style: Mark | None) -> Iterator[Atome]:
    for run in ligne:
        marks = replace(run, texte="")
        yield from (Atome(word, marks, style) for word in WORD.findall(run.texte))


def compare_atoms(
    before: Sequence[Atome], after: Sequence[Atome]
) -> Iterator[tuple[Sens, Sequence[Atome]]]:
    """Yield stretches of words that were kept, removed, added."""
    for one in tranches(before, after, lambda atom: atom.texte.isspace()):
        if one.pareil:
            yield "=", one.apres
            continue
        if one.avant:
            yield "-", one.avant
        if one.apres:
            yield "+", one.apres


class Tracker:
    """Writes runs within one part, and what tracks them, all under one author and date."""

    def __init__(
        self,
        relate: Callable[[str], str],
        id_of: Callable[[Style | Mark], str],
        anchors: Set[str],
        created: datetime.datetime,
    ) -> None:
        """Take what returns the id of a link's relationship, and that of a style."""
        self._relate = relate
        self._id_of = id_of
        self._anchors = anchors
        self._date = created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.ids = count(1)

    def mark(self, sens: Literal["+", "-"], *children: str) -> str:
        """Return what says that its children, or the paragraph's end, came or went."""
        name = "ins" if sens == "+" else "del"
        return w(name, *children, id=str(next(self.ids)), author=AUTHOR, date=self._date)

    def runs(self, sens: Sens, atoms: Sequence[Atome]) -> str:
        """Return the runs and links of some words."""
        return "".join(
            self._linked(sens, target, linked)
            for target, linked in groupby(atoms, key=lambda atom: atom.marques.lien)
        )

    def _linked(self, sens: Sens, target: Cible | None, atoms: Iterable[Atome]) -> str:
        link = self._link(target)
        runs = "".join(
            self._run(sens, style, marks, "".join(atom.texte for atom in same), linked=bool(link))
            for (style, marks), same in groupby(atoms, key=lambda atom: (atom.style, atom.marques))
        )
        tracked = runs if sens == "=" else self.mark(sens, runs)
        return f"<w:hyperlink{link}>{tracked}</w:hyperlink>" if link else tracked

    def _run(
        self, sens: Sens, style: Mark | None, marks: Portion, words: str, *, linked: bool
    ) -> str:
        mark = style or mark_of(marks, linked=linked)
        kept = "" if mark is None else w("rPr", w("rStyle", val=self._id_of(mark)))
        shown = text(words, "delText" if sens == "-" else "t") if words != TAB else w("tab")
        return w("r", kept, shown)

    def _link(self, target: Cible | None) -> str | None:
        """Return the attributes of a link; none when it leads nowhere in this document."""
        if isinstance(target, LienInterne) and target.ancre in self._anchors:
            return f' w:anchor="{bookmark_of(target.ancre)}" w:history="1"'
        if not isinstance(target, LienExterne):
            return None
        return f' w:history="1" r:id="{self._relate(address_of(target.url))}"'

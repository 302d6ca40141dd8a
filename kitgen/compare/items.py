"""Two trees of words become changes: an element is followed by its id, wherever it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kitgen.compare.tree import Branche, Groupe, Suite, leaves
from kitgen.compare.wording import Etape, announce, name_of, place_name, rank_name
from kitgen.compare.words import Mots
from kitgen.model.changement import Changement, Sorte
from kitgen.model.ordre import moved

Steps = tuple[Etape, ...]
EXEMPLES = "exemples"


def compare_trees(cle: str, before: Groupe, after: Groupe) -> tuple[Changement, ...]:
    """Return the changes of one data file.

    Args:
        cle: its key.
        before: what it held.
        after: what it holds.
    """
    homes = dict(_examples(before)), dict(_examples(after))
    known = {name for name in homes[0] if name in homes[1]}
    gone = frozenset(
        name for name in known if _address(homes[0][name][0]) != _address(homes[1][name][0])
    )
    comparison = _Comparison(cle, gone)
    comparison.branches((), before, after)
    for name, (steps, item) in homes[1].items():
        if name in gone:
            comparison.travelled(homes[0][name], (steps, item))
    return tuple(comparison.found)


@dataclass(slots=True)
class _Comparison:
    """Gathers the changes of one data file.

    Attributes:
        cle: the file's key.
        gone: the ids of the examples that went from one list of the file to another.
    """

    cle: str
    gone: frozenset[str]
    found: list[Changement] = field(default_factory=list)

    def branches(self, steps: Steps, before: Branche | None, after: Branche | None) -> None:
        """Compare what stands in one place; nothing on one side came or went."""
        if isinstance(before, Suite) or isinstance(after, Suite):
            self.lists(steps, _suite(before), _suite(after))
        elif isinstance(before, Groupe) and isinstance(after, Groupe):
            for name in dict.fromkeys((*after.champs, *before.champs)):
                here = (*steps, Etape(name))
                self.branches(here, before.champs.get(name), after.champs.get(name))
        elif before is None or after is None:
            self.note(steps, before, after)
        elif isinstance(before, Mots) and isinstance(after, Mots) and before.sens != after.sens:
            self.reworded(steps, before, after)

    def lists(self, steps: Steps, before: Suite, after: Suite) -> None:
        """Compare two lists by the ids of their elements."""
        *outer, last = steps
        leaving = self.gone if last.champ == EXEMPLES else frozenset()
        old = [name for name in before.elements if name not in leaving]
        new = [name for name in after.elements if name not in leaving]
        strayed = moved(old, new)
        ids = before.ids or after.ids
        for name in dict.fromkeys((*new, *old)):
            was, now = before.elements.get(name), after.elements.get(name)
            shown = name_of(after.elements.get(name) or before.elements[name])
            here = (*outer, Etape(last.champ, name if ids else None, shown))
            if name in strayed:
                places = rank_name(1 + old.index(name)), rank_name(1 + new.index(name))
                self.add("deplacement", here, *places)
            self.branches(here, was, now)

    def travelled(self, was: tuple[Steps, Branche], now: tuple[Steps, Branche]) -> None:
        """Note that an example went to another lever, and what changed in it."""
        self.add("deplacement", now[0], place_name(was[0][:-1]), place_name(now[0][:-1]))
        self.branches(now[0], was[1], now[1])

    def note(self, steps: Steps, before: Branche | None, after: Branche | None) -> None:
        """Note that something came or went."""
        there = before if after is None else after
        whole = not isinstance(there, Mots) or steps[-1].nom is not None
        self.add(
            "ajout" if before is None else "retrait",
            steps,
            None if before is None else _words(before),
            None if after is None else _words(after),
            entier=whole,
        )

    def reworded(self, steps: Steps, before: Mots, after: Mots) -> None:
        """Note that words, or only their marks and links, changed."""
        marks = None if before.texte != after.texte else (before.marques, after.marques)
        self.add("modification", steps, before.texte, after.texte, marques=marks)

    def add(
        self,
        sorte: Sorte,
        steps: Steps,
        before: str | None,
        after: str | None,
        *,
        marques: tuple[str, str] | None = None,
        entier: bool = False,
    ) -> None:
        """Keep a change."""
        phrase = announce(sorte, steps)
        self.found.append(
            Changement(sorte, self.cle, _address(steps), phrase, before, after, marques, entier)
        )


def _suite(branche: Branche | None) -> Suite:
    return branche if isinstance(branche, Suite) else Suite({}, ids=False)


def _words(branche: Branche) -> str:
    return "\n".join(leaves(branche))


def _address(steps: Steps) -> str:
    """Return the id path of some steps: `leviers/regie/exemples/lons`."""
    return "/".join(part for one in steps for part in (one.champ, one.id) if part is not None)


def _examples(branche: Groupe, steps: Steps = ()) -> Iterator[tuple[str, tuple[Steps, Branche]]]:
    """Yield the examples of a fiche by id, each with its steps."""
    for champ, inner in branche.champs.items():
        elements: Mapping[str, Branche] = inner.elements if isinstance(inner, Suite) else {}
        for name, item in elements.items():
            here = (*steps, Etape(champ, name, name_of(item)))
            if champ == EXEMPLES:
                yield name, (here, item)
            elif isinstance(item, Groupe):
                yield from _examples(item, here)

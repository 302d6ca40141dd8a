"""The runs of a field as displayed characters; what Markdown cannot say of them is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from kitgen.model.markdown import FICHE_SCHEME
from kitgen.model.relecture import RenvoiAffiche
from kitgen.model.texte import Cible, LienExterne, Ligne, Paragraphe, Renvoi, Texte, lignes
from kitgen.review.elements import IMAGE, PAGE_BREAK
from kitgen.review.paper import Line, ListKind, Run
from kitgen.review.shown import References
from kitgen.review.styles import SAYABLE
from kitgen.review.words import Letter, Look, address, fold
from kitgen.typography import ORDINAL

ALIKE = 0.6
"""How much words share with those that a reference gives, when they were made from them."""
LONGEST = 25_000
"""Characters of a field: its data file holds 20 000."""
SAID = 1_000
"""Characters told of one that is longer."""
ALLOWED = ("http://", "https://", "mailto:", "tel:")
"""Where a link that a reviewer made may lead."""


@dataclass(frozen=True, slots=True)
class BackLine:
    """A paragraph or list element that came back."""

    item: ListKind | None
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """Its characters, as two readers would agree on them."""
        return fold("".join(letter.text for letter in self.letters)).strip()


@dataclass(frozen=True, slots=True)
class Taken:
    """A field that came back.

    Attributes:
        lines: those that are not empty.
        lost: what is left out of them, in French: `souligné`.
        barred: what forbids to apply them: `un tableau`.
        spoilt: the references whose words were touched.
    """

    lines: tuple[BackLine, ...]
    lost: frozenset[str]
    barred: frozenset[str]
    spoilt: frozenset[str]


def take(lines: Sequence[Line], references: References, *, long: bool) -> Taken:
    """Return what a field holds.

    Args:
        lines: its own runs.
        references: how the document showed its references.
        long: whether it is a long text, where looks and lists count.
    """
    length = sum(len(run.text) for line in lines for run in line.runs)
    if length > LONGEST:
        return _too_long(lines)
    reader = _Reader(references)
    found = tuple(reader.line(line) for line in lines)
    kept = tuple(line for line in found if line.text)
    barred = frozenset(_barred(lines)) if long else frozenset()
    if any(IMAGE in line.text for line in kept):
        barred |= {"une image, une note, une formule ou un objet"}
    if not long and len(kept) > 1:
        barred |= {"plusieurs paragraphes là où il en faut un seul"}
    lost = frozenset(reader.lost) - (SAYABLE if long else frozenset())
    return Taken(kept, lost, barred, frozenset(reader.spoilt))


def _too_long(lines: Sequence[Line]) -> Taken:
    """Return the beginning of what no field of a data file can hold."""
    begun = f"{' '.join(line.text for line in lines)[:SAID]} […]"
    barred = frozenset({"plus de 25 000 caractères"})
    return Taken((BackLine(None, (Letter(begun),)),), frozenset(), barred, frozenset())


def relinked(returned: Sequence[BackLine], shown: Sequence[BackLine]) -> frozenset[str]:
    """Return how the links of a one-line field changed: its address is another field's."""
    now, before = _targets(returned), _targets(shown)
    told = {f"avec un lien vers {target}" for target in now - before}
    return frozenset(told | ({"sans son lien"} if before and not now else set()))


def _targets(lines: Sequence[BackLine]) -> set[str]:
    targets = (letter.look.target for line in lines for letter in line.letters)
    return {target for target in targets if target is not None}


def _barred(lines: Sequence[Line]) -> Iterator[str]:
    """Yield what the Markdown of long texts has no word for."""
    for line in lines:
        if not line.text.strip():
            continue
        if line.zone:
            yield line.zone
        if line.style.startswith("heading") or line.style == "title":
            yield "un titre"
        if line.level and line.item:
            yield "une liste dans une liste"


class _Reader:
    """Turns runs into characters."""

    def __init__(self, references: References) -> None:
        self._marks: Mapping[str, RenvoiAffiche] = {
            f"#{one.signet}": one for one in references.values()
        }
        self.lost: set[str] = set()
        self.spoilt: set[str] = set()

    def line(self, line: Line) -> BackLine:
        """Return the characters of a line."""
        letters = [letter for run in line.runs for letter in self._run(run)]
        self._raised(line)
        return BackLine(line.item, tuple(self._worded(letters)))

    def known(self, item: ListKind | None, ligne: Ligne) -> BackLine:
        """Return a line that the document displayed."""
        letters = [
            Letter(character, Look(portion.gras, portion.italique, _known_target(portion.lien)))
            for portion in ligne
            for character in portion.texte
        ]
        return BackLine(item, tuple(self._worded(letters)))

    def _run(self, run: Run) -> Iterator[Letter]:
        if "\n" in run.text:
            self.lost.add("avec un saut de ligne")
        if PAGE_BREAK in run.text:
            self.lost.add("avec un saut de page")
        if run.text.strip():
            self.lost |= run.beyond
        look = Look(run.marks.bold, run.marks.italic, self._target(run))
        for character in run.text:
            yield Letter(" " if character.isspace() and character in "\t\n\f" else character, look)

    def _target(self, run: Run) -> str | None:
        """Return where a run leads, as an author types it."""
        if run.link is None:
            return None
        if run.link in self._marks:
            return f"{FICHE_SCHEME}{self._marks[run.link].reference}"
        if run.link.startswith(ALLOWED):
            return address(run.link)
        inside = run.link.startswith("#")
        self.lost.add(f"avec un lien vers {'un endroit du document' if inside else run.link}")
        return None

    def _raised(self, line: Line) -> None:
        """Note the superscripts that typography does not make by itself."""
        text = line.text
        known = {i for found in ORDINAL.finditer(text) for i in range(*found.span())}
        place = 0
        for run in line.runs:
            here = range(place, place + len(run.text))
            place += len(run.text)
            if run.marks.raised and not known.issuperset(here):
                self.lost.add("en exposant")

    def _worded(self, letters: list[Letter]) -> Iterator[Letter]:
        """Yield the characters, those that a reference gives told apart."""
        said = ""
        for target, group in groupby(letters, key=lambda letter: letter.look.target):
            members = list(group)
            if target is not None and target.startswith(FICHE_SCHEME):
                members = self._reference(members, target, said)
            yield from members
            said += "".join(letter.text for letter in members)

    def _reference(self, letters: list[Letter], target: str, before: str) -> list[Letter]:
        (shown,) = (
            one for one in self._marks.values() if target == f"{FICHE_SCHEME}{one.reference}"
        )
        words = "".join(letter.text for letter in letters)
        if fold(words).strip() == fold(shown.nom):
            look = letters[0].look
            return [Letter(one, look, derived=True) for one in shown.nom]
        kept = len(words)
        for suffix in (f" ({shown.ou})", f", {shown.ou}"):
            if fold(words).rstrip().endswith(fold(suffix)):
                kept = len(words.rstrip()) - len(suffix)
        self._note(words[:kept], shown)
        own = letters[:kept]
        said = before + words[:kept]
        suffix = f", {shown.ou}" if said.count("(") > said.count(")") else f" ({shown.ou})"
        return [*own, *(replace(own[-1], text=one, derived=True) for one in suffix)] if own else []

    def _note(self, words: str, shown: RenvoiAffiche) -> None:
        """Note words that were made from those that the reference gives."""
        if SequenceMatcher(None, fold(shown.nom), fold(words), autojunk=False).ratio() > ALIKE:
            self.spoilt.add(fold(words).strip())


def _known_target(lien: Cible | None) -> str | None:
    match lien:
        case LienExterne(url):
            return address(url)
        case Renvoi(reference):
            return f"{FICHE_SCHEME}{reference}"
        case _:
            return None


def reworded(texte: Texte, references: References) -> frozenset[str]:
    """Return the words that an author gave to references, and that resemble theirs."""
    reader = _Reader(references)
    for line in lignes(texte):
        reader.known(None, line)
    return frozenset(reader.spoilt)


def displayed(texte: Texte, references: References) -> tuple[BackLine, ...]:
    """Return a text as the document displayed it."""
    reader = _Reader(references)
    found: list[BackLine] = []
    for bloc in texte:
        if isinstance(bloc, Paragraphe):
            found.append(reader.known(None, bloc.contenu))
        else:
            kind: ListKind = "number" if bloc.ordonnee else "bullet"
            found += [reader.known(kind, one) for one in bloc.elements]
    return tuple(found)

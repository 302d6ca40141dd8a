"""A reviewer's file: what it asks of each field, and what it says beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kitgen.model.relecture import Champ, Relecture
from kitgen.model.relecture_xml import ESPACE_DE_NOMS, RelectureInvalide, relecture_from_xml
from kitgen.review.back import markdown_back, plain_back, says_all
from kitgen.review.body import read_body, read_margins
from kitgen.review.comments import Comment, read_comments
from kitgen.review.guard import SEND_BACK, RefusedError, names_under
from kitgen.review.letters import BackLine, Taken, displayed, relinked, reworded, take
from kitgen.review.notice import Notice, NoticeKind
from kitgen.review.paper import Author, Line, accepted, original
from kitgen.review.parts import Package, open_package
from kitgen.review.shown import References
from kitgen.review.skeleton import skeleton
from kitgen.review.sorting import Sorted, authors_of, sort_out
from kitgen.review.source import UnsayableError
from kitgen.review.words import fold, glance

MAX_LINES = 20_000
"""A kit has a thousand."""
MAX_COMMENTS = 2_000
NAMED = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")
"""A file or a path of a project: nothing that leads outside."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a file asks of one field.

    Attributes:
        accepted: the field as typed, every recorded change accepted.
        original: the same, every recorded change refused: what was typed directly.
        authors: who recorded changes in it.
    """

    champ: Champ
    accepted: str
    original: str
    authors: tuple[Author, ...]

    @property
    def tracked(self) -> bool:
        """Whether some change was recorded."""
        return self.accepted != self.original

    @property
    def direct(self) -> bool:
        """Whether some change was not."""
        return self.original != self.champ.base


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in its place.

    Attributes:
        key: the field that it is about; none when it is about no field's words.
        quote: the words that it covers.
        answers: in order.
    """

    comment: Comment
    key: str | None
    quote: str
    answers: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A file, read.

    Attributes:
        wishes: the fields that it changes, in reading order.
    """

    relecture: Relecture
    wishes: tuple[Wish, ...]
    notices: tuple[Notice, ...]
    remarks: tuple[Remark, ...]


def read_review(content: bytes) -> Reviewed:
    """Read a reviewer's file.

    Raises:
        RefusedError: it is not a file to review, or not one that is safe to open.
    """
    package = open_package(content)
    relecture = _relecture(package)
    reading = read_body(package, {champ.cle for champ in relecture.champs})
    if len(reading.lines) > MAX_LINES:
        raise RefusedError("le document a plus de 20 000 paragraphes", SEND_BACK)
    now, before = accepted(reading.lines), original(reading.lines)
    references = {one.reference: one for one in relecture.renvois}
    sorted_now = sort_out(relecture, now)
    sorted_before = sorted_now if now == before else sort_out(relecture, before)
    reader = _Reader(references, sorted_now, sorted_before, authors_by_field(reading.lines))
    wishes = tuple(wish for champ in relecture.champs if (wish := reader.wish(champ)))
    margins = tuple(_in_margins(relecture, package))
    told = [reader.signed(notice) for notice in sorted_now.notices]
    notices = (*told, *margins, *reader.notices)
    remarks = tuple(_remarks(package, reading.lines, reading.points))
    return Reviewed(relecture, wishes, notices, remarks)


def _relecture(package: Package) -> Relecture:
    """Return what kitgen wrote in the file."""
    for name in names_under(package.parts, "customXml"):
        part = package.parts[name]
        if ESPACE_DE_NOMS.encode() in part and b"<relecture" in part:
            try:
                relecture = relecture_from_xml(part)
            except RelectureInvalide as damaged:
                raise _damaged() from damaged
            if not all(map(NAMED.fullmatch, _names(relecture))):
                raise _damaged()
            return relecture
    raise RefusedError(
        "ce n'est pas un fichier de relecture : les textes d'origine n'y sont pas",
        f"{SEND_BACK} ; il vient de `kitgen build --review`",
    )


def _damaged() -> RefusedError:
    return RefusedError(
        "les données de relecture du fichier sont abîmées",
        "refaites-en un avec `kitgen build --review`, et reportez-y les changements",
    )


def _names(relecture: Relecture) -> Iterator[str]:
    """Yield what names a file or a text of the project: it may come from anybody."""
    yield relecture.collection
    yield from (one for one in (relecture.region, relecture.fiche) if one is not None)
    for champ in relecture.champs:
        yield from (champ.fichier, champ.chemin)


def authors_by_field(lines: Sequence[Line]) -> Mapping[str, tuple[Author, ...]]:
    """Return who recorded changes in each field."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        for key in {run.piece.key for run in line.runs if run.piece is not None}:
            runs = tuple(run for run in line.runs if run.piece and run.piece.key == key)
            found.setdefault(key, []).append(replace(line, runs=runs))
    return {key: authors_of(parts) for key, parts in found.items()}


class _Reader:
    """Turns what came back in each field into what its author would have typed."""

    def __init__(
        self,
        references: References,
        now: Sorted,
        before: Sorted,
        authors: Mapping[str, tuple[Author, ...]],
    ) -> None:
        self.references, self.now, self.before, self.authors = references, now, before, authors
        self.notices: list[Notice] = []

    def wish(self, champ: Champ) -> Wish | None:
        """Return what the file asks of a field, if anything that can be done."""
        if champ.cle not in self.now.fields:
            return None
        taken = self._taken(champ, self.now)
        shown = displayed(champ.affiche, self.references)
        lost = taken.lost
        if champ.genre == "ligne":
            lost |= relinked(taken.lines, shown)
        if lost:
            self._tell(champ, NoticeKind.LOOK, ", ".join(sorted(lost)))
        if _seen(champ, taken.lines) == _seen(champ, shown) and not taken.barred:
            return None
        refused = self._refusal(champ, taken)
        if refused is None:
            for words in sorted(taken.spoilt - reworded(champ.affiche, self.references)):
                self._tell(champ, NoticeKind.REFERENCE, words)
            try:
                return self._wished(champ, taken)
            except UnsayableError:
                refused = NoticeKind.SHAPE, "", _said(taken.lines)
        kind, before, text = refused
        self._tell(champ, kind, text, before or _said(shown))
        return None

    def signed(self, notice: Notice) -> Notice:
        """Return a notice with the authors of the field that it says is gone."""
        gone = notice.kind is NoticeKind.DELETED and notice.key is not None
        return replace(notice, authors=self._authors(str(notice.key))) if gone else notice

    def _refusal(self, champ: Champ, taken: Taken) -> tuple[NoticeKind, str, str] | None:
        """Return why a field cannot be taken back, if it cannot."""
        said = _said(taken.lines)
        if taken.barred:
            return NoticeKind.SHAPE, ", ".join(sorted(taken.barred)), said
        if champ.cle in self.now.tainted | self.before.tainted:
            return NoticeKind.BESIDE, "", said
        return None if taken.lines else (NoticeKind.EMPTIED, "", "")

    def _wished(self, champ: Champ, taken: Taken) -> Wish | None:
        asked = self._typed(champ, taken)
        if champ.genre == "texte" and not says_all(asked, taken.lines, self.references):
            self._tell(champ, NoticeKind.LOOK, "en gras ou en italique sur un signe")
        old = asked
        if self.before is not self.now:
            try:
                old = self._typed(champ, self._taken(champ, self.before))
            except UnsayableError:
                old = champ.base
        return None if asked == champ.base else Wish(champ, asked, old, self._authors(champ.cle))

    def _authors(self, key: str) -> tuple[Author, ...]:
        adopted = authors_of(self.now.fields.get(key, ()))
        return tuple(dict.fromkeys((*self.authors.get(key, ()), *adopted)))

    def _tell(self, champ: Champ, kind: NoticeKind, text: str, before: str = "") -> None:
        self.notices.append(Notice(kind, champ.cle, text, before, self._authors(champ.cle)))

    def _taken(self, champ: Champ, view: Sorted) -> Taken:
        lines = view.fields.get(champ.cle, ())
        return take(lines, self.references, long=champ.genre == "texte")

    def _typed(self, champ: Champ, taken: Taken) -> str:
        if champ.genre == "texte":
            return markdown_back(champ.base, taken.lines, self.references)
        return plain_back(champ.base, taken.lines)


def _seen(champ: Champ, lines: Sequence[BackLine]) -> object:
    """Return what tells at once whether a field came back as it was displayed."""
    if champ.genre == "texte":
        return [(line.item, glance(line.letters)) for line in lines]
    return _said(lines)


def _said(lines: Sequence[BackLine]) -> str:
    return " ".join(line.text for line in lines)


def _in_margins(relecture: Relecture, package: Package) -> Iterator[Notice]:
    """Yield what was typed in headers, footers and notes."""
    known = {fold(text) for text in relecture.marges}
    lines = accepted(read_margins(package))
    bones = {bone.text: bone for bone in skeleton(lines, shapes=False)}
    for text, bone in bones.items():
        if text not in known:
            yield Notice(NoticeKind.MARGIN, None, text, "", authors_of(bone.lines))
    for text in sorted(known - bones.keys()):
        yield Notice(NoticeKind.COMPOSED, None, "", text)


def _remarks(
    package: Package, lines: Sequence[Line], points: Mapping[str, str | None]
) -> Iterator[Remark]:
    """Yield the comments that are not answers, each in its place."""
    comments = read_comments(package)
    if len(comments) > MAX_COMMENTS:
        raise RefusedError("le document a plus de 2 000 commentaires", SEND_BACK)
    places = _places(lines)
    for comment in comments:
        if comment.parent is None:
            key, quote = places.get(comment.number, (points.get(comment.number), ""))
            answers = tuple(one for one in comments if one.parent == comment.number)
            yield Remark(comment, key, fold(quote).strip(), answers)


def _places(lines: Sequence[Line]) -> Mapping[str, tuple[str | None, str]]:
    """Return the field and the words of each comment; beside a field, the one before."""
    found: dict[str, tuple[str | None, str]] = {}
    nearest: str | None = None
    for line in lines:
        for run in line.runs:
            nearest = run.piece.key if run.piece is not None else nearest
            for number in run.comments:
                key, quote = found.get(number, (None, ""))
                own = run.piece.key if run.piece is not None and run.text else None
                found[number] = (key or own or nearest, quote + run.text)
    return found

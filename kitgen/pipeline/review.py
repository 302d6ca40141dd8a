"""Reviewers' files to the changes that they ask for, merged with those made since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kitgen.errors import Code, ContentError, Diagnostic, Place
from kitgen.model.markdown import lire_markdown
from kitgen.model.relecture import Champ
from kitgen.pipeline.address import Address, find
from kitgen.pipeline.project import Project, load
from kitgen.read import find_root, read_library
from kitgen.review import REFUSING, Notice, RefusedError, Remark, Reviewed, Wish, read_review
from kitgen.review.merge import merge
from kitgen.review.paper import Author


class State(StrEnum):
    """What becomes of a change; the value is what `--json` says."""

    READY = "pret"
    CONFLICT = "conflit"
    CHOICE = "a-choisir"
    GONE = "introuvable"


class Scope(StrEnum):
    """Where a change of a national text goes when it comes from a région's file."""

    NATIONAL = "national"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came back.

    Attributes:
        name: as it was given on the command line.
    """

    name: str
    reviewed: Reviewed


@dataclass(frozen=True, slots=True)
class Voice:
    """What one file asks of one text.

    Attributes:
        file: the file's name.
        text: the whole text as asked.
    """

    file: str
    text: str
    authors: tuple[Author, ...]
    tracked: bool
    direct: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A text that reviewers change.

    Attributes:
        base: the text that the files were made from.
        address: where it stands today; none when it is gone.
        result: the text with what was asked; none when nobody can say.
    """

    champ: Champ
    region: str | None
    base: str
    address: Address | None
    voices: tuple[Voice, ...]
    state: State
    result: str | None

    @property
    def varies(self) -> bool:
        """Whether a région can have the text otherwise: that of a fiche."""
        return self.address is not None and self.address.reference is not None

    @property
    def now(self) -> str:
        """The text today."""
        return self.base if self.address is None else self.address.value


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that is told and not applied."""

    file: str
    region: str | None
    champ: Champ | None
    notice: Notice

    @property
    def refused(self) -> bool:
        """Whether something is left to a person."""
        return self.notice.kind in REFUSING


@dataclass(frozen=True, slots=True)
class Margin:
    """A comment, with the field that it is about or after."""

    file: str
    region: str | None
    collection: str
    champ: Champ | None
    remark: Remark


@dataclass(frozen=True, slots=True)
class Harvest:
    """What some files ask of a project, all together."""

    project: Project
    changes: tuple[Change, ...]
    asides: tuple[Aside, ...]
    margins: tuple[Margin, ...]


def harvest(
    start: Path, files: Sequence[Path], *, only_tracked: bool, scope: Scope | None
) -> Harvest:
    """Read reviewers' files against the project as it is today.

    Args:
        start: any folder of the project.
        files: the Word files.
        only_tracked: leave out what was typed without being recorded.
        scope: what to do of the national texts that a région's reviewer changed; none to ask.

    Raises:
        ContentError: a file cannot be taken, or the project has errors.
    """
    library, _ = read_library(find_root(start))
    received = _receive(files, library.projet.titre, tuple(library.regions))
    regions = {one.reviewed.relecture.region for one in received}
    project = load(start, regions=[one for one in regions if one is not None])
    targets: dict[object, _Target] = {}
    for one in received:
        for wish in one.reviewed.wishes:
            _Target.gather(targets, project, one, wish, scope, only_tracked=only_tracked)
    changes = (target.settle() for target in targets.values())
    return Harvest(
        project,
        tuple(change for change in changes if change is not None),
        tuple(aside for one in received for aside in _asides(one)),
        tuple(margin for one in received for margin in _margins(one)),
    )


def _receive(files: Sequence[Path], titre: str, regions: Sequence[str]) -> tuple[Received, ...]:
    """Read files, refusing them all when one of them cannot be taken."""
    received: list[Received] = []
    problems: list[Diagnostic] = []
    for file in files:
        try:
            reviewed = read_review(file.read_bytes())
            _refuse_stranger(reviewed, titre, regions)
        except RefusedError as refused:
            place = Place(str(file), 1, 1)
            problems.append(Diagnostic(Code.REVIEW_REFUSED, refused.message, place, refused.hint))
        else:
            received.append(Received(str(file), reviewed))
    if problems:
        raise ContentError(*problems)
    return tuple(received)


def _refuse_stranger(reviewed: Reviewed, titre: str, regions: Sequence[str]) -> None:
    relecture = reviewed.relecture
    if relecture.projet != titre:
        raise RefusedError(
            f"ce fichier vient d'un autre projet : « {relecture.projet} »",
            "placez-vous dans le dossier de ce projet, ou indiquez-le avec --project",
        )
    if relecture.region is not None and relecture.region not in regions:
        raise RefusedError(
            f"ce fichier est celui de la région « {relecture.region} », que kitgen.yaml ne cite "
            "plus",
            f"ajoutez `{relecture.region}` à la liste `regions` de kitgen.yaml",
        )


@dataclass(slots=True)
class _Target:
    """A text, with all that is asked of it."""

    champ: Champ
    region: str | None
    address: Address | None
    scope: Scope | None
    wishes: list[tuple[str, Wish, str | None]]

    @classmethod
    def gather(
        cls,
        targets: dict[object, _Target],
        project: Project,
        received: Received,
        wish: Wish,
        scope: Scope | None,
        *,
        only_tracked: bool,
    ) -> None:
        """Add what a file asks of a text to what others ask of the same."""
        text = _tracked_part(wish) if only_tracked else wish.accepted
        if text == wish.champ.base:
            return
        region = received.reviewed.relecture.region
        address = find(project, region, wish.champ)
        owner = None if address is None or scope is Scope.NATIONAL else address.region
        key = (received.name, wish.champ.cle) if address is None else (*address.key, owner)
        target = targets.setdefault(key, cls(wish.champ, region, address, scope, []))
        target.wishes.append((received.name, wish, text))

    def settle(self) -> Change | None:
        """Merge what is asked with the text of today; nothing when it says so already."""
        now = None if self.address is None else self.address.value
        merged = now
        for _, wish, text in self.wishes:
            if merged is not None and text is not None:
                merged = merge(wish.champ.base, merged, text)
            else:
                merged = None
        if merged is not None and merged == now:
            return None
        if merged is not None and self.champ.genre == "texte" and lire_markdown(merged).problemes:
            merged = None
        state = self._state(merged)
        return Change(
            self.champ,
            self.region,
            self.wishes[0][1].champ.base,
            self.address,
            tuple(_voice(*one) for one in self.wishes),
            state,
            merged,
        )

    def _state(self, merged: str | None) -> State:
        if self.address is None:
            return State.GONE
        if merged is None:
            return State.CONFLICT
        if self.address.region is None or self.scope is Scope.NATIONAL:
            return State.READY
        regional = self.scope is Scope.REGIONAL and self.address.reference is not None
        return State.READY if regional else State.CHOICE


def _tracked_part(wish: Wish) -> str | None:
    """Return the base with the recorded changes alone; nothing when they lean on the others."""
    return merge(wish.original, wish.champ.base, wish.accepted)


def _voice(file: str, wish: Wish, text: str | None) -> Voice:
    return Voice(file, text or wish.accepted, wish.authors, wish.tracked, wish.direct)


def _asides(received: Received) -> Iterator[Aside]:
    champs = {champ.cle: champ for champ in received.reviewed.relecture.champs}
    for notice in received.reviewed.notices:
        region = received.reviewed.relecture.region
        yield Aside(received.name, region, champs.get(notice.key or ""), notice)


def _margins(received: Received) -> Iterator[Margin]:
    relecture = received.reviewed.relecture
    champs = {champ.cle: champ for champ in relecture.champs}
    for remark in received.reviewed.remarks:
        if not remark.comment.resolved:
            champ = champs.get(remark.key or "")
            yield Margin(received.name, relecture.region, relecture.collection, champ, remark)

"""What is said of a returned file beside its changes: what is not applied, or only in part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kitgen.review.paper import Author


class NoticeKind(StrEnum):
    """Why something is told; the value is what `--json` says, and never changes."""

    OUTSIDE = "hors-champ"
    MARGIN = "en-tete"
    COMPOSED = "texte-compose"
    BESIDE = "texte-inexplique"
    DELETED = "champ-supprime"
    EMPTIED = "champ-vide"
    MOVED = "deplacement"
    SHAPE = "forme"
    LOOK = "mise-en-forme"
    REFERENCE = "renvoi"


REFUSING = frozenset(NoticeKind) - {NoticeKind.REFERENCE}
"""What a person has to do by hand."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person must know.

    Attributes:
        key: the field that it is about or, for text outside any field, the one before.
        text: what came back.
        before: what stood there.
    """

    kind: NoticeKind
    key: str | None
    text: str
    before: str = ""
    authors: tuple[Author, ...] = ()

"""What reviewers wrote in the margin: comments, their answers, and whether they are resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from kitgen.review.paper import Author
from kitgen.review.parts import Package, w

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W14_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or an answer to one.

    Attributes:
        number: its id in the file.
        text: its paragraphs, one per line.
        parent: the id of the comment that it answers.
        resolved: whether somebody declared it dealt with.
    """

    number: str
    author: Author
    text: str
    parent: str | None
    resolved: bool


def read_comments(package: Package) -> tuple[Comment, ...]:
    """Return the comments of a file, in its order."""
    root = package.related("/comments")
    if root is None:
        return ()
    extended = package.related("/commentsExtended")
    more = {} if extended is None else dict(_extended(extended))
    elements = list(root.iter(w("comment")))
    owners = {mark: one.get(w("id"), "") for one in elements for mark in _paragraphs(one)}
    return tuple(_comment(one, more, owners) for one in elements)


def _extended(root: Element) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield what is known of a comment by its last paragraph: its parent's, and if resolved."""
    for one in root.iter(f"{W15}commentEx"):
        resolved = one.get(f"{W15}done") in {"1", "true"}
        yield one.get(f"{W15}paraId", ""), (one.get(f"{W15}paraIdParent", ""), resolved)


def _comment(
    element: Element, more: Mapping[str, tuple[str, bool]], owners: Mapping[str, str]
) -> Comment:
    known = [more[mark] for mark in _paragraphs(element) if mark in more]
    parent, resolved = known[-1] if known else ("", False)
    lines = ("".join(_said(paragraph)) for paragraph in element.iter(w("p")))
    return Comment(
        number=element.get(w("id"), ""),
        author=Author(element.get(w("author"), ""), element.get(w("date"), "")),
        text="\n".join(line.strip() for line in lines if line.strip()),
        parent=owners.get(parent),
        resolved=resolved,
    )


def _said(paragraph: Element) -> Iterator[str]:
    for piece in paragraph.iter(w("t"), w("tab"), w("br"), w("cr")):
        yield (piece.text or "") if piece.tag == w("t") else " "


def _paragraphs(comment: Element) -> list[str]:
    marks = (paragraph.get(W14_PARAGRAPH) for paragraph in comment.iter(w("p")))
    return [mark for mark in marks if mark]

"""The pieces of one element made one tag again, whatever lines and pages cut it."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.render.pdf_tree import Kid, LineEnds, Mark, Tag


def join(tag: Tag) -> None:
    """Make one tag of the pieces of one element, wherever lines and pages cut it."""
    tag.kids = list(_own(tag))
    first: dict[tuple[int, str, str], Tag] = {}
    kept: list[Kid] = []
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.origin:
            known = first.setdefault((*kid.origin, kid.kind), kid)
            if known is not kid:
                if not (kid.repeated or kid.kind in {"THead", "TFoot"}):
                    known.kids += kid.kids
                    known.words = known.words or kid.words
                continue
        kept.append(kid)
    tag.kids = kept
    for kid in kept:
        if isinstance(kid, Tag):
            join(kid)


def _own(tag: Tag) -> Iterator[Kid]:
    """Yield the children of a tag, those of the boxes that the engine made up included."""
    for kid in tag.kids:
        if isinstance(kid, Tag) and (
            (kid.origin is not None and kid.origin == tag.origin)
            or (kid.origin is None and kid.kind == "Span")
        ):
            yield from _own(kid)
        else:
            yield kid


def close_up(tag: Tag, ends: LineEnds, before: Mark | None = None) -> Mark | None:
    """Take out the marks that draw nothing: the one before each ends with a space instead.

    Args:
        tag: where to do it.
        ends: what the ends of lines lack; changed.
        before: the mark that precedes the tag.

    Returns:
        The last mark of the tag, or the one before it.
    """
    kept: list[Kid] = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            before = close_up(kid, ends, before)
        elif isinstance(kid, Mark):
            if kid.number in ends.blanks[kid.page]:
                if before:
                    ends.spaces[before.page].add(before.number)
                continue
            before = kid
        kept.append(kid)
    tag.kids = kept
    return before

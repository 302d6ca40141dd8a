"""The outline of a linked document, from the bookmarks of its fragments."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Name, OutlineItem, Pdf

from kitgen.render.fragment import Fragment


def outline(pdf: Pdf, fragments: Sequence[Fragment], *, closed: bool) -> None:
    """Give a document its bookmarks; a level that is skipped does not show.

    Args:
        pdf: the document.
        fragments: in the order of its pages.
        closed: whether those that the layout closes are.
    """
    with pdf.open_outline() as tree:
        above: list[tuple[int, list[OutlineItem]]] = [(0, tree.root)]
        first = 0
        for fragment in fragments:
            for mark in fragment.signets:
                while above[-1][0] >= mark.niveau:
                    above.pop()
                place = Array([pdf.pages[first + mark.page].obj, Name.XYZ, mark.x, mark.y, 0])
                item = OutlineItem(mark.titre, place)
                item.is_closed = closed and not mark.ouvert
                above[-1][1].append(item)
                above.append((mark.niveau, item.children))
            first += len(fragment.pages)

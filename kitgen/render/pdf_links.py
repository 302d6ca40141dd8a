"""The areas of the pages that links make active."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Array, Object, Pdf, String

from kitgen.render.pdf_tree import Annotation, Tag


def distinct(areas: Iterable[Annotation]) -> list[Annotation]:
    """Return areas without those that lie in another.

    The engine makes one for a link, and one more for each box within it.
    """
    kept: list[Annotation] = []
    for area in areas:
        if not any(_within(area, other) for other in kept):
            kept = [*(other for other in kept if not _within(other, area)), area]
    return kept


def tell(tag: Tag) -> None:
    """Make each area say the words of its link, where the engine writes the address."""
    if tag.kind == "Link":
        for area in tag.annotations():
            area.pdf.Contents = String(tag.words)
    for kid in tag.kids:
        if isinstance(kid, Tag):
            tell(kid)


def keep_only(pdf: Pdf, document: Tag) -> None:
    """Remove the active areas that no link of the tree holds: doubles, hidden ones."""
    held = {area.pdf.objgen for area in document.annotations()}
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array(one for one in page.obj.Annots if one.objgen in held)


def _within(inner: Annotation, outer: Annotation) -> bool:
    """Tell whether an area lies in another, but for a point."""
    if inner.page != outer.page:
        return False
    left, bottom, right, top = _sides(inner.pdf)
    around = _sides(outer.pdf)
    return (
        left >= around[0] - 1
        and bottom >= around[1] - 1
        and right <= around[2] + 1
        and top <= around[3] + 1
    )


def _sides(annotation: Object) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = map(float, annotation.Rect)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

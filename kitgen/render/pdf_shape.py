"""Each element gets the tag it deserves, with the children that the standard lets it have.

What stands only for the layout goes: its children take its place, in a paragraph if they have
none. What is decoration goes with all it holds, and its marks with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pikepdf import Name

from kitgen.render.pdf_links import distinct
from kitgen.render.pdf_tree import Kid, Mark, Tag

INLINE = {"Span", "Link", "Strong", "Em", "Reference", "Lbl", "Figure"}
"""The tags that stand within a paragraph."""

LAYOUT = {"Div", "NonStruct", "Span"}
"""The tags that say nothing by themselves."""

BOXES = LAYOUT - {"Span"} | {"P", "Sect", "Art", "Part"}
"""The tags that a line of text cannot hold."""

ELEMENTS = {
    "strong": "Strong",
    "b": "Strong",
    "em": "Em",
    "i": "Em",
    "aside": "Sect",
    "sup": "Span",
    "small": "Span",
    "abbr": "Span",
}
"""The tags of elements that the engine does not tell apart."""


def shape(tag: Tag) -> list[Kid]:
    """Return what a tag becomes: itself put right, its children instead of it, or nothing."""
    if tag.hidden:
        return []
    tag.kind = _kind(tag)
    if tag.kind == "Figure":
        return [tag] if tag.alt else []
    made = _SHAPES.get(tag.kind, _group)(tag)
    return made if any(map(_says, made)) else []


def _kind(tag: Tag) -> str:
    if tag.role == "doc-toc" and tag.kind == "L":
        return "TOC"
    if tag.origin and tag.origin[1]:
        return "Lbl" if tag.origin[1].endswith("marker") else "Span"
    if tag.kind == "Link" and not any(tag.annotations()):
        return "Span"
    return ELEMENTS.get(tag.element, tag.kind)


def _says(kid: Kid) -> bool:
    return not isinstance(kid, Tag) or any(kid.marks()) or kid.kind in {"TH", "TD"}


def _shaped(kids: Iterable[Kid]) -> Iterator[Kid]:
    for kid in kids:
        if isinstance(kid, Tag):
            yield from shape(kid)
        else:
            yield kid


def _inline(kid: Kid) -> bool:
    return not isinstance(kid, Tag) or kid.kind in INLINE


def _flow(shaped: Iterable[Kid]) -> list[Kid]:
    """Return the shaped children of a group: what stands in no paragraph gets one."""
    found: list[Kid] = []
    run: Tag | None = None
    for kid in shaped:
        if not _inline(kid) or (isinstance(kid, Tag) and kid.kind == "Figure"):
            run = None
            found.append(kid)
        elif run is None:
            run = Tag("P", [kid])
            found.append(run)
        else:
            run.kids.append(kid)
    return found


def _words(kids: Iterable[Kid]) -> list[Kid]:
    """Return children of a paragraph: boxes have no place in it."""
    found: list[Kid] = []
    for kid in _shaped(kids):
        if isinstance(kid, Tag) and kid.kind in BOXES:
            found += kid.kids
        else:
            found.append(kid)
    return found


def _content(kids: Iterable[Kid]) -> list[Kid]:
    """Return children of what may be a paragraph or hold some: a cell, the body of an item."""
    shaped = list(_shaped(kids))
    if all(map(_inline, shaped)):
        return shaped
    match shaped:
        case [Tag(kind="P") as only]:
            return only.kids
    return _flow(shaped)


def _group(tag: Tag) -> list[Kid]:
    """A section keeps its tag; a box that only stands for the layout does not."""
    tag.kids = _flow(_shaped(tag.kids))
    if tag.kind in LAYOUT and not tag.lang and tag.element != "figure":
        return tag.kids
    return [tag]


def _phrase(tag: Tag) -> list[Kid]:
    tag.kids = _words(tag.kids)
    if tag.kind in LAYOUT and not tag.lang:
        return tag.kids
    return [tag]


def _cell(tag: Tag) -> list[Kid]:
    tag.kids = _content(tag.kids)
    tag.attributes.pop("/Headers", None)
    if tag.kind == "TH":
        scope = Name.Row if tag.scope == "row" else Name.Column
        tag.attributes |= {"/O": Name.Table, "/Scope": scope}
    elif len(tag.attributes) == 1:
        tag.attributes = {}
    return [tag]


def _table(tag: Tag) -> list[Kid]:
    """A table's caption comes first, and its rows hold cells only."""
    kids = list(_shaped(tag.kids))
    captions = [kid for kid in kids if isinstance(kid, Tag) and kid.kind == "Caption"]
    tag.kids = captions + [kid for kid in kids if kid not in captions]
    return [tag]


def _rows(tag: Tag) -> list[Kid]:
    tag.kids = list(_shaped(tag.kids))
    return [tag]


def _list(tag: Tag) -> list[Kid]:
    """A list holds items; a list directly within it belongs to the item before."""
    items: list[Tag] = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            if kid.kind == "L" and items:
                items[-1].kids.append(kid)
            else:
                items.append(kid)
    tag.kids = list(_shaped(items))
    return [tag]


def _item(tag: Tag) -> list[Kid]:
    """An item is its label and its body."""
    kids = [kid for kid in tag.kids if not (isinstance(kid, Tag) and _kind(kid) == "Lbl")]
    labels = [kid for kid in tag.kids if kid not in kids]
    body = Tag("LBody", _content(kids))
    tag.kids = [*_shaped(labels), *([body] if _says(body) else [])]
    return [tag]


def _contents(tag: Tag) -> list[Kid]:
    """A table of contents holds entries, and each entry what it refers to."""
    tag.kind = "TOC"
    _list(tag)
    tag.kids = [entry for kid in tag.kids for entry in _entry(kid)]
    return [tag]


def _entry(kid: Kid) -> list[Kid]:
    """Return an item as an entry: what it refers to, without label nor body."""
    if isinstance(kid, Tag) and kid.kind == "LI":
        kid.kind = "TOCI"
        kid.kids = [_referring(inner) for inner in _unwrapped(kid.kids)]
    return [kid]


def _unwrapped(kids: Iterable[Kid]) -> Iterator[Kid]:
    for kid in kids:
        if isinstance(kid, Tag) and (
            kid.kind == "LBody" or (kid.kind == "P" and any(kid.annotations()))
        ):
            yield from _unwrapped(kid.kids)
        else:
            yield kid


def _referring(kid: Kid) -> Kid:
    if isinstance(kid, Tag) and kid.kind == "Link":
        return Tag("Reference", [kid])
    if isinstance(kid, Tag) and kid.kind == "L":
        return Tag("TOC", [entry for one in kid.kids for entry in _entry(one)])
    return kid


def _link(tag: Tag) -> list[Kid]:
    """A link holds its areas, then its words: no link within it, no area twice."""
    tag.kids = [*distinct(tag.annotations()), *_words(_bare(tag.kids))]
    return [tag]


def _bare(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Yield the content of a link: areas aside, and what is in the links within it."""
    for kid in kids:
        if isinstance(kid, Tag):
            kid.kids = list(_bare(kid.kids))
            yield kid
        elif isinstance(kid, Mark):
            yield kid


_SHAPES: dict[str, Callable[[Tag], list[Kid]]] = {
    **dict.fromkeys(("P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption"), _phrase),
    **dict.fromkeys(("Span", "Strong", "Em", "Lbl"), _phrase),
    **dict.fromkeys(("TH", "TD"), _cell),
    **dict.fromkeys(("THead", "TBody", "TFoot", "TR"), _rows),
    "Table": _table,
    "L": _list,
    "LI": _item,
    "TOC": _contents,
    "Link": _link,
}

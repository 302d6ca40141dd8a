"""The engine's PDF, put right for PDF/UA-1 and PDF/A-3a, and worth listening to.

A pure function of the file: no clock, no state, the same bytes for the same bytes. It asks for
a file laid out as PDF/A-3a by `kitgen.render.weasy`, whose tags carry their hints. What the file
says of itself is said of the whole document: see `kitgen.render.pdf_metadata`.
"""

from __future__ import annotations

import io
from collections import defaultdict

from pikepdf import Array, ObjectStreamMode, Pdf

from kitgen.render.pdf_content import do_not_interpolate, put_right
from kitgen.render.pdf_join import close_up, join
from kitgen.render.pdf_links import keep_only, tell
from kitgen.render.pdf_read import Reader
from kitgen.render.pdf_shape import shape
from kitgen.render.pdf_tree import Tag
from kitgen.render.pdf_write import Writer

_POINTS_PER_PIXEL = 0.75


def repaired(contenu: bytes) -> bytes:
    """Return the engine's file, put right."""
    with Pdf.open(io.BytesIO(contenu)) as pdf:
        repair(pdf)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def repair(pdf: Pdf) -> None:
    """Put the tags and the content of a file right, in place."""
    reader = Reader(pdf)
    document = reader.read(pdf.Root.StructTreeRoot.K[0])
    join(document)
    close_up(document, reader.ends)
    shape(document)
    kept: defaultdict[int, set[int]] = defaultdict(set)
    for mark in document.marks():
        kept[mark.page].add(mark.number)
    put_right(pdf, kept, reader.ends)
    tell(document)
    keep_only(pdf, document)
    _place_figures(document, [float(page.trimbox[3]) for page in pdf.pages])
    Writer(pdf).write(document)
    do_not_interpolate(pdf)


def _place_figures(tag: Tag, heights: list[float]) -> None:
    """Say where figures stand in points from the foot of their page, given its height.

    The engine says it in pixels from the top.
    """
    if tag.kind == "Figure":
        box, height = tag.attributes["/BBox"], heights[next(tag.marks()).page]
        left, top, right, bottom = (float(side) * _POINTS_PER_PIXEL for side in box)
        sides = (left, height - bottom, right, height - top)
        tag.attributes["/BBox"] = Array(round(side, 2) for side in sides)
    for kid in tag.kids:
        if isinstance(kid, Tag):
            _place_figures(kid, heights)

"""The engine's PDF, made PDF/UA-1 and PDF/A-3a, and worth listening to.

A pure function of the file: no clock, no state, the same bytes for the same bytes. It asks for
a file laid out as PDF/A-3a by `kitgen.render.weasy`, whose tags carry their hints.
"""

from __future__ import annotations

import io
import zlib
from collections import defaultdict

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from kitgen.render.pdf_content import do_not_interpolate, put_right
from kitgen.render.pdf_join import close_up, join
from kitgen.render.pdf_links import keep_only, tell
from kitgen.render.pdf_read import Reader
from kitgen.render.pdf_shape import shape
from kitgen.render.pdf_tree import Tag
from kitgen.render.pdf_write import Writer

IDENTIFIER = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""What the metadata say of PDF/UA; PDF/A wants every word of them declared."""

_END = b"</rdf:RDF>"
_POINTS_PER_PIXEL = 0.75


def repaired(contenu: bytes) -> bytes:
    """Return the engine's file, put right."""
    with Pdf.open(io.BytesIO(contenu)) as pdf:
        repair(pdf)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def repair(pdf: Pdf) -> None:
    """Put the tags, the content and the metadata of a file right, in place."""
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
    _identify(pdf)


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


def _identify(pdf: Pdf) -> None:
    """Say that the file is PDF/UA, and that a window shows its title."""
    described: bytes = pdf.Root.Metadata.read_bytes().replace(_END, IDENTIFIER + _END)
    pdf.Root.Metadata = pdf.make_stream(
        zlib.compress(described, 9), Type=Name.Metadata, Subtype=Name.XML, Filter=Name.FlateDecode
    )
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

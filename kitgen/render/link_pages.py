"""Pages drawn over pages: what stands in the margins, what stands at the foot of the last one."""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from kitgen.render.link_tags import Tags

FRAME = "/Cadre"
"""The name under which a page knows what stands in its margins."""

MARK = re.compile(rb"/MCID (\d+)")


def frame(pdf: Pdf, page: Page, margins: Page) -> None:
    """Draw over a page what stands in its margins, as decoration: it is not to be read."""
    form = pdf.copy_foreign(margins.as_form_xobject())
    form.BBox = Array(list(margins.mediabox))  # what the knife cuts off is drawn too
    drawn = page.obj.Resources.get(Name.XObject, Dictionary())
    page.obj.Resources = Dictionary(dict(page.obj.Resources))  # the pages of a part share theirs
    page.obj.Resources.XObject = Dictionary({**dict(drawn), FRAME: form})
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q /Artifact <</Type /Pagination>> BDC q %b Do Q EMC" % FRAME.encode())


def draw_over(pdf: Pdf, source: Pdf, tags: Tags) -> None:
    """Draw a one-page file, tags and links included, over the last page of a document."""
    host = pdf.pages[-1]
    pdf.pages.extend(source.pages)
    over = pdf.pages[-1]
    tags.add(source, [over])
    shift = tags.merge(host, over)
    shown = MARK.sub(lambda found: b"/MCID %d" % (int(found[1]) + shift), _content(over))
    host.contents_add(b"q", prepend=True)
    host.contents_add(b"Q q\n%b\nQ" % shown)
    host.obj.Resources = Dictionary(
        {
            kind: _union(host.obj.Resources.get(kind), over.obj.Resources.get(kind))
            for kind in set(host.obj.Resources.keys()) | set(over.obj.Resources.keys())
        }
    )
    links = [*host.obj.get(Name.Annots, ()), *over.obj.get(Name.Annots, ())]
    if links:
        host.obj.Annots = Array(links)
    del pdf.pages[-1]


def _content(page: Page) -> bytes:
    return page.obj.Contents.read_bytes()


def _union(one: Object | None, other: Object | None) -> Dictionary:
    """Return the resources of two pages: the engine gives the same name to the same thing."""
    return Dictionary({**dict(other or {}), **dict(one or {})})

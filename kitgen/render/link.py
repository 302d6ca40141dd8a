"""Pieces become one PDF, as object files become one program.

Pages in order, one copy of each font, one tree of tags, one outline, and links that lead where
their anchor has come to stand. Nothing is laid out again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kitgen.errors import Diagnostic
from kitgen.render.fragment import Fragment
from kitgen.render.html import ANCHOR_SCHEME
from kitgen.render.link_outline import outline
from kitgen.render.link_pages import draw_over, frame
from kitgen.render.link_tags import Tags, raise_headings
from kitgen.render.typefaces import fill, font_files, merge


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document, laid out.

    Attributes:
        fragment: its pages.
        frame: what stands in their margins, page by page.
        overlaid: whether it is drawn on the last page of the part before.
    """

    fragment: Fragment
    frame: Fragment | None = None
    overlaid: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the engine complained about."""
        return self.fragment.diagnostics + (self.frame.diagnostics if self.frame else ())


@dataclass(frozen=True, slots=True)
class Linked:
    """A document, and what it lacks.

    Attributes:
        pdf: the document.
        dangling: the anchors that links aim at and that it does not hold: mere words now.
    """

    pdf: Pdf
    dangling: tuple[str, ...]


def link(parts: Sequence[Part], fonts: Path, *, alone: bool) -> Linked:
    """Return one document: pages, fonts, tags, links and bookmarks.

    Args:
        parts: in the order of their pages.
        fonts: the folder of the project's fonts.
        alone: whether it is a fiche taken out of its kit: its title becomes the document's.
    """
    pdf = Pdf.new()
    tags = Tags(pdf)
    dests: dict[str, Object] = {}
    for part in parts:
        _add(pdf, tags, dests, part)
    _share_fonts(pdf, parts, fonts)
    dangling = tuple(_lead(pdf, tags, dests))
    names = [one for name in sorted(dests) for one in (String(name), dests[name])]
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(names))))
    outline(pdf, [part.fragment for part in parts if not part.overlaid], closed=not alone)
    if alone:
        raise_headings(tags.document)
    tags.write()
    return Linked(pdf, dangling)


def _add(pdf: Pdf, tags: Tags, dests: dict[str, Object], part: Part) -> None:
    """Append a part: its pages, what stands in their margins, its tags and its anchors."""
    source = Pdf.open(io.BytesIO(part.fragment.contenu))
    if part.overlaid:
        draw_over(pdf, source, tags)
        return
    first = len(pdf.pages)
    pdf.pages.extend(source.pages)
    pages = pdf.pages[first:]
    tags.add(source, pages)
    if part.frame is not None:
        over = Pdf.open(io.BytesIO(part.frame.contenu))
        for page, margins in zip(pages, over.pages, strict=True):
            frame(pdf, page, margins)
    if Name.Names in source.Root:
        named = pdf.copy_foreign(source.make_indirect(source.Root.Names)).Dests.Names
        flat = list(named)
        dests |= {str(name): dest for name, dest in zip(flat[::2], flat[1::2], strict=True)}
    if Name.OutputIntents in source.Root and Name.OutputIntents not in pdf.Root:
        pdf.Root.OutputIntents = pdf.copy_foreign(source.make_indirect(source.Root.OutputIntents))


def _share_fonts(pdf: Pdf, parts: Sequence[Part], folder: Path) -> None:
    """Replace the empty fonts of the parts by one copy of each, with every glyph drawn."""
    made = [one for part in parts for one in (part.fragment, part.frame) if one is not None]
    faces = merge(face for fragment in made for face in fragment.caracteres)
    contents = font_files(folder)
    fonts: dict[str, Object] = {}
    files: dict[str, Object] = {}
    for resources in _resources(pdf):
        used = resources.get(Name.Font, Dictionary())
        for name in faces.keys() & set(used.keys()):
            if name not in fonts:
                fonts[name] = used[name]
                face = faces[name]
                fill(pdf, fonts[name], face, contents[face.fichier], files)
            used[name] = fonts[name]


def _resources(pdf: Pdf) -> Iterator[Object]:
    """Yield what the pages draw with, then what their drawings do, once each."""
    seen: set[tuple[int, int]] = set()
    left = [page.obj.Resources for page in pdf.pages]
    while left:
        resources = left.pop()
        if resources.is_indirect:
            if resources.objgen in seen:
                continue
            seen.add(resources.objgen)
        yield resources
        for kind in (Name.XObject, Name.Pattern):
            drawn = resources.get(kind, Dictionary()).values()
            left += [one.Resources for one in drawn if Name.Resources in one]


def _lead(pdf: Pdf, tags: Tags, dests: Mapping[str, Object]) -> Iterator[str]:
    """Make the links to an anchor lead there; yield the anchors that the document lacks."""
    for page in pdf.pages:
        kept: list[Object] = []
        for area in page.obj.get(Name.Annots, ()):
            anchor = _anchor_of(area)
            if anchor is not None and anchor not in dests:
                tags.unlink(area)
                yield anchor
                continue
            if anchor is not None:
                del area[Name.A]
                area.Dest = String(anchor)
            kept.append(area)
        if Name.Annots in page.obj:
            page.obj.Annots = Array(kept)


def _anchor_of(area: Object) -> str | None:
    """Return the anchor that a link aims at; none when it leads out of the document."""
    target = str(area.get(Name.A, Dictionary()).get(Name.URI, ""))
    return target.removeprefix(ANCHOR_SCHEME) if target.startswith(ANCHOR_SCHEME) else None

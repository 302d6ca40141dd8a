"""Sections of styled paragraphs to WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from kitgen.model.edition import ImageEdition
from kitgen.model.signet import bookmark_of
from kitgen.render.word_blocks import (
    Block,
    Contents,
    Entry,
    Logos,
    Map,
    Para,
    Picture,
    Swatch,
)
from kitgen.render.word_fields import Fields
from kitgen.render.word_images import (
    LOGO_TALLEST,
    LOGO_WIDEST,
    PARTNER_TALLEST,
    PARTNER_WIDEST,
    picture_run,
)
from kitgen.render.word_map import Maps
from kitgen.render.word_passage import SECTION, Passage, Tally, mark
from kitgen.render.word_shell import Shell
from kitgen.render.word_styles import NUMBERED, Style
from kitgen.render.word_xml import (
    FIELD_END,
    Inline,
    contents_bookmark_of,
    field,
    field_start,
    text,
    w,
)

CONTENTS_FIELD = 'TOC \\o "1-2" \\h \\z'
"""What Word redraws the contents from: headings 1 and 2, as links."""
LOGO_SPACE = "\N{EM SPACE}"


class Writer:
    """Writes one passage: some blocks, or a line of logos."""

    def __init__(
        self, shell: Shell, anchors: Set[str], layouts: Path, fields: Fields | None = None
    ) -> None:
        """Write for a reader, or for a reviewer who may change some fields.

        Args:
            shell: the file that the passage goes in: its styles.
            anchors: what the document holds for links to lead to.
            layouts: where the shapes of the maps are.
            fields: what a reviewer may change.
        """
        self._shell = shell
        self._maps = Maps(layouts)
        self._fields = fields
        self._tally = Tally()
        self._inline = Inline(self._tally.link, shell.id_of, anchors)
        self._list = ""

    def section(self, blocks: Sequence[Block], *, ends: bool) -> Passage:
        """Return the paragraphs of a section.

        Args:
            blocks: what they say.
            ends: whether the last one holds the properties of the section.
        """
        paragraphs = [one for block in blocks for one in self._block(block)]
        if ends:
            head, tail = paragraphs[-1].split("</w:pPr>", 1)
            paragraphs[-1] = f"{head}{mark(SECTION)}</w:pPr>{tail}"
        return self._passage("".join(paragraphs))

    def logos(self, images: Sequence[ImageEdition]) -> Passage:
        """Return the runs of the logos of who publishes."""
        return self._passage(self._logos(images, LOGO_WIDEST, LOGO_TALLEST))

    def _passage(self, xml: str) -> Passage:
        return self._tally.passage(xml, self._inline.dangling)

    def _logos(self, images: Iterable[ImageEdition], widest: int, tallest: int) -> str:
        """Return the runs of logos, each or its alternative when Word cannot show it."""
        return w("r", text(LOGO_SPACE)).join(
            picture_run(image, self._tally, widest, tallest) or self._inline.runs(image.alt)
            for image in images
        )

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Para():
                yield self._paragraph(block)
            case Picture():
                yield from self._picture(block)
            case Logos():
                shown = self._logos(block.images, PARTNER_WIDEST, PARTNER_TALLEST)
                yield self._styled(Style.IMAGE, shown)
            case Map() | Swatch():
                yield self._drawn(block)
            case Contents():
                yield from self._contents(block)

    def _paragraph(self, para: Para) -> str:
        properties = ""
        if para.style in NUMBERED:
            if para.opens_list:
                self._list = self._tally.begin(para.style)
            properties = instance(self._list)
        label = para.label
        runs = ""
        if label is not None:
            runs = self._inline.marked(label.content, label.mark, self._fields) + TAB
        names = [bookmark_of(target) for target in para.targets]
        if para.anchor is not None:
            names += (contents_bookmark_of(para.anchor), bookmark_of(para.anchor))
        content = self._bookmarked(
            names, runs + self._inline.runs(para.content, fields=self._fields)
        )
        return self._styled(para.style, content, properties)

    def _bookmarked(self, names: list[str], content: str) -> str:
        """Return a paragraph's runs between bookmarks: for a heading, the contents' and links'."""
        numbered = [(self._tally.bookmark(), name) for name in names]
        for number, name in reversed(numbered):
            start = w("bookmarkStart", id=number, name=name)
            content = f"{start}{content}{w('bookmarkEnd', id=number)}"
        return content

    def _picture(self, block: Picture) -> Iterator[str]:
        image = block.image
        run = picture_run(image, self._tally)
        shown = run or self._inline.runs(image.alt)
        yield self._styled(Style.IMAGE if run else Style.CAPTION, shown)
        for line in (image.legende, image.credit):
            if line:
                yield self._paragraph(Para(Style.CAPTION, line))

    def _drawn(self, block: Map | Swatch) -> str:
        """Return a map, or a line of its legend.

        Why the frame of a fiche's map twice: Word reads that of the style, LibreOffice that of
        the paragraph.
        """
        number = self._tally.drawing()
        framed = self._shell.framed if block.partie else ""
        if isinstance(block, Map):
            style = Style.FICHE_MAP if block.partie else Style.IMAGE
            run = self._maps.map_run(block.carte, block.partie, number)
            return self._styled(style, run, framed)
        style = Style.FICHE_MAP if block.partie else Style.LEGEND
        run = self._maps.swatch_run(block.signe, block.classe, block.partie, number)
        return self._styled(style, f"{run}{TAB}{self._inline.runs(block.content)}", framed)

    def _contents(self, contents: Contents) -> Iterator[str]:
        """Yield the contents, then the bare paragraph that the section's properties need.

        Why: within the field, LibreOffice would take the footer's number for a part of the
        contents, and drop it.
        """
        if not contents.refreshed:
            yield from map(self._entry, contents.entries)
            return
        for place, entry in enumerate(contents.entries):
            start = "" if place else field_start(CONTENTS_FIELD)
            end = FIELD_END if place == len(contents.entries) - 1 else ""
            yield self._entry(entry, start, end)
        yield self._styled(Style.CONTENTS_2)

    def _entry(self, entry: Entry, before: str = "", after: str = "") -> str:
        anchor = contents_bookmark_of(entry.anchor)
        label = "" if entry.label is None else self._inline.runs(entry.label) + TAB
        reference = f"PAGEREF {contents_bookmark_of(entry.page_of or entry.anchor)} \\h"
        page = field(reference, str(entry.page))
        title = self._inline.runs(entry.title)
        link = w("hyperlink", label, title, TAB, page, anchor=anchor, history="1")
        return self._styled(entry.style, f"{before}{link}{after}")

    def _styled(self, style: Style, content: str = "", properties: str = "") -> str:
        named = w("pStyle", val=self._shell.id_of(style))
        return w("p", w("pPr", named, properties), content)


TAB = w("r", w("tab"))


def instance(number: str) -> str:
    """Return what binds a paragraph to a numbered list."""
    return w("numPr", w("ilvl", val="0"), w("numId", val=number))

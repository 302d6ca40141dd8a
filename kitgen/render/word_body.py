"""Sections of styled paragraphs to WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Set
from copy import deepcopy
from itertools import count

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length
from lxml.etree import _Element as Element

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.edition import ImageEdition
from kitgen.model.relecture import Champ
from kitgen.model.signet import bookmark_of
from kitgen.render.word_blocks import (
    Block,
    Contents,
    Entry,
    Logos,
    Map,
    Para,
    Picture,
    Section,
    Swatch,
)
from kitgen.render.word_fields import Fields
from kitgen.render.word_images import (
    LOGO_TALLEST,
    LOGO_WIDEST,
    PARTNER_TALLEST,
    PARTNER_WIDEST,
    Pictures,
)
from kitgen.render.word_lists import NUMBERED, Numbering, instance
from kitgen.render.word_map import Maps
from kitgen.render.word_styles import Style, StyleBook
from kitgen.render.word_xml import (
    Inline,
    contents_bookmark_of,
    field,
    field_end,
    field_start,
    text,
    w,
)

CONTENTS_FIELD = 'TOC \\o "1-2" \\h \\z'
"""What Word redraws the contents from: headings 1 and 2, as links."""
LOGO_SPACE = "\N{EM SPACE}"


def anchors_of(sections: tuple[Section, ...]) -> frozenset[str]:
    """Return every anchor that a link may lead to."""
    return frozenset(
        block.anchor
        for section in sections
        for block in section.blocks
        if isinstance(block, Para) and block.anchor is not None
    )


class Writer:
    """Writes the blocks of one document."""

    def __init__(
        self,
        document: Document,
        styles: StyleBook,
        anchors: Set[str],
        maps: Maps,
        champs: tuple[Champ, ...] = (),
    ) -> None:
        """Write for a reader, or for a reviewer who may change some fields."""
        self._styles = styles
        self._pictures = Pictures(document)
        self._maps = maps
        self._inline = Inline(document.part, styles, anchors)
        self._numbering = Numbering(document, styles)
        self._list = ""
        self._bookmarks = count(1)
        self.fields = Fields(champs, self._bookmarks)

    def blocks(self, blocks: tuple[Block, ...]) -> list[Element]:
        """Return the paragraphs of a section."""
        return [paragraph for block in blocks for paragraph in self._block(block)]

    def logos(
        self,
        images: tuple[ImageEdition, ...],
        widest: Length = LOGO_WIDEST,
        tallest: Length = LOGO_TALLEST,
    ) -> Iterator[Element]:
        """Yield the runs of logos, each or its alternative when Word cannot show it."""
        for place, image in enumerate(images):
            if place:
                yield w("r", text(LOGO_SPACE))
            runs = self._pictures.runs(image, widest, tallest)
            yield from runs or self._inline.runs(image.alt)

    def diagnostics(self, *, alone: bool) -> tuple[Diagnostic, ...]:
        """Return what could not be set as the Edition asks.

        Args:
            alone: whether it is a fiche without its kit, to which its links may lead.
        """
        dangling = () if alone else self._inline.dangling
        return (
            *(
                Diagnostic(
                    Code.UNRESOLVED_REFERENCE,
                    f"Word : le renvoi vers « {anchor} » ne mène nulle part dans ce document",
                    severity=Severity.WARNING,
                )
                for anchor in dict.fromkeys(dangling)
            ),
            *self._pictures.diagnostics,
        )

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case Para():
                yield self._paragraph(block)
            case Picture():
                yield from self._picture(block)
            case Logos():
                paragraph = self._styled(Style.IMAGE)
                paragraph.extend(self.logos(block.images, PARTNER_WIDEST, PARTNER_TALLEST))
                yield paragraph
            case Map() | Swatch():
                yield self._drawn(block)
            case Contents():
                yield from self._contents(block)

    def _paragraph(self, para: Para) -> Element:
        paragraph = self._styled(para.style)
        if para.style in NUMBERED:
            if para.opens_list:
                self._list = self._numbering.restart(para.style)
            paragraph[0].append(instance(self._list))
        runs = self._inline.runs(para.content, fields=self.fields)
        names = [bookmark_of(target) for target in para.targets]
        if para.anchor is not None:
            names += (contents_bookmark_of(para.anchor), bookmark_of(para.anchor))
        paragraph.extend(self._bookmarked(names, [*self._label(para), *runs]))
        return paragraph

    def _label(self, para: Para) -> Iterator[Element]:
        if para.label is not None:
            yield from self._inline.marked(para.label.content, para.label.mark, self.fields)
            yield w("r", w("tab"))

    def _bookmarked(self, names: list[str], content: list[Element]) -> Iterator[Element]:
        """Yield a paragraph's runs between bookmarks: for a heading, the contents' and links'."""
        numbered = [(str(next(self._bookmarks)), name) for name in names]
        for number, name in numbered:
            yield w("bookmarkStart", id=number, name=name)
        yield from content
        for number, _ in reversed(numbered):
            yield w("bookmarkEnd", id=number)

    def _picture(self, block: Picture) -> Iterator[Element]:
        image = block.image
        runs = self._pictures.runs(image)
        paragraph = self._styled(Style.IMAGE if runs else Style.CAPTION)
        paragraph.extend(runs or self._inline.runs(image.alt))
        yield paragraph
        for line in (image.legende, image.credit):
            if line:
                yield self._paragraph(Para(Style.CAPTION, line))

    def _drawn(self, block: Map | Swatch) -> Element:
        """Return a map, or a line of its legend."""
        number = self._pictures.next_id()
        if isinstance(block, Map):
            paragraph = self._framed() if block.partie else self._styled(Style.IMAGE)
            paragraph.append(self._maps.map_run(block.carte, block.partie, number))
            return paragraph
        paragraph = self._framed() if block.partie else self._styled(Style.LEGEND)
        paragraph.append(self._maps.swatch_run(block.signe, block.classe, block.partie, number))
        paragraph.append(w("r", w("tab")))
        paragraph.extend(self._inline.runs(block.content))
        return paragraph

    def _framed(self) -> Element:
        """Return a paragraph of a fiche's map, beside the text as its style says.

        Why the frame twice: Word reads that of the style, LibreOffice that of the paragraph.
        """
        paragraph = self._styled(Style.FICHE_MAP)
        frames = self._styles.element(Style.FICHE_MAP).iterfind(f"{qn('w:pPr')}/{qn('w:framePr')}")
        paragraph[0].extend(deepcopy(frame) for frame in frames)
        return paragraph

    def _contents(self, contents: Contents) -> Iterator[Element]:
        """Yield the contents, then the bare paragraph that the section's properties need.

        Why: within the field, LibreOffice would take the footer's number for a part of the
        contents, and drop it.
        """
        paragraphs = [self._entry(entry) for entry in contents.entries]
        if contents.refreshed:
            for place, run in enumerate(field_start(CONTENTS_FIELD), start=1):
                paragraphs[0].insert(place, run)
            paragraphs[-1].append(field_end())
            paragraphs.append(self._styled(Style.CONTENTS_2))
        yield from paragraphs

    def _entry(self, entry: Entry) -> Element:
        paragraph = self._styled(entry.style)
        link = w("hyperlink", anchor=contents_bookmark_of(entry.anchor), history="1")
        if entry.label is not None:
            link.extend(self._inline.runs(entry.label))
            link.append(w("r", w("tab")))
        link.extend(self._inline.runs(entry.title))
        link.append(w("r", w("tab")))
        reference = f"PAGEREF {contents_bookmark_of(entry.page_of or entry.anchor)} \\h"
        link.extend(field(reference, str(entry.page)))
        paragraph.append(link)
        return paragraph

    def _styled(self, style: Style) -> Element:
        return w("p", w("pPr", w("pStyle", val=self._styles.id_of(style))))

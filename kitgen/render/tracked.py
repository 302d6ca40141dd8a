"""Two editions as one Word file with tracked changes, which a board reads before it approves.

All changes accepted, it says what the new edition says; all rejected, what the old one said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from kitgen.errors import Place
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.model.signet import bookmark_of
from kitgen.model.texte import Portion
from kitgen.render.base import RenderContext
from kitgen.render.tracked_merge import Piece, changed_only, merge
from kitgen.render.tracked_runs import Sens, Tracker, atoms_of, compare_atoms
from kitgen.render.tracked_tree import Bloc, tree_of
from kitgen.render.word import TEMPLATE
from kitgen.render.word_blocks import Para, Picture
from kitgen.render.word_frame import Frame, Running
from kitgen.render.word_images import Pictures
from kitgen.render.word_lists import NUMBERED, Numbering, instance
from kitgen.render.word_pack import describe, pack
from kitgen.render.word_slots import RUNNING, WORDS
from kitgen.render.word_styles import Style, StyleBook
from kitgen.render.word_template import render_template
from kitgen.render.word_xml import w

SHOWN = ("titre", "sous_titre", "date_longue", "editeur", "site")
"""What the template's variables still say."""
LONGEST = 255
"""Characters that Word allows in a property."""


def render_tracked(
    before: Sequence[Edition],
    after: Sequence[Edition],
    title: str,
    context: RenderContext,
    *,
    changed: bool = False,
) -> Artefact:
    """Return the Word file of what changed.

    Args:
        before: the old edition of some collections.
        after: the new one, of one at least.
        title: what the file is called, also at the head of its pages.
        context: the layouts, and the date of the changes.
        changed: whether the fiches that are the same in both are left out.

    Raises:
        SetupError: LAYOUT_INVALID when the template is missing or unusable.
    """
    edition = after[0]
    place = Place(f"layouts/{edition.genre}/{TEMPLATE}")
    path = context.layouts / edition.genre / TEMPLATE
    document = render_template(path, place, {*WORDS} - {*SHOWN, *RUNNING}, cover=False)
    styles = StyleBook(document)
    trees = tree_of(before, (before or after)[0].site), tree_of(after, edition.site)
    pieces = tuple(merge(*(changed_only(*trees) if changed else trees)))
    known = {name: getattr(edition, name) for name in SHOWN}
    frame = Frame(document, styles, dict.fromkeys(WORDS, ()) | known)
    frame.drop_cover()
    frame.fill_words()
    frame.fill_logo(())
    writer = _Writer(document, styles, pieces, context)
    paragraphs = tuple(writer.paragraphs(pieces))
    running = Running(edition.titre, (Portion(title),), None)
    frame.end_document(frame.section(1, running, opener=False))
    frame.fill_body(paragraphs)
    describe(document, edition, context.created)
    document.core_properties.title = title[:LONGEST]
    return Artefact(pack(document), "docx", None, tuple(writer.pictures.diagnostics))


class _Writer:
    """Writes the paragraphs of one document."""

    def __init__(
        self,
        document: Document,
        styles: StyleBook,
        pieces: Sequence[Piece],
        context: RenderContext,
    ) -> None:
        here = _anchors(piece.apres for piece in pieces)
        gone = _anchors(piece.avant for piece in pieces) - here
        self._styles = styles
        self._numbering = Numbering(document, styles)
        self._list = ""
        self._gone = gone
        self._tracker = Tracker(document.part, styles, here | gone, context.created)
        self.pictures = Pictures(document)

    def paragraphs(self, pieces: Iterable[Piece]) -> Iterator[Element]:
        """Yield the paragraphs; a changed picture is two, one of which goes."""
        for piece in pieces:
            old, new = piece.avant, piece.apres
            if isinstance(old, Para) and isinstance(new, Para):
                yield self._reworded(old, new)
            elif old == new and new is not None:
                yield self._alone("=", new)
            else:
                if old is not None:
                    yield self._alone("-", old)
                if new is not None:
                    yield self._alone("+", new)

    def _reworded(self, before: Para, after: Para) -> Element:
        paragraph = self._styled(after, "=")
        content = [
            run
            for sens, atoms in compare_atoms(atoms_of(before), atoms_of(after))
            for run in self._tracker.runs(sens, atoms)
        ]
        paragraph.extend(self._bookmarked(after.anchor, content))
        return paragraph

    def _alone(self, sens: Sens, block: Bloc) -> Element:
        """Return a paragraph that came, went, or holds a picture that stays."""
        paragraph = self._styled(block, sens)
        if isinstance(block, Para):
            anchor = block.anchor if sens == "+" or block.anchor in self._gone else None
            content = list(self._tracker.runs(sens, atoms_of(block)))
            paragraph.extend(self._bookmarked(anchor, content))
            return paragraph
        runs = self.pictures.runs(block.image)
        if not runs:
            runs = list(self._tracker.runs(sens, atoms_of(Para(Style.IMAGE, block.image.alt))))
            paragraph.extend(runs)
        else:
            paragraph.extend(runs if sens == "=" else [self._tracker.mark(sens, *runs)])
        return paragraph

    def _styled(self, block: Bloc, sens: Sens) -> Element:
        """Return an empty paragraph, whose end is tracked when it comes or goes."""
        style = Style.IMAGE if isinstance(block, Picture) else block.style
        properties = w("pPr", w("pStyle", val=self._styles.id_of(style)))
        if isinstance(block, Para) and style in NUMBERED:
            if block.opens_list:
                self._list = self._numbering.restart(style)
            properties.append(instance(self._list))
        if sens != "=":
            properties.append(w("rPr", self._tracker.mark(sens)))
        return w("p", properties)

    def _bookmarked(self, anchor: str | None, content: list[Element]) -> Iterator[Element]:
        """Yield runs between the bookmark that links lead to."""
        if anchor is None:
            yield from content
            return
        number = str(next(self._tracker.ids))
        yield w("bookmarkStart", id=number, name=bookmark_of(anchor))
        yield from content
        yield w("bookmarkEnd", id=number)


def _anchors(blocks: Iterable[Bloc | None]) -> frozenset[str]:
    return frozenset(
        one.anchor for one in blocks if isinstance(one, Para) and one.anchor is not None
    )

"""Two editions as one Word file with tracked changes, which a board reads before it approves.

All changes accepted, it says what the new edition says; all rejected, what the old one said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kitgen.errors import Place
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.model.signet import bookmark_of
from kitgen.model.texte import Portion
from kitgen.render.base import RenderContext
from kitgen.render.tracked_merge import Piece, changed_only, merge
from kitgen.render.tracked_runs import Sens, Tracker, atoms_of, compare_atoms
from kitgen.render.tracked_tree import Bloc, tree_of
from kitgen.render.word_blocks import Para, Picture
from kitgen.render.word_body import instance
from kitgen.render.word_fill import Filled, shell_of
from kitgen.render.word_frame import Frame, Running
from kitgen.render.word_images import picture_run, refused
from kitgen.render.word_link import link
from kitgen.render.word_pack import describe
from kitgen.render.word_passage import Passage, Tally, sha256_of
from kitgen.render.word_shell import TEMPLATE, Shell, template_of
from kitgen.render.word_slots import RUNNING, WORDS
from kitgen.render.word_stylebook import StyleBook
from kitgen.render.word_styles import NUMBERED, Style
from kitgen.render.word_template import render_template
from kitgen.render.word_xml import w
from kitgen.render.word_zip import assemble

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
    frame.hold_logo(None)
    running = Running(edition.titre, (Portion(title),), None)
    frame.hold_body([frame.section(1, running, opener=False)], 0)
    describe(document, edition, context.created)
    document.core_properties.title = title[:LONGEST]
    template = template_of(context.layouts, edition.genre)
    shell = shell_of(Filled(document, styles, labelled=False, logo=False), template)
    passage = _Writer(shell, pieces, context).passage(pieces)
    images = {
        sha256_of(block.image.image): block.image.image.contenu
        for piece in pieces
        for block in (piece.avant, piece.apres)
        if isinstance(block, Picture)
    }
    content = assemble(link(shell, template, (passage,), images))
    return Artefact(content, "docx", None, tuple(refused(*one) for one in passage.refused))


class _Writer:
    """Writes the paragraphs of one document."""

    def __init__(self, shell: Shell, pieces: Sequence[Piece], context: RenderContext) -> None:
        here = _anchors(piece.apres for piece in pieces)
        gone = _anchors(piece.avant for piece in pieces) - here
        self._shell = shell
        self._list = ""
        self._gone = gone
        self._tally = Tally()
        self._tracker = Tracker(self._tally.link, shell.id_of, here | gone, context.created)

    def passage(self, pieces: Iterable[Piece]) -> Passage:
        """Return the paragraphs."""
        return self._tally.passage("".join(self._paragraphs(pieces)), [])

    def _paragraphs(self, pieces: Iterable[Piece]) -> Iterator[str]:
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

    def _reworded(self, before: Para, after: Para) -> str:
        content = "".join(
            self._tracker.runs(sens, atoms)
            for sens, atoms in compare_atoms(atoms_of(before), atoms_of(after))
        )
        return self._styled(after, "=", self._bookmarked(after.anchor, content))

    def _alone(self, sens: Sens, block: Bloc) -> str:
        """Return a paragraph that came, went, or holds a picture that stays."""
        if isinstance(block, Para):
            anchor = block.anchor if sens == "+" or block.anchor in self._gone else None
            content = self._bookmarked(anchor, self._tracker.runs(sens, atoms_of(block)))
        elif run := picture_run(block.image, self._tally):
            content = run if sens == "=" else self._tracker.mark(sens, run)
        else:
            content = self._tracker.runs(sens, atoms_of(Para(Style.IMAGE, block.image.alt)))
        return self._styled(block, sens, content)

    def _styled(self, block: Bloc, sens: Sens, content: str) -> str:
        """Return a paragraph, whose end is tracked when it comes or goes."""
        style = Style.IMAGE if isinstance(block, Picture) else block.style
        properties = w("pStyle", val=self._shell.id_of(style))
        if isinstance(block, Para) and style in NUMBERED:
            if block.opens_list:
                self._list = self._tally.begin(style)
            properties += instance(self._list)
        if sens != "=":
            properties += w("rPr", self._tracker.mark(sens))
        return w("p", w("pPr", properties), content)

    def _bookmarked(self, anchor: str | None, content: str) -> str:
        """Return runs between the bookmark that links lead to."""
        if anchor is None:
            return content
        number = str(next(self._tracker.ids))
        start = w("bookmarkStart", id=number, name=bookmark_of(anchor))
        return f"{start}{content}{w('bookmarkEnd', id=number)}"


def _anchors(blocks: Iterable[Bloc | None]) -> frozenset[str]:
    return frozenset(
        one.anchor for one in blocks if isinstance(one, Para) and one.anchor is not None
    )

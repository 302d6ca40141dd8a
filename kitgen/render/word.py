"""The Word edition: an Edition poured into the designer's template, in named styles only.

A file is a shell, the template filled with all that frames the text, and passages, one for each
section. Both are kept in the context's store, so that a changed fiche writes one passage again;
python-docx is loaded only to fill a template: the markup of a passage is written as text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition
from kitgen.render.base import RenderContext
from kitgen.render.word_access import inaccessible
from kitgen.render.word_blocks import Section, anchors_of, images_of, targets_of
from kitgen.render.word_body import Writer
from kitgen.render.word_flow import lay_out, logos_of
from kitgen.render.word_images import refused
from kitgen.render.word_link import link
from kitgen.render.word_passage import Passage, dump_passage, load_passage, sha256_of
from kitgen.render.word_shell import Shell, dump_shell, load_shell, template_of
from kitgen.render.word_zip import Entry, assemble

Kept = TypeVar("Kept")


def render_docx(edition: Edition, context: RenderContext) -> Artefact:
    """Return the Word edition; its pages are Word's to count.

    Raises:
        SetupError: the genre's template is missing or unusable.
    """
    sections = lay_out(edition, labelled=True)
    template = template_of(context.layouts, edition.genre)
    if edition.relecture is None:
        shell = _shell(edition, sections, template, context)
        sections = lay_out(edition, labelled=not shell.labelled)
        passages = tuple(_passages(edition, sections, shell, context))
    else:
        from kitgen.render.word_review import review  # noqa: PLC0415  it loads python-docx

        shell, passages = review(edition, edition.relecture, template, context)
    images = {
        sha256_of(one.image): one.image.contenu
        for one in (*logos_of(edition), *images_of(sections))
    }
    content = assemble(link(shell, template, passages, images))
    said = _diagnostics(passages, alone=edition.fiche is not None)
    return Artefact(content, "docx", None, (*said, *inaccessible(content)))


def _shell(
    edition: Edition,
    sections: Sequence[Section],
    template: Mapping[str, Entry],
    context: RenderContext,
) -> Shell:
    """Return the shell of an edition; its text, its maps and its index have no part in it.

    Why it may be made again: the template may be saved while documents are made.
    """
    frames = [replace(one, blocks=()) for one in sections]
    label = edition.fiche and edition.parties[0].fiches[0].etiquette
    bare = replace(
        edition, parties=(), presentation=(), mentions=(), colophon=(), carte=None, index=None
    )

    def make() -> Shell:
        from kitgen.render.word_fill import fill, shell_of  # noqa: PLC0415  it loads python-docx

        filled = fill(edition, sections, context)
        return shell_of(filled, template)

    kept = _kept(context, ("shell", bare, label, frames), make, dump_shell, load_shell)
    return kept if kept.fits(template) else make()


def _passages(
    edition: Edition, sections: Sequence[Section], shell: Shell, context: RenderContext
) -> Iterator[Passage]:
    """Yield the logos, if the template shows them, then each section."""
    anchors = anchors_of(sections)
    logos = logos_of(edition) if shell.logo else ()

    def writer() -> Writer:
        return Writer(shell, anchors, context.layouts)

    def kept(parts: object, write: Callable[[], Passage]) -> Passage:
        return _kept(context, (edition.genre, parts), write, dump_passage, load_passage)

    yield kept(logos, lambda: writer().logos(logos))
    for one in sections:
        aimed, ends = sorted(anchors & targets_of(one.blocks)), one is not sections[-1]
        yield kept((one.blocks, aimed, ends), partial(_section, writer, one, ends=ends))


def _section(writer: Callable[[], Writer], section: Section, *, ends: bool) -> Passage:
    return writer().section(section.blocks, ends=ends)


def _kept(
    context: RenderContext,
    parts: object,
    make: Callable[[], Kept],
    dump: Callable[[Kept], bytes],
    load: Callable[[bytes], Kept],
) -> Kept:
    """Return what was kept of the same parts, or else what is made of them now, and kept."""
    if context.store is None:
        return make()
    named = f"{context.tools} docx {parts!r}"
    key = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
    kept = context.store.get(key)
    if kept is not None:
        return load(kept)
    made = make()
    context.store.put(key, dump(made))
    return made


def _diagnostics(passages: Sequence[Passage], *, alone: bool) -> Iterator[Diagnostic]:
    """Yield what could not be set as the Edition asks.

    Args:
        passages: what the file says.
        alone: whether it is a fiche without its kit, to which its links may lead.
    """
    dangling = () if alone else (anchor for one in passages for anchor in one.dangling)
    for anchor in dict.fromkeys(dangling):
        yield Diagnostic(
            Code.UNRESOLVED_REFERENCE,
            f"Word : le renvoi vers « {anchor} » ne mène nulle part dans ce document",
            severity=Severity.WARNING,
        )
    yield from (refused(*found) for one in passages for found in one.refused)

"""One piece of a document, laid out: what it takes, and the fingerprint of all that shapes it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kitgen.model.genre import Genre
from kitgen.model.image import ImageLue
from kitgen.render.base import RenderContext
from kitgen.render.engines import load
from kitgen.render.fragment import Fragment, dump_fragment, load_fragment


@dataclass(frozen=True)
class Layout:
    """A piece to lay out.

    Attributes:
        genre: whose style sheets it follows.
        html: the piece, as a document.
        tightened: the same with its spacing tightened, for when it takes too many pages.
        budget: how many pages it may take; none for as many as it likes.
        tagged: whether it is content; if not, it frames some.
        images: those it shows, by address, which holds the fingerprint of their bytes.
    """

    genre: Genre
    html: str
    tightened: str | None = None
    budget: int | None = None
    tagged: bool = True
    images: Mapping[str, ImageLue] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """The fingerprint of the piece; that of the tools is its context's."""
        parts = (self.genre, self.html, self.tightened, self.budget, self.tagged)
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def key(self, context: RenderContext) -> str:
        """Return the fingerprint of all that shapes the pages."""
        return hashlib.sha256(f"{context.tools} {self.digest}".encode()).hexdigest()


def lay_out(piece: Layout, context: RenderContext) -> Fragment:
    """Return the pages of a piece, tightened if it takes too many otherwise.

    Raises:
        SetupError: Pango or WeasyPrint is missing or unusable.
    """
    fragment = _lay_out(piece, piece.html, context)
    if piece.tightened is None or piece.budget is None or len(fragment.pages) <= piece.budget:
        return fragment
    return replace(_lay_out(piece, piece.tightened, context), serre=True)


def obtain(piece: Layout, context: RenderContext) -> Fragment:
    """Return the pages of a piece: those that were kept, or else laid out now and kept."""
    if context.store is None:
        return lay_out(piece, context)
    key = piece.key(context)
    kept = context.store.get(key)
    if kept is not None:
        return load_fragment(kept)
    fragment = lay_out(piece, context)
    context.store.put(key, dump_fragment(fragment))
    return fragment


def _lay_out(piece: Layout, html: str, context: RenderContext) -> Fragment:
    weasy = load("kitgen.render.weasy")
    fetcher = load("kitgen.render.weasy_fetch").ProjectFetcher(context.layouts, piece.images)
    sheets = load("kitgen.render.weasy_sheets").style_sheets(context.layouts, context.tools)
    base = context.layouts / piece.genre
    fragment: Fragment = weasy.lay_out(html, base, fetcher, sheets, tagged=piece.tagged)
    return fragment

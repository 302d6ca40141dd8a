"""A piece of a document, laid out on its own: its pages, and what a linker must know of them.

Serialised as one line of JSON followed by the PDF: nothing in it is run when it is read, so that
a folder of fragments may be shared between machines.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kitgen.errors import Code, Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class PagePosee:
    """What a page holds, but for its margins.

    Attributes:
        remplissage: how far down its text goes, in percent of the page's height for text.
    """

    remplissage: int


@dataclass(frozen=True, slots=True)
class Signet:
    """A bookmark.

    Attributes:
        niveau: from 1; the outline skips no level, whatever is skipped here.
        titre: its words.
        page: from 0 within the fragment.
        x, y: where it points to, in points from the page's bottom left corner.
        ouvert: whether what is below it shows.
    """

    niveau: int
    titre: str
    page: int
    x: float
    y: float
    ouvert: bool


@dataclass(frozen=True, slots=True)
class Caracteres:
    """The glyphs that a fragment takes from one face of the project's fonts.

    Attributes:
        ressource: the name of the font in the pages' resources.
        fichier: the SHA-256 of the font's file.
        chasses: the width of each glyph, in thousandths of an em.
        textes: the characters that each glyph stands for.
    """

    ressource: str
    fichier: str
    chasses: Mapping[int, float]
    textes: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ImagePosee:
    """An image made of pixels, where it is shown.

    Attributes:
        adresse: the address of its bytes.
        pixels: how many it has across.
        ppp: how many of them fill an inch, the fewer of both ways.
    """

    adresse: str
    pixels: int
    ppp: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Pages laid out, whose fonts hold no glyph yet.

    Attributes:
        contenu: a tagged PDF.
        pages: what each page holds, in order.
        ancres: the page (from 0) on which each anchor stands.
        signets: the bookmarks, in order.
        caracteres: the faces used.
        serre: whether the layout had to tighten to hold in its pages.
        diagnostics: the engine's complaints.
        images: those made of pixels, in order.
    """

    contenu: bytes
    pages: tuple[PagePosee, ...]
    ancres: Mapping[str, int]
    signets: tuple[Signet, ...]
    caracteres: tuple[Caracteres, ...]
    diagnostics: tuple[Diagnostic, ...]
    serre: bool = False
    images: tuple[ImagePosee, ...] = ()


def dump_fragment(fragment: Fragment) -> bytes:
    """Return a fragment as bytes, the same for equal fragments."""
    facts = {
        "pages": [asdict(page) for page in fragment.pages],
        "ancres": dict(fragment.ancres),
        "signets": [asdict(signet) for signet in fragment.signets],
        "caracteres": [asdict(face) for face in fragment.caracteres],
        "serre": fragment.serre,
        "images": [asdict(image) for image in fragment.images],
        "diagnostics": [
            (said.message, said.hint, said.severity.value) for said in fragment.diagnostics
        ],
    }
    head = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return head.encode() + b"\n" + fragment.contenu


def load_fragment(data: bytes) -> Fragment:
    """Return the fragment that `dump_fragment` wrote."""
    head, _, contenu = data.partition(b"\n")
    facts = json.loads(head)
    return Fragment(
        contenu=contenu,
        pages=tuple(PagePosee(**page) for page in facts["pages"]),
        ancres=facts["ancres"],
        signets=tuple(Signet(**signet) for signet in facts["signets"]),
        caracteres=tuple(map(_face, facts["caracteres"])),
        serre=facts["serre"],
        images=tuple(ImagePosee(**image) for image in facts["images"]),
        diagnostics=tuple(
            Diagnostic(Code.ENGINE_WARNING, message, hint=hint, severity=Severity(severity))
            for message, hint, severity in facts["diagnostics"]
        ),
    )


def _face(facts: Mapping[str, Any]) -> Caracteres:
    return Caracteres(
        facts["ressource"],
        facts["fichier"],
        {int(glyph): width for glyph, width in facts["chasses"].items()},
        {int(glyph): text for glyph, text in facts["textes"].items()},
    )

"""What the tests of the Word edition start from: documents, and the project's templates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from kitgen.model.edition import Edition, ImageEdition, Libelles
from kitgen.model.image import ImageLue
from kitgen.model.texte import Portion
from kitgen.render import render
from kitgen.render.base import RenderContext
from tests.builders import edition, fiche, introduction, ligne, partie
from tests.render.word_file import WordFile

ROOT = Path(__file__).parents[2]
CREATED = datetime.datetime(2026, 11, 1, 8, 30, tzinfo=datetime.UTC)
CONTEXT = RenderContext(layouts=ROOT / "layouts", created=CREATED)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f0001040100b5e4d1c40000000049454e44ae426082"
)


def word(**changes: object) -> WordFile:
    """Return the Word edition of a test Edition, read back."""
    return written(edition(**changes))


def single() -> Edition:
    """Return an Edition that holds one fiche."""
    return edition(fiche="municipal/acteurs", parties=(partie(fiches=(fiche(),)),))


def points() -> Edition:
    """Return a Points de RepèrESS: sections, levers, then examples, under a label of its own."""
    one = fiche(
        reference="points/ptce",
        type="synthese",
        etiquette=ligne("Points de RepèrESS n° 10"),
        sections=introduction().sections,
        exemples=introduction().exemples,
    )
    return edition(
        fiche="points/ptce",
        genre="points",
        titre=ligne("Points de RepèrESS"),
        presentation=(),
        mentions=(),
        parties=(
            partie(type="synthese", titre=ligne("Synthèses"), presentation=(), fiches=(one,)),
        ),
    )


def unmapped(given: Edition) -> Edition:
    """Return a document without its maps, whose words are those of an alternative."""
    parties = tuple(
        replace(one, fiches=tuple(replace(fiche, carte=None) for fiche in one.fiches))
        for one in given.parties
    )
    return replace(given, parties=parties, carte=None)


def written(given: Edition) -> WordFile:
    """Return the Word edition of a document, read back."""
    return WordFile(render("docx", given, CONTEXT).contenu)


def image(content: bytes, media: str) -> ImageEdition:
    """Return an image with its words."""
    return ImageEdition(
        ImageLue(content, media),
        ligne("Un marché & sa halle"),
        ligne("La halle"),
        ligne("© Ville"),
    )


def portions(value: object) -> Iterator[Portion]:
    """Yield every run of an Edition's content, whatever field holds it."""
    if isinstance(value, Portion):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from portions(one)
    elif is_dataclass(value) and not isinstance(value, Libelles):
        for each in fields(value):
            yield from portions(getattr(value, each.name))

"""Where each document goes under output/: these are download names, the same everywhere."""

from __future__ import annotations

from pathlib import PurePosixPath

from kitgen.model.edition import Edition

NATIONAL = "national"


def output_path(edition: Edition, extension: str) -> PurePosixPath:
    """Return `national/municipal/kit-municipaless_national_2026-11.pdf`, and the like.

    A single fiche of a kit goes in `fiches/`; a Points stands on its own.
    """
    folder = PurePosixPath(edition.region or NATIONAL, edition.collection)
    if edition.fiche is not None and edition.genre == "kit":
        folder /= "fiches"
    return folder / f"{edition.stem}.{extension}"

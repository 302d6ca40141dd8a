"""Where each document goes under output/: these are download names, the same everywhere."""

from __future__ import annotations

from pathlib import PurePosixPath

from kitgen.model.edition import Edition

NATIONAL = "national"


def output_folder(collection: str, region: str | None, *, alone: bool) -> PurePosixPath:
    """Return `national/municipal`, and `national/municipal/fiches` for a fiche of a kit, alone."""
    folder = PurePosixPath(region or NATIONAL, collection)
    return folder / "fiches" if alone else folder


def output_path(edition: Edition, extension: str) -> PurePosixPath:
    """Return `national/municipal/kit-municipaless_national_2026-11.pdf`, and the like.

    A single fiche of a kit goes in `fiches/`; a Points stands on its own.
    """
    alone = edition.fiche is not None and edition.genre == "kit"
    region = edition.region.id if edition.region else None
    return output_folder(edition.collection, region, alone=alone) / f"{edition.stem}.{extension}"

"""Where each document goes under output/: these are download names, the same everywhere."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from kitgen.model.edition import Edition

NATIONAL = "national"
SUFFIXES = {"print": "_impression.pdf"}
"""How the names of files end, when their format does not say it."""
RELECTURE = "relecture"
"""The folder of the review files, beside what is published."""


@cache
def output_folder(
    collection: str, region: str | None, *, alone: bool, relecture: bool = False
) -> PurePosixPath:
    """Return `national/municipal`, and what stands below it.

    Args:
        collection: its id.
        region: the région's id; none for the national edition.
        alone: whether the document is a fiche of a kit, alone: in `fiches/`.
        relecture: whether it is a review file: in `relecture/`, whatever it holds.
    """
    folder = PurePosixPath(region or NATIONAL, collection)
    if relecture:
        return folder / RELECTURE
    return folder / "fiches" if alone else folder


def file_name(stem: str, format_name: str) -> str:
    """Return the name of a document's file in a format."""
    return stem + SUFFIXES.get(format_name, f".{format_name}")


def output_path(edition: Edition, format_name: str) -> PurePosixPath:
    """Return `national/municipal/kit-municipaless_national_2026-11.pdf`, and the like.

    A single fiche of a kit goes in `fiches/`; a Points stands on its own.
    """
    folder = output_folder(
        edition.collection,
        edition.region.id if edition.region else None,
        alone=edition.fiche is not None and edition.genre == "kit",
        relecture=edition.relecture is not None,
    )
    return folder / file_name(edition.stem, format_name)

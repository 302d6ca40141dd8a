"""What a person asks for, as typed; loads nothing, for whoever must be quick."""

from __future__ import annotations

from dataclasses import dataclass

ALL_REGIONS = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents.

    Attributes:
        targets: collections and fiches, in words; none for all of them.
        regions: names of régions, `all`, `national`; none for the national edition.
        formats: names of the table of formats.
        fiches: one file per fiche as well.
        review: the Word files for reviewers, instead of the publications.
    """

    targets: tuple[str, ...]
    regions: tuple[str, ...]
    formats: tuple[str, ...]
    fiches: bool = False
    review: bool = False

    @property
    def judged(self) -> tuple[str, ...] | None:
        """The régions whose variants are to be judged; none named means all of them."""
        return None if ALL_REGIONS in self.regions else self.regions

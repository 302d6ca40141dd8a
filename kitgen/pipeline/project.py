"""A project on disk: read, checked, and the outside world it brings to the renderers."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection as Group
from dataclasses import dataclass
from pathlib import Path

from kitgen.cache import Cache
from kitgen.errors import Code, Diagnostic, SetupError
from kitgen.model.library import Library
from kitgen.pipeline.layouts import layouts_of
from kitgen.pipeline.memory import read_and_check
from kitgen.pipeline.regions import Regionales, refuse_errors, regional_outline
from kitgen.read import find_root

EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Project:
    """A project without error.

    Attributes:
        root: the folder of `kitgen.yaml`.
        library: all that was read.
        regionales: what each région publishes, by its id.
        warnings: what the author should know all the same.
    """

    root: Path
    library: Library
    regionales: Regionales
    warnings: tuple[Diagnostic, ...]

    def library_of(self, region: str | None) -> Library:
        """Return the library of a région, or the national one."""
        return self.library if region is None else self.regionales[region].library

    def outline_of(self, region: str | None) -> Library:
        """Return a library that names the documents of a région, or the national ones."""
        return self.library if region is None else regional_outline(self.library, region)

    @property
    def layouts(self) -> Path:
        """The project's own layouts, or those that come with kitgen."""
        return layouts_of(self.root)

    @property
    def created(self) -> datetime.datetime:
        """The date that documents carry: `SOURCE_DATE_EPOCH`, or the edition's first day.

        Raises:
            SetupError: `SOURCE_DATE_EPOCH` is not a number of seconds.
        """
        stamp = os.environ.get(EPOCH)
        if stamp:
            return _moment(stamp)
        return edition_day(self.library.projet.edition)


def edition_day(edition: str) -> datetime.datetime:
    """Return the first day of an edition: `2026-11` is the first of November 2026."""
    year, month = map(int, edition.split("-"))
    return datetime.datetime(year, month, 1, tzinfo=datetime.UTC)


def _moment(stamp: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(int(stamp), datetime.UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        raise SetupError(
            Diagnostic(
                Code.WRONG_DATE,
                f"La variable {EPOCH} vaut « {stamp} », qui n'est pas une date",
                hint="Donnez un nombre de secondes depuis le 1er janvier 1970, ou ôtez-la",
            )
        ) from wrong


def load(
    path: Path | str = ".", *, regions: Group[str] | None = None, kept: Cache | None = None
) -> Project:
    """Read and check a project.

    Every file is read, and its content checked; the variants of a région are applied and judged
    only for those that are asked for, but stale ones are always said.

    Args:
        path: the project's folder, or any folder or file in it.
        regions: the régions whose variants are judged; none named means all of them.
        kept: what earlier runs read and found; none to read everything again.

    Raises:
        ContentError: every error of every file, located.
    """
    root = find_root(Path(path))
    library, found = read_and_check(root, Cache(None) if kept is None else kept)
    diagnostics = [*found]
    refuse_errors(diagnostics)
    regionales = Regionales(library)
    diagnostics += regionales.judge(library.regions if regions is None else regions)
    refuse_errors(diagnostics)
    return Project(root, library, regionales, tuple(diagnostics))

"""The folder of a release: whole or absent, and never changed once it is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kitgen.errors import Code, ContentError, Diagnostic
from kitgen.publish.files import writing
from kitgen.publish.manifest import MANIFEST
from kitgen.publish.release_manifest import Publication, read_release
from kitgen.publish.release_sums import differences, read_sums

UNDER_WAY = ".en-cours-"
SHOWN = 5
"""How many files that differ are worth naming before the rest is counted."""


def install(made: Path, releases: Path, edition: str) -> bool:
    """Put a finished release in place; tell whether it was not there already.

    It is copied beside, then renamed: a killed run leaves nothing under its name, and what it
    left beside is cleaned by the next one.

    Args:
        made: the finished folder, with its sums.
        releases: the folder of the releases, created if needed.
        edition: the release's name.

    Raises:
        ContentError: this edition is published with other bytes; the first files are named.
        SetupError: the folder cannot be written.
    """
    with writing(releases):
        for leftover in releases.glob(f"{UNDER_WAY}*"):
            shutil.rmtree(leftover)
        target = releases / edition
        if os.path.lexists(target):
            _refuse_other_bytes(made, target)
            return False
        beside = releases / f"{UNDER_WAY}{edition}"
        try:
            beside.mkdir()
            for file in sorted(made.iterdir()):
                _copy(file, beside / file.name)
            beside.rename(target)
        except OSError:
            shutil.rmtree(beside, ignore_errors=True)  # on a full disk, room for the next run
            raise
    return True


def published(releases: Path) -> dict[Path, Publication]:
    """Return the releases of a folder, the oldest first."""
    folders = sorted(one for one in releases.glob("[0-9]*") if one.is_dir())
    found = ((folder, read_release(folder)) for folder in folders)
    return {folder: one for folder, one in found if one and one.edition == folder.name}


def _refuse_other_bytes(made: Path, target: Path) -> None:
    """Refuse a release that is there with other documents; the manifest may tell another day."""
    sums = {name: sha for name, sha in (read_sums(made) or {}).items() if name != MANIFEST}
    if not target.is_dir():
        raise _refusal(target, ("ce n'est pas un dossier",))
    changed, missing, spare = differences(sums, target)
    if changed or missing or set(spare) - {MANIFEST}:
        names = sorted({*changed, *missing, *spare} - {MANIFEST})
        raise _refusal(target, tuple(names))


def _refusal(target: Path, names: tuple[str, ...]) -> ContentError:
    rest = f", et {len(names) - SHOWN} autres" if len(names) > SHOWN else ""
    return ContentError(
        Diagnostic(
            Code.RELEASE_EXISTS,
            f"L'édition {target.name} est déjà publiée, et ces fichiers y sont autres : "
            f"{', '.join(names[:SHOWN])}{rest}",
            hint="Une édition publiée ne change plus : donnez à la nouvelle un autre mois, "
            "`edition` dans kitgen.yaml",
        )
    )


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written)
        written.flush()
        os.fsync(written.fileno())

"""What output/ may hold: every path that the project makes, and the files that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from kitgen.compose import RELECTURE as SUFFIX
from kitgen.compose import document_stems
from kitgen.errors import Code, Diagnostic, SetupError
from kitgen.pipeline.project import Project
from kitgen.pipeline.work import Job
from kitgen.publish import RELECTURE, Entry, file_name, output_folder, sha256_of
from kitgen.render import FORMATS


def all_paths(project: Project) -> frozenset[str]:
    """Return every path that the project can make today, whatever was asked this time."""
    paths: set[str] = set()
    for region in (None, *project.regionales):
        library = project.outline_of(region)
        for collection, home in library.collections.items():
            for fiche, stem in document_stems(library, collection, region).items():
                alone = fiche is not None and home.genre == "kit"
                folder = output_folder(collection, region, alone=alone)
                paths.update(f"{folder}/{file_name(stem, name)}" for name in FORMATS)
                review = output_folder(collection, region, alone=alone, relecture=True)
                paths.add(f"{review}/{stem}{SUFFIX}.docx")
    return frozenset(paths)


def returned_files(output: Path, entries: Mapping[str, Entry]) -> frozenset[str]:
    """Return the paths of the review files that somebody changed in place: they are to be kept."""
    reviews = (path for path in entries if PurePosixPath(path).parent.name == RELECTURE)
    return frozenset(path for path in reviews if _is_changed(output / path, entries.get(path)))


def refuse_returned(output: Path, entries: Mapping[str, Entry], todo: Sequence[Job]) -> None:
    """Refuse to write over a file that a reviewer changed.

    Raises:
        SetupError: REVIEW_RETURNED, one diagnostic for each file.
    """
    changed = [
        job.path
        for job in todo
        if job.edition.relecture and _is_changed(output / job.path, entries.get(job.path))
    ]
    if changed:
        raise SetupError(
            *(
                Diagnostic(
                    Code.REVIEW_RETURNED,
                    f"{output / path} a été modifié depuis que kitgen l'a fait : ses corrections "
                    "seraient perdues",
                    hint="Lisez-le avec `kitgen review`, puis déplacez-le ; ou remplacez-le avec "
                    "`--force`",
                )
                for path in changed
            )
        )


def _is_changed(file: Path, entry: Entry | None) -> bool:
    return file.is_file() and (entry is None or sha256_of(file) != entry.sha256)

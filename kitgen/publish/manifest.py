"""The manifest: what output/ holds, and from what each file was made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kitgen.model.artefact import Mesure

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of output/.

    Attributes:
        path: relative to output/, with forward slashes.
        collection: the collection's id.
        region: the région's id, or `national`.
        fiche: the fiche's reference, for a document that holds one.
        format: `pdf`, `docx`; `relecture` for a Word file that is no publication.
        sha256: of the file's bytes, in hexadecimal.
        bytes: the file's size.
        pages: how many pages, when the format knows.
        fingerprint: of all that shaped the file: same fingerprint, same bytes.
        mesures: what each fiche takes, when the format lays pages out.
    """

    path: str
    collection: str
    region: str
    fiche: str | None
    format: str
    sha256: str
    bytes: int
    pages: int | None
    fingerprint: str
    mesures: tuple[Mesure, ...] = ()


def read_manifest(output: Path) -> dict[str, Entry]:
    """Return the entries of a folder's manifest by path; none if it has no readable manifest."""
    try:
        document = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        entries = [_entry(**entry) for entry in document["fichiers"]]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return {entry.path: entry for entry in entries if _is_inside(entry.path)}


def dump_manifest(entries: Mapping[str, Entry] | Iterable[Entry], edition: str) -> bytes:
    """Return a manifest as JSON, sorted by path; no date, so that it is reproducible."""
    listed = entries.values() if isinstance(entries, Mapping) else entries
    files = [asdict(entry) for entry in sorted(listed, key=lambda entry: entry.path)]
    document = {"edition": edition, "fichiers": files}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _entry(*, mesures: list[dict[str, Any]], **values: Any) -> Entry:
    return Entry(**values, mesures=tuple(Mesure(**one) for one in mesures))


def _is_inside(path: str) -> bool:
    """Refuse a path that a damaged manifest could use to have another file removed."""
    parts = path.split("/")
    return bool(path) and not path.startswith("/") and ".." not in parts and "\\" not in path

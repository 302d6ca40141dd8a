"""A build that has nothing to do, known without reading a fiche.

When a build ends, the fingerprint of all that could shape it leads, in the cache, to what it left:
the documents with their SHA-256, and what was said. The same fingerprint later, and the documents
still there, mean that there is nothing to do. Only contents count, never the dates of files.

Loads neither the readers nor the model: starting them takes longer than all of this.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kitgen.cache import Cache
from kitgen.errors import Code, Diagnostic, Place, Severity
from kitgen.pipeline.digest import digest_code, digest_tree
from kitgen.pipeline.layouts import layouts_of
from kitgen.pipeline.system import system_versions

PROJECT = "kitgen.yaml"
MANIFEST = "manifest.json"
PART = ".kitgen-part"
PACKAGES = {".dist-info", ".egg-info"}
ENVIRONMENT = ("SOURCE_DATE_EPOCH",)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a build left.

    Attributes:
        documents: the SHA-256 of each document that was asked for, by path in the output folder.
        read: the SHA-256 of each image, by path from the project's root.
        manifest: the SHA-256 of the manifest.
        warnings: what was said of the content.
    """

    documents: Mapping[str, str]
    read: Mapping[str, str]
    manifest: str
    warnings: tuple[Diagnostic, ...]


def root_of(start: Path) -> Path | None:
    """Return the folder of `kitgen.yaml`, here or above, as `kitgen.read.find_root` does."""
    here = start.absolute()
    return next((one for one in (here, *here.parents) if (one / PROJECT).is_file()), None)


def key_of(root: Path, output: Path, words: Iterable[str]) -> str | None:
    """Return the fingerprint of a build: its words, and all that could shape a document.

    Args:
        root: the project's folder.
        output: where the documents go.
        words: all that was asked, in any form that tells two requests apart.

    Returns:
        None when a file cannot be read: the build itself will say it.
    """
    try:
        parts = (
            *words,
            os.path.relpath(output, root),
            *(f"{name}={os.environ.get(name, '')}" for name in ENVIRONMENT),
            sys.version,
            *installed(),
            repr(system_versions()),
            digest_code(),
            digest_tree(layouts_of(root)),
            digest_tree(root / "fiches"),
            _sha256(root / PROJECT),
        )
    except OSError:
        return None
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def installed() -> list[str]:
    """Return the name and version of every package that Python could import."""
    found: set[str] = set()
    for folder in map(Path, sys.path):
        if folder.is_dir():
            found.update(one.name for one in folder.iterdir() if one.suffix in PACKAGES)
    return sorted(found)


def recall(cache: Cache, key: str, root: Path, output: Path) -> Standing | None:
    """Return what the same build left, if all of it still stands."""
    content = cache.get(key)
    try:
        standing = _load(content or b"")
        stands = (
            _sha256(output / MANIFEST) == standing.manifest
            and all(_sha256(output / name) == sha for name, sha in standing.documents.items())
            and all(_sha256(root / name) == sha for name, sha in standing.read.items())
            and not any(output.rglob(f"*{PART}"))
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return standing if stands else None


def note(cache: Cache, key: str, standing: Standing) -> None:
    """Keep what a build left."""
    warnings = [
        (
            said.code,
            said.message,
            said.place and (said.place.file, said.place.line, said.place.column, said.place.path),
            said.hint,
            said.severity,
        )
        for said in standing.warnings
    ]
    document = {
        "documents": dict(standing.documents),
        "read": dict(standing.read),
        "manifest": standing.manifest,
        "warnings": warnings,
    }
    cache.put(key, json.dumps(document).encode())


def _load(content: bytes) -> Standing:
    document = json.loads(content)
    warnings = tuple(
        Diagnostic(Code(code), message, place and Place(*place), hint, Severity(severity))
        for code, message, place, hint, severity in document["warnings"]
    )
    return Standing(document["documents"], document["read"], document["manifest"], warnings)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

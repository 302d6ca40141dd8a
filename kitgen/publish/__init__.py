"""Artefacts to output/: names, manifest, whole files only."""

from __future__ import annotations

from kitgen.publish.files import Staged, publish_files, sha256_of, up_to_date
from kitgen.publish.manifest import MANIFEST, Entry, read_manifest
from kitgen.publish.names import NATIONAL, RELECTURE, file_name, output_folder, output_path

__all__ = [
    "MANIFEST",
    "NATIONAL",
    "RELECTURE",
    "Entry",
    "Staged",
    "file_name",
    "output_folder",
    "output_path",
    "publish_files",
    "read_manifest",
    "sha256_of",
    "up_to_date",
]

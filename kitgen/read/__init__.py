"""Data files to a Library, with every error located."""

from kitgen.read.explain import explain
from kitgen.read.library import read_library, read_sound
from kitgen.read.memory import Memory
from kitgen.read.revision import changed_since, extract, find_revision
from kitgen.read.schema import schemas, write_schemas
from kitgen.read.tree import find_root, schema_line
from kitgen.read.yaml import load_yaml as read_yaml

__all__ = [
    "Memory",
    "changed_since",
    "explain",
    "extract",
    "find_revision",
    "find_root",
    "read_library",
    "read_sound",
    "read_yaml",
    "schema_line",
    "schemas",
    "write_schemas",
]

"""Data files to a Library, with every error located."""

from kitgen.read.library import read_library
from kitgen.read.schema import schemas, write_schemas
from kitgen.read.tree import find_root, schema_line

__all__ = ["find_root", "read_library", "schema_line", "schemas", "write_schemas"]

"""Data files to a Library, with every error located."""

from kitgen.read.library import read_library
from kitgen.read.tree import find_root

__all__ = ["find_root", "read_library"]

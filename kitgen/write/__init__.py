"""Changes of the data files, as small as can be: the rest of the file stays to the letter."""

from __future__ import annotations

from kitgen.write.additions import append_item, typed
from kitgen.write.files import write_all, write_beside
from kitgen.write.scalar import UnspliceableError, quoted, replace_scalars
from kitgen.write.splice import stamp_base

__all__ = [
    "UnspliceableError",
    "append_item",
    "quoted",
    "replace_scalars",
    "stamp_base",
    "typed",
    "write_all",
    "write_beside",
]

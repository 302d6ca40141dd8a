"""Changes of the data files, as small as can be: the rest of the file stays to the letter."""

from __future__ import annotations

from kitgen.write.files import write_beside
from kitgen.write.splice import stamp_base

__all__ = ["stamp_base", "write_beside"]

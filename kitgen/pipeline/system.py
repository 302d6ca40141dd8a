"""The versions of the system's libraries that draw a PDF, which no Python package tells."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

LIBRARIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pango": (
        "pango_version_string",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ),
    "harfbuzz": (
        "hb_version_string",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ),
}
"""By name: the function that gives the version, and the files of Linux, macOS and Windows."""

ABSENT = "absent"


def system_versions() -> dict[str, str]:
    """Return the version of each library; `absent` if it is not there."""
    return {name: _version(function, files) for name, (function, files) in LIBRARIES.items()}


def _version(function: str, files: tuple[str, ...]) -> str:
    for file in files:
        try:
            tell = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        return bytes(tell()).decode("ascii", "replace")
    return ABSENT

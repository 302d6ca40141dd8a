"""The names of bookmarks: short, plain, the same from one edition to the next."""

from __future__ import annotations

import re
from hashlib import sha256


def digest(anchor: str, digits: int) -> str:
    """Return a number that stays with an anchor from one edition to the next."""
    number = int(sha256(anchor.encode()).hexdigest(), 16)
    return f"{number % 10**digits:0{digits}}"


def bookmark_of(anchor: str) -> str:
    """Return a bookmark name of 40 characters at most: letters, digits, underscores."""
    readable = re.sub(r"[^A-Za-z0-9]+", "_", anchor)[:28]
    return f"kg_{readable}_{digest(anchor, 8)}"

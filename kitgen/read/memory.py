"""What data files held when they were last read: their values, under the hash of their bytes.

Reading YAML takes longer than all the rest of reading. Values are data, and validated as if they
had just been read; only files with nothing wrong are remembered.
"""

from __future__ import annotations

import hashlib
import json


class Memory:
    """The values of data files, by path; those that this run did not meet are forgotten."""

    def __init__(self, content: bytes = b"{}") -> None:
        """Take what `dump` wrote; anything else is no memory."""
        try:
            found = json.loads(content)
        except ValueError:
            found = None
        self._known: dict[str, object] = found if isinstance(found, dict) else {}
        self._met: dict[str, tuple[str, object]] = {}
        self._new = False

    def recall(self, path: str, raw: bytes) -> object:
        """Return the values of a file, if its bytes are those that were read; else nothing."""
        match self._known.get(path):
            case [str(digest), data] if digest == hashlib.sha256(raw).hexdigest():
                self._met[path] = digest, data
                return data
        self._new = True
        return None

    def note(self, path: str, raw: bytes, data: object) -> None:
        """Remember the values of a file."""
        self._met[path] = hashlib.sha256(raw).hexdigest(), data

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each file that is remembered, by path."""
        return {path: digest for path, (digest, _) in self._met.items()}

    def dump(self) -> bytes | None:
        """Return the bytes of all that was met; none when nothing is new."""
        if not self._new and len(self._met) == len(self._known):
            return None
        return json.dumps(self._met, ensure_ascii=False, separators=(",", ":")).encode()

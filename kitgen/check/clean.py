"""The documents in which the rules found nothing, remembered from one run to the next.

A document is judged on its own bytes and on what its project holds: which files, which images.
The few rules that look at several documents at once are never spared; see `check_library`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection as Several
from collections.abc import Mapping

from kitgen.check.survey import models_of
from kitgen.model.library import Library


class Clean:
    """Fingerprints of documents with nothing wrong, each in its project.

    Attributes:
        known: those of earlier runs, then those of this one.
    """

    def __init__(self, known: Several[str], digests: Mapping[str, str]) -> None:
        """Take the fingerprints, and the SHA-256 of each sound data file by path."""
        self.known = frozenset(known)
        self._digests = digests

    def others(self, library: Library) -> frozenset[str]:
        """Return the keys of the documents that must be judged."""
        fingerprints = self._fingerprints(library)
        return frozenset(key for key, one in fingerprints.items() if one not in self.known)

    def note(self, library: Library, faulty: Several[str]) -> None:
        """Remember the documents in whose files nothing was found."""
        self.known = frozenset(
            fingerprint
            for key, fingerprint in self._fingerprints(library).items()
            if fingerprint is not None and library.files[key].path not in faulty
        )

    def _fingerprints(self, library: Library) -> dict[str, str | None]:
        """Return the fingerprint of each document; none for a file that is not known whole."""
        around = repr((sorted(library.files), sorted(library.images)))
        context = hashlib.sha256(around.encode()).hexdigest()
        found: dict[str, str | None] = {}
        for key in models_of(library):
            digest = self._digests.get(library.files[key].path)
            named = f"{context} {key} {digest}".encode()
            found[key] = digest and hashlib.sha256(named).hexdigest()
        return found

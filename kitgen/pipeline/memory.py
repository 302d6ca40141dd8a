"""A project read and checked, but for what has not changed since it last was.

Three entries of the cache, under the code and the packages that read and check: what the data
files held, which had nothing wrong, and how long texts read. Each item stands under the hash of
the bytes that it tells of, or the text itself, so that what another branch or an older text left
there is no more than forgotten.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path

from kitgen.cache import Cache
from kitgen.check import Clean, check_library
from kitgen.errors import Diagnostic
from kitgen.model import markdown
from kitgen.model.library import Library
from kitgen.model.markdown_memory import dump_texts, load_texts
from kitgen.model.texte import Texte
from kitgen.pipeline.digest import digest_code
from kitgen.pipeline.unchanged import installed
from kitgen.read import Memory, read_sound

TEXTS = 5_000
"""How many texts are remembered."""


def read_and_check(root: Path, kept: Cache) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Return what `read_sound` and `check_library` return of a project, faster.

    Raises:
        ContentError: `kitgen.yaml` itself is missing or wrong.
    """
    markdown.REMEMBERED.update(load_texts(kept.get(_key("textes")) or b"{}"))
    memory = Memory(kept.get(_key("lectures")) or b"{}")
    library, read = read_sound(root, memory)
    known = _fingerprints(kept.get(_key("sains")) or b"[]")
    clean = Clean(known, memory.digests())
    found = check_library(library, clean=clean)
    lectures = memory.dump()
    if lectures is not None:
        kept.put(_key("lectures"), lectures)
    if clean.known != known:
        kept.put(_key("sains"), json.dumps(sorted(clean.known)).encode())
    if not markdown.READ.keys() <= markdown.REMEMBERED.keys():
        kept.put(_key("textes"), dump_texts(_texts()))
    return library, (*read, *found)


def _texts() -> dict[str, Texte]:
    """Return the texts that are to be remembered: of too many, those of this run."""
    known = markdown.REMEMBERED | markdown.READ
    return known if len(known) <= TEXTS else markdown.READ


def _fingerprints(content: bytes) -> frozenset[str]:
    try:
        return frozenset(map(str, json.loads(content)))
    except (ValueError, TypeError):
        return frozenset()


def _key(name: str) -> str:
    return hashlib.sha256(f"{name} {_readers()}".encode()).hexdigest()


@cache
def _readers() -> str:
    """Return the fingerprint of all that reads and checks: it is loaded, and cannot change."""
    return " ".join((sys.version, digest_code(), *installed()))

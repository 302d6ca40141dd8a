"""How kitgen speaks: French typography, and the command's name as the person types it."""

from __future__ import annotations

import os

from kitgen.typography import typographier

NAME = "kitgen"


def command_name() -> str:
    """Return `./kit` when the wrapper says that it was typed, `kitgen` otherwise."""
    return os.environ.get("KITGEN_COMMAND") or NAME


def say(words: str) -> str:
    """Return words as they are shown: `kitgen list` becomes `./kit list` for who types that."""
    return typographier(words.replace(f"`{NAME} ", f"`{command_name()} "))

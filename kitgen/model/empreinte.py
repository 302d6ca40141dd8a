"""The fingerprint of one item: of its words, not of how they are laid out in the file."""

from __future__ import annotations

import hashlib
import json

from pydantic import JsonValue


def empreinte(value: JsonValue) -> str:
    """Return eight hexadecimal digits.

    White space, the order of keys and what is left empty do not count; every word does. Why: a
    club is told that the national text has changed only when it has.
    """
    whole = json.dumps(_canonical(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def _canonical(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return " ".join(value.split())
        case dict():
            kept = {key: _canonical(item) for key, item in value.items()}
            return {key: item for key, item in kept.items() if item not in (None, [], {})}
        case list():
            return [_canonical(item) for item in value]
        case _:
            return value

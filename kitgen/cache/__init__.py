"""Bytes kept under the fingerprint of what made them: it knows keys and bytes, nothing else."""

from __future__ import annotations

from kitgen.cache.store import LIMIT, Cache

__all__ = ["LIMIT", "Cache"]

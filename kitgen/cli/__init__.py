"""The command line."""

from __future__ import annotations

from kitgen.cli.main import main

__all__ = ["main"]

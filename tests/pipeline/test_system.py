"""The libraries of the system."""

from __future__ import annotations

import re

import pytest

from kitgen.pipeline import system
from kitgen.pipeline.fingerprint import engine_versions
from kitgen.pipeline.system import ABSENT, system_versions


def test_each_library_has_its_version() -> None:
    """Those that WeasyPrint draws with are counted among the engines."""
    found = system_versions()

    assert list(found) == ["pango", "harfbuzz"]
    assert all(one == ABSENT or re.fullmatch(r"\d+(\.\d+)+", one) for one in found.values())
    assert engine_versions().items() >= found.items()


def test_a_library_that_is_absent_has_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """No such file, or a file that does not tell."""
    monkeypatch.setattr(
        system,
        "LIBRARIES",
        {"nulle-part": ("f", ("libnulle-part.so",)), "muette": ("f", ("libc.so.6",))},
    )

    assert system_versions() == {"nulle-part": ABSENT, "muette": ABSENT}

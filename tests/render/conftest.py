"""What every renderer's test needs: the real layouts and a fixed date."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kitgen.render import pdf_repair, weasy
from kitgen.render.base import RenderContext
from tests.pdf_validity import faults

LAYOUTS = Path(__file__).parents[2] / "layouts"


@pytest.fixture(scope="session")
def contexte() -> RenderContext:
    """Return the project's layouts and the first of November 2026."""
    return RenderContext(LAYOUTS, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC))


@pytest.fixture(autouse=True)
def every_pdf_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test lays out is PDF/UA-1 and PDF/A-3a."""
    repaired = pdf_repair.repaired

    def validated(contenu: bytes) -> bytes:
        made = repaired(contenu)
        assert faults(made) == []
        return made

    monkeypatch.setattr(weasy, "repaired", validated)

"""What every renderer's test needs: the real layouts and a fixed date."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kitgen.render.base import RenderContext

LAYOUTS = Path(__file__).parents[2] / "layouts"


@pytest.fixture(scope="session")
def contexte() -> RenderContext:
    """Return the project's layouts and the first of November 2026."""
    return RenderContext(LAYOUTS, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC))

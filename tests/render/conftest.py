"""What every renderer's test needs: the real layouts and a fixed date."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kitgen.model.artefact import Artefact
from kitgen.render.base import RenderContext
from kitgen.render.pdf import Get, Plan
from tests.pdf_validity import faults

LAYOUTS = Path(__file__).parents[2] / "layouts"


@pytest.fixture(scope="session")
def contexte() -> RenderContext:
    """Return the project's layouts and the first of November 2026."""
    return RenderContext(LAYOUTS, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC))


@pytest.fixture(autouse=True)
def every_pdf_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever document a test makes is PDF/UA-1 and PDF/A-3a."""
    finish = Plan.finish

    def validated(self: Plan, get: Get) -> Artefact:
        made = finish(self, get)
        assert faults(made.contenu) == []
        return made

    monkeypatch.setattr(Plan, "finish", validated)

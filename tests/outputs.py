"""The documents of the real project, each rendered once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import kitgen
from kitgen.model.artefact import Artefact
from kitgen.pipeline.targets import Target, all_targets, compose_target
from kitgen.render import PUBLISHED
from tests.pdf_validity import faults
from tests.readers import Read, read_docx, read_pdf

ROOT = Path(__file__).parents[1]
READERS = {"pdf": read_pdf, "docx": read_docx}
PROJECT = kitgen.load(ROOT)
NATIONAL = all_targets(PROJECT, fiches=False)
ALONE = (Target("municipal", "scic"), Target("municipal", "de-quoi-parle-t-on"))
AURA = (
    Target("municipal", region="auvergne-rhone-alpes"),
    Target("points", "ptce", "auvergne-rhone-alpes"),
)
CASES = [(target, name) for target in (*NATIONAL, *ALONE, *AURA) for name in PUBLISHED]


@cache
def render(target: Target, name: str) -> tuple[kitgen.Edition, Artefact, Read]:
    """Render a target of the real project."""
    edition = compose_target(PROJECT, target)
    artefact = kitgen.render(PROJECT, edition, name)
    if name == "pdf":
        assert faults(artefact.contenu) == []
    return edition, artefact, READERS[name](artefact)


def name_of(value: object) -> str:
    """Return how a report names a case."""
    region = getattr(value, "region", None)
    return f"{region}-{value}" if region else str(value)

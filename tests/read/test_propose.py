"""What an author may type instead."""

from __future__ import annotations

import pytest
from pydantic.fields import FieldInfo

from kitgen.model.base import (
    Annee,
    CodeDepartement,
    CodeRegion,
    Identifiant,
    Jour,
    Reference,
    TexteCourt,
)
from kitgen.read.library import MODELS
from kitgen.read.propose import FORMS, closest, describe, form, plain, proposal


@pytest.mark.parametrize(
    ("kind", "value", "raw", "expected"),
    [
        (CodeDepartement, 1, "01", '`"01"`, entre guillemets'),
        (CodeDepartement, 1, "1", '`"01"`, entre guillemets'),
        (CodeDepartement, 1000, "1000", '`"1000"`, entre guillemets'),
        (CodeDepartement, "2a", None, '`"2A"`'),
        (CodeDepartement, "Ain", None, None),
        (CodeRegion, 4, "4", '`"04"`, entre guillemets'),
        (TexteCourt, 2.6, "2.60", '`"2.60"`, entre guillemets'),
        (TexteCourt, True, "True", '`"True"`, entre guillemets'),
        (Identifiant, "Marché d'été n° 1", None, '`"marche-d-ete-n-1"`'),
        (Identifiant, "…", None, None),
        (Reference, "Municipal/Cœur", None, '`"municipal/coeur"`'),
        (Jour, "1/2/2026", None, "`2026-02-01`"),
        (Jour, "hier", None, None),
        (Jour, 2026, "2026", None),
        (Annee, " 2024 ", None, "`2024`, sans guillemets"),
        (Annee, "vers 2024", None, None),
        (Annee, 24, "24", None),
        (TexteCourt, 1, "1" * 101, None),
        (None, 1, "1", None),
        (None, ["x"], None, None),
    ],
)
def test_proposal(kind: object, value: object, raw: str | None, expected: str | None) -> None:
    """A proposal is exactly what to type, between quotes when a text is meant."""
    assert proposal(kind, value, raw) == (expected and f"écrivez {expected}")


def test_closest_ignores_accents_and_case() -> None:
    """An accent or a capital is no distance; a stranger has no neighbour."""
    assert closest("Département", ("departement", "region")) == "departement"
    assert closest("titr", ("titre_court", "titre")) == "titre"
    assert closest("zzz", ("titre",)) is None


def test_plain_joins_words() -> None:
    """Letters lose their accents; whatever is no letter parts two words."""
    assert plain("L'Œuvre à 10 %", "-") == "l-oeuvre-a-10"


def test_describe_is_one_clause() -> None:
    """The first sentence of a description stands in another without capital or full stop."""
    assert describe(FieldInfo(description="Le texte.\nLa suite.")) == "le texte"
    assert describe(FieldInfo()) is None
    assert describe(None) is None


def test_every_pattern_has_its_form() -> None:
    """A refused form is always named, never shown as an expression."""
    patterns = set()
    for model in MODELS.values():
        pending: list[object] = [model.model_json_schema()]
        while pending:
            node = pending.pop()
            if isinstance(node, dict):
                patterns |= {node["pattern"]} if isinstance(node.get("pattern"), str) else set()
                pending.extend(node.values())
            elif isinstance(node, list):
                pending.extend(node)

    assert patterns == set(FORMS)
    assert form("^new$") == "de la forme attendue"

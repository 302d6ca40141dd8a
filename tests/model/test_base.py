"""The scalars that an author writes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kitgen.model.base import (
    Annee,
    CodeDepartement,
    CodeRegion,
    Identifiant,
    Jour,
    Reference,
    TexteCourt,
    TexteLong,
)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            Identifiant,
            ["a", "a-1", "1er-pas"],
            ["", "A", "é", "a_b", "-a", "a-", "a--b", "a" * 61],
        ),
        (Reference, ["a/b", "a-b/c-d"], ["a", "a/", "/b", "a/b/c", "A/b"]),
        (TexteCourt, ["a", " a\n", "a" * 300], ["", " \n", "a\nb", "a" * 301, 1]),
        (TexteLong, ["a\n\nb"], ["", " \n", "a" * 20_001]),
        (Annee, [1800, 2100], [1799, 2101, "2024", 2024.0, True]),
        (Jour, ["2026-11-21", datetime.date(2026, 11, 21)], ["2026-2-1", "2026-02-30", 20261121]),
        (Jour, [], [datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC), None]),
        (CodeDepartement, ["01", "95", "2A", "971", "988"], ["1", "00", "96", "2C", "979", 75]),
        (CodeRegion, ["01", "84"], ["1", "975", 84]),
    ],
)
def test_scalars(kind: Any, good: list[object], bad: list[object]) -> None:
    """Each kind takes what an author means by it, and nothing that looks like it."""
    adapter = TypeAdapter(kind)

    for value in good:
        adapter.validate_python(value)
    for value in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_a_short_text_loses_its_outer_spaces() -> None:
    """A line end left by a block scalar is no part of a title."""
    assert TypeAdapter(TexteCourt).validate_python(" a b\n") == "a b"

"""The base of every authored model, and the kinds of scalar an author writes."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Modele(BaseModel):
    """Frozen, closed to unknown keys; what docstrings say of them is in `kitgen.model.docs`."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)


def _day(value: object) -> datetime.date:
    """Accept only `AAAA-MM-JJ`: pydantic alone would read an integer as a Unix time."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("jour", "expected a day written AAAA-MM-JJ")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("vide", "expected some text")
    return value


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise PydanticCustomError("une_ligne", "expected a single line")
    return value.strip()


Identifiant = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=60)
]
"""Lower case letters without accents, digits and hyphens: `marche-couvert`."""

Reference = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
]
"""A fiche of any collection: `municipal/alimentation`."""

TexteCourt = Annotated[
    str, StringConstraints(max_length=300), AfterValidator(_not_blank), AfterValidator(_one_line)
]
"""One line of plain text, where Markdown marks stand for themselves."""

TexteLong = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_not_blank)]
"""Paragraphs and lists in the closed subset of Markdown (see `kitgen.model.markdown`)."""

Annee = Annotated[int, Field(strict=True, ge=1800, le=2100)]
"""A year, as a number: `2024`."""

Jour = Annotated[
    datetime.date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A day: `2026-11-21`."""

CodeDepartement = Annotated[
    str, StringConstraints(pattern=r"^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[4-9])$")
]
"""The official code of a département, between quotes: `"01"`, `"2A"`, `"971"`."""

CodeRegion = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
"""The code Insee of a région, between quotes: `"84"`."""

"""The descriptions of keys, taken from the docstrings of fields."""

from __future__ import annotations

from kitgen.model.base import Modele
from kitgen.model.docs import describe_keys
from kitgen.model.fiche import Fiche


class Ailleurs(Modele):
    """A model that is not of kitgen."""

    cle: str = ""
    """What its own code says of it."""


def test_only_our_keys_are_described() -> None:
    """Each of them, and no model of another package."""
    describe_keys.cache_clear()
    describe_keys()

    assert all(field.description for field in Fiche.model_fields.values())
    assert Ailleurs.model_fields["cle"].description is None

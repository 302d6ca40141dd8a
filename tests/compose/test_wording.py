"""The words that no author writes."""

from __future__ import annotations

import pytest

from kitgen.compose.wording import word_example


@pytest.mark.parametrize(
    ("name", "announced"),
    [
        ("Ville de Sceaux", "L'exemple de la "),
        ("CRESS, Griep et Mouvement associatif", "L'exemple de la "),
        ("Département du Jura", "L'exemple du "),
        ("Eurométropole de Strasbourg", "L'exemple de l’"),
        ("Communes de Haute-Loire", "L'exemple des "),
        ("Est Ensemble", "L'exemple d’"),
        ("Énergie Partagée", "L'exemple d’"),
        ("43 communes bretonnes", "L'exemple de "),
        ("Lons-le-Saunier", "L'exemple de "),
    ],
)
def test_an_example_is_announced_with_the_article_of_its_name(name: str, announced: str) -> None:
    """The first word of the name decides; a name of its own has none, and elides."""
    assert word_example(name) == announced

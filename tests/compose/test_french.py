"""Names sort as a French index sorts them."""

from __future__ import annotations

from kitgen.compose.french import french_order


def test_accents_capitals_articles_and_hyphens_do_not_count() -> None:
    """« Île-de-France » is under I, « La Réunion » under R, « L'Haÿ » under H."""
    names = [
        "Île-de-France",
        "Hauts-de-France",
        "La Réunion",
        "Provence-Alpes-Côte d'Azur",
        "Pays de la Loire",
        "Œuilly",
        "Odos",
        "L’Haÿ-les-Roses",
        "Le Mans",
        "Saint-Étienne",
        "Saint Avertin",
        "Les Ulis",
        "Laval",
        "Lessay",
    ]

    assert sorted(names, key=french_order) == [
        "Hauts-de-France",
        "L’Haÿ-les-Roses",
        "Île-de-France",
        "Laval",
        "Lessay",
        "Le Mans",
        "Odos",
        "Œuilly",
        "Pays de la Loire",
        "Provence-Alpes-Côte d'Azur",
        "La Réunion",
        "Saint Avertin",
        "Saint-Étienne",
        "Les Ulis",
    ]


def test_names_that_differ_by_an_accent_keep_one_order() -> None:
    """The order never depends on that of the files."""
    assert sorted(["Côte", "Cote"], key=french_order) == sorted(["Cote", "Côte"], key=french_order)

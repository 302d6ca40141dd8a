"""The official list of départements and régions."""

from __future__ import annotations

from kitgen.read.territoires import read_territoires


def test_the_list_is_whole() -> None:
    """Eighteen régions, one hundred and one départements, eight overseas collectivités."""
    official = read_territoires()
    overseas = [d for d in official.departements.values() if d.region is None]

    assert len(official.regions) == 18
    assert len(official.departements) == 109
    assert len(overseas) == 8
    assert official.edition == "@etalab/decoupage-administratif 6.0.0"


def test_names_and_links_are_as_published() -> None:
    """A code leads to its name and its région."""
    official = read_territoires()

    assert official.departements["39"].nom == "Jura"
    assert official.regions[official.departements["2A"].region or ""] == "Corse"
    assert official.regions["93"] == "Provence-Alpes-Côte d'Azur"
    assert all(d.region in official.regions for d in official.departements.values() if d.region)
    assert official.departements["975"].region is None

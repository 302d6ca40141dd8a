"""The official départements and régions, from a published data set committed beside this file."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from kitgen.model.library import Departement, Territoires


@cache
def read_territoires() -> Territoires:
    """Return the official list; its names are exactly those of the data set."""
    data = json.loads(
        resources.files("kitgen.read").joinpath("donnees/territoires.json").read_bytes()
    )
    return Territoires(
        departements={d["code"]: Departement(**d) for d in data["departements"]},
        regions={region["code"]: region["nom"] for region in data["regions"]},
        edition=f"{data['jeu']} {data['version']}",
    )

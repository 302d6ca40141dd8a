"""Changes as one JSON document; its fields are documented in docs/guide-edition.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from kitgen.model.changement import Changement, Comparaison, Groupe, Volet


def as_json(comparisons: Sequence[Comparaison]) -> str:
    """Return the document."""
    document = {
        "nombre": sum(len(one.changements) for one in comparisons),
        "comparaisons": [_comparison(one) for one in comparisons],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _comparison(comparison: Comparaison) -> dict[str, object]:
    return {
        "titre": comparison.titre,
        "avant": asdict(comparison.avant),
        "apres": asdict(comparison.apres),
        "changements": [
            _change(volet, groupe, one)
            for volet in comparison.volets
            for groupe in volet.groupes
            for one in groupe.changements
        ],
    }


def _change(volet: Volet, groupe: Groupe, change: Changement) -> dict[str, object]:
    return {
        "adresse": change.adresse,
        "sorte": change.sorte,
        "annonce": change.annonce,
        "volet": volet.titre,
        "groupe": groupe.titre or None,
        "avant": change.avant,
        "apres": change.apres,
        "marques": change.marques,
        "mots": [[one.sens, one.texte] for one in change.mots],
    }

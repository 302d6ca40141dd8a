"""Long texts that were read, as bytes: reading them takes far longer than this."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kitgen.model.texte import Cible, LienExterne, Ligne, Liste, Paragraphe, Portion, Renvoi, Texte

BULLET, NUMBER = "puces", "numéros"


def dump_texts(texts: Mapping[str, Texte]) -> bytes:
    """Return the bytes of texts, each with what was read in it."""
    kept = {source: [_blocs(one) for one in texte] for source, texte in texts.items()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load_texts(content: bytes) -> dict[str, Texte]:
    """Return the texts that `dump_texts` wrote; none when they are spoilt."""
    try:
        found = json.loads(content)
        return {source: tuple(map(_bloc, blocs)) for source, blocs in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _blocs(bloc: Paragraphe | Liste) -> list[Any]:
    if isinstance(bloc, Paragraphe):
        return ["", _runs(bloc.contenu)]
    return [NUMBER if bloc.ordonnee else BULLET, *map(_runs, bloc.elements)]


def _runs(ligne: Ligne) -> list[Any]:
    return [[run.texte, run.gras, run.italique, _target(run.lien)] for run in ligne]


def _target(lien: Cible | None) -> Any:
    if isinstance(lien, Renvoi):
        return [lien.reference]
    return lien.url if isinstance(lien, LienExterne) else None


def _bloc(bloc: list[Any]) -> Paragraphe | Liste:
    kind, *lines = bloc
    read = tuple(tuple(map(_run, line)) for line in lines)
    if kind:
        return Liste(kind == NUMBER, read)
    (content,) = read
    return Paragraphe(content)


def _run(run: list[Any]) -> Portion:
    texte, gras, italique, target = run
    lien = Renvoi(*target) if isinstance(target, list) else target and LienExterne(target)
    return Portion(str(texte), bool(gras), bool(italique), lien=lien)

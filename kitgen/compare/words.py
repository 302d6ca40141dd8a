"""The words of a value as documents show them, so that a mere rewrapping is no difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from kitgen.model.base import TexteLong
from kitgen.model.markdown import FICHE_SCHEME, lire_markdown
from kitgen.model.texte import (
    LienExterne,
    Ligne,
    Paragraphe,
    Portion,
    Renvoi,
    Texte,
    texte_brut,
)
from kitgen.typography import typographier, typographier_avec


@dataclass(frozen=True, slots=True)
class Mots:
    """A value's words.

    Attributes:
        texte: the words alone, lines parted by a line end.
        marques: the same with bold, italic and links, in Markdown.
        sens: what two values that documents show alike have in common.
    """

    texte: str
    marques: str
    sens: object


def words_of(kind: object, value: object) -> Mots:
    """Return the words of a scalar, set as documents set them.

    Args:
        kind: how its field is declared, see `kitgen.model.walk.kinds`.
        value: the scalar.
    """
    if kind is TexteLong:
        return _long(str(value))
    text = typographier(str(value))
    return Mots(text, text, text)


@lru_cache(maxsize=8192)
def _long(source: str) -> Mots:
    """Return the words of a long text; as typed when it holds what no document can show."""
    reading = lire_markdown(source)
    if reading.problemes:
        text = typographier(source.strip())
        return Mots(text, text, text)
    texte = _map(_set, _map(_named, reading.texte))
    return Mots(_lines(texte, texte_brut), _lines(texte, _marked), texte)


def _map(function: Callable[[Ligne], Ligne], texte: Texte) -> Texte:
    return tuple(
        Paragraphe(function(bloc.contenu))
        if isinstance(bloc, Paragraphe)
        else replace(bloc, elements=tuple(map(function, bloc.elements)))
        for bloc in texte
    )


def _named(ligne: Ligne) -> Ligne:
    """Return a line in which a reference without words is named by its fiche."""
    return tuple(
        replace(run, texte=run.lien.reference)
        if isinstance(run.lien, Renvoi) and not run.texte
        else run
        for run in ligne
    )


def _set(ligne: Ligne) -> Ligne:
    """Return a line with French spaces; the rules see it as a whole."""
    owners = [place for place, run in enumerate(ligne) for _ in run.texte]
    text, owners = typographier_avec(texte_brut(ligne), owners)
    pairs = zip(owners, text, strict=True)
    runs = {
        owner: "".join(letter for _, letter in letters)
        for owner, letters in groupby(pairs, key=lambda pair: pair[0])
    }
    return tuple(replace(ligne[owner], texte=words) for owner, words in runs.items())


def _lines(texte: Texte, show: Callable[[Ligne], str]) -> str:
    shown: list[str] = []
    for bloc in texte:
        if isinstance(bloc, Paragraphe):
            shown.append(show(bloc.contenu))
        else:
            sign = "1." if bloc.ordonnee else "-"
            shown += [f"{sign} {show(element)}" for element in bloc.elements]
    return "\n".join(shown)


def _marked(ligne: Ligne) -> str:
    return "".join(map(_mark, ligne))


def _mark(run: Portion) -> str:
    text = run.texte
    if run.italique:
        text = f"*{text}*"
    if run.gras:
        text = f"**{text}**"
    match run.lien:
        case Renvoi(reference):
            return f"[{text}]({FICHE_SCHEME}{reference})"
        case LienExterne(url):
            return f"[{text}]({url})"
    return text

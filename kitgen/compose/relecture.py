"""A review edition: its fields as they are displayed, and what a reviewer must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import groupby

from kitgen.compose.consignes import consignes_de
from kitgen.compose.fiche import FicheComposer
from kitgen.compose.lines import ligne, map_lignes
from kitgen.compose.link import Linker, anchor_of
from kitgen.compose.naming import RELECTURE
from kitgen.compose.typeset import typeset
from kitgen.model.edition import Edition, RelectureEdition
from kitgen.model.relecture import Relecture, RenvoiAffiche
from kitgen.model.signet import bookmark_of
from kitgen.model.texte import (
    Bloc,
    LienInterne,
    Ligne,
    Liste,
    Paragraphe,
    Portion,
    Renvoi,
    lignes,
)
from kitgen.typography import typographier


def add_relecture(edition: Edition, composer: FicheComposer) -> Edition:
    """Return a composed edition as a review edition.

    Args:
        edition: linked and typeset, each run with its field.
        composer: what noted the fields while it composed the edition.
    """
    linker, projet = composer.linker, composer.library.projet
    editeur = projet.editeur
    shown = _displayed(edition, linker)
    champs = (composer.releve or {}).items()
    renvois = tuple(_renvois(shown.values(), linker))
    held = {fiche.reference for partie in edition.parties for fiche in partie.fiches}
    elsewhere = tuple(anchor_of(one.reference) for one in renvois if one.reference not in held)
    relecture = RelectureEdition(
        titre=ligne("Relire ce document"),
        objet=typeset(ligne(f"{edition.titre_document} – {editeur.sigle or editeur.nom}")),
        consignes=map_lignes(consignes_de(projet, elsewhere=bool(elsewhere)), typeset),
        ancres=elsewhere,
        champs=Relecture(
            projet=projet.titre,
            collection=edition.collection,
            region=None if edition.region is None else edition.region.id,
            fiche=edition.fiche,
            edition=edition.date,
            champs=tuple(
                replace(champ, affiche=tuple(shown[cle])) for cle, champ in champs if cle in shown
            ),
            renvois=renvois,
        ),
    )
    return replace(
        edition,
        stem=edition.stem + RELECTURE,
        titre_document=f"{edition.titre_document} – relecture",
        relecture=relecture,
    )


def _displayed(edition: Edition, linker: Linker) -> dict[str, list[Bloc]]:
    """Return what each field displays, by key, its references told from other links."""
    references = {anchor_of(reference): reference for reference in linker.places}
    shown: dict[str, list[Bloc]] = {}
    for bloc in _blocs(edition):
        for cle, runs in groupby(_first_line(bloc), key=lambda run: run.champ):
            if cle is not None:
                piece = bloc if isinstance(bloc, Liste) else Paragraphe(tuple(runs))
                told = map_lignes(piece, lambda line: _told(line, references))
                shown.setdefault(cle, []).append(told)
    return shown


def _blocs(node: object) -> Iterator[Bloc]:
    """Yield the paragraphs and lists of a tree of values, each other line as a paragraph."""
    if isinstance(node, Paragraphe | Liste):
        yield node
    elif isinstance(node, tuple):
        if node and isinstance(node[0], Portion):
            yield Paragraphe(node)
            return
        for item in node:
            yield from _blocs(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _blocs(getattr(node, field.name))


def _first_line(bloc: Bloc) -> Ligne:
    """Return the line whose runs tell the field; all those of a list are of one field."""
    return bloc.contenu if isinstance(bloc, Paragraphe) else bloc.elements[0][:1]


def _told(line: Ligne, references: Mapping[str, str]) -> Ligne:
    """Return a line as a field displays it, each link to a fiche with its reference."""
    return tuple(
        replace(
            run,
            champ=None,
            lien=Renvoi(references[run.lien.ancre])
            if isinstance(run.lien, LienInterne)
            else run.lien,
        )
        for run in line
    )


def _renvois(shown: Iterable[list[Bloc]], linker: Linker) -> Iterator[RenvoiAffiche]:
    """Yield how each fiche that the fields refer to is shown, once, in reading order."""
    lines = (line for blocs in shown for line in lignes(tuple(blocs)))
    found = (run.lien.reference for line in lines for run in line if isinstance(run.lien, Renvoi))
    for reference in dict.fromkeys(found):
        yield RenvoiAffiche(
            reference=reference,
            signet=bookmark_of(anchor_of(reference)),
            nom=typographier(linker.full_name(reference)),
            ou=typographier(linker.short_name(reference)),
        )

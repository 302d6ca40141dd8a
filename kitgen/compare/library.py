"""Two libraries become the changes that documents show, gathered by fiche."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kitgen.compare.items import compare_trees
from kitgen.compare.tree import Groupe as Arbre
from kitgen.compare.tree import Suite, leaves, tree_of
from kitgen.compare.words import Mots
from kitgen.model.changement import Changement, Groupe, Volet
from kitgen.model.collection import Collection
from kitgen.model.fiche import Fiche
from kitgen.model.library import Library
from kitgen.model.ordre import moved
from kitgen.typography import typographier

PROJET = "kitgen.yaml"


@dataclass(frozen=True, slots=True)
class Vue:
    """An edition as it is compared.

    Attributes:
        library: what was read; for a région, with its fiches instead of the national ones.
        region: the région's id.
        etiquettes: what each listed fiche is called, `Fiche 3`, by its reference.
    """

    library: Library
    region: str | None
    etiquettes: Mapping[str, str]

    def fiche(self, reference: str) -> Fiche | None:
        """Return a fiche, if the edition lists it and its file was read."""
        return self.library.fiches.get(reference) if reference in self.etiquettes else None


def compare_views(before: Vue, after: Vue, only: Sequence[str] = ()) -> tuple[Volet, ...]:
    """Return the changes from one edition to another, in reading order.

    Args:
        before: the old edition.
        after: the new one.
        only: ids of collections, to compare nothing else.
    """
    known = dict.fromkeys((*after.library.collections, *before.library.collections))
    kept = [name for name in known if not only or name in only]
    volets = [_collection(name, before, after) for name in kept]
    if not only:
        volets[:0] = [_projet(before.library, after.library), _region(before, after)]
    return tuple(volet for volet in volets if volet.groupes)


def _volet(cle: str, titre: str, groupes: Sequence[Groupe]) -> Volet:
    return Volet(cle, typographier(titre), tuple(one for one in groupes if one.changements))


def _projet(before: Library, after: Library) -> Volet:
    trees = [_with_lists(one) for one in (before, after)]
    return _volet(PROJET, "Le projet", [Groupe(PROJET, "", compare_trees(PROJET, *trees))])


def _with_lists(library: Library) -> Arbre:
    """Return the project's tree, its collections and régions called by their names."""
    tree = tree_of(library.projet, library)
    collections = {name: one.titre for name, one in library.collections.items()}
    regions = {name: one.nom for name, one in library.regions.items()}
    lists = {
        name: Suite({one: _named(one, titre) for one, titre in named.items()}, ids=True)
        for name, named in (("collections", collections), ("regions", regions))
    }
    return Arbre({**tree.champs, **lists})


def _named(name: str, titre: str) -> Mots:
    shown = typographier(titre)
    return Mots(shown, shown, name)


def _region(before: Vue, after: Vue) -> Volet:
    """Return what changed in a région's own words, or all of them against a national edition."""
    sides = [view.library.regions.get(view.region or "") for view in (before, after)]
    trees = [
        Arbre({}) if side is None else tree_of(side, view.library)
        for side, view in zip(sides, (before, after), strict=True)
    ]
    shown = after if sides[1] is not None else before
    cle = f"regions/{shown.region}"
    named = [side.nom for side in sides if side is not None]
    found = compare_trees(cle, *trees)
    return _volet(cle, named[-1] if named else "", [Groupe(cle, "", found)])


def _collection(name: str, before: Vue, after: Vue) -> Volet:
    old = before.library.collections.get(name)
    new = after.library.collections.get(name)
    if old is None or new is None:
        return Volet(name, "", ())  # the project's own changes say that it came or went
    own = compare_trees(name, tree_of(old, before.library), tree_of(new, after.library))
    strayed = _strayed(old, new)
    fiches = [
        _fiche(f"{name}/{fiche}", before, after, strayed=fiche in strayed)
        for fiche in dict.fromkeys((*_parts(new), *_parts(old)))
    ]
    return _volet(name, new.titre, [Groupe(name, "", own), *fiches])


def _parts(collection: Collection) -> dict[str, str]:
    """Return the part of each fiche, in order."""
    return {fiche: partie.id for partie in collection.parties for fiche in partie.fiches}


def _strayed(before: Collection, after: Collection) -> frozenset[str]:
    """Return the fiches that left their part, or their place in it."""
    old, new = _parts(before), _parts(after)
    found = {name for name in old if name in new and old[name] != new[name]}
    for part in dict.fromkeys(new.values()):
        found |= moved(
            [name for name in old if old[name] == part and name not in found],
            [name for name in new if new[name] == part and name not in found],
        )
    return frozenset(found)


def _fiche(reference: str, before: Vue, after: Vue, *, strayed: bool) -> Groupe:
    changes: list[Changement] = []
    if strayed:
        places = _place(before, reference), _place(after, reference)
        changes.append(Changement("deplacement", reference, "", "Fiche déplacée", *places))
    old, new = before.fiche(reference), after.fiche(reference)
    if old is not None and new is not None:
        if old != new or before.library.images != after.library.images:
            trees = tree_of(old, before.library), tree_of(new, after.library)
            changes += compare_trees(reference, *trees)
    elif new is not None:
        words = "\n".join(leaves(tree_of(new, after.library)))
        changes.append(
            Changement("ajout", reference, "", "Nouvelle fiche", None, words, entier=True)
        )
    elif old is not None:
        words = "\n".join(leaves(tree_of(old, before.library)))
        changes.append(
            Changement("retrait", reference, "", "Fiche retirée", words, None, entier=True)
        )
    return Groupe(reference, _title(reference, before, after), tuple(changes))


def _place(view: Vue, reference: str) -> str:
    collection, _, name = reference.partition("/")
    home = view.library.collections[collection]
    partie = next(one for one in home.parties if name in one.fiches)
    return typographier(f"{view.etiquettes[reference]}, partie « {partie.titre} »")


def _title(reference: str, before: Vue, after: Vue) -> str:
    """Return `Fiche 4 – Alimentation`, with its old number when it has changed."""
    shown = after if reference in after.etiquettes else before
    fiche = shown.library.fiches.get(reference)
    was, now = before.etiquettes.get(reference), shown.etiquettes.get(reference, reference)
    title = f"{now} – {fiche.titre}" if fiche else now
    if was is not None and was != now:
        title += f" (auparavant {was[0].lower()}{was[1:]})"
    return typographier(title)

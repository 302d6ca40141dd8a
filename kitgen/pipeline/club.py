"""A club's files: its folder, and its variant of a fiche."""

from __future__ import annotations

import difflib
from pathlib import Path

from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.region import dossier_de
from kitgen.pipeline.menu import region_text, variant_text
from kitgen.read import find_root, read_library, schema_line
from kitgen.read.territoires import read_territoires


def new_region(project: Path, name: str) -> Path:
    """Open the folder of a région named as the official list names it.

    Raises:
        UsageError: no région has that name, or the folder exists.
    """
    root = find_root(project)
    official = {dossier_de(nom): (code, nom) for code, nom in read_territoires().regions.items()}
    folder = dossier_de(name)
    if folder not in official:
        near = difflib.get_close_matches(folder, official, n=3)
        raise _refusal(
            f"« {name} » n'est pas une région",
            f"Vouliez-vous dire : {', '.join(near or sorted(official))} ?",
        )
    path = root / "fiches" / "regions" / folder / "region.yaml"
    header = schema_line("region", path.relative_to(root))
    _create(root, path, f"{header}\n{region_text(*official[folder])}")
    return path.relative_to(root)


def new_variant(project: Path, region: str, reference: str) -> Path:
    """Write the variant of a fiche: a commented menu of its items, each with its fingerprint.

    Raises:
        UsageError: the région or the fiche does not exist, or the variant does.
        ContentError: a data file cannot be read.
    """
    root = find_root(project)
    library, _ = read_library(root)
    if region not in library.regions:
        near = difflib.get_close_matches(region, library.regions, n=3)
        raise _refusal(
            f"La région « {region} » n'a pas de dossier",
            f"Vouliez-vous dire : {', '.join(near)} ?"
            if near
            else f"Lancez d'abord `kitgen region new {region}`",
        )
    if reference not in library.fiches:
        raise _no_fiche(reference, tuple(library.fiches))
    path = root / "fiches" / "regions" / region / f"{reference}.yaml"
    menu = variant_text(reference, library.fiches[reference], library.territoires)
    _create(root, path, f"{schema_line('variante', path.relative_to(root))}\n{menu}")
    return path.relative_to(root)


def _no_fiche(reference: str, fiches: tuple[str, ...]) -> UsageError:
    """Return what to say of a fiche that does not exist, with those that have its name."""
    same = [one for one in fiches if one.endswith(f"/{reference.rpartition('/')[2]}")]
    near = same or difflib.get_close_matches(reference, fiches, n=3)
    return _refusal(
        f"La fiche « {reference} » n'existe pas",
        f"Vouliez-vous dire : {', '.join(near)} ?" if near else "Voyez `kitgen list`",
    )


def _create(root: Path, path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as exists:
        raise _refusal(
            f"{path.relative_to(root)} existe déjà", "Modifiez-le, ou effacez-le d'abord"
        ) from exists


def _refusal(message: str, hint: str) -> UsageError:
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

"""A national change that is too small to disturb the clubs."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.mineurs import ChangementMineur, Mineurs
from kitgen.pipeline.regions import stale_overrides
from kitgen.read import find_root, read_library, read_yaml, schema_line
from kitgen.write import write_beside

FILE = "fiches/mineurs.yaml"


def mark_minor(project: Path, words: str) -> tuple[str, ...]:
    """Note that the change of a national item is minor, for every club that it overtakes.

    Args:
        project: any folder of the project.
        words: the fiche and the item: `municipal/alimentation/leviers/regie/titre`.

    Returns:
        The file that was written.

    Raises:
        UsageError: no override of that item is stale.
    """
    root = find_root(project)
    library, _ = read_library(root)
    collection, fiche, *rest = (*words.split("/"), "", "")
    reference, chemin = f"{collection}/{fiche}", "/".join(part for part in rest if part)
    seen = {
        (str(one.appui.base), one.appui.actuelle)
        for region in library.regions
        for one in stale_overrides(library, region)
        if (one.reference, one.appui.chemin) == (reference, chemin)
    }
    if not seen:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                f"Aucune déclinaison périmée ne porte sur « {words} »",
                hint="`kitgen status` donne les chemins",
            )
        )
    changes = [
        ChangementMineur(fiche=reference, chemin=chemin, de=base, vers=now)
        for base, now in sorted(seen)
    ]
    _write(root, library.mineurs.changements, changes)
    return (FILE,)


def _write(
    root: Path, noted: tuple[ChangementMineur, ...], changes: list[ChangementMineur]
) -> None:
    """Add changes at the end of the file, and keep it only if that is all that changed."""
    path = root / FILE
    text = f"{schema_line('mineurs', Path(FILE))}\nchangements:\n"
    if path.is_file():
        text = path.read_bytes().decode()
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.rstrip() + end
    for one in changes:
        lines = (
            f"  - fiche: {one.fiche}",
            f"    chemin: {one.chemin}",
            f'    de: "{one.de}"',
            f'    vers: "{one.vers}"',
        )
        text += "".join(line + end for line in lines)
    try:
        written = Mineurs.model_validate(read_yaml(FILE, text.encode()).data).changements
    except ValidationError:
        written = ()
    if written != (*noted, *changes):
        raise UsageError(
            Diagnostic(
                Code.OPERATION_REFUSED,
                f"Le changement ne peut pas être noté à la fin de {FILE}",
                hint="Écrivez-y chaque changement sous `changements:`, après deux espaces et un "
                "tiret",
            )
        )
    write_beside(path, text)

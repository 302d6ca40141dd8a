"""A national change that is too small to disturb the clubs."""

from __future__ import annotations

from pathlib import Path

from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.pipeline.regions import stale_overrides
from kitgen.read import find_root, read_library, schema_line
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
        (one.appui.base, one.appui.actuelle)
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
    path = root / FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else _header(root, path)
    for base, now in sorted(seen):
        text += (
            f'  - fiche: {reference}\n    chemin: {chemin}\n    de: "{base}"\n    vers: "{now}"\n'
        )
    write_beside(path, text)
    return (FILE,)


def _header(root: Path, path: Path) -> str:
    return f"{schema_line('mineurs', path.relative_to(root))}\nchangements:\n"

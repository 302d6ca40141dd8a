"""Acknowledging a national change: the fingerprints of a variant, stamped again."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kitgen.compose.bases import Appui, appuis, target_of
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.library import Library
from kitgen.model.variante import Operation, Variante
from kitgen.model.written import DataFile
from kitgen.pipeline.regions import variant_file
from kitgen.read import find_root, read_library, read_yaml
from kitgen.write import stamp_base, write_beside


@dataclass(frozen=True, slots=True)
class Stamp:
    """One operation that was stamped.

    Attributes:
        file: the variant's path.
        chemin: what the operation addresses.
        base: its new fingerprint.
    """

    file: str
    chemin: str
    base: str


def accept(project: Path, words: tuple[str, ...]) -> tuple[Stamp, ...]:
    """Stamp the operations of some variants with the national text as it is today.

    Args:
        project: any folder of the project.
        words: variant files (`fiches/regions/bretagne/municipal/scic.yaml`), or
            `bretagne/municipal/scic`, or a région; `:chemin` after it picks one operation.

    Raises:
        UsageError: nothing has that name.
        ContentError: a data file cannot be read.
    """
    root = find_root(project)
    library, _ = read_library(root)
    stamped: list[Stamp] = []
    for word in words:
        name, _, chemin = word.partition(":")
        meant = {key: _appuis(library, key) for key in _variants(library, root, name)}
        _refuse_unknown(chemin, [one.chemin for found in meant.values() for one in found])
        for key, found in meant.items():
            stamped += [
                _stamp(library, root, key, one)
                for one in found
                if one.base != one.actuelle and chemin in {"", one.chemin}
            ]
    return tuple(stamped)


def _appuis(library: Library, key: tuple[str, str]) -> tuple[Appui, ...]:
    """Return what the operations of a variant lean on; none for a fiche of the région's own."""
    fiche = library.fiches.get(key[1])
    return appuis(fiche, library.variantes[key]) if fiche else ()


def _refuse_unknown(chemin: str, known: list[str]) -> None:
    """Refuse a path on which no operation leans."""
    if chemin and chemin not in known:
        near = difflib.get_close_matches(chemin, known, n=3) or known
        raise _refusal(
            f"Aucune opération ne porte sur « {chemin} »",
            f"Vouliez-vous dire : {', '.join(near)} ?" if near else None,
        )


def _variants(library: Library, root: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Return the variants that a word names."""
    path = Path(name)
    for candidate in (path, Path.cwd() / path):
        if candidate.is_absolute() and candidate.is_relative_to(root):
            name = candidate.relative_to(root).as_posix()
            break
    cleaned = name.removeprefix("fiches/regions/").removesuffix(".yaml").strip("/")
    found = tuple(key for key in library.variantes if cleaned in {"/".join(key), key[0]})
    if not found and cleaned not in library.regions:
        known = dict.fromkeys(one for key in library.variantes for one in ("/".join(key), key[0]))
        near = difflib.get_close_matches(cleaned, known, n=3)
        raise _refusal(
            f"« {name} » n'est ni une variante ni une région du projet",
            f"Vouliez-vous dire : {', '.join(near)} ?"
            if near
            else "Donnez un fichier : fiches/regions/<region>/<collection>/<fiche>.yaml",
        )
    return found


def _stamp(library: Library, root: Path, key: tuple[str, str], appui: Appui) -> Stamp:
    path = variant_file(library, *key).path
    operation = library.variantes[key].operations[appui.rang]
    _write(root / path, path, (appui.rang, operation), appui.actuelle)
    return Stamp(path, appui.chemin, appui.actuelle)


def _write(file: Path, path: str, operation: tuple[int, Operation], base: str) -> None:
    """Stamp one operation, and keep the file only if that is all that changed."""
    rang, meant = operation
    content = file.read_bytes()
    before = read_yaml(path, content)
    assert isinstance(before.file, DataFile)  # noqa: S101  a file that was just read
    verb = type(meant).__name__.lower()
    text = stamp_base(content.decode(), before.file, rang, verb, base)
    expected = [
        one.model_copy(update={"base": base}) if place == rang else one
        for place, one in enumerate(Variante.model_validate(before.data).operations)
    ]
    if _operations(path, text) != expected:
        raise UsageError(
            Diagnostic(
                Code.OPERATION_REFUSED,
                f"L'empreinte de `{target_of(meant)}` ne peut pas être posée dans {path}",
                hint=f'Écrivez à la main, dans l\'opération : `base: "{base}"`',
            )
        )
    write_beside(file, text)


def _operations(path: str, text: str) -> list[Operation] | None:
    """Return the operations of a variant, or nothing when its text is spoilt."""
    try:
        return list(Variante.model_validate(read_yaml(path, text.encode()).data).operations)
    except ValidationError:
        return None


def _refusal(message: str, hint: str | None) -> UsageError:
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

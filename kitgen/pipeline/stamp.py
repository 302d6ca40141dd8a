"""Acknowledging a national change: the fingerprints of a variant, stamped again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kitgen.compose.bases import appuis, target_of
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
        for region, reference in _variants(library, root, name):
            stamped += _stamp(library, root, (region, reference), chemin)
    return tuple(stamped)


def _variants(library: Library, root: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Return the variants that a word names."""
    path = Path(name)
    for candidate in (path, Path.cwd() / path):
        if candidate.is_absolute() and candidate.is_relative_to(root):
            name = candidate.relative_to(root).as_posix()
            break
    cleaned = name.removeprefix("fiches/regions/").removesuffix(".yaml").strip("/")
    found = tuple(key for key in library.variantes if cleaned in {"/".join(key), key[0]})
    if not found:
        raise UsageError(
            Diagnostic(
                Code.UNKNOWN_TARGET,
                f"« {name} » n'est ni une variante ni une région du projet",
                hint="Donnez un fichier : fiches/regions/<region>/<collection>/<fiche>.yaml",
            )
        )
    return found


def _stamp(library: Library, root: Path, key: tuple[str, str], chemin: str) -> list[Stamp]:
    region, reference = key
    variante = library.variantes[key]
    if reference not in library.fiches:
        return []
    path = variant_file(library, region, reference).path
    done: list[Stamp] = []
    for appui in appuis(library.fiches[reference], variante):
        if appui.base != appui.actuelle and chemin in {"", appui.chemin}:
            operation = variante.operations[appui.rang]
            _write(root / path, path, (appui.rang, operation), appui.actuelle)
            done.append(Stamp(path, appui.chemin, appui.actuelle))
    return done


def _write(file: Path, path: str, operation: tuple[int, Operation], base: str) -> None:
    """Stamp one operation, and keep the file only if that is all that changed."""
    rang, meant = operation
    content = file.read_bytes()
    before = read_yaml(path, content)
    assert isinstance(before.file, DataFile)  # noqa: S101  a file that was just read
    verb = type(meant).__name__.lower()
    text = stamp_base(content.decode(), before.file, rang, verb, base)
    after = Variante.model_validate(read_yaml(path, text.encode()).data)
    expected = [
        one.model_copy(update={"base": base}) if place == rang else one
        for place, one in enumerate(Variante.model_validate(before.data).operations)
    ]
    if list(after.operations) != expected:
        raise UsageError(
            Diagnostic(
                Code.OPERATION_REFUSED,
                f"L'empreinte de `{target_of(meant)}` ne peut pas être posée dans {path}",
                hint=f'Écrivez à la main, sous l\'opération : base: "{base}"',
            )
        )
    write_beside(file, text)

"""The changes that were chosen, written in the data files: all of them, or none."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue, ValidationError

from kitgen.errors import Code, ContentError, Diagnostic, Place
from kitgen.model.empreinte import empreinte
from kitgen.model.written import KeyPath
from kitgen.pipeline.address import Address
from kitgen.pipeline.remarks import kept_comments
from kitgen.pipeline.review import Change, Harvest, Scope
from kitgen.read import explain, read_yaml, schema_line
from kitgen.read.library import MODELS
from kitgen.read.tree import DataPath, Kind, classify
from kitgen.review.merge import merge
from kitgen.write import UnspliceableError, append_item, quoted, replace_scalars, typed, write_all


@dataclass(frozen=True, slots=True)
class Chosen:
    """A change that somebody wants, and where it goes."""

    change: Change
    scope: Scope


@dataclass(slots=True)
class _Plan:
    """What a data file becomes.

    Attributes:
        values: the new strings, by key path.
        operations: what is added to a variant.
    """

    values: dict[KeyPath, str] = field(default_factory=dict)
    expected: dict[KeyPath, str] = field(default_factory=dict)
    operations: list[tuple[Change, Address]] = field(default_factory=list)


def apply(harvest: Harvest, chosen: Iterable[Chosen]) -> tuple[str, ...]:
    """Write what was chosen, and the comments; return the files that changed.

    Raises:
        ContentError: a file cannot be changed as it should; none was.
    """
    plans: dict[str, _Plan] = {}
    for one in chosen:
        _add(plans, one)
    root = harvest.project.root
    problems: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for path, plan in plans.items():
        text = _changed(root, path, plan, problems)
        if text is not None:
            texts[path] = text
    if problems:
        raise ContentError(*problems)
    comments = _comments(root, harvest)
    write_all(root, {**texts, **comments})
    return (*texts, *comments)


def variant_path(region: str, reference: str) -> str:
    """Return the file of a variant."""
    return f"fiches/regions/{region}/{reference}.yaml"


def _add(plans: dict[str, _Plan], one: Chosen) -> None:
    address, result = one.change.address, one.change.result
    assert address is not None  # noqa: S101  only what can be applied is chosen
    assert result is not None  # noqa: S101  idem
    if one.scope is Scope.REGIONAL and address.region is not None:
        assert address.reference is not None  # noqa: S101  only a fiche has variants
        path = variant_path(address.region, address.reference)
        plans.setdefault(path, _Plan()).operations.append((one.change, address))
    else:
        plan = plans.setdefault(address.file.path, _Plan())
        other = plan.values.get(address.path, address.value)
        merged = merge(address.value, other, result)
        if merged is None:
            raise ContentError(_clash(one.change, address))
        plan.values[address.path] = merged
        plan.expected[address.path] = address.value


def _comments(root: Path, harvest: Harvest) -> Mapping[str, str]:
    try:
        return kept_comments(root, harvest.project.library, harvest.margins)
    except UnspliceableError as spoilt:
        raise ContentError(
            Diagnostic(
                Code.REVIEW_NOT_APPLIED,
                "les commentaires ne peuvent pas être ajoutés à la fin d'un fichier de relectures",
                hint="donnez-lui la forme que kitgen écrit : `commentaires:`, puis des tirets",
            )
        ) from spoilt


def _changed(root: Path, path: str, plan: _Plan, problems: list[Diagnostic]) -> str | None:
    """Return the new text of a file, if it is exactly the old one with what was asked."""
    file = root / path
    raw = file.read_bytes() if file.exists() else _new_variant(path).encode()
    loaded = read_yaml(path, raw)
    expected = copy.deepcopy(loaded.data)
    try:
        for key_path, value in plan.values.items():
            _put(expected, key_path, plan.expected[key_path], value)
        text = replace_scalars(raw.decode(), plan.values)
        for change, address in plan.operations:
            fields = _operation(change, address)
            text = append_item(text, [(name, typed_) for name, typed_, _ in fields], key=LIST)
            _operations(expected).append({name: value for name, _, value in fields})
    except (UnspliceableError, LookupError, TypeError):
        problems.append(_unwritable(path, plan))
        return None
    after = read_yaml(path, text.encode())
    if after.data != expected or not after.sound:
        problems.append(_unwritable(path, plan))
        return None
    model = MODELS[_kind(path)]
    try:
        model.model_validate(after.data)
    except ValidationError as error:
        problems.extend(explain(model, after.file, error))
        return None
    return text


LIST = "operations"


def _new_variant(path: str) -> str:
    return f"{schema_line(Kind.VARIANT, Path(path))}\n{LIST}:\n"


def _operation(change: Change, address: Address) -> Sequence[tuple[str, str, str]]:
    """Return the keys of an operation, each with its value as typed and as read."""
    base, result = empreinte(address.value), str(change.result)
    chemin = change.champ.chemin
    return (
        ("modifier", chemin, chemin),
        ("base", quoted(base), base),
        ("valeur", typed(result), result),
    )


def _operations(data: object) -> list[object]:
    """Return the operations of a variant, made a list when there is none yet."""
    if not isinstance(data, dict):
        raise UnspliceableError
    if data.get(LIST) is None:
        data[LIST] = []
    found: list[object] = data[LIST]
    return found


def _at(data: object, path: KeyPath) -> JsonValue:
    for key in path:
        data = data[key]  # type: ignore[index]  # what is missing raises, and is caught
    return data  # type: ignore[return-value]  # a scalar of a YAML file


def _put(data: object, path: KeyPath, old: str, value: str) -> None:
    """Change a string, if it is still what it was when the files were read."""
    holder = _at(data, path[:-1])
    if str(_at(data, path)).strip() != old.strip():
        raise LookupError(path)
    holder[path[-1]] = value  # type: ignore[index]  # as above


def _kind(path: str) -> Kind:
    if path == "kitgen.yaml":
        return Kind.PROJECT
    found = classify(path)
    assert isinstance(found, DataPath)  # noqa: S101  it was read as such
    return found.kind


def _clash(change: Change, address: Address) -> Diagnostic:
    return Diagnostic(
        Code.REVIEW_NOT_APPLIED,
        f"deux changements choisis touchent les mêmes mots de `{change.champ.chemin}`",
        address.file.place(address.path),
        "n'en choisissez qu'un ; rien n'a été écrit",
    )


def _unwritable(path: str, plan: _Plan) -> Diagnostic:
    names = [change.champ.chemin for change, _ in plan.operations]
    names += [".".join(map(str, one)) for one in plan.values]
    return Diagnostic(
        Code.REVIEW_NOT_APPLIED,
        f"ces textes ne peuvent pas être changés sans toucher au reste du fichier : "
        f"{', '.join(names)}",
        Place(path, 1, 1),
        "reportez-les à la main ; rien n'a été écrit",
    )

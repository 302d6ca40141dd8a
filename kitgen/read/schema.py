"""JSON Schemas of the data files, for editors to complete and explain in French."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from kitgen.model.docs import describe_keys
from kitgen.read.library import MODELS
from kitgen.read.tree import Kind
from kitgen.typography import typographier

Schema: TypeAlias = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that every YAML editor knows
TITLES: Mapping[Kind, str] = {
    Kind.PROJECT: "Projet",
    Kind.COLLECTION: "Collection",
    Kind.FICHE: "Fiche",
    Kind.REGION: "Région",
    Kind.VARIANT: "Variante",
    Kind.MINOR: "Changements mineurs",
    Kind.REMARKS: "Commentaires de relecture",
}


def schemas() -> dict[str, Schema]:
    """Return the schema of each kind of data file, by file name."""
    return {f"{kind}.schema.json": _schema(kind) for kind in Kind}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema in a folder, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(dump(schema), encoding="utf-8", newline="\n")
        paths.append(path)
    return tuple(paths)


def dump(schema: Schema) -> str:
    """Return a schema as it is written in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(kind: Kind) -> Schema:
    describe_keys()
    raw = MODELS[kind].model_json_schema()
    definitions = {name: _french(part) for name, part in raw.pop("$defs").items()}
    return {
        "$schema": DIALECT,
        "title": TITLES[kind],
        **_french(raw),
        "$defs": definitions,
    }


def _french(node: Schema) -> Schema:
    """Return a schema without pydantic's English titles, nulls and empty defaults."""
    kept: Schema = {}
    for key, value in _without_null(node).items():
        match key:
            case "title" | "code_absent":
                continue
            case "default" if value in (None, []):
                continue
            case "description":
                kept[key] = typographier(" ".join(value.split()))
            case "properties":
                kept[key] = {name: _french(field) for name, field in value.items()}
            case "items" | "additionalProperties" if isinstance(value, dict):
                kept[key] = _french(value)
            case _:
                kept[key] = value
    return kept


def _without_null(node: Schema) -> Schema:
    """Let an optional key be described by its value: an author leaves it out, or fills it in."""
    branches = [branch for branch in node.get("anyOf", []) if branch != {"type": "null"}]
    if len(branches) != 1:
        return node
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    return {**branches[0], **rest}

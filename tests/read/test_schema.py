"""The JSON Schemas that editors complete and explain with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kitgen.read.library import MODELS
from kitgen.read.schema import dump, schemas, write_schemas

ROOT = Path(__file__).parents[2]
SCHEMAS = schemas()


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping of a JSON document."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from nodes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from nodes(value)


def test_the_committed_schemas_are_fresh() -> None:
    """The files of the project are what the models say; `kitgen schema` writes them again."""
    committed = {
        path.name: path.read_text("utf-8") for path in (ROOT / "fiches/schemas").iterdir()
    }

    assert committed == {name: dump(schema) for name, schema in SCHEMAS.items()}


def test_writing_makes_the_folder(tmp_path: Path) -> None:
    """Every schema is written, in a folder that need not exist."""
    paths = write_schemas(tmp_path / "a" / "b")

    assert sorted(path.name for path in paths) == sorted(SCHEMAS)
    assert all(path.read_text("utf-8") == dump(SCHEMAS[path.name]) for path in paths)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_speaks_french_only(name: str) -> None:
    """Pydantic's titles and our own notes are gone; every object is described and closed."""
    schema = SCHEMAS[name]
    objects = [node for node in nodes(schema) if "properties" in node and "type" in node]
    titles = [node["title"] for node in nodes(schema) if isinstance(node.get("title"), str)]

    assert objects
    assert titles == [schema["title"]]
    assert not [node for node in nodes(schema) if "code_absent" in node]
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["description"]
        assert all(field["description"] for field in node["properties"].values())


def test_descriptions_have_french_typography() -> None:
    """Descriptions are set as any other French; what is typed stands between backquotes."""
    descriptions = [
        node["description"]
        for schema in SCHEMAS.values()
        for node in nodes(schema)
        if isinstance(node.get("description"), str)
    ]

    assert any('`"2026-11"`' in words for words in descriptions)
    assert not [words for words in descriptions if "'" in words or re.search(r" [:;!?»]", words)]


def test_the_required_keys_are_those_of_the_models() -> None:
    """What the schema demands is what reading demands."""
    for kind, model in MODELS.items():
        required = {name for name, field in model.model_fields.items() if field.is_required()}

        assert set(SCHEMAS[f"{kind}.schema.json"].get("required", ())) == required

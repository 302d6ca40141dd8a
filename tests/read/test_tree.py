"""The layout of a project's folders."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kitgen.read.tree import DataPath, Kind, classify, schema_line


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("fiches/municipal/collection.yaml", Kind.COLLECTION, "municipal"),
        ("fiches/municipal/scic.yaml", Kind.FICHE, "municipal/scic"),
        ("fiches/regions/corse/region.yaml", Kind.REGION, "regions/corse"),
        ("fiches/regions/corse/points/ptce.yaml", Kind.VARIANT, "regions/corse/points/ptce"),
    ],
)
def test_a_place_says_the_kind(path: str, kind: Kind, key: str) -> None:
    """A file's folder and name tell its kind and its key."""
    assert classify(path) == DataPath(path, kind, key)


@pytest.mark.parametrize(
    "path",
    [
        "fiches/scic.yaml",
        "fiches/regions/corse.yaml",
        "fiches/regions/collection.yaml",
        "fiches/regions/corse/scic.yaml",
        "fiches/regions/corse/a/b/c.yaml",
        "fiches/municipal/SCIC.yaml",
        "fiches/Municipal/scic.yaml",
        "fiches/municipal/scic.yml",
        "fiches/municipal/scic.YAML",
        f"fiches/municipal/{'a' * 61}.yaml",
        "fiches/municipal/-a.yaml",
    ],
)
def test_a_stray_file_is_explained(path: str) -> None:
    """A file that can be nothing is a diagnostic with a hint."""
    found = classify(path)

    assert not isinstance(found, DataPath)
    assert (found.code.value, bool(found.hint)) == ("fichier-mal-place", True)


@pytest.mark.parametrize(
    ("kind", "path", "schema"),
    [
        ("projet", "kitgen.yaml", "fiches/schemas/projet"),
        ("fiche", "fiches/a/b.yaml", "../schemas/fiche"),
        ("region", "fiches/regions/a/region.yaml", "../../schemas/region"),
        ("variante", "fiches/regions/a/b/c.yaml", "../../../schemas/variante"),
    ],
)
def test_the_schema_line_is_relative_to_the_file(kind: str, path: str, schema: str) -> None:
    """An editor resolves the schema from the file's own folder."""
    line = schema_line(kind, PurePosixPath(path))

    assert line == f"# yaml-language-server: $schema={schema}.schema.json"

"""Errors of the models, in French, in the words of the data file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import kitgen.model
from kitgen.errors import Code, Diagnostic
from kitgen.model.base import Modele
from kitgen.model.collection import Collection
from kitgen.model.fiche import Chiffre, Exemple, Fiche
from kitgen.model.source import Image, Source
from kitgen.model.variante import VERBS, Variante
from kitgen.read.explain import ABSENT, WORDINGS, explain
from kitgen.read.library import MODELS
from kitgen.read.propose import form
from kitgen.read.yaml import load_yaml

RAISED_BY: dict[str, set[str]] = {
    "model": {"model_type"},
    "model-fields": {"extra_forbidden"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "literal": {"literal_error"},
    "str": {"string_type"},
    "int": {"int_type"},
    "function-after": set(),
    "function-before": set(),
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
}
"""The error types of each kind of core schema; a kind that is not here fails the test."""
CONSTRAINTS = {
    "pattern": "string_pattern_mismatch",
    "max_length": "string_too_long",
    "min_length": "string_too_short",
    "ge": "greater_than_equal",
    "le": "less_than_equal",
    "custom_error_type": None,
}
ONE_VERB = f"une opération a un verbe et un seul : {', '.join(VERBS)}"
PATH = "^[a-z0-9_-]+(/[a-z0-9_-]+)*$"
CUSTOM = re.compile(r'PydanticCustomError\(\s*"(\w+)"')


HEAD = "sous_titre: x\nnom_de_fichier: x\nparties: []\n"


def raised(schema: dict[str, Any]) -> Iterator[str]:
    """Yield every error type that a core schema can raise on plain data."""
    kind = schema["type"]
    if kind == "tagged-union":
        yield schema["custom_error_type"]
    elif kind == "date" or schema.get("ref", "").startswith("pydantic.types.JsonValue"):
        return  # what is before them lets only good values pass
    else:
        yield from RAISED_BY[kind]
    for key, error in CONSTRAINTS.items():
        if key in schema and error and kind in {"str", "int"}:
            yield error
    if kind == "int":
        assert schema["strict"], "a lax integer has other error types"
    for field in schema.get("fields", {}).values() if kind == "model-fields" else ():
        if field["schema"]["type"] != "default":
            yield "missing"
        yield from raised(field["schema"])
    for part in children(schema):
        yield from raised(part)


def children(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the core schemas that one holds."""
    inner = schema.get("schema")
    if isinstance(inner, dict):
        yield inner
    yield from schema.get("items_schema", [])
    yield from schema.get("definitions", [])
    if schema["type"] == "dict":
        yield schema["keys_schema"]
    if schema["type"] == "tagged-union":
        yield from schema["choices"].values()


def test_every_error_that_the_models_raise_has_its_wording() -> None:
    """No error of ours falls back to the general sentence, and no wording is of no use."""
    sources = Path(kitgen.model.__path__[0]).glob("*.py")
    custom = {name for source in sources for name in CUSTOM.findall(source.read_text("utf-8"))}
    possible = {error for model in MODELS.values() for error in raised(core(model))}

    assert custom
    assert possible | custom == set(WORDINGS)


def core(model: type[Modele]) -> dict[str, Any]:
    """Return what pydantic validates a model with."""
    schema: dict[str, Any] = dict(model.__pydantic_core_schema__)
    return schema


def test_every_code_of_absence_has_its_sentence() -> None:
    """The codes that the models give to an absent key are those that have a sentence."""
    extras = [
        field.json_schema_extra
        for model in (Exemple, Chiffre, Image, Source)
        for field in model.model_fields.values()
    ]

    assert {extra["code_absent"] for extra in extras if isinstance(extra, dict)} == set(ABSENT)


def explained(model: type[Modele], text: str) -> list[Diagnostic]:
    """Return what an author reads of a text that is read as a model."""
    loaded = load_yaml("f.yaml", text.encode())
    with pytest.raises(ValidationError) as caught:
        model.model_validate(loaded.data)
    return explain(model, loaded.file, caught.value)


def read(model: type[Modele], text: str) -> list[tuple[str, str, str]]:
    """Return the place, the key path and the message of each error."""
    return [
        (str(d.place), d.place.path if d.place else "", d.message) for d in explained(model, text)
    ]


def test_a_file_that_holds_nothing_asks_for_its_keys() -> None:
    """An empty file is named as a whole, at its first line."""
    assert read(Fiche, "# rien") == [
        ("f.yaml:1:1", "", "le fichier : rien au lieu d'un groupe de clés")
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("[a]", "une liste"),
        ("{a: b}", "un groupe de clés"),
        ("1.50", "le nombre `1.50`"),
        ("Yes", None),
        ("True", "le booléen `True`"),
    ],
)
def test_what_was_found_is_said_as_typed(value: str, found: str | None) -> None:
    """A wrong type is shown in the author's own characters."""
    errors = read(Source, f"titre: {value}\ndocument: x\nconsulte_le: 2026-11-21\nz: 1")

    assert [message for *_, message in errors[:-1]] == (
        [f"`titre` : {found} au lieu d'un texte"] if found else []
    )


def test_a_long_text_is_shortened() -> None:
    """A message stays on one line, whatever was typed; backquotes in it are set apart."""
    text = f"{HEAD}genre: {'a`b ' * 20}\nniveau: tous\ntitre: {'a' * 301}"

    assert [message for *_, message in read(Collection, text)] == [
        "`genre` : le texte `" + "a'b " * 14 + "a'b…` n'est pas un choix possible",
        "`titre` : plus de 300 signes",
    ]


def test_an_operation_is_located_without_its_tag() -> None:
    """What pydantic knows of a union's branch never shows in the path."""
    text = """
operations:
  - remplacer: Leviers
    par: rien
  - ajouter: leviers
    element: {}
    apres: a
    avant: b
  - deplacer: leviers
  - texte
  - retirer: a
    modifier: b
  - modifier: chapo
    base: zzz
"""
    assert read(Variante, text) == [
        (
            "f.yaml:3:16",
            "operations[1].remplacer",
            f"`remplacer` : le texte `Leviers` au lieu {form(PATH)}",
        ),
        (
            "f.yaml:4:10",
            "operations[1].par",
            "`par` : le texte `rien` au lieu d'un groupe de clés",
        ),
        ("f.yaml:5:5", "operations[2]", "`operations[2]` : l'élément ajouté a plusieurs places"),
        *(
            (
                f"f.yaml:{line}:5",
                f"operations[{number}]",
                f"`operations[{number}]` : {ONE_VERB}",
            )
            for number, line in ((3, 9), (4, 10), (5, 11))
        ),
        (
            "f.yaml:14:11",
            "operations[6].base",
            "`base` : le texte `zzz` au lieu d'une empreinte, que kitgen écrit lui-même",
        ),
        ("f.yaml:13:5", "operations[6].valeur", "la clé `valeur` manque"),
    ]


def test_an_unknown_key_of_nowhere_lists_nothing() -> None:
    """A key far from all others gets the list of the possible ones."""
    (error,) = explained(Source, "titre: x\ndocument: x\nconsulte_le: 2026-11-21\nzzzz: 1")

    assert error.hint == "clés possibles : titre, url, document, annee, consulte_le"


def test_a_choice_may_be_near_or_far() -> None:
    """The choices are always given, the nearest first when there is one."""
    near, far = explained(Collection, f"{HEAD}titre: x\ngenre: point\nniveau: 12")

    assert near.hint == "vouliez-vous écrire `points` ? Choix : kit, points"
    assert far.message == "`niveau` : le nombre `12` n'est pas un choix possible"
    assert far.hint == "choix : municipal, departemental, regional, tous"


def test_an_error_of_another_pydantic_is_still_french() -> None:
    """A type that a later pydantic would invent has the general sentence and the code."""
    loaded = load_yaml("f.yaml", b"titre: x")
    error = ValidationError.from_exception_data(
        "Fiche",
        [
            {"type": "bytes_type", "loc": ("titre",), "input": "x"},
            {"type": "bytes_type", "loc": (), "input": []},
        ],
    )

    titre, whole = explain(Fiche, loaded.file, error)

    assert (titre.code, titre.message, titre.hint) == (
        Code.WRONG_VALUE,
        "`titre` : le texte `x` ne convient pas ici",
        "le titre imprimé en tête de la fiche",
    )
    assert whole.message == "le fichier : une liste ne convient pas ici"
    assert whole.hint is None


def test_no_wording_is_english() -> None:
    """Nothing of pydantic's own messages reaches an author."""
    english = re.compile(r"\b(should|input|valid|expected|required|field|must|the)\b")
    text = "titre: 1\nchapo: ''\nleviers: x\nzzz: 1\nexemples: [{id: A, texte: 2, source: {}}]"

    words = [f"{d.message} {d.hint}" for d in explained(Fiche, text)]

    assert len(words) > 8
    assert not [line for line in words if english.search(line)]

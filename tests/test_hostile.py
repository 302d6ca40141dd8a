"""Whatever an author types: an error with its place, or a document where it stands as typed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import kitgen
from kitgen.errors import ExitCode
from kitgen.render import PUBLISHED
from kitgen.typography import typographier
from tests.projects import run, write_project
from tests.readers import read_docx, read_pdf, skeleton

READERS = {"pdf": read_pdf, "docx": read_docx}
HEAD = "# yaml-language-server: $schema=../schemas/fiche.schema.json\n"
SOURCE = {"titre": "Journal", "url": "https://exemple.fr/a", "consulte_le": "2026-11-21"}
FICHE: dict[str, Any] = {
    "titre": "Titre",
    "titre_court": "Court",
    "chapo": "Chapô.",
    "chiffres": [
        {"id": "c", "valeur": "14 %", "libelle": "libellé", "annee": 2024, "source": SOURCE}
    ],
    "loi": {"titre": "Loi", "texte": "Elle dit.", "source": SOURCE},
    "leviers": [
        {
            "id": "l",
            "titre": "Agir",
            "texte": "Texte.",
            "exemples": [
                {
                    "id": "e",
                    "titre": "Exemple",
                    "collectivite": {"nom": "Lons", "departement": "39"},
                    "annee": 2024,
                    "texte": "Récit.",
                    "source": SOURCE,
                }
            ],
        }
    ],
    "ressources": [
        {"id": "r", "titre": "Guide", "auteur": "Avise", "annee": 2024,
         "url": "https://exemple.fr/r", "consulte_le": "2026-11-21"}
    ],
    "voir_aussi": ["municipal/connaitre"],
}  # fmt: skip

TEXTS = (
    ("titre",),
    ("titre_court",),
    ("chapo",),
    ("chiffres", 0, "valeur"),
    ("chiffres", 0, "libelle"),
    ("loi", "titre"),
    ("loi", "texte"),
    ("leviers", 0, "titre"),
    ("leviers", 0, "texte"),
    ("leviers", 0, "exemples", 0, "titre"),
    ("leviers", 0, "exemples", 0, "texte"),
    ("leviers", 0, "exemples", 0, "collectivite", "nom"),
    ("leviers", 0, "exemples", 0, "source", "titre"),
    ("ressources", 0, "titre"),
    ("ressources", 0, "auteur"),
)
KEPT = (
    "R&D & <1 L> 100<100 > \" ' fin",
    "a {{ 7*7 }} b",
    "a {% import os %} b",
    "a {_{ 7 }_} {# c #} b",
    "a ../../etc/passwd file:///etc/passwd b",
    "mot" + "anticonstitutionnellement" * 8,
    "%s %(x)s {0} ${HOME} `",
    "œuvre ﬁn ² ½ é é",
    "=1+1|cmd -- ]]>",
)
RIGHT_TO_LEFT = "עברית et العربية"
EMOJI = "fête 🎉 fin"
REFUSED = ("a\u0000b", "a\ufffeb", "a\u0008b", "a\u202eb", "\ud800", " ", "")
WRONG: tuple[Any, ...] = (1, 0.5, True, None, [], {}, ["a"], {"a": "b"})


def paths(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value of the fiche."""
    below: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        below = list(node.items())
    elif isinstance(node, list):
        below = list(enumerate(node))
    return [one for key, value in below for one in ((*path, key), *paths(value, (*path, key)))]


def changed(
    path: tuple[str | int, ...],
    value: object,
    *,
    drop: bool = False,
    fiche: dict[str, Any] = FICHE,
) -> dict[str, Any]:
    """Return a fiche with one value replaced, or dropped."""
    copy: dict[str, Any] = json.loads(json.dumps(fiche))
    node: Any = copy
    for key in path[:-1]:
        node = node[key]
    if drop:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return copy


def dump(fiche: dict[str, Any]) -> bytes:
    """Return a fiche as YAML: JSON is YAML, and its escapes can write any character."""
    typed = json.dumps(fiche, ensure_ascii=False)
    return (HEAD + (typed if typed.isprintable() else json.dumps(fiche))).encode()


def raw(text: str) -> bytes:
    """Return a fiche from YAML written by hand."""
    return (HEAD + text).encode()


MUTATIONS: dict[str, bytes] = {
    **{
        f"refusé {path} {value!r}": dump(changed(path, value))
        for path in TEXTS
        for value in REFUSED
    },
    **{
        f"type {path} {value!r}": dump(changed(path, value))
        for path in paths(FICHE)
        for value in WRONG
    },
    **{f"sans {path}": dump(changed(path, None, drop=True)) for path in paths(FICHE)},
    **{f"clé {path}": dump(changed((*path[:-1], f"{path[-1]}x"), "a")) for path in TEXTS},
    **{f"deux Mo {path}": dump(changed(path, "a" * 2_000_000)) for path in TEXTS[:2]},
    **{f"html {path}": dump(changed(path, "<b>gras</b>")) for path in TEXTS},
    **{
        f"adresse {url}": dump(changed(("ressources", 0, "url"), url))
        for url in ("file:///etc/passwd", "../../etc/passwd", "javascript:alert(1)", "\\\\h\\p",
                    "http://", "https://a b", "data:text/html,x", "ftp://a.fr", "//a.fr")
    },
    "code sans guillemets": raw('titre: "T"\nchapo: C\ndepartement: 01\n'),
    "latin 1": HEAD.encode() + 'titre: "été"\n'.encode("latin-1"),
    "tabulation": raw("titre: T\nchapo:\n\t- a\n"),
    "ancre": raw("titre: &a T\nchapo: *a\n"),
    "milliard de rires": raw(
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\ntitre: T\n"
    ),
    "étiquette": raw('titre: !!python/object/apply:os.system ["true"]\n'),
    "clé en double": raw("titre: T\ntitre: U\nchapo: C\n"),
    "profondeur": raw("titre: " + "[" * 5000 + "\n"),
    "deux documents": raw("titre: T\n---\ntitre: U\n"),
    "guillemet ouvert": raw('titre: "T\nchapo: C\n'),
    "vide": b"",
    "rien que des blancs": b"  \n \n",
    "liste": raw("- a\n- b\n"),
    "binaire": bytes(range(256)),
    "entité": dump(changed(("chapo",), "a &amp; b &nbsp; c")),
    "clé qui n'est pas un mot": raw("? [a, b]\n: c\n"),
    "fusion": raw("<<: {titre: T}\nchapo: C\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose second fiche is the prey."""
    return write_project(tmp_path_factory.mktemp("hostile") / "projet")


def test_there_are_enough_mutations() -> None:
    """A loop over nothing proves nothing."""
    assert len(MUTATIONS) >= 200


def test_the_fiche_that_is_mutated_is_valid(project: Path) -> None:
    """Otherwise every mutation would fail for the same reason."""
    (project / "fiches/municipal/scic.yaml").write_bytes(dump(FICHE))

    assert run("check", "--strict", project=project).code == ExitCode.OK


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_located_or_accepted(project: Path, name: str) -> None:
    """Never a traceback: exit 1 with file, line and column, or exit 0."""
    (project / "fiches/municipal/scic.yaml").write_bytes(MUTATIONS[name])

    answer = run("check", project=project)

    assert answer.code in {ExitCode.OK, ExitCode.CONTENT}, answer.err
    assert "Traceback" not in answer.err
    if answer.code == ExitCode.CONTENT:
        assert re.search(
            r"^fiches/municipal/scic\.yaml:[1-9]\d*:[1-9]\d*: erreur", answer.err, re.MULTILINE
        )
        assert len(answer.err) < 100_000


@pytest.mark.parametrize("form", PUBLISHED)
@pytest.mark.parametrize("typed", KEPT)
def test_a_strange_text_stands_as_typed(project: Path, typed: str, form: str) -> None:
    """In every field at once, in every format, but for French spaces and apostrophes."""
    fiche = FICHE
    for path in TEXTS:
        fiche = changed(path, typed, fiche=fiche)
    (project / "fiches/municipal/scic.yaml").write_bytes(dump(fiche))
    loaded = kitgen.load(project)
    (edition,) = kitgen.compose(loaded, "municipal/scic")

    artefact = kitgen.render(loaded, edition, form)

    read = READERS[form](artefact).text
    assert read.count(skeleton(typographier(typed))) >= len(TEXTS) - 1


@pytest.mark.parametrize("form", PUBLISHED)
def test_words_from_right_to_left_are_there(project: Path, form: str) -> None:
    """A PDF holds them in the order they are drawn in."""
    (project / "fiches/municipal/scic.yaml").write_bytes(dump(changed(("chapo",), RIGHT_TO_LEFT)))
    loaded = kitgen.load(project)
    (edition,) = kitgen.compose(loaded, "municipal/scic")

    read = READERS[form](kitgen.render(loaded, edition, form)).text

    for word in RIGHT_TO_LEFT.split():
        assert word in read or word[::-1] in read


def test_an_emoji_is_a_warning_that_names_it(project: Path) -> None:
    """No font has it: the document is made, and the missing sign is said."""
    (project / "fiches/municipal/scic.yaml").write_bytes(dump(changed(("chapo",), EMOJI)))
    loaded = kitgen.load(project)
    (edition,) = kitgen.compose(loaded, "municipal/scic")

    said = kitgen.render(loaded, edition, "pdf").diagnostics

    assert any("U+1F389" in one.message for one in said)


def test_output_does_not_change_on_failure(project: Path) -> None:
    """A refused text leaves the previous files, byte for byte."""
    path = project / "fiches/municipal/scic.yaml"
    path.write_bytes(dump(FICHE))
    run("build", "--format", "docx", "--jobs", "1", project=project)
    before = {one: one.read_bytes() for one in (project / "output").rglob("*.*")}
    path.write_bytes(dump(changed(("titre",), "a\u0000b")))

    answer = run("build", "--format", "docx", "--jobs", "1", project=project)

    assert answer.code == ExitCode.CONTENT
    assert {one: one.read_bytes() for one in (project / "output").rglob("*.*")} == before

"""The editor's guide tells the truth: its examples, its answers and its commands are tried.

A fence of `docs/guide-edition.md` whose info string names a file is a data file, or some lines of
one. Whole files outside any example make, with the stock project, the guide's own project. In an
example, what was typed takes the place of what to type instead, and kitgen must answer word for
word as the guide says, whose long lines are cut; `⟦U+000B⟧` and `⟦0xE9⟧` stand for a character and
a byte.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kitgen.check.textes import inclusive_forms_of
from kitgen.errors import Code
from kitgen.model.base import Modele
from kitgen.model.fiche import (
    Chiffre,
    Collectivite,
    Exemple,
    Fiche,
    Levier,
    Loi,
    Ressource,
)
from kitgen.model.source import Image, Source
from kitgen.read.yaml import load_yaml
from tests.check.test_cases import NAMES, STOCK
from tests.projects import run

GUIDE = (Path(__file__).parents[1] / "docs" / "guide-edition.md").read_text(encoding="utf-8")
EVENT = re.compile(
    r"^#+ (?P<title>.+)$"
    r"|^\*\*(?P<label>[^*:]+?)\s*:\*\*"
    r"|^```(?P<info>[^\n]*)\n(?P<body>(?:.*\n)*?)```$",
    re.MULTILINE,
)
TYPED, TOLD, ANSWER, INSTEAD = (
    "Vous avez écrit",
    "Vous avez tapé",
    "kitgen répond",
    "Écrivez plutôt",
)
FAULTLESS = "27 fiches\u00a0: rien à corriger\n"
MODELS = (Fiche, Levier, Exemple, Collectivite, Chiffre, Loi, Ressource, Source, Image)
SPOILS: Mapping[str, Callable[[Path], object]] = {
    "fichier-trop-gros": lambda root: (root / "fiches/municipal/tourisme.yaml").write_bytes(
        b"#" * 1_000_001
    )
}
"""What is typed in the examples that no page could show."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: the section and the label above it, its info string, its lines."""

    section: str
    label: str
    info: str
    text: str

    @property
    def file(self) -> str:
        """The data file that the info string names, or nothing."""
        return self.info.partition(" ")[2]

    @property
    def content(self) -> bytes:
        """The lines as bytes, with the characters that the guide only names."""
        text = re.sub(r"⟦U\+([0-9A-F]{4})⟧", lambda m: chr(int(m[1], 16)), self.text)
        text = re.sub(r"⟦0x([0-9A-F]{2})⟧", lambda m: chr(0xDC00 + int(m[1], 16)), text)
        return text.encode(errors="surrogateescape")


@dataclass(frozen=True)
class Example:
    """What was typed, what kitgen answers, what to type instead."""

    typed: Fence | None
    answer: Fence
    instead: Fence | None


def read_fences() -> Iterator[Fence]:
    """Yield the fences of the guide; a label holds for the next one only."""
    section = label = ""
    for event in EVENT.finditer(GUIDE):
        if event["title"]:
            section, label = event["title"], ""
        elif event["label"]:
            label = event["label"].replace("\u00a0", " ")
        else:
            yield Fence(section, label, event["info"], event["body"])
            label = ""


def read_examples() -> Iterator[Example]:
    """Yield an example for each answer, with the fences that touch it."""
    for place, fence in enumerate(FENCES):
        if fence.label != ANSWER:
            continue
        before, after = FENCES[place - 1], FENCES[place + 1 :][:1]
        typed = before if before.label in {TYPED, TOLD} else None
        instead = after[0] if after and after[0].label == INSTEAD else None
        yield Example(typed, fence, instead)


FENCES = list(read_fences())
EXAMPLES = list(read_examples())
DATA = [one for one in EXAMPLES if one.typed is None or one.typed.label == TYPED]
COMMANDS = [one for one in EXAMPLES if one not in DATA]
BASE = [fence for fence in FENCES if fence.file and not fence.label]
QUOTED = sorted(
    set(re.findall(r"`((?:\./kit|kitgen)(?: [^`]*)?)`", re.sub(r"```[^`]+```", "", GUIDE)))
    | {line for fence in FENCES if fence.info == "sh" for line in fence.text.splitlines()}
)


def name_of(example: Example) -> str:
    """Return the name of an example in a report of tests."""
    return f"{example.answer.section}-{DATA.index(example)}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The guide's own project: the stock one, and the whole files that the guide shows."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("KITGEN_COMMAND", "./kit")
    shutil.copytree(STOCK, tmp_path, dirs_exist_ok=True)
    images = tmp_path / "fiches/images"
    shutil.copy(images / "point.png", images / "marche.png")
    for fence in BASE:
        (tmp_path / fence.file).write_bytes(fence.content)
    return tmp_path


def replace(root: Path, good: Fence | None, by: Fence) -> None:
    """Put a fence in place of the lines, or of the file, that another one holds."""
    path = root / by.file
    old = path.read_bytes() if path.exists() else b""
    if good and good.file == by.file and good.content in old:
        assert old.count(good.content) == 1, "these lines stand in several places"
        path.write_bytes(old.replace(good.content, by.content))
    else:
        path.write_bytes(by.content)


def on_one_line(text: str) -> str:
    """Return a text whose lines are no longer cut; no-break spaces are kept."""
    return re.sub("[ \n]+", " ", text)


def answer_to(words: list[str], root: Path) -> str:
    """Return what a person reads of a command."""
    return run(*words, project=root).err


def faultless(root: Path) -> bool:
    """Tell whether kitgen has nothing to say of a project, in the guide's own words."""
    counted = re.sub(r"^\d+", "27", answer_to(["check"], root))
    return counted == FAULTLESS


def test_the_guide_s_own_project_is_faultless(root: Path) -> None:
    """The complete fiches that the guide shows can be copied as they are."""
    assert len(BASE) == 3
    assert faultless(root)


@pytest.mark.parametrize("code", NAMES)
def test_every_diagnostic_of_the_data_has_its_example(code: str) -> None:
    """An author who looks for a code finds its heading, and an answer that shows it."""
    answers = [one.answer.text for one in DATA if one.answer.section == code]

    assert answers
    assert all(f"[{code}]" in answer for answer in answers)


def test_every_code_is_in_the_guide() -> None:
    """No code is without a word, and no heading explains a code that does not exist."""
    explained = {example.answer.section for example in DATA}

    assert [code for code in Code if code.value not in GUIDE] == []
    assert explained - set(Code) == set()


@pytest.mark.parametrize("example", DATA, ids=name_of)
def test_kitgen_answers_what_the_guide_says(example: Example, root: Path) -> None:
    """What was typed gives the answer that is quoted, word for word."""
    if example.typed:
        replace(root, example.instead, example.typed)
    else:
        SPOILS[example.answer.section](root)

    assert on_one_line(answer_to(["check"], root)) == on_one_line(example.answer.text)


CORRECTED = [one for one in DATA if one.typed and one.instead]


@pytest.mark.parametrize("example", CORRECTED, ids=name_of)
def test_what_the_guide_says_to_type_is_right(example: Example, root: Path) -> None:
    """After the correction, nothing is left to correct."""
    assert example.typed
    assert example.instead
    replace(root, example.instead, example.typed)
    assert not faultless(root)

    replace(root, example.typed, example.instead)

    assert faultless(root)


@pytest.mark.parametrize("example", COMMANDS, ids=lambda one: one.answer.text.split("]")[0])
def test_kitgen_answers_a_wrong_command_as_the_guide_says(example: Example, root: Path) -> None:
    """A wrong command gives the answer that is quoted."""
    assert example.typed
    _, *words = shlex.split(example.typed.text)

    assert on_one_line(answer_to(words, root)) == on_one_line(example.answer.text)


def test_no_other_answer_is_quoted() -> None:
    """Every answer is one that the tests above have seen."""
    seen = {FAULTLESS, *(example.answer.text for example in EXAMPLES)}

    assert len(CORRECTED) > len(NAMES) > 20
    assert len(COMMANDS) > 2
    assert [one.text for one in FENCES if one.info == "text" and one.text not in seen] == []


@pytest.mark.parametrize("command", QUOTED)
def test_every_quoted_command_exists(command: str, root: Path) -> None:
    """Each word and each option of a command that the guide quotes is known."""
    _, *words = shlex.split(command)

    assert run(*words, "--help", project=root).code == 0


def test_several_commands_are_quoted() -> None:
    """The two main ones are among them."""
    assert {"./kit check", "./kit build"} < set(QUOTED)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_explained(model: type[Modele]) -> None:
    """Each key that an author can write in a fiche is named in the guide's second part."""
    anatomy = GUIDE.partition("\n## 2.")[2].partition("\n## 3.")[0]

    assert [key for key in model.model_fields if f"`{key}`" not in anatomy] == []


def test_every_fragment_is_yaml() -> None:
    """Some lines shown alone are YAML too."""
    alone = [fence for fence in FENCES if fence.info == "yaml"]

    assert alone
    assert [one.text for one in alone if load_yaml("extrait", one.content).diagnostics] == []


def test_every_link_inside_the_guide_leads_somewhere() -> None:
    """The contents and the table of codes follow the headings."""
    titles = [event["title"].lower() for event in EVENT.finditer(GUIDE) if event["title"]]
    anchors = {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}
    links = re.findall(r"\]\(#([^)]+)\)", GUIDE)

    assert len(links) > len(NAMES)
    assert set(links) - anchors == set()
    assert set(NAMES) - set(links) == set()


def test_the_forms_of_the_guide_are_those_of_the_check() -> None:
    """What the table of inclusive forms advises is accepted, what it rejects is found."""
    table = GUIDE.partition("| n’écrivez pas | écrivez |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = [row.strip("|").split(" | ") for row in table.splitlines()]

    assert len(rows) > 3
    for rejected, advised in rows:
        assert all(inclusive_forms_of(form) for form in re.findall("`([^`]+)`", rejected))
        assert not inclusive_forms_of(advised)

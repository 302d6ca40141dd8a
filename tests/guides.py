"""The guides, taken apart: their fences, their examples, and the steps that a reader follows.

A fence whose info string names a file is a data file, or some lines of one. In an example, what
was typed takes the place of what to type instead, and kitgen answers word for word as the guide
says, whose long lines are cut; `[…]` stands for the end of a long answer, `⟦U+000B⟧` and `⟦0xE9⟧`
for a character and a byte.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kitgen.model.base import Modele
from tests.projects import run
from tests.repository import record

DOCS = Path(__file__).parents[1] / "docs"
EVENT = re.compile(
    r"^(?P<level>#+) (?P<title>.+)$"
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
FILL, APPEND, WAS, NOW = (
    "Remplissez",
    "Ajoutez à la fin",
    "Le texte national disait",
    "Il dit maintenant",
)


CUT = "[…]"


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it stands, the label above it, its info string, its lines."""

    part: str
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


@dataclass(frozen=True)
class Guide:
    """One guide.

    Attributes:
        name: of its file.
        refusals: the title of the part that explains kitgen's refusals.
    """

    name: str
    refusals: str
    text: str = field(repr=False)
    fences: tuple[Fence, ...] = field(repr=False)

    @property
    def examples(self) -> list[Example]:
        """An example for each answer, with the fences that touch it."""
        found = []
        for place, fence in enumerate(self.fences):
            before, after = self.fences[max(place - 1, 0)], self.fences[place + 1 :][:1]
            typed = before if before.label in {TYPED, TOLD} else None
            if fence.label == ANSWER and (typed or not self.is_step(fence)):
                instead = after[0] if after and after[0].label == INSTEAD else None
                found.append(Example(typed, fence, instead))
        return found

    @property
    def data(self) -> list[Example]:
        """The examples of a data file."""
        return [one for one in self.examples if one.typed is None or one.typed.label == TYPED]

    @property
    def commands(self) -> list[Example]:
        """The examples of a wrong command."""
        return [one for one in self.examples if one.typed and one.typed.label == TOLD]

    @property
    def corrected(self) -> list[Example]:
        """The examples of a data file that say what to type instead."""
        return [one for one in self.data if one.typed and one.instead]

    @property
    def prose(self) -> str:
        """The guide without its fences."""
        return re.sub(r"^```.*?^```$", "", self.text, flags=re.MULTILINE | re.DOTALL)

    @property
    def quoted(self) -> set[str]:
        """Every command that the guide quotes."""
        lines = (line for one in self.fences if one.info == "sh" for line in one.text.splitlines())
        return {*re.findall(r"`((?:\./kit|kitgen)(?: [^`]*)?)`", self.prose), *lines}

    @property
    def steps(self) -> list[Fence]:
        """What the reader does, in order, before anything is refused."""
        return [fence for fence in self.fences if self.is_step(fence)]

    def is_step(self, fence: Fence) -> bool:
        """Tell whether a fence stands before the refusals, in a guide that is followed."""
        parts = list(dict.fromkeys(one.part for one in self.fences))
        followed = any(one.label in {FILL, WAS} for one in self.fences)
        return followed and parts.index(fence.part) < parts.index(self.refusals)


def read_guide(name: str, refusals: str) -> Guide:
    """Read a guide of `docs/`."""
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    return Guide(name, refusals, text, tuple(_fences(text)))


def _fences(text: str) -> Iterator[Fence]:
    """Yield the fences of a guide; a label holds for the next one only."""
    part = section = label = ""
    for event in EVENT.finditer(text):
        if event["title"]:
            section, label = event["title"], ""
            part = section if len(event["level"]) <= 2 else part
        elif event["label"]:
            label = event["label"].replace("\u00a0", " ")
        else:
            yield Fence(part, section, label, event["info"], event["body"])
            label = ""


def on_one_line(text: str) -> str:
    """Return a text whose lines are no longer cut; no-break spaces are kept."""
    return re.sub("[ \n]+", " ", text).strip()


def is_answer(fence: Fence, said: str) -> bool:
    """Tell whether kitgen said what a fence quotes, or what begins as it does."""
    quoted, whole = on_one_line(fence.text), on_one_line(said)
    if quoted.endswith(CUT):
        return whole.startswith(quoted.removesuffix(CUT))
    return whole == quoted


def replace(root: Path, good: Fence | None, by: Fence) -> None:
    """Put a fence in place of the lines, or of the file, that another one holds."""
    path = root / by.file
    old = path.read_bytes() if path.exists() else b""
    if good and good.file == by.file and good.content in old:
        assert old.count(good.content) == 1, "these lines stand in several places"
        path.write_bytes(old.replace(good.content, by.content))
    else:
        path.write_bytes(by.content)


@dataclass
class Walk:
    """A reader who follows the steps of a guide.

    Attributes:
        root: the project.
        codes: how each command ended, in order.
    """

    root: Path
    codes: list[tuple[str, int]] = field(default_factory=list)

    def follow(self, steps: Sequence[Fence]) -> None:
        """Do each step; what kitgen answers is what the guide says, word for word."""
        said = ""
        before: Fence | None = None
        for fence in steps:
            match fence:
                case Fence(info="sh"):
                    said = "".join(map(self.type, fence.text.splitlines()))
                case Fence(label="kitgen répond"):
                    assert is_answer(fence, said)
                case Fence(label="Remplissez"):
                    self.fill(fence)
                case Fence(label="Ajoutez à la fin"):
                    with (self.root / fence.file).open("ab") as stream:
                        stream.write(fence.content)
                case Fence(label="Il dit maintenant"):
                    record(self.root, "Le club", "2026-12-01")
                    replace(self.root, before, fence)
                    record(self.root, "Équipe nationale", "2026-12-03")
                case Fence(label="") if fence.file:
                    (self.root / fence.file).write_bytes(fence.content)
                case Fence(info="yaml"):
                    files = (self.root / "fiches/regions").rglob("*.yaml")
                    assert any(fence.text in path.read_text("utf-8") for path in files)
            before = fence

    def type(self, line: str) -> str:
        """Run a command, and return what the reader sees of it."""
        _, *words = shlex.split(line)
        one_process = ["--jobs", "1"] if words[0] == "build" else []
        answer = run(*words, *one_process, project=self.root)
        self.codes.append((line, answer.code))
        return answer.out + answer.err

    def fill(self, fence: Fence) -> None:
        """Put a fence in place of the commented block of the menu that starts as it does."""
        path = self.root / fence.file
        first = fence.text.partition("\n")[0]
        verb = first.replace("- retirer:", "- remplacer:")
        key = re.escape(verb if " - " in verb else verb.partition(":")[0] + ":")
        text = path.read_text(encoding="utf-8")
        (block,) = re.findall(rf"^# {key}.*\n(?:# .*\n)*", text, re.MULTILINE)
        stamps = re.findall(r"^ *base: .*$", fence.text, re.MULTILINE)
        assert all(f"# {stamp}\n" in block for stamp in stamps), "not the national text's stamp"
        path.write_text(text.replace(block, fence.text), encoding="utf-8")


def keys_missing(models: Sequence[type[Modele]], text: str) -> Mapping[str, list[str]]:
    """Return the keys of some models that a text does not name, by model."""
    found = {
        model.__name__: [key for key in model.model_fields if f"`{key}`" not in text]
        for model in models
    }
    return {name: keys for name, keys in found.items() if keys}

"""What is wrong with the tags of a designer's Word template, each fault where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from lxml.etree import _Element as Element

from kitgen.errors import Code, Diagnostic, Place, quoted
from kitgen.render.word_sandbox import environment
from kitgen.render.word_slots import ALONE, VARIABLES, words_of

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%-?(?:(?:p|tr|tc|r)\s)?\s*(\w*)(.*?)-?%\}", re.DOTALL)
BRACE = re.compile(r"\{[{%#]|[}%#]\}")
CLOSERS = {"endif": "if", "endfor": "for"}
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Opened:
    """A tag that waits for the one that closes it.

    Attributes:
        keyword: `if` or `for`.
        paragraph: its place in the part, from 1.
        tag: as it was typed.
        names: what it brings to what follows: the variable of a loop.
    """

    keyword: str
    paragraph: int
    tag: str
    names: frozenset[str] = frozenset()


def faults_of(root: Element, place: Place, part: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the tags of a part: the body, a header, a footer."""
    reader = _Reader()

    def at(number: int) -> Place:
        return Place(place.file, path=f"{part}, paragraphe {number}")

    for number, paragraph in enumerate(root.iter(qn("w:p")), start=1):
        words = words_of(paragraph)
        if BRACE.search(words):
            for code, message in reader.paragraph(words, number):
                yield _fault(code, message, words, at(number))
    for left in reader.opened:
        message = f"{{% {left.keyword} %}} n'est pas refermé par {{% end{left.keyword} %}}"
        yield _fault(Code.TEMPLATE_TAG, message, left.tag, at(left.paragraph))


def _fault(code: Code, message: str, words: str, place: Place) -> Diagnostic:
    known = ", ".join(f"{{{{ {name} }}}}" for name in VARIABLES)
    hint = f"Les variables du modèle sont : {known}" if code is Code.TEMPLATE_VARIABLE else None
    return Diagnostic(code, f"{message} : {quoted(words)}", place, hint=hint)


class _Reader:
    """Reads the tags of a part in order.

    Attributes:
        opened: the tags that are not closed yet.
    """

    def __init__(self) -> None:
        self._environment = environment()
        self.opened: list[Opened] = []

    def paragraph(self, words: str, number: int) -> Iterator[tuple[Code, str]]:
        """Yield what is wrong with a paragraph."""
        for tag in TAG.findall(words):
            if tag.startswith("{{"):
                yield from self._judged(tag)
            elif tag.startswith("{%"):
                yield from self._statement(tag, number)
        if BRACE.search(TAG.sub("", words)):
            yield Code.TEMPLATE_TAG, "une balise n'est pas refermée"
        for name in ALONE:
            tag = rf"\{{\{{\s*{name}\s*\}}\}}"
            if re.search(tag, words) and not re.fullmatch(tag, words.strip()):
                message = f"{{{{ {name} }}}} doit être seul dans son paragraphe"
                yield Code.TEMPLATE_TAG, message

    def _statement(self, tag: str, number: int) -> Iterator[tuple[Code, str]]:
        match = STATEMENT.fullmatch(tag)
        keyword, rest = match.groups() if match else ("", "")
        if keyword == "if":
            self.opened.append(Opened(keyword, number, tag))
            yield from self._judged(f"{{% if {rest} %}}{{% endif %}}")
        elif keyword == "for":
            names = rest.partition(" in ")[0]
            self.opened.append(Opened(keyword, number, tag, frozenset(WORD.findall(names))))
            yield (
                Code.TEMPLATE_TAG,
                "un modèle ne répète rien, kitgen pose lui-même les fiches",
            )
        elif keyword in CLOSERS:
            yield from self._closed(keyword)
        elif keyword in {"elif", "else"}:
            if not self.opened or self.opened[-1].keyword != "if":
                yield Code.TEMPLATE_TAG, f"{{% {keyword} %}} ne suit aucun {{% if %}}"
            if keyword == "elif":
                yield from self._judged(f"{{% if {rest} %}}{{% endif %}}")
        else:
            yield Code.TEMPLATE_TAG, "balise inconnue, un modèle n'a que {% if %}"

    def _closed(self, keyword: str) -> Iterator[tuple[Code, str]]:
        if self.opened and self.opened[-1].keyword == CLOSERS[keyword]:
            self.opened.pop()
        else:
            yield (
                Code.TEMPLATE_TAG,
                f"{{% {keyword} %}} ne referme aucun {{% {CLOSERS[keyword]} %}}",
            )

    def _judged(self, source: str) -> Iterator[tuple[Code, str]]:
        """Yield why a tag cannot be used."""
        known = {*VARIABLES, *(name for opened in self.opened for name in opened.names)}
        try:
            unknown = sorted(find_undeclared_variables(self._environment.parse(source)) - known)
        except TemplateSyntaxError:
            yield Code.TEMPLATE_TAG, "balise mal écrite"
        except SecurityError:
            yield Code.TEMPLATE_TAG, "un modèle ne fait que montrer des variables"
        else:
            for name in unknown:
                yield Code.TEMPLATE_VARIABLE, f"la variable « {name} » n'existe pas"

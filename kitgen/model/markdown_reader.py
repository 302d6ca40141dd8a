"""A CommonMark parser's tree to the texts of the closed subset; see `kitgen.model.markdown`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kitgen.model.markdown import FICHE_SCHEME, Lecture, Probleme
from kitgen.model.texte import (
    Bloc,
    LienExterne,
    Ligne,
    Liste,
    Paragraphe,
    Portion,
    Renvoi,
    Texte,
    joindre,
)

FORBIDDEN = {
    "heading": "un titre",
    "html_block": "du HTML",
    "html_inline": "du HTML",
    "image": "une image",
    "code_inline": "du code (`…`)",
    "code_block": "un bloc de code (quatre espaces)",
    "fence": "un bloc de code (```)",
    "blockquote": "une citation (>)",
    "hr": "un filet (---)",
    "hardbreak": "un saut de ligne forcé",
    "entity": "une entité HTML",
    "nested": "une liste dans une liste",
    "item_block": "un élément de liste qui n'est pas un seul paragraphe",
    "list_start": "une liste numérotée qui ne commence pas à 1",
    "link_title": "un titre de lien entre guillemets",
    "link_empty": "un lien sans texte",
}


class _Parser(MarkdownIt):
    """A CommonMark parser that keeps every address as typed; the checks judge schemes."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  markdown-it's signature
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802  markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  markdown-it's name
        return link


PARSER = _Parser("commonmark").disable(["reference", "text_join"])


class _Reader:
    """Walks the syntax tree once, keeping what is allowed and reporting the rest."""

    def __init__(self) -> None:
        self.problems: list[Probleme] = []
        self.line = 0

    def report(self, kind: str, extract: str) -> None:
        shown = extract.strip().split("\n")[0][:60]
        self.problems.append(
            Probleme(FORBIDDEN.get(kind, "une construction inconnue"), shown, self.line)
        )

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Texte:
        return tuple(bloc for node in nodes for bloc in self.block(node))

    def block(self, node: SyntaxTreeNode) -> Iterator[Bloc]:
        self.line = node.map[0] if node.map else self.line
        match node.type:
            case "paragraph":
                yield Paragraphe(self.inline(node))
            case "bullet_list" | "ordered_list":
                if node.attrs.get("start", 1) != 1:
                    self.report("list_start", f"{node.attrs['start']}.")
                yield Liste(node.type == "ordered_list", tuple(map(self.item, node.children)))
            case kind:
                self.report(kind, _source(node))

    def item(self, node: SyntaxTreeNode) -> Ligne:
        self.line = node.map[0] if node.map else self.line
        first = node.children[0] if node.children else None
        for other in node.children[1:]:
            self.report("nested" if "list" in other.type else "item_block", _source(other))
        if first is None or first.type != "paragraph":
            self.report("item_block", "" if first is None else _source(first))
            return ()
        return self.inline(first)

    def inline(self, paragraph: SyntaxTreeNode) -> Ligne:
        (content,) = paragraph.children
        return joindre(self.runs(content.children, Portion("")))

    def runs(self, nodes: Sequence[SyntaxTreeNode], marks: Portion) -> Iterator[Portion]:
        for node in nodes:
            yield from self.run(node, marks)

    def run(self, node: SyntaxTreeNode, marks: Portion) -> Iterator[Portion]:
        """Yield the runs of one inline node; `marks` is an empty run that carries the style."""
        match node.type:
            case "text":
                yield replace(marks, texte=node.content)
            case "text_special" if node.info == "escape":
                yield replace(marks, texte=node.content)
            case "softbreak":
                self.line += 1
                yield replace(marks, texte=" ")
            case "strong":
                yield from self.runs(node.children, replace(marks, gras=True))
            case "em":
                yield from self.runs(node.children, replace(marks, italique=True))
            case "link":
                yield from self.link(node, marks)
            case kind:
                self.report("entity" if kind == "text_special" else kind, _source(node))

    def link(self, node: SyntaxTreeNode, marks: Portion) -> Iterator[Portion]:
        target = str(node.attrs.get("href", ""))
        if node.attrs.get("title"):
            self.report("link_title", str(node.attrs["title"]))
        if target.startswith(FICHE_SCHEME):
            linked = replace(marks, lien=Renvoi(target.removeprefix(FICHE_SCHEME)))
            yield from list(self.runs(node.children, linked)) or [linked]
        elif node.children:
            yield from self.runs(node.children, replace(marks, lien=LienExterne(target)))
        else:
            self.report("link_empty", target)


def _source(node: SyntaxTreeNode) -> str:
    """Return the characters that best show a construct to its author."""
    if node.nester_tokens is not None:
        inner = " ".join(n.content for n in node.walk() if n.type == "inline")
        return inner or node.markup
    return node.content or node.markup or node.type


def parse(source: str) -> Lecture:
    """Parse a long text; pure, and total over any string."""
    reader = _Reader()
    texte = reader.blocks(SyntaxTreeNode(PARSER.parse(source)).children)
    return Lecture(texte, tuple(reader.problems))

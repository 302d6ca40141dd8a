"""What a tracked Word file says once its changes are all accepted, or all rejected."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Element

from kitgen.render.tracked_merge import flatten
from kitgen.render.tracked_runs import atoms_of
from kitgen.render.tracked_tree import Noeud
from kitgen.render.word_blocks import Para

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
CAME, WENT = frozenset({f"{W}ins", f"{W}moveTo"}), frozenset({f"{W}del", f"{W}moveFrom"})


def body_of(content: bytes) -> Element:
    """Return the body of a Word file."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    body = root.find(f"{W}body")
    assert body is not None
    return body


def accepted(content: bytes) -> list[str]:
    """Return the paragraphs once all the changes are accepted."""
    return _settled(body_of(content), WENT)


def rejected(content: bytes) -> list[str]:
    """Return the paragraphs once all the changes are rejected."""
    return _settled(body_of(content), CAME)


def tracked(content: bytes) -> Counter[str]:
    """Return how many marks of each kind a file has."""
    known = CAME | WENT
    return Counter(one.tag.removeprefix(W) for one in body_of(content).iter() if one.tag in known)


def _settled(body: Element, dropped: frozenset[str]) -> list[str]:
    """Return the paragraphs without what is dropped.

    As Word does, a paragraph whose end is dropped goes on in the next one.
    """
    lines: list[str] = []
    pending = ""
    for paragraph in body.iterfind(f"{W}p"):
        pending += _words(paragraph, dropped)
        ends = paragraph.find(f"{W}pPr/{W}rPr")
        if ends is None or not any(one.tag in dropped for one in ends):
            lines.append(pending)
            pending = ""
    assert pending == ""
    return lines


def _words(node: Element, dropped: frozenset[str]) -> str:
    if node.tag in dropped or node.tag == f"{W}pPr":
        return ""
    if node.tag in {f"{W}t", f"{W}delText"}:
        return node.text or ""
    if node.tag == f"{W}tab":
        return "\t"
    if node.tag == f"{W}drawing":
        return "".join(str(one.get("descr")) for one in node.iter(PICTURE))
    return "".join(_words(child, dropped) for child in node)


def words_of(tree: Noeud) -> list[str]:
    """Return what a tree of paragraphs says: a picture says its alternative."""
    return [
        "".join(atom.texte for atom in atoms_of(one))
        if isinstance(one, Para)
        else "".join(run.texte for run in one.image.alt)
        for one in flatten(tree)
    ]

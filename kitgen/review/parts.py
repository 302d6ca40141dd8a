"""The parts of a Word file that passed the guard: parsed, with their relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from kitgen.review.guard import (
    AGAIN,
    CONTENT_TYPES,
    PLAIN,
    SEND_BACK,
    RefusedError,
    is_xml,
    open_archive,
    sound_xml,
)

RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OVERRIDE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
DOCUMENT_TYPE: Final = "wordprocessingml.document.main+xml"
HYPERLINK: Final = "/hyperlink"
FOREIGN: Final = frozenset({
    "/aFChunk", "/attachedToolbars", "/control", "/oleObject", "/package", "/subDocument",
    "/vbaProject",
})  # fmt: skip
"""What holds another document, or a program, whatever the name of its part."""

STRICT_NAMESPACE: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def w(tag: str) -> str:
    """Return the whole name of an element or attribute of the `w:` namespace."""
    return f"{{{WORD_NAMESPACE}}}{tag}"


def parse(content: bytes) -> Element:
    """Parse a part; nothing is fetched, resolved or expanded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as odd:  # a name or a character that only expat accepts
        raise RefusedError("le fichier est abîmé : une partie ne se lit pas", AGAIN) from odd


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads.

    Attributes:
        kind: the type's last word: `/hyperlink`, `/comments`.
        target: the name of another part, or an address.
    """

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of a Word file.

    Attributes:
        parts: the bytes of each, by name.
        main: the name of the document's own part.
    """

    parts: Mapping[str, bytes]
    main: str

    @cached_property
    def body(self) -> Element:
        """The document's root."""
        return self.root(self.main)

    @cached_property
    def links(self) -> Mapping[str, Relation]:
        """The relationships of the document, by id."""
        return self.relations(self.main)

    def related(self, kind: str) -> Element | None:
        """Return the root of the one part that the document relates to in a way, if it exists."""
        return next((root for _, root in self.all_related(kind)), None)

    def all_related(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Yield the name and the root of each part that the document relates to in a way."""
        for relation in self.links.values():
            if relation.kind == kind and relation.target in self.parts:
                yield relation.target, self.root(relation.target)

    def root(self, part: str) -> Element:
        """Parse a part, judged whatever its name says that it is."""
        content = self.parts[part]
        return parse(content if is_xml(part) else sound_xml(part, content))

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return the relationships of a part, by id."""
        folder, name = posixpath.split(part)
        file = f"{folder}/_rels/{name}.rels".lstrip("/")
        return _relations(self.parts[file], folder) if file in self.parts else {}


def open_package(content: bytes) -> Package:
    """Open a Word file.

    Raises:
        RefusedError: it is not one, or not one that is safe to open.
    """
    parts = open_archive(content)
    for name in parts:
        if name.lower().endswith(".rels"):
            _refuse_external(parts[name])
    main = next(_main_parts(parts), None)
    root = None if main is None else Package(parts, main).body.tag
    if root == f"{{{STRICT_NAMESPACE}}}document":
        raise RefusedError(
            "le fichier est au format « Document Word strict »",
            "dans Word, enregistrez-le au format « Document Word (.docx) »",
        )
    if main is None or root != w("document"):
        raise RefusedError("ce n'est pas un fichier Word (.docx)", SEND_BACK)
    return Package(parts, main)


def _main_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    for override in parse(parts[CONTENT_TYPES]).iter(OVERRIDE):
        name = override.get("PartName", "").lstrip("/")
        if override.get("ContentType", "").endswith(DOCUMENT_TYPE) and name in parts:
            yield name


def _relations(content: bytes, folder: str) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for one in parse(content).iter(RELATIONS):
        external = one.get("TargetMode", "Internal") != "Internal"
        target = one.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = "/" + one.get("Type", "").rpartition("/")[2]
        found[one.get("Id", "")] = Relation(kind, target, external)
    return found


def _refuse_external(content: bytes) -> None:
    """Refuse whatever a reader would fetch by itself, or open besides: a template, a program."""
    for relation in _relations(content, "").values():
        if relation.kind in FOREIGN:
            raise RefusedError("le fichier contient un objet ou un document incorporé", PLAIN)
        if relation.external and relation.kind != HYPERLINK:
            raise RefusedError(
                f"le fichier va chercher autre chose ailleurs : « {relation.target[:80]} »", PLAIN
            )

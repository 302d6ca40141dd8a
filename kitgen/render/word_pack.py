"""The parts of a Word file that was filled: its properties, and what it holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI
from docx.oxml.ns import qn
from lxml import etree

from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TYPES_PART = "[Content_Types].xml"
LONGEST = 255
"""Characters that Word allows in a property."""


def describe(document: Document, edition: Edition, created: datetime.datetime) -> None:
    """Write who made what, when, and in which language."""
    properties = document.core_properties
    title, subtitle = texte_brut(edition.titre), texte_brut(edition.sous_titre)
    publisher = texte_brut(edition.editeur)[:LONGEST]
    properties.title = edition.titre_document[:LONGEST]
    properties.subject = subtitle[:LONGEST]
    properties.author = publisher
    properties.last_modified_by = publisher
    properties.keywords = f"{title}, {subtitle}, {texte_brut(edition.date_longue)}"[:LONGEST]
    properties.language = edition.langue
    properties.revision = 1
    properties.created = properties.modified = created.astimezone(datetime.UTC)
    for language in document.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:val"), edition.langue)


def pack(document: Document) -> dict[str, bytes]:
    """Return the parts of a document, their relationships and types, by name in the archive.

    Why not `document.save`: its archive, dated and in another order, would be compressed twice.
    """
    package = document.part.package
    return dict(_entries(package)) | {TYPES_PART: _types(package)}


def _entries(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """Yield the parts and their relationships, each with its name in the archive."""
    yield PACKAGE_URI.rels_uri.lstrip("/"), package.rels.xml
    for part in package.iter_parts():
        yield part.partname.lstrip("/"), part.blob
        if part.rels:
            yield part.partname.rels_uri.lstrip("/"), part.rels.xml


def _types(package: OpcPackage) -> bytes:
    """Return what each part is."""
    types = etree.Element(f"{TYPES}Types", nsmap={None: TYPES.strip("{}")})
    for extension, kind in (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML)):
        etree.SubElement(types, f"{TYPES}Default", Extension=extension, ContentType=kind)
    for name, kind in sorted((part.partname, part.content_type) for part in package.iter_parts()):
        etree.SubElement(types, f"{TYPES}Override", PartName=name, ContentType=kind)
    return etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)

"""The last step of a Word file: its properties, and bytes that depend on its content alone."""

from __future__ import annotations

import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.oxml.ns import qn

from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip archive can hold."""
UNIX = 3
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


def pack(document: Document) -> bytes:
    """Return the file: entries sorted, undated, without a trace of the machine."""
    drafted = BytesIO()
    document.save(drafted)
    packed = BytesIO()
    with ZipFile(drafted) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = UNIX
            target.writestr(entry, source.read(name))
    return packed.getvalue()

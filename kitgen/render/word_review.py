"""What makes a Word file a review file: its first page, its fields' texts, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from kitgen.model.edition import Edition, RelectureEdition
from kitgen.model.relecture import Champ, Relecture
from kitgen.model.relecture_xml import ESPACE_DE_NOMS, relecture_to_xml
from kitgen.render.base import RenderContext
from kitgen.render.word_blocks import Block, Para, anchors_of, paragraphs
from kitgen.render.word_body import Writer
from kitgen.render.word_fields import Fields
from kitgen.render.word_fill import fill, shell_of
from kitgen.render.word_flow import lay_out, logos_of
from kitgen.render.word_link import fill_holders, number
from kitgen.render.word_passage import Passage
from kitgen.render.word_shell import DOCUMENT, Shell
from kitgen.render.word_skeleton import margins, skeleton
from kitgen.render.word_styles import Family, Style
from kitgen.render.word_zip import Entry, expand

BEFORE_TRACKING = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState",
    "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
    "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
)  # fmt: skip
"""What precedes `trackRevisions` among the settings of a document."""

DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
STORED = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_PROPERTIES = "/docProps/custom.xml"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Windows calls the set of a document's own properties."""
FIRST_PROPERTY = 2


def review(
    edition: Edition,
    relecture: RelectureEdition,
    template: Mapping[str, Entry],
    context: RenderContext,
) -> tuple[Shell, tuple[Passage, ...]]:
    """Return the shell and the passages of a review file, which are never kept.

    Why the text is put together twice: a shell holds, for its reader, what the text says.
    """
    filled = fill(edition, lay_out(edition, labelled=True), context)
    shell = shell_of(filled, template)
    sections = lay_out(edition, labelled=not shell.labelled)
    anchors = anchors_of(sections) | {*relecture.ancres}
    fields = Fields(relecture.champs.champs)

    def writer() -> Writer:
        return Writer(shell, anchors, context.layouts, fields)

    passages = (
        writer().logos(logos_of(edition) if shell.logo else ()),
        *(writer().section(one.blocks, ends=one is not sections[-1]) for one in sections),
        writer().section(tuple(first_page(relecture)), ends=True),
    )
    body = fill_holders(
        expand(shell.entries[DOCUMENT]).decode(), passages, number(shell, passages)
    )
    track_changes(filled.document)
    champs = fields.champs()
    embed(filled.document, relecture.champs, champs, etree.fromstring(body.encode()))
    return shell_of(filled, template), passages


def first_page(relecture: RelectureEdition) -> Iterator[Block]:
    """Yield what the reviewer reads first; the fiches that are elsewhere are at its end."""
    yield Para(Style.FRONT_TITLE, relecture.titre)
    yield Para(Style.STANDFIRST, relecture.objet)
    for consigne in relecture.consignes:
        last = consigne is relecture.consignes[-1]
        targets = relecture.ancres if last else ()
        yield Para(Style.LEVERS, consigne.titre, targets=targets)
        yield from paragraphs(consigne.texte, Family(Style.TEXT))


def track_changes(document: Document) -> None:
    """Have the file open with its changes tracked, so that each has an author and a date."""
    settings = document.settings.element
    known = [qn(f"w:{name}") for name in BEFORE_TRACKING]
    place = sum(1 for child in settings if child.tag in known)
    if settings.find(qn("w:trackRevisions")) is None:
        settings.insert(place, settings.makeelement(qn("w:trackRevisions")))


def embed(
    document: Document, relecture: Relecture, champs: tuple[Champ, ...], text: Element
) -> None:
    """Put in a document what its reader will need.

    Args:
        document: with or without its words.
        relecture: what it holds.
        champs: the fields that are in the document, in order.
        text: all its words.
    """
    known = replace(
        relecture,
        champs=champs,
        squelette=skeleton(text),
        marges=margins(document),
    )
    _store(document, known)
    _name(document, known)


def _store(document: Document, relecture: Relecture) -> None:
    """Add the part that holds the texts, and the one that says what it is."""
    package = document.part.package
    name = package.next_partname("/customXml/item%d.xml")
    part = Part(name, "application/xml", relecture_to_xml(relecture), package)
    identity = f"{{{str(uuid5(NAMESPACE_URL, relecture.empreinte)).upper()}}}"
    root = etree.Element(f"{{{DATASTORE}}}datastoreItem", nsmap={"ds": DATASTORE})
    root.set(f"{{{DATASTORE}}}itemID", identity)
    schemas = etree.SubElement(root, f"{{{DATASTORE}}}schemaRefs")
    schema = etree.SubElement(schemas, f"{{{DATASTORE}}}schemaRef")
    schema.set(f"{{{DATASTORE}}}uri", ESPACE_DE_NOMS)
    beside = PackURI(name.replace("/item", "/itemProps"))
    part.relate_to(Part(beside, STORED, _xml(root), package), RT.CUSTOM_XML_PROPS)
    document.part.relate_to(part, RT.CUSTOM_XML)


def _name(document: Document, relecture: Relecture) -> None:
    """Say among the document's own properties what it is a review of."""
    package = document.part.package
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VARIANT})
    for key, relation in list(package.rels.items()):
        if relation.reltype == RT.CUSTOM_PROPERTIES:
            root = etree.fromstring(package.rels.pop(key).target_part.blob)
    known = {
        "kitgen-relecture": relecture.empreinte,
        "kitgen-collection": relecture.collection,
        "kitgen-region": relecture.region,
    }
    for name, value in known.items():
        if value is not None:
            place = str(FIRST_PROPERTY + len(root))
            added = etree.SubElement(root, f"{{{CUSTOM}}}property")
            added.attrib.update({"fmtid": FORMAT, "pid": place, "name": name})
            etree.SubElement(added, f"{{{VARIANT}}}lpwstr").text = value
    part = Part(PackURI(CUSTOM_PROPERTIES), CUSTOM_TYPE, _xml(root), package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

"""A second reader of Word files: what a test asks of one, without the code that wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


def q(name: str) -> str:
    """Return a prefixed name as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{NS[prefix]}}}{local}"


def find(root: Element, path: str) -> list[Element]:
    """Return the elements at an XPath."""
    found = root.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def values(root: Element, path: str) -> list[str]:
    """Return the strings at an XPath of attributes or texts."""
    found = root.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(value) for value in found]


def words(paragraph: Element) -> str:
    """Return the characters of a paragraph; a tab is a tab, and a field is its result."""
    return "".join(
        "\t" if piece.tag == q("w:tab") else piece.text or ""
        for piece in find(paragraph, ".//w:t | .//w:r/w:tab")
    )


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as a reader of the file sees it."""

    style: str
    text: str
    element: Element = field(repr=False)


class WordFile:
    """A Word file, taken apart."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}
        self.document = self.xml("word/document.xml")
        self.styles = self.xml("word/styles.xml")

    def xml(self, name: str) -> Element:
        """Return the root of a part."""
        return etree.fromstring(self.parts[name])

    def style_name(self, identifier: str) -> str:
        """Return the `w:name` behind a style's id."""
        (name,) = values(self.styles, f"w:style[@w:styleId='{identifier}']/w:name/@w:val")
        return name

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the body, cover included."""
        return [
            Paragraph(self.style_name("".join(values(p, "w:pPr/w:pStyle/@w:val"))), words(p), p)
            for p in find(self.document, "w:body/w:p")
        ]

    @property
    def text(self) -> str:
        """The body's text, one paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def sections(self) -> list[list[Element]]:
        """The paragraphs of each section."""
        found: list[list[Element]] = [[]]
        for paragraph in find(self.document, "w:body/w:p"):
            found[-1].append(paragraph)
            if find(paragraph, "w:pPr/w:sectPr"):
                found.append([])
        return found

    @property
    def starts(self) -> list[str]:
        """The declared first page of each section."""
        return values(self.document, "//w:sectPr/w:pgNumType/@w:start")

    def relations(self, part: str) -> dict[str, str]:
        """Return the targets of a part's relationships, by id."""
        folder, name = part.rsplit("/", 1)
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        found = find(self.xml(rels), "rel:Relationship")
        return {one.get("Id", ""): one.get("Target", "") for one in found}

    def links(self) -> list[str]:
        """Return the addresses of the body's external links, in order."""
        targets = self.relations("word/document.xml")
        return [targets[one] for one in values(self.document, "//w:hyperlink/@r:id")]

"""What Word's own accessibility checker, or a person who listens, would find wrong in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from kitgen.errors import Code, Diagnostic, Severity, quoted
from kitgen.render.word_names import DECORATION, qn
from kitgen.render.word_slots import words_of

FRAMES = re.compile(r"word/(document|entete\d+|header\d+|footer\d+)\.xml")
SHAPES = re.compile(rb"<a:pathLst>.*?</a:pathLst>", re.DOTALL)
"""The points of drawings, two thirds of a kit, in which there is nothing to find."""
HEADING = re.compile(r"(?:heading|titre) ([1-9])")
POINTLESS = frozenset({"ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "lire", "voir"})
"""Words that do not tell where a link leads, once out of their sentence."""
TAG_LENGTH = 64
"""What Word accepts for the tag of a content control."""
DECORATIVE = f"{{{DECORATION}}}decorative"
STYLE, VALUE, TEXT = f"{qn('w:pPr')}/{qn('w:pStyle')}", qn("w:val"), qn("w:t")
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


def inaccessible(content: bytes) -> tuple[Diagnostic, ...]:
    """Return one warning for each thing that keeps a Word file from some of its readers."""
    with ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        parts = {
            name: etree.fromstring(SHAPES.sub(b"", archive.read(name)))
            for name in sorted(names)
            if FRAMES.fullmatch(name)
        }
        others = [
            etree.fromstring(archive.read(name)) if name in names else etree.Element("absent")
            for name in ("docProps/core.xml", "word/settings.xml", "word/styles.xml")
        ]
    core, settings, styles = others
    body = parts["word/document.xml"]
    found = [*_document(core, settings, styles), *_text(body, _levels(styles)), *_tables(body)]
    for name, root in parts.items():
        found += _drawings(root, inline=root is body)
        found += _links(root, name)
    found += _controls(tuple(parts.values()))
    return tuple(
        Diagnostic(Code.WORD_ACCESS, f"Word : {message}", severity=Severity.WARNING)
        for message in dict.fromkeys(found)
    )


def _document(core: Element, settings: Element, styles: Element) -> Iterator[str]:
    """Yield what the file does not say of itself, or asks when it opens."""
    if not (core.findtext(TITLE) or "").strip():
        yield "le document n'a pas de titre dans ses propriétés"
    spoken = styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    if not core.findtext(LANGUAGE) or spoken is None or not spoken.get(qn("w:val")):
        yield "le document ne dit pas sa langue"
    if settings.find(qn("w:updateFields")) is not None:
        yield "le document demande à son ouverture de mettre ses champs à jour (updateFields)"


def _levels(styles: Element) -> dict[str, int]:
    """Return the level of each heading style, by id."""
    found = {}
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        level = name is not None and HEADING.fullmatch(name.get(qn("w:val"), "").casefold())
        if level:
            found[style.get(qn("w:styleId"), "")] = int(level[1])
    return found


def _text(body: Element, levels: dict[str, int]) -> Iterator[str]:
    """Yield the headings that skip a level or say nothing, and the paragraphs that are empty."""
    previous, title = 0, "le début du document"
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(STYLE)
        level = 0 if style is None else levels.get(style.get(VALUE, ""), 0)
        if level:
            words = quoted(words_of(paragraph))
            if level > previous + 1:
                yield f"le titre {words} saute du niveau {previous} au niveau {level}"
            previous, title = level, words
        says = any(found.text and not found.text.isspace() for found in paragraph.iter(TEXT))
        if not says and (level or not _has_a_use(paragraph)):
            yield f"un paragraphe est vide, après {title} : l'espace se règle dans le style"


def _has_a_use(paragraph: Element) -> bool:
    """Return whether a paragraph without words shows a picture, ends a section or fills a cell."""
    if next(paragraph.iter(qn("w:drawing"), qn("w:sectPr")), None) is not None:
        return True
    parent = paragraph.getparent()
    return parent is not None and parent.tag == qn("w:tc")


def _tables(body: Element) -> Iterator[str]:
    """Yield the tables without a header row or with merged cells."""
    for number, table in enumerate(body.iter(qn("w:tbl")), start=1):
        if table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield f"le tableau {number} n'a pas de ligne d'en-tête"
        if next(table.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge")), None) is not None:
            yield f"le tableau {number} a des cellules fusionnées"


def _drawings(root: Element, *, inline: bool) -> Iterator[str]:
    """Yield the pictures without an alternative, and those of the text that float."""
    for drawing in root.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")):
        shown = drawing.find(f".//{qn('wp:docPr')}")
        name = "sans nom" if shown is None else quoted(shown.get("name", "sans nom"))
        mute = any(one.get("val") == "1" for one in drawing.iter(DECORATIVE))
        if shown is None or not (mute or shown.get("descr", "").strip()):
            yield f"l'image {name} n'a pas de texte de remplacement"
        if inline and drawing.find(qn("wp:inline")) is None:
            yield f"l'image {name} flotte : elle doit être alignée sur le texte"


def _links(root: Element, part: str) -> Iterator[str]:
    """Yield the links whose words do not say where they lead."""
    for link in root.iter(qn("w:hyperlink")):
        words = " ".join(words_of(link).split())
        if not words:
            yield f"un lien n'a pas de texte ({part})"
        elif words.casefold() in POINTLESS or words.startswith(("http://", "https://")):
            yield f"le texte d'un lien ne dit pas où il mène : {quoted(words)}"


def _controls(roots: tuple[Element, ...]) -> Iterator[str]:
    """Yield the content controls that Word could not tell from one another."""
    for root in roots:
        ids = Counter(
            one.get(qn("w:val"), "")
            for properties in root.iter(qn("w:sdtPr"))
            for one in properties.iterfind(qn("w:id"))
        )
        yield from (
            f"deux contrôles de contenu ont le même identifiant, {name}"
            for name, times in ids.items()
            if times > 1
        )
        for tag in root.iter(qn("w:tag")):
            named = tag.get(qn("w:val"), "")
            if len(named) > TAG_LENGTH:
                yield f"la balise d'un contrôle dépasse {TAG_LENGTH} signes : {quoted(named)}"

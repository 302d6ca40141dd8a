"""The designer's Word template: opened, judged, and rendered with inert marks for values.

No word of an Edition ever goes through the template engine: docxtpl sees marks (`slot`) that
are replaced by runs afterwards. Hence nothing is evaluated, nothing is escaped twice, and a
value keeps its own marks and links.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml.etree import XMLSyntaxError
from lxml.etree import _Element as Element

from kitgen.errors import Code, Diagnostic, Place, SetupError
from kitgen.render.word_lint import faults_of
from kitgen.render.word_lists import Numbering
from kitgen.render.word_sandbox import MISUSED, environment
from kitgen.render.word_slots import BODY, VARIABLES, ends_section, slot, words_of
from kitgen.render.word_stylebook import StyleBook

UNREADABLE = (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError, OSError)


class Absent(str):
    """A mark that stands for an empty line: it is there, and a condition sees that it is empty."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def render_template(path: Path, place: Place, absent: Set[str], *, cover: bool) -> Document:
    """Return the template with marks instead of its variables.

    Args:
        path: the template.
        place: where it is, as diagnostics say it.
        absent: the variables that this document has nothing to say for.
        cover: whether the document needs one, which a section break ends.

    Raises:
        SetupError: LAYOUT_INVALID for a template that is missing or unreadable; else every tag
            that is wrong, every style that the renderer needs and does not find, at once.
    """
    template = _open(path, place)
    faults = [
        *(fault for part, root in _parts(template.docx) for fault in faults_of(root, place, part)),
        *_lacking(template.docx, place),
    ]
    document: Document = template.docx
    if not any(fault.code in {Code.TEMPLATE_TAG, Code.TEMPLATE_VARIABLE} for fault in faults):
        marks = {name: Absent(slot(name)) if name in absent else slot(name) for name in VARIABLES}
        try:
            template.render(marks, environment())
        except MISUSED as error:
            message = "Une balise se cache hors du texte : propriétés, texte de remplacement"
            raise SetupError(Diagnostic(Code.TEMPLATE_TAG, message, place)) from error
        document = template.docx
        faults += _misplaced(document.element.body, place, cover=cover)
    if faults:
        raise SetupError(*faults)
    return document


def _open(path: Path, place: Place) -> DocxTemplate:
    try:
        template = DocxTemplate(BytesIO(path.read_bytes()))
        template.init_docx()
    except FileNotFoundError as error:
        message = "Le modèle Word est introuvable"
        raise SetupError(Diagnostic(Code.LAYOUT_INVALID, message, place)) from error
    except UNREADABLE as error:
        message = "Le modèle Word est illisible : ce n'est pas un document .docx valide"
        raise SetupError(Diagnostic(Code.LAYOUT_INVALID, message, place)) from error
    return template


def _lacking(document: Document, place: Place) -> Iterator[Diagnostic]:
    """Yield the styles that the renderer needs and the template lacks or leaves half made."""
    at = Place(place.file, path="word/styles.xml")
    styles = StyleBook(document)
    missing = styles.missing()
    for name in missing:
        yield Diagnostic(Code.TEMPLATE_STYLE, f"Le modèle n'a pas le style « {name} »", at)
    for style in Numbering(document, styles).unnumbered() if not missing else ():
        message = f"Le style « {style} » n'est lié à aucune liste"
        yield Diagnostic(Code.TEMPLATE_STYLE, message, at)


def _misplaced(body: Element, place: Place, *, cover: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with the place of the body."""
    at = Place(place.file, path="word/document.xml")
    found = [child for child in body if words_of(child).strip() == slot(BODY)]
    if len(found) != 1:
        message = f"Le modèle doit avoir un paragraphe {{{{ {BODY} }}}}, et un seul"
        yield Diagnostic(Code.TEMPLATE_TAG, message, at)
    elif cover and not any(map(ends_section, found[0].itersiblings(preceding=True))):
        message = f"Un saut de section doit précéder {{{{ {BODY} }}}}"
        yield Diagnostic(Code.TEMPLATE_TAG, message, at)


def _parts(document: Document) -> Iterator[tuple[str, Element]]:
    """Yield the body, then each header and footer, by name."""
    yield "word/document.xml", document.element.body
    for relation in document.part.rels.values():
        if relation.reltype in {RT.HEADER, RT.FOOTER}:
            part = relation.target_part
            yield part.partname.lstrip("/"), part.element

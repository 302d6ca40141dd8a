"""The designer's Word template: opened, judged, and rendered with inert marks for values.

No word of an Edition ever goes through the template engine: docxtpl sees marks (`Slot`) that
are replaced by runs afterwards. Hence nothing is evaluated, nothing is escaped twice, and a
value keeps its own marks and links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError
from lxml.etree import _Element as Element

from kitgen.errors import Code, Diagnostic, Place, SetupError
from kitgen.render.word_lists import Numbering
from kitgen.render.word_styles import StyleBook

BODY = "corps"
LOGO = "logo"
RUNNING = ("partie", "fiche")
"""What the running header says of each section."""
REGION_LABEL = "declinaison"
"""What a regional edition is: « Déclinaison Bretagne »; alone in its paragraph."""
LABEL = "etiquette"
"""The label of a fiche alone: « Points de RepèrESS n° 10 »."""
WORDS = ("titre", "sous_titre", "date_longue", "editeur", "site", LABEL, REGION_LABEL, *RUNNING)
"""The variables that stand for a line; a designer puts them where they please."""
VARIABLES = (*WORDS, LOGO, BODY)

SLOT = re.compile("\ue000(\\d+)\ue001")
TAGGED = re.compile(r"\{[{%#]|[}%#]\}")
UNREADABLE = (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError, OSError)
MISUSED = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def slot(name: str) -> str:
    """Return the mark that stands for a value until its runs replace it."""
    return f"\ue000{VARIABLES.index(name)}\ue001"


def slot_name(found: str) -> str:
    """Return the variable behind the digits of a mark."""
    return VARIABLES[int(found)]


def environment() -> SandboxedEnvironment:
    """Return the only environment that a Word template is rendered in."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def render_template(path: Path, place: Place) -> Document:
    """Return the template with marks instead of its variables.

    Raises:
        SetupError: LAYOUT_INVALID for a template that is missing, unreadable, or that names a
            variable, a filter or a tag that do not exist; all at once.
    """
    template = _open(path, place)
    faults = tuple(
        Diagnostic(Code.LAYOUT_INVALID, message, place, hint=_variables_hint())
        for message in _faults(template)
    )
    if faults:
        raise SetupError(*faults)
    try:
        template.render({name: slot(name) for name in VARIABLES}, environment())
    except MISUSED as error:
        message = f"Le modèle Word contient une expression refusée : {error}"
        raise SetupError(Diagnostic(Code.LAYOUT_INVALID, message, place)) from error
    document: Document = template.docx
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


def _faults(template: DocxTemplate) -> Iterator[str]:
    """Yield what is wrong with the tags, each with the words around it."""
    for root in _roots(template.docx):
        whole = template.patch_xml(template.xml_to_string(root))
        known = dict.fromkeys(VARIABLES, "")
        for paragraph in root.iter(qn("w:p")):
            yield from _paragraph_faults(words_of(paragraph), known)
        try:
            environment().from_string(whole)
        except TemplateSyntaxError as error:
            yield f"Le modèle Word contient une balise mal fermée ou inconnue : {error.message}"


def _paragraph_faults(words: str, known: Mapping[str, str]) -> Iterator[str]:
    if not TAGGED.search(words) or "{%" in words:
        return
    try:
        environment().from_string(words).render(known)
    except MISUSED as error:
        yield f"Le modèle Word contient une balise incorrecte, « {words.strip()} » : {error}"
    else:
        for name in (BODY, LOGO):
            alone = re.fullmatch(rf"\{{\{{\s*{name}\s*\}}\}}", words.strip())
            if re.search(rf"\{{\{{\s*{name}\b", words) and not alone:
                yield (
                    f"Dans le modèle Word, {{{{ {name} }}}} doit être seul dans son paragraphe ; "
                    f"trouvé : « {words.strip()} »"
                )


def judge(document: Document, styles: StyleBook, place: Place, *, cover: bool) -> None:
    """Refuse a template that lacks a place or a style that the renderer needs; all at once.

    Args:
        document: the rendered template.
        styles: its styles.
        place: where it is.
        cover: whether the document needs one, which a section break ends.

    Raises:
        SetupError: LAYOUT_INVALID, one diagnostic for each fault.
    """
    missing = styles.missing()
    messages = [f"Le modèle Word n'a pas le style « {name} »" for name in missing]
    if not missing:
        messages += [
            f"Dans le modèle Word, le style « {style} » n'est lié à aucune liste"
            for style in Numbering(document, styles).unnumbered()
        ]
    messages += _misplaced(document.element.body, cover=cover)
    if messages:
        raise SetupError(*(Diagnostic(Code.LAYOUT_INVALID, said, place) for said in messages))


def _misplaced(body: Element, *, cover: bool) -> Iterator[str]:
    """Yield what is wrong with the place of the body."""
    found = [child for child in body if words_of(child).strip() == slot(BODY)]
    if len(found) != 1:
        yield f"Le modèle Word doit avoir un paragraphe {{{{ {BODY} }}}}, et un seul"
    elif cover and not any(map(ends_section, found[0].itersiblings(preceding=True))):
        yield f"Dans le modèle Word, un saut de section doit précéder {{{{ {BODY} }}}}"


def _roots(document: Document) -> Iterator[Element]:
    """Yield the body, then each header and footer."""
    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype in {RT.HEADER, RT.FOOTER}:
            yield relation.target_part.element


def ends_section(paragraph: Element) -> bool:
    """Return whether a section break stands at the end of a paragraph."""
    return paragraph.find(f".//{qn('w:sectPr')}") is not None


def words_of(paragraph: Element) -> str:
    """Return the characters of a paragraph."""
    return "".join(found.text or "" for found in paragraph.iter(qn("w:t")))


def _variables_hint() -> str:
    names = ", ".join(f"{{{{ {name} }}}}" for name in VARIABLES)
    return f"Les variables du modèle sont : {names}"

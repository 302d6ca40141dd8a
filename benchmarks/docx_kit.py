"""A kit as docxtpl would be given it: a template with loops, and the texts.

Twice: as plain words, which is the least that a template can be given; and every paragraph of
kitgen's own Word file, with its bold, its italics and its links, as docxtpl writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from docx import Document

from kitgen.model.edition import Edition, FicheEdition, SectionEdition
from kitgen.model.texte import LienExterne, Ligne, Portion, Texte, lignes, texte_brut
from kitgen.render.word_blocks import Block, Contents, Para, Swatch
from kitgen.render.word_flow import lay_out

Run: TypeAlias = tuple[str, bool, bool, bool, str | None]
"""Words; whether they are bold, italic, raised; the address that they lead to."""

TEMPLATE = (
    ("Title", "{{ titre }}"),
    ("Normal", "{%p for fiche in fiches %}"),
    ("Heading 1", "{{ fiche.titre }}"),
    ("Normal", "{%p for bloc in fiche.blocs %}"),
    ("Heading 2", "{%p if bloc.titre %}"),
    ("Heading 2", "{{ bloc.titre }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for ligne in bloc.lignes %}"),
    ("Normal", "{{ ligne }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
)


RICH_TEMPLATE = (
    ("Normal", "{%p for line in lines %}"),
    ("Normal", "{%p if line.style == 'heading 1' %}"),
    ("Heading 1", "{{r line.text }}"),
    ("Normal", "{%p elif line.style == 'heading 2' %}"),
    ("Heading 2", "{{r line.text }}"),
    ("Normal", "{%p elif line.style == 'heading 3' %}"),
    ("Heading 3", "{{r line.text }}"),
    ("Normal", "{%p else %}"),
    ("Normal", "{{r line.text }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p endfor %}"),
)


def write_template(path: Path, lines: Iterable[tuple[str, str]] = TEMPLATE) -> None:
    """Write a Word template: paragraphs in the styles of python-docx, and loops."""
    document = Document()
    for style, text in lines:
        document.add_paragraph(text, style=style)
    document.save(str(path))


def docx_context(edition: Edition) -> dict[str, object]:
    """Return every text of a document, in order, for the template."""
    fiches = [fiche for partie in edition.parties for fiche in partie.fiches]
    return {
        "titre": texte_brut(edition.titre),
        "fiches": [
            {"titre": texte_brut(fiche.titre), "blocs": list(_blocks(fiche))} for fiche in fiches
        ],
    }


def rich_context(edition: Edition) -> list[tuple[str, list[Run]]]:
    """Return every paragraph of the Word file of a document: its style, and its runs."""
    return [
        (style, [_run(portion) for portion in line])
        for section in lay_out(edition, labelled=True)
        for block in section.blocks
        for style, line in _paragraphs(block)
    ]


def _paragraphs(block: Block) -> Iterator[tuple[str, Ligne]]:
    if isinstance(block, Para):
        label = () if block.label is None else (*block.label.content, Portion(" "))
        yield block.style, (*label, *block.content)
    elif isinstance(block, Contents):
        for entry in block.entries:
            yield entry.style, (*(entry.label or ()), Portion(" "), *entry.title)
    elif isinstance(block, Swatch):
        yield "", block.content


def _run(portion: Portion) -> Run:
    link = portion.lien.url if isinstance(portion.lien, LienExterne) else None
    return portion.texte, portion.gras, portion.italique, portion.exposant, link


def _blocks(fiche: FicheEdition) -> Iterator[dict[str, object]]:
    yield _block("", fiche.chapo)
    for chiffre in fiche.chiffres:
        lines = (chiffre.valeur, chiffre.libelle, chiffre.source)
        yield {"titre": "", "lignes": [texte_brut(one) for one in lines]}
    if fiche.loi:
        yield _block(texte_brut(fiche.loi.titre), fiche.loi.texte)
    for section in (*fiche.sections, *fiche.leviers):
        yield from _section(section)
    rest = (*(one.texte for one in fiche.ressources), *fiche.voir_aussi)
    yield {"titre": "", "lignes": [texte_brut(one) for one in rest]}


def _section(section: SectionEdition) -> Iterator[dict[str, object]]:
    yield _block(texte_brut(section.titre), section.texte)
    for exemple in section.exemples:
        lines = (exemple.collectivite, exemple.territoire or (), *lignes(exemple.texte))
        told = [texte_brut(one) for one in (*lines, *exemple.sources)]
        yield {"titre": texte_brut(exemple.titre), "lignes": told}


def _block(titre: str, texte: Texte) -> dict[str, object]:
    return {"titre": titre, "lignes": [texte_brut(one) for one in lignes(texte)]}

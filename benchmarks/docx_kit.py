"""A kit as docxtpl would be given it: a template with loops, and the texts as plain words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx import Document

from kitgen.model.edition import Edition, FicheEdition, SectionEdition
from kitgen.model.texte import Texte, lignes, texte_brut

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


def write_template(path: Path) -> None:
    """Write the Word template: one style per kind of text, loops over fiches and blocks."""
    document = Document()
    for style, text in TEMPLATE:
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

"""A kit as Typst would be given it: the same texts and fonts, a layout of the same density."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.model.edition import Edition, ExempleEdition, FicheEdition, SectionEdition
from kitgen.model.texte import (
    LienExterne,
    LienInterne,
    Ligne,
    Liste,
    Portion,
    Texte,
    texte_brut,
)

FRAME = """\
#set document(title: {titre})
#set page(paper: "a4", margin: (top: 20mm, bottom: 17mm, x: 18mm), numbering: "1",
  header: context text(7.5pt, {titre}))
#set text(font: "Source Sans 3", size: 9.3pt, lang: "fr", fill: rgb("#1d2935"))
#set par(leading: 3.2pt, spacing: 5pt)
#show heading.where(level: 1): it => {{ pagebreak(weak: true)
  block(text(font: "Source Serif 4", size: 26pt, weight: 600, fill: rgb("#0d675a"), it.body)) }}
#show heading.where(level: 2): it => block(above: 11pt, text(10.4pt, weight: 700, it.body))
#show heading.where(level: 3): it => block(above: 4pt, text(9.2pt, weight: 700, it.body))
#let chapo(body) = pad(left: 50mm, text(font: "Source Serif 4", size: 11.5pt, body))
#let rang(tete, body) = grid(columns: (44mm, 1fr), column-gutter: 6mm, tete, body)
#let exemple(lieu, body) = block(width: 100%, fill: rgb("#ebf4f1"), inset: 5pt,
  stroke: (left: 2.4pt + rgb("#0d675a")), text(8.6pt, rang(lieu, body)))
#let source(body) = text(7.5pt, fill: rgb("#52606d"), body)
#align(center + horizon, text(49pt, font: "Source Serif 4", {titre}))
#pagebreak()
#outline(depth: 1)
"""


def typst_source(edition: Edition) -> str:
    """Return the whole document as Typst markup."""
    pieces = [FRAME.format(titre=_string(texte_brut(edition.titre)))]
    pieces += [_texte(texte) for texte in (edition.presentation, edition.mentions)]
    for partie in edition.parties:
        pieces.append(f"= {_ligne(partie.titre)}")
        for fiche in partie.fiches:
            pieces.extend(_fiche(fiche))
    pieces.append(_texte(edition.colophon))
    return "\n\n".join(pieces)


def _fiche(fiche: FicheEdition) -> Iterator[str]:
    yield f"= {_ligne(fiche.etiquette)} – {_ligne(fiche.titre)} <{fiche.ancre}>"
    yield f"#chapo[{_texte(fiche.chapo)}]"
    for chiffre in fiche.chiffres:
        yield f"#rang[*{_ligne(chiffre.valeur)}*][{_ligne(chiffre.libelle)}]"
        yield f"#source[{_ligne(chiffre.source)}]"
    if fiche.loi:
        yield f"=== {_ligne(fiche.loi.titre)}"
        yield f"{_texte(fiche.loi.texte)}\n\n#source[{_ligne(fiche.loi.source)}]"
    for section in (*fiche.sections, *fiche.leviers):
        yield from _section(section)
    yield from map(_exemple, fiche.exemples)
    for ressource in fiche.ressources:
        yield f"- {_ligne(ressource.texte)}"
    for voisine in fiche.voir_aussi:
        yield f"- {_ligne(voisine)}"


def _section(section: SectionEdition) -> Iterator[str]:
    yield f"== {section.numero or ''} {_ligne(section.titre)}"
    yield f"#pad(left: 50mm)[{_texte(section.texte)}]"
    yield from map(_exemple, section.exemples)


def _exemple(exemple: ExempleEdition) -> str:
    rest = [_ligne(one) for one in (exemple.territoire, exemple.annee) if one]
    where = " ".join((f"*{_ligne(exemple.collectivite)}*", *rest))
    sources = "\n\n".join(f"#source[{_ligne(one)}]" for one in exemple.sources)
    told = f"=== {_ligne(exemple.titre)}\n{_texte(exemple.texte)}\n\n{sources}"
    return f"#exemple[{where}][\n{told}\n]"


def _texte(texte: Texte) -> str:
    pieces: list[str] = []
    for bloc in texte:
        if isinstance(bloc, Liste):
            mark = "+" if bloc.ordonnee else "-"
            pieces.append("\n".join(f"{mark} {_ligne(one)}" for one in bloc.elements))
        else:
            pieces.append(_ligne(bloc.contenu))
    return "\n\n".join(pieces)


def _ligne(ligne: Ligne) -> str:
    return "".join(map(_portion, ligne))


def _portion(portion: Portion) -> str:
    words = f"#{_string(portion.texte)}"
    for wanted, name in ((portion.gras, "strong"), (portion.italique, "emph"),
                         (portion.exposant, "super")):  # fmt: skip
        words = f"#{name}[{words}]" if wanted else words
    match portion.lien:
        case LienExterne(url):
            return f"#link({_string(url)})[{words}]"
        case LienInterne(ancre):
            return f"#link(<{ancre}>)[{words}]"
        case _:
            return f"{words};"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'

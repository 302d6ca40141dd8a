"""Read a PDF and a Word file back, with libraries that did not write them."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from kitgen.model.artefact import Artefact
from kitgen.model.edition import (
    Edition,
    ExempleEdition,
    FicheEdition,
    RegionEdition,
    SectionEdition,
)
from kitgen.model.texte import LienExterne, LienInterne, Ligne, Portion, lignes, texte_brut

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
POINTS_PER_MM = 72 / 25.4
HEADER_MM = 15
FOOTER_MM = 14


@dataclass(frozen=True)
class Read:
    """What a reader finds in a file.

    Attributes:
        text: letters and digits only, in reading order.
        urls: how many times each address is linked.
        anchors: how many times each internal target is linked.
        targets: the internal targets that exist.
    """

    text: str
    urls: Counter[str]
    anchors: Counter[str]
    targets: frozenset[str]


@dataclass(frozen=True)
class Item:
    """A lever, an example, a figure, a resource…: its first words, then all its lines."""

    key: str
    lines: tuple[str, ...]


def skeleton(text: str) -> str:
    """Keep letters and digits: engines hyphenate, and break lines where they want."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def read_pdf(artefact: Artefact) -> Read:
    """Read the body of each page, without running header nor page number."""
    reader = PdfReader(io.BytesIO(artefact.contenu))
    pieces: list[str] = []
    urls: Counter[str] = Counter()
    anchors: Counter[str] = Counter()
    for page in reader.pages:
        height = float(page.mediabox.height)
        low, high = FOOTER_MM * POINTS_PER_MM, height - HEADER_MM * POINTS_PER_MM

        def visit(text: str, cm: list[float], tm: list[float], *_: object,
                  low: float = low, high: float = high) -> None:  # fmt: skip
            y = tm[5] * cm[3] + cm[5]
            if low < y < high or not text.strip():
                pieces.append(text)

        page.extract_text(visitor_text=visit)
        for annotation in page.get("/Annots") or []:
            link = annotation.get_object()
            assert isinstance(link, DictionaryObject)
            action = link.get("/A")
            if action is not None and "/URI" in action.get_object():
                urls[str(action.get_object()["/URI"])] += 1
            elif "/Dest" in link:
                anchors[str(link["/Dest"])] += 1
    targets = frozenset(map(str, reader.named_destinations))
    return Read(skeleton("".join(pieces)), urls, anchors, targets)


def read_docx(artefact: Artefact) -> Read:
    """Read the body of the document, in order, with its links."""
    with zipfile.ZipFile(io.BytesIO(artefact.contenu)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    urls: Counter[str] = Counter()
    anchors: Counter[str] = Counter()
    for link in body.iter(f"{W}hyperlink"):
        if link.get(f"{R}id"):
            urls[targets[str(link.get(f"{R}id"))]] += 1
        else:
            anchors[str(link.get(f"{W}anchor"))] += 1
    marks = frozenset(str(one.get(f"{W}name")) for one in body.iter(f"{W}bookmarkStart"))
    text = skeleton("".join(t.text or "" for t in body.iter(f"{W}t")))
    return Read(text, urls, anchors, marks)


def items(edition: Edition) -> Iterator[Item]:
    """Yield everything that a reader must find, in order."""
    region = edition.region if edition.fiche is None else None
    if region:
        yield item(region.etiquette)
    for line in lignes(edition.mentions) + lignes(edition.presentation):
        yield item(line)
    if region:
        yield from opening_items(region)
    for partie in edition.parties:
        if edition.fiche is None:
            yield item(partie.titre, *lignes(partie.presentation))
        for fiche in partie.fiches:
            yield from fiche_items(fiche, edition.region if edition.genre == "points" else None)
    for one in region.organismes if region else ():
        yield item(one.nom, *([one.role] if one.role else []), *one.coordonnees)


def opening_items(region: RegionEdition) -> Iterator[Item]:
    """Yield the items of the page that presents a région, in order."""
    for line in lignes(region.avant_propos):
        yield item(line)
    for chiffre in region.chiffres:
        yield item(chiffre.valeur, chiffre.libelle, chiffre.source)


def fiche_items(fiche: FicheEdition, region: RegionEdition | None) -> Iterator[Item]:
    """Yield the items of a fiche, in order; a Points also holds what a région says of itself."""
    yield item(fiche.titre)
    if region:
        yield item(region.etiquette)
    for line in lignes(fiche.chapo):
        yield item(line)
    for chiffre in fiche.chiffres:
        yield item(chiffre.libelle, chiffre.valeur, chiffre.source)
    if fiche.loi:
        yield item(fiche.loi.titre, *lignes(fiche.loi.texte), fiche.loi.source)
    for section in (*fiche.sections, *fiche.leviers):
        yield from section_items(section)
    for exemple in fiche.exemples:
        yield exemple_item(exemple)
    for ressource in fiche.ressources:
        yield item(ressource.texte)
    for line in fiche.voir_aussi:
        yield item(line)
    for one in region.organismes if region else ():
        yield item(one.nom, *one.en_bref)


def section_items(section: SectionEdition) -> Iterator[Item]:
    """Yield a section or lever, then its examples."""
    yield item(section.titre, *lignes(section.texte))
    for exemple in section.exemples:
        yield exemple_item(exemple)


def exemple_item(exemple: ExempleEdition) -> Item:
    """Return an example, known by its text."""
    first, *others = lignes(exemple.texte)
    told = [line for line in (exemple.territoire, exemple.annee) if line]
    return item(
        first,
        *others,
        exemple.titre,
        exemple.collectivite,
        *told,
        *exemple.sources,
    )


def item(*lines: Ligne) -> Item:
    """Return an item known by its first line."""
    words = tuple(skeleton(texte_brut(line)) for line in lines)
    return Item(words[0], words)


def links(node: object) -> Iterator[Portion]:
    """Yield every linked run of an Edition."""
    if isinstance(node, Portion):
        if node.lien is not None:
            yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from links(one)
    elif hasattr(node, "__slots__"):
        for name in node.__slots__:
            yield from links(getattr(node, name))


def urls_of(edition: Edition) -> set[str]:
    """Return the addresses that an Edition links to."""
    runs = links(shown(edition))
    return {run.lien.url for run in runs if isinstance(run.lien, LienExterne)}


def shown(edition: Edition) -> Edition:
    """Return an Edition without what its région says of itself where there is no room for it."""
    if edition.region is None or edition.fiche is None:
        return edition
    if edition.genre == "kit":
        return replace(edition, region=None)
    return replace(edition, region=replace(edition.region, avant_propos=(), chiffres=()))


def anchors_of(edition: Edition) -> set[str]:
    """Return the anchors that an Edition links to; those of its kit are not in a fiche alone."""
    aimed = {run.lien.ancre for run in links(edition) if isinstance(run.lien, LienInterne)}
    if edition.fiche is None:
        return aimed
    return aimed & {fiche.ancre for partie in edition.parties for fiche in partie.fiches}


def canonical(url: str) -> str:
    """Return an address as both formats may write it: percent-encoded or not."""
    return re.sub(r"%[0-9A-Fa-f]{2}", "", "".join(c for c in url if c.isascii()))

"""A reviewer's desk: a review file, changed as Word changes one, and sent back.

Words are found wherever they stand in a field, over as many runs as it takes; each gesture leaves
the XML that Word itself would leave.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from kitgen.model.relecture import Champ, Relecture, cle_de, lire_etiquette
from kitgen.model.relecture_xml import relecture_from_xml
from kitgen.pipeline.api import render
from kitgen.pipeline.project import load
from kitgen.pipeline.targets import Target, compose_target
from tests import projects
from tests.regional import stock

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"
ALIMENTATION = "municipal/alimentation"
MARIE, PAUL = "Marie Curie", "Paul Langevin"
DAY = "2026-12-03T10:00:00Z"

LONG = """\
# yaml-language-server: $schema=../schemas/fiche.schema.json
titre: "L'alimentation & vous"
chapo: |
  Nourrir la commune : **un métier** de l'ESS, depuis le 1er mai.
  La suite, sur une autre ligne.
leviers:
  - id: regie
    titre: 'Créer une régie agricole'
    texte: |
      La commune emploie des maraîchères et des maraîchers.

      Voir la [](fiche:municipal/scic), [ses statuts](fiche:municipal/scic) et
      [le site](https://www.exemple.fr/a?b=1).

      - semer *tôt* ;
      - récolter ;
      - cuisiner.

      1. premier temps
      2. second temps
    exemples:
      - id: lons
        titre: "Une cuisine centrale"  # à garder
        collectivite:
          nom: "Lons-le-Saunier"
          departement: "39"
        annee: 2023
        texte: "La ville cuisine pour 1 500 enfants."
        source:
          titre: "Rapport"
          document: "Rapport 2023, p. 4"
          consulte_le: 2026-11-21
ressources:
  - id: guide
    titre: Un guide
    auteur: "RTES"
    url: "https://www.exemple.fr/guide"
    consulte_le: 2026-11-21
"""
"""A fiche with one of each thing that a reviewer may change."""


def q(name: str) -> str:
    """Return the whole name of an element or attribute: `w:t`, `r:id`."""
    prefix, _, local = name.partition(":")
    return f"{{{ {'w': W, 'r': R}[prefix] }}}{local}"


def write_stock(root: Path) -> Path:
    """Write the stock project with the long fiche, and return its folder."""
    stock(root)
    (root / f"fiches/{ALIMENTATION}.yaml").write_bytes(LONG.encode())
    return root


def review_file(
    root: Path, collection: str = "municipal", fiche: str | None = None, region: str | None = None
) -> bytes:
    """Return the bytes of a review file of a project."""
    project = load(root)
    edition = compose_target(project, Target(collection, fiche, region, relecture=True))
    return render(project, edition, "docx").contenu


def el(name: str, *children: Element, text: str | None = None, **attributes: str) -> Element:
    """Return an element of the `w:` namespace."""
    element = etree.Element(q(f"w:{name}"), nsmap={"w": W, "r": R})
    for key, value in attributes.items():
        element.set(q(f"w:{key}"), value)
    if text is not None:
        element.text = text
        element.set(SPACE, "preserve")
    element.extend(children)
    return element


def r(words: str, *properties: Element, tag: str = "t") -> Element:
    """Return a run."""
    look = [el("rPr", *map(deepcopy, properties))] if properties else []
    return el("r", *look, el(tag, text=words))


class Desk:
    """A review file that is being changed."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self.root = etree.fromstring(self.parts[DOCUMENT])
        self.relecture: Relecture = relecture_from_xml(self.parts["customXml/item1.xml"])
        self._ids = 90_000

    @property
    def body(self) -> Element:
        """The body."""
        return self.root[0]

    def save(self, path: Path) -> Path:
        """Write the file, and return its path."""
        path.write_bytes(self.content())
        return path

    def content(self) -> bytes:
        """Return the bytes of the file as it is now."""
        self.parts[DOCUMENT] = etree.tostring(self.root, encoding="UTF-8", standalone=True)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return stream.getvalue()

    # --- Where things are ---

    def champ(self, chemin: str, fichier: str = ALIMENTATION) -> Champ:
        """Return a field by its path."""
        cle = cle_de(fichier, chemin)
        return next(one for one in self.relecture.champs if one.cle == cle)

    def controls(self, chemin: str, fichier: str = ALIMENTATION) -> list[Element]:
        """Return the controls of a field, in order."""
        cle = self.champ(chemin, fichier).cle
        found = []
        for control in self.root.iter(q("w:sdt")):
            tag = control.find(f"{q('w:sdtPr')}/{q('w:tag')}")
            if tag is not None and (lire_etiquette(tag.get(q("w:val"), "")) or ("",))[0] == cle:
                found.append(control)
        return found

    def control(self, chemin: str, number: int = 1, fichier: str = ALIMENTATION) -> Element:
        """Return one control of a field."""
        return self.controls(chemin, fichier)[number - 1]

    def paragraph(self, chemin: str, number: int = 1, fichier: str = ALIMENTATION) -> Element:
        """Return the paragraph of one control of a field."""
        return next(self.control(chemin, number, fichier).iterancestors(q("w:p")))

    def words(self, element: Element, words: str) -> list[Element]:
        """Return runs that hold some words and nothing else, cut out of those around."""
        runs = [run for run in element.iter(q("w:r")) if run.find(q("w:t")) is not None]
        text = "".join(_text(run) for run in runs)
        assert text.count(words) == 1, (words, text)
        start, end = text.index(words), text.index(words) + len(words)
        found, place = [], 0
        for run in runs:
            low, high = place, place + len(_text(run))
            place = high
            if low < end and start < high:
                found.append(_cut(run, max(start - low, 0), min(end, high) - low))
        return found

    # --- What a person does ---

    def type_over(self, element: Element, words: str, new: str) -> None:
        """Replace words directly."""
        first, *others = self.words(element, words)
        _set(first, new)
        for run in others:
            _drop(run)

    def track(self, element: Element, words: str, new: str, author: str = MARIE) -> None:
        """Replace words while changes are recorded."""
        runs = self.words(element, words)
        if new:
            added = deepcopy(runs[-1])
            _set(added, new)
            runs[-1].addnext(self.change("ins", author, added))
        for run in runs:
            self.strike(run, author)

    def add_after(self, element: Element, words: str, new: str, author: str = MARIE) -> None:
        """Insert words after others while changes are recorded."""
        last = self.words(element, words)[-1]
        added = deepcopy(last)
        _set(added, new)
        last.addnext(self.change("ins", author, added))

    def strike(self, run: Element, author: str) -> None:
        """Delete a run while changes are recorded."""
        deleted = self.change("del", author)
        run.addprevious(deleted)
        deleted.append(run)
        for piece in run.iter(q("w:t")):
            piece.tag = q("w:delText")

    def change(self, kind: str, author: str, *children: Element) -> Element:
        """Return the mark of a recorded change."""
        self._ids += 1
        return el(kind, *children, id=str(self._ids), author=author, date=DAY)

    def style(self, element: Element, words: str, *properties: Element) -> None:
        """Give words another look."""
        for run in self.words(element, words):
            look = run.find(q("w:rPr"))
            if look is None:
                look = el("rPr")
                run.insert(0, look)
            look.extend(map(deepcopy, properties))

    def link(self, element: Element, words: str, address: str) -> None:
        """Make a link of words."""
        relation = self.relate("hyperlink", address, external=True)
        link = el("hyperlink")
        link.set(q("r:id"), relation)
        runs = self.words(element, words)
        runs[0].addprevious(link)
        link.extend(runs)

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relationship to the document, and return its id."""
        name = "word/_rels/document.xml.rels"
        root = etree.fromstring(self.parts[name])
        known = etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship")
        known.set("Id", f"rIdDesk{len(root)}")
        known.set("Type", f"{R}/{kind}" if "/" not in kind else kind)
        known.set("Target", target)
        if external:
            known.set("TargetMode", "External")
        self.parts[name] = etree.tostring(root)
        return f"rIdDesk{len(root)}"

    def new_paragraph(
        self, after: Element, words: str, author: str | None = None, *, inside: bool = False
    ) -> Element:
        """Press Enter at the end of a paragraph and type; in the control, or after it."""
        fresh = el("p")
        look = after.find(q("w:pPr"))
        if look is not None:
            fresh.append(deepcopy(look))
        run = r(words)
        content = run if author is None else self.change("ins", author, run)
        if inside:
            control = deepcopy(next(after.iter(q("w:sdt"))))
            holder = control.find(q("w:sdtContent"))
            assert holder is not None
            for child in list(holder):
                holder.remove(child)
            holder.append(content)
            fresh.append(control)
        else:
            fresh.append(content)
        if author is not None:
            self.mark(after, "ins", author)
        after.addnext(fresh)
        return fresh

    def mark(self, paragraph: Element, kind: str, author: str) -> None:
        """Record that the end of a paragraph was added or removed."""
        properties = paragraph.find(q("w:pPr"))
        if properties is None:
            properties = el("pPr")
            paragraph.insert(0, properties)
        look = properties.find(q("w:rPr"))
        if look is None:
            look = el("rPr")
            properties.append(look)
        look.insert(0, self.change(kind, author))

    def comment(
        self, element: Element, words: str, said: str, *, author: str = MARIE, answer: str = "",
        resolved: bool = False,
    ) -> None:  # fmt: skip
        """Comment upon words; perhaps somebody answers, or declares it dealt with."""
        runs = self.words(element, words)
        runs[0].addprevious(el("commentRangeStart", id="7"))
        runs[-1].addnext(el("commentRangeEnd", id="7"))
        comments = el("comments", _comment("7", author, said, "0A000001"))
        marks = [("0A000001", "", resolved)]
        if answer:
            comments.append(_comment("8", PAUL, answer, "0A000002"))
            marks.append(("0A000002", "0A000001", resolved))
        w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
        extended = etree.Element(f"{{{w15}}}commentsEx", nsmap={"w15": w15})
        for mark, parent, done in marks:
            one = etree.SubElement(extended, f"{{{w15}}}commentEx")
            one.set(f"{{{w15}}}paraId", mark)
            if parent:
                one.set(f"{{{w15}}}paraIdParent", parent)
            one.set(f"{{{w15}}}done", "1" if done else "0")
        self.parts["word/comments.xml"] = etree.tostring(comments)
        self.parts["word/commentsExtended.xml"] = etree.tostring(extended)
        self.relate("comments", "comments.xml")
        self.relate(
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            "commentsExtended.xml",
        )


def _comment(number: str, author: str, said: str, mark: str) -> Element:
    paragraph = el("p", r(said))
    paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", mark)
    return el("comment", paragraph, id=number, author=author, date=DAY)


def _text(run: Element) -> str:
    return "".join(piece.text or "" for piece in run.iter(q("w:t")))


def _set(run: Element, words: str) -> None:
    first, *others = run.findall(q("w:t"))
    first.text = words
    first.set(SPACE, "preserve")
    for piece in others:
        run.remove(piece)


def _cut(run: Element, start: int, end: int) -> Element:
    """Return a run that holds a part of the words of another, which keeps the rest."""
    text = _text(run)
    for words, put in ((text[:start], run.addprevious), (text[end:], run.addnext)):
        if words:
            rest = deepcopy(run)
            _set(rest, words)
            put(rest)
    _set(run, text[start:end])
    return run


def _drop(run: Element) -> None:
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def send_back(
    root: Path,
    change: Callable[[Desk], object],
    *words: str,
    sent: bytes | None = None,
    **where: str,
) -> projects.Run:
    """Have a reviewer change a review file, and run `kitgen review` on what comes back.

    Args:
        root: the project.
        change: what the reviewer does.
        words: the options of the command.
        sent: the file, when it was made already.
        where: otherwise, which one to make.
    """
    desk = Desk(sent or review_file(root, **where))
    change(desk)
    path = desk.save(root.parent / f"{root.name}-retour.docx")
    return projects.run("review", path, *words, project=root)

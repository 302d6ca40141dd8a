"""Small Word files, written by hand: a body, and the parts that it leans on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from kitgen.model.relecture import Champ, Relecture, RenvoiAffiche
from kitgen.model.relecture_xml import relecture_to_xml
from kitgen.model.texte import Paragraphe, Portion
from kitgen.review.body import Reading, read_body
from kitgen.review.paper import Line
from kitgen.review.parts import open_package

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Puces"><w:name w:val="List Bullet"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Boucle"><w:name w:val="Boucle"/><w:basedOn w:val="Boucle"/>
</w:style>
<w:style w:type="character" w:styleId="lev"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Exp"><w:name w:val="Exposant"/><w:rPr>
<w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"/>
"""
KEY, OTHER = "0123456789ab", "ba9876543210"
"""The keys of two fields."""


def relations(*entries: str) -> str:
    """Return a part of relationships: `rId1 hyperlink https://… External`."""
    found = []
    for entry in entries:
        number, kind, target, *mode = entry.split(" ")
        external = f' TargetMode="{mode[0]}"' if mode else ""
        found.append(
            f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"{external}/>'
        )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(found)}</Relationships>"
    )


def parts_of(body: str, *entries: str, **more: str) -> dict[str, str | bytes]:
    """Return the parts of a Word file; `more` adds roots of `word/<name>.xml`."""
    named = {
        "styles": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "numbering": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
        **more,
    }
    known = [f"rId{name} {name} {name}.xml" for name in named]
    return {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*known, *entries),
        **{f"word/{name}.xml": content for name, content in named.items()},
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the archive of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def reading(body: str, *entries: str, **more: str) -> Reading:
    """Read a body."""
    return read_body(open_package(zipped(parts_of(body, *entries, **more))))


def lines(body: str, *entries: str) -> list[Line]:
    """Return the lines of a body."""
    return reading(body, *entries).lines


def texts(found: Iterator[Line] | list[Line] | tuple[Line, ...]) -> list[str]:
    """Return the characters of some lines."""
    return [line.text for line in found]


def p(*runs: str, look: str = "") -> str:
    """Return a paragraph; words without a mark are a run."""
    content = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{look}</w:pPr>{content}</w:p>" if look else f"<w:p>{content}</w:p>"


def r(text: str, look: str = "", tag: str = "t") -> str:
    """Return a run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def sdt(content: str, tag: str = f"{KEY}#1", more: str = "") -> str:
    """Return a content control."""
    inner = content if content.startswith("<") or not content else r(content)
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def by(kind: str, content: str, author: str = "Marie", date: str = "2026-12-03T10:00:00Z") -> str:
    """Return the mark of a recorded change."""
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="{date}">{content}</w:{kind}>'


def champ(base: str = "Un texte.", chemin: str = "chapo", **more: str) -> Champ:
    """Return a field displayed as it is typed."""
    return Champ(
        fichier="municipal/scic",
        chemin=chemin,
        genre="ligne" if more.get("genre") == "ligne" else "texte",
        libelle=f"Fiche 1 – {chemin}",
        base=base,
        affiche=(Paragraphe((Portion(more.get("shown", base).strip()),)),),
    )


def relecture(
    *champs: Champ,
    squelette: tuple[str, ...] = (),
    marges: tuple[str, ...] = (),
    renvois: tuple[RenvoiAffiche, ...] = (),
) -> Relecture:
    """Return what a review file carries."""
    return Relecture(
        projet="Les kits",
        collection="municipal",
        region=None,
        fiche=None,
        edition="2026-11",
        champs=champs,
        renvois=renvois,
        squelette=squelette,
        marges=marges,
    )


def review_of(carried: Relecture, body: str, *entries: str, **more: str) -> bytes:
    """Return a review file."""
    parts = parts_of(body, *entries, **more)
    parts["customXml/item1.xml"] = relecture_to_xml(carried)
    return zipped(parts)

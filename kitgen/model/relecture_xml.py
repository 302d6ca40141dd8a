"""The customXml part of a review file, with nothing but the standard library."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kitgen.model.relecture import Champ, Relecture, RenvoiAffiche
from kitgen.model.texte import (
    Bloc,
    Cible,
    LienExterne,
    Ligne,
    Liste,
    Paragraphe,
    Portion,
    Renvoi,
)

ESPACE_DE_NOMS = "urn:kitgen:relecture:1"
"""The namespace of the part: its last number changes with its form."""


class RelectureInvalide(ValueError):  # noqa: N818  a French noun of the model, as the others
    """An XML part that kitgen did not write, or that was damaged since."""


def relecture_to_xml(relecture: Relecture) -> bytes:
    """Return the customXml part."""
    known = {
        "projet": relecture.projet,
        "collection": relecture.collection,
        "region": relecture.region,
        "fiche": relecture.fiche,
        "edition": relecture.edition,
        "empreinte": relecture.empreinte,
        "formes": "oui" if relecture.formes else None,
    }
    root = _element("relecture", {"xmlns": ESPACE_DE_NOMS, "xml:space": "preserve", **known})
    root.extend(map(_champ_to_xml, relecture.champs))
    for renvoi in relecture.renvois:
        named = {"reference": renvoi.reference, "signet": renvoi.signet}
        root.append(_element("renvoi", {**named, "nom": renvoi.nom, "ou": renvoi.ou}))
    for name, lines in (("squelette", relecture.squelette), ("marges", relecture.marges)):
        root.append(_lines_to_xml(name, lines))
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


def relecture_from_xml(content: bytes) -> Relecture:
    """Return what `relecture_to_xml` wrote.

    Raises:
        RelectureInvalide: not XML, a DOCTYPE, another form, or texts that do not agree with
            their fingerprint.
    """
    try:
        parser = ET.XMLParser(target=_Builder())  # noqa: S314  it refuses what is dangerous
        parser.feed(content)
        root = parser.close()
        read = Relecture(
            projet=_required(root, "projet"),
            collection=_required(root, "collection"),
            region=root.get("region"),
            fiche=root.get("fiche"),
            edition=_required(root, "edition"),
            champs=tuple(map(_champ_from_xml, root.iterfind(_named("champ")))),
            renvois=tuple(map(_renvoi_from_xml, root.iterfind(_named("renvoi")))),
            squelette=_lines_from_xml(root, "squelette"),
            marges=_lines_from_xml(root, "marges"),
            formes=root.get("formes") == "oui",
        )
    except (ET.ParseError, LookupError) as error:
        raise RelectureInvalide(str(error)) from error
    if root.tag != _named("relecture") or read.empreinte != root.get("empreinte"):
        raise RelectureInvalide(root.tag)
    return read


class _Builder(ET.TreeBuilder):
    """Refuses what an entity could be declared in."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002  the parser's signature
        raise RelectureInvalide(name)


def _named(tag: str) -> str:
    return f"{{{ESPACE_DE_NOMS}}}{tag}"


def _element(tag: str, attributes: dict[str, str | None] | None = None) -> ET.Element:
    known = {name: value for name, value in (attributes or {}).items() if value is not None}
    return ET.Element(tag, known)


def _required(element: ET.Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise RelectureInvalide(name)
    return value


def _lines_to_xml(tag: str, lines: tuple[str, ...]) -> ET.Element:
    element = _element(tag)
    for line in lines:
        ET.SubElement(element, "l").text = line
    return element


def _lines_from_xml(root: ET.Element, tag: str) -> tuple[str, ...]:
    return tuple(line.text or "" for line in root.iterfind(f"{_named(tag)}/{_named('l')}"))


def _champ_to_xml(champ: Champ) -> ET.Element:
    named = {"cle": champ.cle, "fichier": champ.fichier, "chemin": champ.chemin}
    element = _element("champ", {**named, "genre": champ.genre, "libelle": champ.libelle})
    base, affiche = _element("base"), _element("affiche")
    base.text = champ.base
    for bloc in champ.affiche:
        if isinstance(bloc, Paragraphe):
            affiche.append(_ligne_to_xml(bloc.contenu))
        else:
            liste = _element("liste", {"ordonnee": "oui" if bloc.ordonnee else "non"})
            liste.extend(map(_ligne_to_xml, bloc.elements))
            affiche.append(liste)
    element.extend((base, affiche))
    return element


def _champ_from_xml(element: ET.Element) -> Champ:
    genre = _required(element, "genre")
    affiche = element.find(_named("affiche"))
    if genre not in ("ligne", "texte") or affiche is None:
        raise RelectureInvalide(genre)
    champ = Champ(
        fichier=_required(element, "fichier"),
        chemin=_required(element, "chemin"),
        genre="ligne" if genre == "ligne" else "texte",
        libelle=_required(element, "libelle"),
        base=element.findtext(_named("base"), ""),
        affiche=tuple(map(_bloc_from_xml, affiche)),
    )
    if champ.cle != element.get("cle"):
        raise RelectureInvalide(champ.chemin)
    return champ


def _renvoi_from_xml(element: ET.Element) -> RenvoiAffiche:
    reference, signet = _required(element, "reference"), _required(element, "signet")
    return RenvoiAffiche(reference, signet, _required(element, "nom"), _required(element, "ou"))


def _ligne_to_xml(ligne: Ligne) -> ET.Element:
    paragraph = _element("p")
    for run in ligne:
        marks = {"gras": run.gras, "italique": run.italique, "exposant": run.exposant}
        piece = _element("t", {name: "oui" for name, on in marks.items() if on})
        piece.text = run.texte
        if isinstance(run.lien, LienExterne):
            piece.set("lien", run.lien.url)
        if isinstance(run.lien, Renvoi):
            piece.set("renvoi", run.lien.reference)
        paragraph.append(piece)
    return paragraph


def _bloc_from_xml(element: ET.Element) -> Bloc:
    if element.tag == _named("liste"):
        return Liste(element.get("ordonnee") == "oui", tuple(map(_ligne_from_xml, element)))
    return Paragraphe(_ligne_from_xml(element))


def _ligne_from_xml(element: ET.Element) -> Ligne:
    return tuple(
        Portion(
            piece.text or "",
            gras=piece.get("gras") == "oui",
            italique=piece.get("italique") == "oui",
            exposant=piece.get("exposant") == "oui",
            lien=_cible(piece),
        )
        for piece in element
    )


def _cible(piece: ET.Element) -> Cible | None:
    if (url := piece.get("lien")) is not None:
        return LienExterne(url)
    reference = piece.get("renvoi")
    return None if reference is None else Renvoi(reference)

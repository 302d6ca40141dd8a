"""What a review file knows of its texts, so that a reviewer's changes find their way home.

A *field* (`Champ`) is one authored text at one address: a data file and an id path. Each of its
paragraphs stands in a content control of the Word file, tagged `etiquette_de(cle, n)`; the
bookmark `signet_de(cle)` surrounds the whole. The texts themselves, as authored and as displayed,
travel in a customXml part (`kitgen.model.relecture_xml`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from kitgen.model.texte import Texte

PROJET = "kitgen"
"""The `fichier` of a text of kitgen.yaml; every other has a slash."""

GenreChamp = Literal["ligne", "texte"]
"""One line of plain characters, or paragraphs and lists in Markdown."""


def cle_de(fichier: str, chemin: str) -> str:
    """Return the key of a field: twelve hexadecimal digits, the same in every document."""
    return hashlib.sha256(f"{fichier}#{chemin}".encode()).hexdigest()[:12]


def etiquette_de(cle: str, rang: int) -> str:
    """Return the tag of a control: `3f9a12c4d5e6#2` for the second paragraph of a field."""
    return f"{cle}#{rang}"


def lire_etiquette(etiquette: str) -> tuple[str, int] | None:
    """Return the key of a field and the rank of its paragraph, when a tag is kitgen's."""
    found = re.fullmatch(r"([0-9a-f]{12})#([1-9][0-9]{0,5})", etiquette)
    return None if found is None else (found[1], int(found[2]))


def signet_de(cle: str) -> str:
    """Return the hidden bookmark around a field."""
    return f"_kg_{cle}"


@dataclass(frozen=True, slots=True)
class Champ:
    """One authored text that a reviewer may change.

    Attributes:
        fichier: the data file, relative to fiches/ and without `.yaml`:
            `municipal/alimentation`, `municipal/collection`, `regions/bretagne/region`; or
            `PROJET`. Always the file of the resolved text: in a regional edition too, the text
            of a fiche is named by the fiche, wherever it was written.
        chemin: the id path inside: `leviers/menus/exemples/forum-sceaux/texte`, `chapo`.
        libelle: what a person calls it: `Fiche 4 – levier 2 – texte`.
        base: the text as authored, after the variant.
        affiche: the same as displayed: linked, worded and with its typography. The runs of a
            reference to a fiche have a `Renvoi` for link, derived words included.
    """

    fichier: str
    chemin: str
    genre: GenreChamp
    libelle: str
    base: str
    affiche: Texte

    @property
    def cle(self) -> str:
        """The field's key."""
        return cle_de(self.fichier, self.chemin)


@dataclass(frozen=True, slots=True)
class RenvoiAffiche:
    """How a document shows its references to one fiche.

    Attributes:
        reference: `municipal/alimentation`.
        signet: the bookmark that their links lead to, whether the fiche is there or not.
        nom: what stands for a reference without words: `fiche 3 – Titre`, with its typography.
        ou: what follows a reference that has words: `fiche 3`, or `Kit RégionalESS, fiche 3`,
            within the link too, as ` (…)` or `, …`.
    """

    reference: str
    signet: str
    nom: str
    ou: str


@dataclass(frozen=True, slots=True)
class Relecture:
    """What one review file carries.

    Attributes:
        projet: the project's title: a file of another project is not ours to apply.
        collection: the collection's id.
        region: the région's id; none for the national edition.
        fiche: the reference of the fiche that the document holds alone, if it does.
        edition: `2026-11`.
        champs: in reading order; each is in the document.
        renvois: the fiches that the fields of the document refer to.
        squelette: the paragraphs of the body, in order, where each piece of a field is
            `{<cle>}`: what tells the words of the document from those typed outside the fields.
            A picture is `{image}`, a shape `{forme}` at the end of its paragraph, white space is
            one space; empty lines, results of fields that
            Word computes, and a `{<cle>}` right after the same are left out.
        marges: the distinct lines of the headers and footers, written likewise but for shapes.
        formes: whether the skeleton tells of shapes; files made before did not.
    """

    projet: str
    collection: str
    region: str | None
    fiche: str | None
    edition: str
    champs: tuple[Champ, ...]
    renvois: tuple[RenvoiAffiche, ...]
    squelette: tuple[str, ...] = ()
    marges: tuple[str, ...] = ()
    formes: bool = True

    @property
    def empreinte(self) -> str:
        """Return sixteen hexadecimal digits: of the addresses and of the texts as authored."""
        digest = hashlib.sha256()
        for champ in self.champs:
            for said in (champ.cle, champ.base):
                digest.update(f"{len(said)}:{said}".encode())
        return digest.hexdigest()[:16]

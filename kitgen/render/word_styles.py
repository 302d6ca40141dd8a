"""The named styles of the Word edition: what the designer's template must define."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kitgen.model.genre import TypePartie
from kitgen.model.texte import Portion


class Style(StrEnum):
    """A style by the name Word stores (`w:name`), whatever its id or Word's language."""

    TEXT = "Body Text"
    BULLET = "List Bullet"
    NUMBER = "List Number"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    CONTENTS_TITLE = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    FRONT_TITLE = "Titre liminaire"
    IMPRINT = "Mentions"
    COLOPHON = "Colophon"
    SIGNATURE = "Signature"
    PART_CONTENTS = "Sommaire de partie"
    PRESENTATION = "Présentation"
    STANDFIRST = "Chapô"
    FIGURE = "Chiffre clé"
    FIGURE_SOURCE = "Chiffre clé source"
    LAW_LABEL = "Loi étiquette"
    LAW_TITLE = "Loi titre"
    LAW_TEXT = "Loi texte"
    LAW_BULLET = "Loi puce"
    LAW_NUMBER = "Loi numéro"
    LAW_SOURCE = "Loi source"
    LEVERS = "Annonce"
    EXAMPLE_LABEL = "Exemple étiquette"
    EXAMPLE_TEXT = "Exemple texte"
    EXAMPLE_BULLET = "Exemple puce"
    EXAMPLE_NUMBER = "Exemple numéro"
    EXAMPLE_SOURCE = "Exemple source"
    RESOURCE = "Ressource"
    SEE_ALSO = "Renvoi"
    IMAGE = "Image"
    CAPTION = "caption"
    REGION_LABEL = "Déclinaison"
    REGION = "Région"
    REGION_FIGURE = "Chiffre de région"
    REGION_FIGURE_SOURCE = "Chiffre de région source"
    CONTACT = "Organisme"
    CONTACT_WAY = "Coordonnées"
    FICHE_MAP = "Carte de fiche"
    LEGEND = "Légende de carte"
    INDEX_REGION = "Index région"
    INDEX_DEPARTEMENT = "Index département"
    INDEX_PLACE = "Index collectivité"
    INDEX_ENTRY = "Index renvoi"
    OPENER_INTRODUCTION = "Ouverture introduction"
    OPENER_LEVIER = "Ouverture levier"
    OPENER_THEMATIQUE = "Ouverture thématique"
    OPENER_SYNTHESE = "Ouverture synthèse"


class Mark(StrEnum):
    """A character style, by its `w:name`."""

    PART = "Mot de partie"
    LEVER_NUMBER = "Numéro de levier"
    VALUE = "Valeur"
    REGION_VALUE = "Valeur de région"
    LABEL_INTRODUCTION = "Étiquette introduction"
    LABEL_LEVIER = "Étiquette levier"
    LABEL_THEMATIQUE = "Étiquette thématique"
    LABEL_SYNTHESE = "Étiquette synthèse"
    BOLD = "Strong"
    ITALIC = "Emphasis"
    BOLD_ITALIC = "Intense Emphasis"
    SUPERSCRIPT = "Exposant"
    SUPERSCRIPT_BOLD = "Exposant gras"
    SUPERSCRIPT_ITALIC = "Exposant italique"
    SUPERSCRIPT_BOLD_ITALIC = "Exposant gras italique"
    LINK = "Hyperlink"
    LINK_BOLD = "Lien gras"
    LINK_ITALIC = "Lien italique"
    LINK_BOLD_ITALIC = "Lien gras italique"
    LINK_SUPERSCRIPT = "Lien exposant"
    LINK_SUPERSCRIPT_BOLD = "Lien exposant gras"
    LINK_SUPERSCRIPT_ITALIC = "Lien exposant italique"
    LINK_SUPERSCRIPT_BOLD_ITALIC = "Lien exposant gras italique"


class Family(NamedTuple):
    """The styles of a long text: its paragraphs, its bullets, its numbered elements."""

    paragraph: Style
    bullet: Style = Style.BULLET
    number: Style = Style.NUMBER


NUMBERED = frozenset({Style.NUMBER, Style.LAW_NUMBER, Style.EXAMPLE_NUMBER})
LISTS = NUMBERED | {Style.BULLET, Style.LAW_BULLET, Style.EXAMPLE_BULLET}
HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)

LOCAL_NAMES: dict[Style | Mark, str] = {
    Style.TEXT: "Corps de texte",
    Style.BULLET: "Liste à puces",
    Style.NUMBER: "Liste à numéros",
    Style.HEADING_1: "Titre 1",
    Style.HEADING_2: "Titre 2",
    Style.HEADING_3: "Titre 3",
    Style.HEADING_4: "Titre 4",
    Style.CONTENTS_TITLE: "En-tête de table des matières",
    Style.CONTENTS_1: "TM 1",
    Style.CONTENTS_2: "TM 2",
    Style.CAPTION: "Légende",
    Mark.LINK: "Lien hypertexte",
}
"""What a French Word shows of its own styles; it stores their English names, others do not."""

ACCENTS: dict[TypePartie | None, str] = {
    None: "tx2",
    "introduction": "accent1",
    "levier": "accent2",
    "thematique": "accent3",
    "synthese": "accent4",
}
"""The colour of each type of part, and of what is in none, as shapes name those of the theme."""
OPENERS: dict[TypePartie, Style] = {
    "introduction": Style.OPENER_INTRODUCTION,
    "levier": Style.OPENER_LEVIER,
    "thematique": Style.OPENER_THEMATIQUE,
    "synthese": Style.OPENER_SYNTHESE,
}
LABELS: dict[TypePartie, Mark] = {
    "introduction": Mark.LABEL_INTRODUCTION,
    "levier": Mark.LABEL_LEVIER,
    "thematique": Mark.LABEL_THEMATIQUE,
    "synthese": Mark.LABEL_SYNTHESE,
}

_MARKS: dict[tuple[bool, bool, bool, bool], Mark] = {
    (False, False, False, True): Mark.BOLD,
    (False, False, True, False): Mark.ITALIC,
    (False, False, True, True): Mark.BOLD_ITALIC,
    (False, True, False, False): Mark.SUPERSCRIPT,
    (False, True, False, True): Mark.SUPERSCRIPT_BOLD,
    (False, True, True, False): Mark.SUPERSCRIPT_ITALIC,
    (False, True, True, True): Mark.SUPERSCRIPT_BOLD_ITALIC,
    (True, False, False, False): Mark.LINK,
    (True, False, False, True): Mark.LINK_BOLD,
    (True, False, True, False): Mark.LINK_ITALIC,
    (True, False, True, True): Mark.LINK_BOLD_ITALIC,
    (True, True, False, False): Mark.LINK_SUPERSCRIPT,
    (True, True, False, True): Mark.LINK_SUPERSCRIPT_BOLD,
    (True, True, True, False): Mark.LINK_SUPERSCRIPT_ITALIC,
    (True, True, True, True): Mark.LINK_SUPERSCRIPT_BOLD_ITALIC,
}


def mark_of(portion: Portion, *, linked: bool) -> Mark | None:
    """Return the one character style that carries all the marks of a run.

    Why: a run has a single character style, so that each combination needs its own.
    """
    return _MARKS.get((linked, portion.exposant, portion.italique, portion.gras))

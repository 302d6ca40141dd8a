"""The variables of a Word template, and the marks that stand for them until their runs do."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from kitgen.render.word_names import qn

BODY = "corps"
LOGO = "logo"
ALONE = (BODY, LOGO)
"""The variables that need a paragraph of their own."""
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


def slot(name: str) -> str:
    """Return the mark that stands for a value until its runs replace it."""
    return f"\ue000{VARIABLES.index(name)}\ue001"


def slot_name(found: str) -> str:
    """Return the variable behind the digits of a mark."""
    return VARIABLES[int(found)]


def words_of(paragraph: Element) -> str:
    """Return the characters of a paragraph."""
    return "".join(found.text or "" for found in paragraph.iter(qn("w:t")))


def ends_section(paragraph: Element) -> bool:
    """Return whether a section break stands at the end of a paragraph."""
    return paragraph.find(f".//{qn('w:sectPr')}") is not None

"""What a regional edition adds to the Word edition: its opening, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kitgen.model.edition import Libelles, OrganismeEdition, RegionEdition
from kitgen.model.texte import Ligne, Portion
from kitgen.render.word_blocks import Block, Label, Logos, Para, paragraphs
from kitgen.render.word_styles import Family, Mark, Style

OPENING = "en-region"
CONTACTS = "contacts"
"""The anchors of the région's pages, which the Edition does not name."""

DOT = Portion(" · ")


def opening(region: RegionEdition, words: Libelles) -> Iterator[Block]:
    """Yield the page that presents a région: its foreword and its figures."""
    yield Para(Style.REGION, region.nom)
    yield Para(Style.HEADING_1, words.en_region, anchor=OPENING)
    yield from paragraphs(region.avant_propos, Family(Style.PRESENTATION))
    if region.chiffres:
        yield Para(Style.LEVERS, words.chiffres_cles)
    for chiffre in region.chiffres:
        value = Label(Mark.REGION_VALUE, chiffre.valeur)
        yield Para(Style.REGION_FIGURE, chiffre.libelle, label=value)
        yield Para(Style.REGION_FIGURE_SOURCE, chiffre.source)


def contacts(region: RegionEdition, words: Libelles) -> Iterator[Block]:
    """Yield the page of a kit that says whom to call in a région, for what, and how."""
    yield Para(Style.REGION, region.nom)
    yield Para(Style.HEADING_1, words.contacts, anchor=CONTACTS)
    for one in region.organismes:
        yield Para(Style.CONTACT, one.nom)
        if one.role is not None:
            yield Para(Style.TEXT, one.role)
        if one.coordonnees:
            yield Para(Style.CONTACT_WAY, _dotted(one.coordonnees))
    if region.partenaires:
        yield Para(Style.CONTACT, words.partenaires)
        yield Logos(region.partenaires)


def short_contacts(region: RegionEdition, words: Libelles) -> Iterator[Block]:
    """Yield the same for a Points, each on a line."""
    if region.organismes:
        yield Para(Style.HEADING_3, words.contacts)
    for one in region.organismes:
        yield Para(Style.RESOURCE, _brief(one))
    if region.partenaires:
        yield Para(Style.HEADING_3, words.partenaires)
        yield Logos(region.partenaires)


def _brief(one: OrganismeEdition) -> Ligne:
    name = tuple(replace(run, gras=True) for run in one.nom)
    return _dotted((name, *one.en_bref))


def _dotted(lines: tuple[Ligne, ...]) -> Ligne:
    first, *others = lines
    return (*first, *(run for line in others for run in (DOT, *line)))

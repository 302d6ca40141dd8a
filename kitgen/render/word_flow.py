"""Edition to sections of styled paragraphs: what stands where, and nothing about XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kitgen.model.edition import (
    Edition,
    ExempleEdition,
    FicheEdition,
    ImageEdition,
    Libelles,
    LoiEdition,
    PartieEdition,
    RegionEdition,
    SectionEdition,
)
from kitgen.model.texte import Ligne, Portion
from kitgen.render import word_region
from kitgen.render.word_blocks import (
    Block,
    Contents,
    Entry,
    Label,
    Para,
    Picture,
    Section,
    paragraphs,
)
from kitgen.render.word_index import ANCHOR as INDEX
from kitgen.render.word_index import index_sections, map_blocks
from kitgen.render.word_plan import Plan, plan_pages
from kitgen.render.word_styles import HEADINGS, LABELS, OPENERS, Family, Mark, Style

FOREWORD = "avant-propos"
"""The anchor of the foreword, which the Edition does not name."""

TEXT = Family(Style.TEXT)
PRESENTATION = Family(Style.PRESENTATION)
LAW = Family(Style.LAW_TEXT, Style.LAW_BULLET, Style.LAW_NUMBER)
COLOPHON = Family(Style.COLOPHON)
EXAMPLE = Family(Style.EXAMPLE_TEXT, Style.EXAMPLE_BULLET, Style.EXAMPLE_NUMBER)


def lay_out(edition: Edition, *, labelled: bool) -> tuple[Section, ...]:
    """Return the sections that follow the cover, or the only one of a single fiche.

    Args:
        edition: the document.
        labelled: whether the title of a fiche alone says its label, which the template does not.
    """
    if edition.fiche is not None:
        return (_single(edition, labelled=labelled),)
    plan = plan_pages(edition)
    return (
        *_front(edition, plan),
        *(
            section
            for partie in edition.parties
            for section in _part(partie, plan, edition.libelles)
        ),
        *_regional(edition, plan.contacts, edition.libelles.contacts, word_region.contacts),
        *(() if plan.index is None else index_sections(edition, plan.anchors, plan.index)),
        _section(edition, plan.colophon, edition.libelles.achever, tuple(_colophon(edition))),
    )


def logos_of(edition: Edition) -> tuple[ImageEdition, ...]:
    """Return the logos of who publishes: of the network, then of the région."""
    known = (edition.logo, None if edition.region is None else edition.region.logo)
    return tuple(logo for logo in known if logo is not None)


def _section(
    edition: Edition, start: int | None, title: Ligne, blocks: tuple[Block, ...]
) -> Section:
    return Section(start, edition.titre, title, blocks)


def _regional(
    edition: Edition,
    start: int | None,
    title: Ligne,
    blocks: Callable[[RegionEdition, Libelles], Iterator[Block]],
) -> Iterator[Section]:
    """Yield the section of a page that only a regional edition has, if it has one."""
    if edition.region is not None and start is not None:
        yield _section(edition, start, title, tuple(blocks(edition.region, edition.libelles)))


def _single(edition: Edition, *, labelled: bool) -> Section:
    partie = edition.parties[0]
    fiche = partie.fiches[0]
    work = (*edition.titre, Portion(" · "), *partie.titre)
    issue = (*edition.titre, Portion(", "), *edition.date_longue)
    signature = (*issue, Portion(" – "), *edition.editeur, Portion(", "), *edition.site)
    title, *content = _fiche(fiche, edition.libelles, labelled=labelled)
    running = _running(fiche)
    region = edition.region if edition.genre == "points" else None
    if region is not None:
        content.insert(0, Para(Style.REGION_LABEL, region.etiquette))
        content += word_region.short_contacts(region, edition.libelles)
        running = (*running, Portion(" · "), *region.etiquette)
    blocks: list[Block] = [_promoted(block) for block in (title, *content)]
    blocks += [Para(Style.SIGNATURE, signature), *paragraphs(edition.colophon, COLOPHON)]
    return Section(1, work, running, tuple(blocks), partie.type)


def _running(fiche: FicheEdition) -> Ligne:
    return (*fiche.etiquette, Portion(" – "), *fiche.titre_court)


def _promoted(block: Block) -> Block:
    """Raise a heading by one level: a fiche alone has no part above it."""
    if isinstance(block, Para) and block.style in HEADINGS:
        return replace(block, style=HEADINGS[HEADINGS.index(block.style) - 1])
    return block


def _front(edition: Edition, plan: Plan) -> Iterator[Section]:
    words = edition.libelles
    imprint = (
        Para(Style.FRONT_TITLE, words.mentions),
        Para(Style.IMPRINT, edition.titre),
        Para(Style.IMPRINT, edition.sous_titre),
        Para(Style.IMPRINT, edition.editeur),
        Para(Style.IMPRINT, edition.date_longue),
        Para(Style.IMPRINT, edition.site),
        *paragraphs(edition.mentions, Family(Style.IMPRINT)),
    )
    yield _section(edition, plan.imprint, words.mentions, imprint)
    contents = (
        Para(Style.CONTENTS_TITLE, words.sommaire),
        Contents(tuple(_entries(edition, plan)), refreshed=True),
    )
    yield _section(edition, plan.contents, words.sommaire, contents)
    if plan.foreword is not None:
        title = Para(Style.HEADING_1, words.avant_propos, anchor=FOREWORD)
        blocks = (title, *paragraphs(edition.presentation, PRESENTATION))
        yield _section(edition, plan.foreword, words.avant_propos, blocks)
    yield from _regional(edition, plan.region, words.en_region, word_region.opening)


def _entries(edition: Edition, plan: Plan) -> Iterator[Entry]:
    if plan.foreword is not None:
        title = edition.libelles.avant_propos
        yield Entry(Style.CONTENTS_1, None, title, FOREWORD, plan.foreword)
    if plan.region is not None:
        title = edition.libelles.en_region
        yield Entry(Style.CONTENTS_1, None, title, word_region.OPENING, plan.region)
    for partie in edition.parties:
        page = plan.anchors[partie.ancre]
        yield Entry(Style.CONTENTS_1, None, partie.titre, partie.ancre, page)
        yield from _fiche_entries(partie, plan, Style.CONTENTS_2)
    if plan.contacts is not None:
        title = edition.libelles.contacts
        yield Entry(Style.CONTENTS_1, None, title, word_region.CONTACTS, plan.contacts)
    if plan.index is not None:
        yield Entry(Style.CONTENTS_1, None, edition.libelles.index, INDEX, plan.index)


def _fiche_entries(partie: PartieEdition, plan: Plan, style: Style) -> Iterator[Entry]:
    for fiche in partie.fiches:
        page = plan.anchors[fiche.ancre]
        yield Entry(style, fiche.etiquette, fiche.titre, fiche.ancre, page)


def _part(partie: PartieEdition, plan: Plan, words: Libelles) -> Iterator[Section]:
    entries = tuple(_fiche_entries(partie, plan, Style.PART_CONTENTS))
    opener: tuple[Block, ...] = (
        Para(OPENERS[partie.type], (Portion(str(partie.numero)),), Label(Mark.PART, words.partie)),
        Para(Style.HEADING_1, partie.titre, anchor=partie.ancre),
        *paragraphs(partie.presentation, PRESENTATION),
        Contents(entries, refreshed=False),
    )
    yield Section(plan.anchors[partie.ancre], partie.titre, (), opener, partie.type, opener=True)
    for fiche in partie.fiches:
        blocks = tuple(_fiche(fiche, words, labelled=True))
        start = plan.anchors[fiche.ancre]
        yield Section(start, partie.titre, _running(fiche), blocks, partie.type)


def _fiche(fiche: FicheEdition, words: Libelles, *, labelled: bool) -> Iterator[Block]:
    label = Label(LABELS[fiche.type], fiche.etiquette) if labelled else None
    yield Para(Style.HEADING_2, fiche.titre, label=label, anchor=fiche.ancre)
    yield from paragraphs(fiche.chapo, Family(Style.STANDFIRST))
    if fiche.illustration is not None:
        yield Picture(fiche.illustration)
    if fiche.chiffres:
        yield Para(Style.HEADING_3, words.chiffres_cles)
    for chiffre in fiche.chiffres:
        yield Para(Style.FIGURE, chiffre.libelle, label=Label(Mark.VALUE, chiffre.valeur))
        yield Para(Style.FIGURE_SOURCE, chiffre.source)
    if fiche.loi is not None:
        yield from _law(fiche.loi, words)
    for section in fiche.sections:
        yield from _titled(section, None)
    if fiche.leviers:
        yield Para(Style.LEVERS, words.leviers)
    for levier in fiche.leviers:
        number = Label(Mark.LEVER_NUMBER, (Portion(str(levier.numero)),))
        yield from _titled(levier, number)
    yield from _closing(fiche, words)


def _closing(fiche: FicheEdition, words: Libelles) -> Iterator[Block]:
    """Yield what ends a fiche, its map beside the lists, or the examples of a Points."""
    beside = fiche.type == "synthese" and bool(fiche.exemples)
    map_ = () if fiche.carte is None else tuple(map_blocks(fiche.carte, fiche.type))
    if fiche.exemples:
        yield Para(Style.HEADING_3, words.exemples)
    yield from map_ if beside else ()
    for exemple in fiche.exemples:
        yield from _example(exemple)
    yield from () if beside else map_
    if fiche.ressources:
        yield Para(Style.HEADING_3, words.en_savoir_plus)
    for ressource in fiche.ressources:
        yield Para(Style.RESOURCE, ressource.texte)
    if fiche.voir_aussi:
        yield Para(Style.HEADING_3, words.voir_aussi)
    for line in fiche.voir_aussi:
        yield Para(Style.SEE_ALSO, line)


def _titled(section: SectionEdition, label: Label | None) -> Iterator[Block]:
    yield Para(Style.HEADING_3, section.titre, label=label)
    yield from paragraphs(section.texte, TEXT)
    for exemple in section.exemples:
        yield from _example(exemple)


def _law(loi: LoiEdition, words: Libelles) -> Iterator[Block]:
    yield Para(Style.LAW_LABEL, words.loi)
    yield Para(Style.LAW_TITLE, loi.titre)
    yield from paragraphs(loi.texte, LAW)
    yield Para(Style.LAW_SOURCE, loi.source)


def _example(exemple: ExempleEdition) -> Iterator[Block]:
    told = [(*exemple.annonce, *exemple.collectivite)]
    told += [one for one in (exemple.territoire, exemple.annee) if one is not None]
    yield Para(Style.EXAMPLE_LABEL, _dotted(told))
    yield Para(Style.HEADING_4, exemple.titre, anchor=exemple.ancre)
    yield from paragraphs(exemple.texte, EXAMPLE)
    for source in exemple.sources:
        yield Para(Style.EXAMPLE_SOURCE, source)


def _colophon(edition: Edition) -> Iterator[Block]:
    yield Para(Style.FRONT_TITLE, edition.libelles.achever)
    yield from paragraphs(edition.colophon, COLOPHON)
    yield Para(Style.COLOPHON, edition.editeur)
    yield Para(Style.COLOPHON, edition.site)


def _dotted(lines: list[Ligne]) -> Ligne:
    """Return lines in one, parted by dots: `L'exemple de la Ville de Lons · Jura, 39 · 2024`."""
    parted = [run for line in lines for run in (Portion(" · "), *line)]
    return tuple(parted[1:])

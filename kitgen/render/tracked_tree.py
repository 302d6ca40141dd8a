"""An Edition as a tree of paragraphs that keep their ids, to be compared with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kitgen.model.edition import (
    ChiffreEdition,
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
from kitgen.render.word_blocks import Label, Para, Picture, paragraphs
from kitgen.render.word_styles import LABELS, Family, Mark, Style

Bloc: TypeAlias = Para | Picture
IMPRINT = Family(Style.IMPRINT)
PRESENTATION = Family(Style.PRESENTATION)
LAW = Family(Style.LAW_TEXT, Style.LAW_BULLET, Style.LAW_NUMBER)
EXAMPLE = Family(Style.EXAMPLE_TEXT, Style.EXAMPLE_BULLET, Style.EXAMPLE_NUMBER)
DOT = Portion(" · ")


@dataclass(frozen=True, slots=True)
class Noeud:
    """An item of an edition: its own paragraphs, then those of what it holds.

    Attributes:
        cle: its id, unique beside its brothers.
        fiche: whether it is a whole fiche.
    """

    cle: str
    blocs: tuple[Bloc, ...]
    enfants: tuple[Noeud, ...] = ()
    fiche: bool = False


def tree_of(editions: Sequence[Edition], site: Ligne) -> Noeud:
    """Return everything that some editions say, their contents and page numbers left out.

    The last paragraph, the publisher's address, is there whatever the editions hold: it can be
    reworded, and neither added nor removed.
    """
    end = Noeud("site", (Para(Style.COLOPHON, site),))
    return Noeud("", (), (*map(_edition, editions), end))


def _edition(edition: Edition) -> Noeud:
    words = edition.libelles
    nodes = [
        Noeud("titre", tuple(_opening(edition))),
        _titled(
            "mentions", Style.FRONT_TITLE, words.mentions, paragraphs(edition.mentions, IMPRINT)
        ),
        _titled(
            "presentation",
            Style.HEADING_1,
            words.avant_propos,
            paragraphs(edition.presentation, PRESENTATION),
        ),
        *_region(edition.region, words),
        *(_part(partie, words) for partie in edition.parties),
        *_contacts(edition.region, words),
        Noeud("colophon", tuple(_closing(edition))),
    ]
    return Noeud(edition.collection, (), tuple(one for one in nodes if one.blocs))


def _opening(edition: Edition) -> Iterator[Para]:
    yield Para(Style.FRONT_TITLE, edition.titre)
    yield Para(Style.IMPRINT, edition.sous_titre)
    if edition.region is not None:
        yield Para(Style.IMPRINT, edition.region.etiquette)
    yield Para(Style.IMPRINT, edition.editeur)
    yield Para(Style.IMPRINT, edition.date_longue)


def _closing(edition: Edition) -> Iterator[Para]:
    yield Para(Style.FRONT_TITLE, edition.libelles.achever)
    yield from paragraphs(edition.colophon, Family(Style.COLOPHON))


def _titled(
    cle: str,
    style: Style,
    title: Ligne,
    blocs: Iterable[Bloc] = (),
    enfants: Iterable[Noeud] = (),
) -> Noeud:
    """Return an item under its title; an empty one when there is nothing to put under it."""
    own, inner = tuple(blocs), tuple(enfants)
    return Noeud(cle, (Para(style, title), *own) if own or inner else (), inner)


def _region(region: RegionEdition | None, words: Libelles) -> Iterator[Noeud]:
    if region is not None:
        yield _titled(
            "region",
            Style.HEADING_1,
            words.en_region,
            paragraphs(region.avant_propos, PRESENTATION),
            (_figure(one) for one in region.chiffres),
        )


def _contacts(region: RegionEdition | None, words: Libelles) -> Iterator[Noeud]:
    if region is None:
        return
    contacts = []
    for one in region.organismes:
        role = () if one.role is None else (Para(Style.TEXT, one.role),)
        ways = (Para(Style.CONTACT_WAY, line) for line in one.coordonnees)
        contacts.append(Noeud(one.id, (Para(Style.CONTACT, one.nom), *role, *ways)))
    yield _titled("contacts", Style.HEADING_1, words.contacts, (), contacts)
    logos = [bloc for image in region.partenaires for bloc in _picture(image)]
    yield _titled("partenaires", Style.CONTACT, words.partenaires, logos)


def _part(partie: PartieEdition, words: Libelles) -> Noeud:
    title = Para(Style.HEADING_1, partie.titre, anchor=partie.ancre)
    blocs = (title, *paragraphs(partie.presentation, PRESENTATION))
    return Noeud(f"partie-{partie.id}", blocs, tuple(_fiche(one, words) for one in partie.fiches))


def _fiche(fiche: FicheEdition, words: Libelles) -> Noeud:
    label = Label(LABELS[fiche.type], fiche.etiquette)
    title = Para(Style.HEADING_2, fiche.titre, label=label, anchor=fiche.ancre)
    heading = Style.HEADING_3
    resources = [Noeud(one.id, (Para(Style.RESOURCE, one.texte),)) for one in fiche.ressources]
    nodes = (
        Noeud("chapo", tuple(paragraphs(fiche.chapo, Family(Style.STANDFIRST)))),
        Noeud("illustration", tuple(_picture(fiche.illustration))),
        _titled("chiffres", heading, words.chiffres_cles, (), map(_figure, fiche.chiffres)),
        Noeud("loi", tuple(_law(fiche.loi, words))),
        *(_section(one, None) for one in fiche.sections),
        _titled("leviers", Style.LEVERS, words.leviers, (), _levers(fiche)),
        _titled("exemples", heading, words.exemples, (), map(_example, fiche.exemples)),
        _titled("ressources", heading, words.en_savoir_plus, (), resources),
        _titled(
            "voir_aussi",
            heading,
            words.voir_aussi,
            [Para(Style.SEE_ALSO, line) for line in fiche.voir_aussi],
        ),
    )
    return Noeud(fiche.reference, (title,), tuple(one for one in nodes if one.blocs), fiche=True)


def _levers(fiche: FicheEdition) -> Iterator[Noeud]:
    for levier in fiche.leviers:
        number = Label(Mark.LEVER_NUMBER, (Portion(str(levier.numero)),))
        yield _section(levier, number)


def _section(section: SectionEdition, label: Label | None) -> Noeud:
    title = Para(Style.HEADING_3, section.titre, label=label)
    blocs = (title, *paragraphs(section.texte, Family(Style.TEXT)))
    return Noeud(section.id, blocs, tuple(map(_example, section.exemples)))


def _example(exemple: ExempleEdition) -> Noeud:
    told = [(*exemple.annonce, *exemple.collectivite)]
    told += [one for one in (exemple.territoire, exemple.annee) if one is not None]
    label = tuple(run for line in told for run in (DOT, *line))[1:]
    blocs = (
        Para(Style.EXAMPLE_LABEL, label),
        Para(Style.HEADING_4, exemple.titre),
        *paragraphs(exemple.texte, EXAMPLE),
        *(Para(Style.EXAMPLE_SOURCE, line) for line in exemple.sources),
    )
    return Noeud(f"exemple-{exemple.id}", blocs)


def _figure(chiffre: ChiffreEdition) -> Noeud:
    value = Label(Mark.VALUE, chiffre.valeur)
    figure = Para(Style.FIGURE, chiffre.libelle, label=value)
    return Noeud(chiffre.id, (figure, Para(Style.FIGURE_SOURCE, chiffre.source)))


def _law(loi: LoiEdition | None, words: Libelles) -> Iterator[Para]:
    if loi is not None:
        yield Para(Style.LAW_LABEL, words.loi)
        yield Para(Style.LAW_TITLE, loi.titre)
        yield from paragraphs(loi.texte, LAW)
        yield Para(Style.LAW_SOURCE, loi.source)


def _picture(image: ImageEdition | None) -> Iterator[Bloc]:
    if image is not None:
        yield Picture(image)
        for line in (image.legende, image.credit):
            if line:
                yield Para(Style.CAPTION, line)

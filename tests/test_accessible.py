"""The PDFs of the real project, as a screen reader says them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from kitgen.model.edition import Edition
from kitgen.model.texte import texte_brut
from kitgen.pipeline.targets import Target
from tests.outputs import CASES, name_of, render
from tests.pdf_speech import Said, artifacts, listen
from tests.readers import items, skeleton

TARGETS = [target for target, name in CASES if name == "pdf"]
KITS = [target for target in TARGETS if target.fiche is None]
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
VAGUE = {"ici", "lien", "cliquezici", "ensavoirplus", "lirelasuite", "voir", "site"}
of_every_pdf = pytest.mark.parametrize("target", TARGETS, ids=name_of)
of_every_kit = pytest.mark.parametrize("target", KITS, ids=name_of)


@cache
def heard(target: Target) -> Said:
    """Return a document as it is read aloud."""
    return listen(render(target, "pdf")[1].contenu)


def plain(text: str) -> str:
    """Return a text with single plain spaces, the hyphens of cut words taken out."""
    return " ".join(text.replace("\u00ad", "").replace("\u2011", "-").split())


def fiches(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield the number, the title and the running title of each fiche."""
    for partie in edition.parties:
        for fiche in partie.fiches:
            running = f"{texte_brut(fiche.etiquette)} · {texte_brut(fiche.titre_court)}"
            yield str(fiche.numero or ""), plain(texte_brut(fiche.titre)), plain(running)


@of_every_pdf
def test_all_is_read_in_the_order_of_the_page(target: Target) -> None:
    """Title, standfirst, figures, law, levers with their examples: nothing lacks, nor moves."""
    edition, _, _ = render(target, "pdf")
    text = skeleton(heard(target).text)
    at = 0

    for item in items(edition):
        found = text.find(item.key, at)
        assert found >= 0, item.key[:80]
        assert all(text.find(line, at) >= 0 for line in item.lines), item.key[:80]
        at = found


@of_every_pdf
def test_a_fiche_opens_with_its_title_then_its_standfirst(target: Target) -> None:
    """The label is part of the title; no running header comes between."""
    edition, _, _ = render(target, "pdf")
    articles = heard(target).all("Art")
    parts = [fiche for partie in edition.parties for fiche in partie.fiches]

    assert len(articles) == len(parts)
    for article, fiche in zip(articles, parts, strict=True):
        title = article.all(*HEADINGS)[0]
        opening = texte_brut(fiche.etiquette), texte_brut(fiche.titre)
        assert skeleton(title.text) == skeleton("".join(opening))
        assert article.kids()[0] == title.kind


@of_every_pdf
def test_running_headers_are_drawn_and_not_read(target: Target) -> None:
    """What a page repeats is an artifact; and artifacts are nothing else."""
    edition, artefact, _ = render(target, "pdf")
    said = plain(heard(target).text)
    region = texte_brut(edition.region.etiquette) if edition.region else ""
    date = f"{texte_brut(edition.titre)}, {texte_brut(edition.date_longue)}"
    running = [*(running for *_, running in fiches(edition)), date, region]
    running += [texte_brut(edition.date_longue), *(texte_brut(p.titre) for p in edition.parties)]
    drawn = skeleton(artifacts(artefact.contenu))
    for words in sorted(map(skeleton, running), key=len, reverse=True):
        drawn = drawn.replace(words, "") if words else drawn

    assert not [words for *_, words in fiches(edition) if words in said]
    assert drawn.strip("0123456789") == ""


@of_every_kit
def test_each_line_of_the_contents_is_a_link(target: Target) -> None:
    """It says number, title and page, without dots, and leads to that page."""
    edition, artefact, _ = render(target, "pdf")
    reader = PdfReader(io.BytesIO(artefact.contenu))
    pages = {
        name: str((reader.get_destination_page_number(found) or 0) + 1)
        for name, found in reader.named_destinations.items()
    }
    said = {plain(link.text): link for link in heard(target).all("TOC")[0].all("Link")}

    for number, title, _ in fiches(edition):
        (line,) = [line for line in said if line.startswith(f"{number} {title}")]
        assert line == f"{number} {title} {pages[said[line].target]}"
    assert all(plain(" ".join(link.contents)).startswith(line) for line, link in said.items())


@of_every_pdf
def test_each_link_makes_sense_alone(target: Target) -> None:
    """It says its words, not an address; in a fiche, those that say the same lead to one place."""
    document = heard(target)

    assert document.all("Link")
    for link in document.all("Link"):
        (said,) = {plain(one) for one in link.contents}
        assert plain(link.text) in said
        assert skeleton(said).lower() not in VAGUE
        assert "://" not in said
    for article in document.all("Art"):
        targets: defaultdict[str, set[str]] = defaultdict(set)
        for link in article.all("Link"):
            targets[plain(link.contents[0])].add(link.target)
        assert {said: led for said, led in targets.items() if len(led) > 1} == {}


@of_every_pdf
def test_headings_form_one_tree(target: Target) -> None:
    """One first level, at the start; no level is skipped; none is empty."""
    headings = heard(target).all(*HEADINGS)
    levels = [int(heading.kind[1]) for heading in headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(heading.words for heading in headings)


def bookmarks(found: object, depth: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the bookmarks with their depth."""
    assert isinstance(found, list)
    for one in found:
        if isinstance(one, Destination):
            yield depth, skeleton(str(one.title))
        else:
            yield from bookmarks(one, depth + 1)


@of_every_pdf
def test_bookmarks_are_headings(target: Target) -> None:
    """In the same order, a heading within another being a bookmark within the other's."""
    reader = PdfReader(io.BytesIO(render(target, "pdf")[1].contenu))
    headings = iter(heard(target).all(*HEADINGS))
    depths: dict[str, int] = {}

    for depth, title in bookmarks(reader.outline):
        heading = next((one for one in headings if skeleton(one.text).endswith(title)), None)
        assert heading, title
        assert depths.setdefault(heading.kind, depth) == depth
    assert [depths[kind] for kind in sorted(depths)] == sorted(depths.values())


@of_every_pdf
def test_figures_are_said_once(target: Target) -> None:
    """Each has an alternative, which no other has."""
    figures = [figure.alt for figure in heard(target).all("Figure")]

    assert all(figures)
    assert len(figures) == len(set(figures))


@of_every_pdf
def test_the_document_says_its_language_and_title(target: Target) -> None:
    """A synthetic voice speaks French; the window shows the title."""
    edition, artefact, _ = render(target, "pdf")
    root = PdfReader(io.BytesIO(artefact.contenu)).root_object

    assert str(root["/Lang"]) == edition.langue
    assert str(root["/ViewerPreferences"]) == "{'/DisplayDocTitle': True}"
    assert {one.lang for one in heard(target).all("Span")} <= {""}


@of_every_pdf
def test_words_are_whole_and_apart(target: Target) -> None:
    """Every line of the Edition is heard with its spaces, whatever the line's end."""
    edition, _, _ = render(target, "pdf")
    said = plain(heard(target).text)

    for partie in edition.parties:
        for fiche in partie.fiches:
            for levier in (*fiche.sections, *fiche.leviers):
                assert plain(texte_brut(levier.titre)) in said
            for line in (fiche.titre, *(one.texte for one in fiche.ressources)):
                assert plain(texte_brut(line)) in said


@of_every_pdf
def test_files_are_light(target: Target) -> None:
    """Under 60 kB per page without photographs."""
    _, artefact, _ = render(target, "pdf")

    assert artefact.pages
    assert len(artefact.contenu) < 60_000 * artefact.pages

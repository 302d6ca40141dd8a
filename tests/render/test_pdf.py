"""The PDF of a kit and of a fiche, read back with another library."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, PdfObject

from kitgen.errors import Code, ExitCode, SetupError
from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition, ExempleEdition, FicheEdition
from kitgen.model.genre import Genre
from kitgen.model.texte import Ligne, Paragraphe, lignes, texte_brut
from kitgen.render import engines, render
from kitgen.render.base import RenderContext
from kitgen.render.pdf import render_pdf
from tests.builders import (
    chiffre,
    edition,
    exemple,
    fiche,
    levier,
    ligne,
    loi,
    partie,
    points,
    ressource,
    texte,
)
from tests.render.conftest import LAYOUTS
from tests.render.images import image
from tests.render.references import page_of

KIT = edition()
OUTSIDE = (ligne("Fiche 1 – De quoi parle-t-on ?"),)
SEULE = edition(
    fiche="municipal/scic",
    parties=(partie(fiches=(fiche(ancre="fiche-4", voir_aussi=OUTSIDE, illustration=image()),)),),
)


@pytest.fixture(scope="module")
def kit(contexte: RenderContext) -> Artefact:
    """Return the stock kit, laid out once."""
    return render_pdf(KIT, contexte)


@pytest.fixture(scope="module")
def lu(kit: Artefact) -> PdfReader:
    """Return the stock kit, read back."""
    return PdfReader(io.BytesIO(kit.contenu))


def bare(text: str) -> str:
    """Return a text without spaces nor hyphens, which a line's end adds."""
    return re.sub(r"[\s\u2010-]", "", text)


def words(reader: PdfReader) -> str:
    """Return the text of a document in the order of its content."""
    return bare("".join(page.extract_text() for page in reader.pages))


def fiche_lines(one: FicheEdition) -> Iterator[Ligne]:
    """Yield the lines of a fiche in the order of reading."""
    yield from (one.etiquette, one.titre, *lignes(one.chapo))
    for figure in one.chiffres:
        yield from (figure.valeur, figure.libelle, figure.source)
    if one.loi:
        yield from (one.loi.titre, *lignes(one.loi.texte), one.loi.source)
    for section in (*one.sections, *one.leviers):
        yield from (section.titre, *lignes(section.texte))
        for box in section.exemples:
            yield from exemple_lines(box)
    for box in one.exemples:
        yield from exemple_lines(box)
    yield from (resource.texte for resource in one.ressources)
    yield from one.voir_aussi


def exemple_lines(box: ExempleEdition) -> Iterator[Ligne]:
    """Yield the lines of an example: where, when, what."""
    yield from (box.collectivite, *filter(None, (box.territoire, box.annee)))
    yield from (box.titre, *lignes(box.texte), *box.sources)


def kit_lines(document: Edition) -> Iterator[Ligne]:
    """Yield the lines of a kit in the order of reading."""
    yield from (document.titre, document.sous_titre, document.date_longue, document.editeur)
    yield from lignes(document.mentions)
    yield from (one.titre for part in document.parties for one in part.fiches)
    yield from lignes(document.presentation)
    for part in document.parties:
        yield from (part.titre, *lignes(part.presentation))
        for one in part.fiches:
            yield from fiche_lines(one)
    yield from lignes(document.colophon)


def test_nothing_is_lost_and_all_is_in_order(lu: PdfReader) -> None:
    """Every line of the Edition is in the PDF, in the order of reading."""
    text = words(lu)
    at, seen = 0, 0

    for line in kit_lines(KIT):
        at = text.find(bare(texte_brut(line)), at)
        assert at >= 0, texte_brut(line)
        seen += 1

    assert seen > 100


def test_the_engine_has_no_complaint(kit: Artefact) -> None:
    """The layout asks nothing that the engine ignores."""
    assert kit.diagnostics == ()


def test_links_lead_where_they_say(lu: PdfReader) -> None:
    """Web addresses are actions; references between fiches are destinations that exist."""
    annotations = [
        found.get_object() for page in lu.pages for found in page.get("/Annots", ()) or ()
    ]
    webs = {found["/A"]["/URI"] for found in annotations if "/A" in found}
    inner = {str(found["/Dest"]) for found in annotations if "/Dest" in found}

    assert {"https://exemple.fr/guide", "https://exemple.fr/halle", "https://www.rtes.fr"} <= webs
    assert {"fiche-1", "fiche-4", "partie-1"} <= inner
    assert inner <= set(lu.named_destinations)


def outline(items: object, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the bookmarks with their depth."""
    assert isinstance(items, list)
    for item in items:
        if isinstance(item, Destination):
            yield depth, str(item.title)
        else:
            yield from outline(item, depth + 1)


def test_bookmarks_follow_the_parts_and_fiches(lu: PdfReader) -> None:
    """Front matter and parts, then fiches with their number, then levers and sections."""
    marks = list(outline(lu.outline))

    assert [title for depth, title in marks if depth == 0] == [
        "À propos de cette édition",
        "Sommaire",
        "Avant-propos",
        "Comprendre l’économie sociale et solidaire",
        "Les leviers d’action",
        "Carte et index des exemples",
        "Colophon",
    ]
    assert (1, "4. Agriculture & alimentation durables") in marks
    assert "Réunir les acteurs du territoire" in {
        re.sub(r"^\d ?", "", title) for depth, title in marks if depth == 2
    }


def test_the_document_says_what_it_is(lu: PdfReader) -> None:
    """Title shown in the window's bar, author, dates, language, tags."""
    about = lu.metadata
    root = lu.root_object

    assert about is not None
    assert about.title == KIT.titre_document
    assert about.author == texte_brut(KIT.editeur)
    assert about.creator == "kitgen"
    assert {about.get("/CreationDate"), about.get("/ModDate")} == {"D:20261101000000Z"}
    assert str(root["/Lang"]) == "fr-FR"
    assert inside(root, "/MarkInfo", "/Marked")
    assert inside(root, "/ViewerPreferences", "/DisplayDocTitle")


def inside(found: PdfObject, *names: str) -> PdfObject | None:
    """Return what a chain of names leads to, or nothing."""
    for name in names:
        holder = found.get_object()
        assert isinstance(holder, DictionaryObject)
        found = holder[name]
    return found.get_object()


def fonts_of(page: PageObject) -> Iterator[DictionaryObject]:
    """Yield the fonts of a page."""
    resources = cast("DictionaryObject", page["/Resources"])
    for font in cast("DictionaryObject", resources.get("/Font", {})).values():
        yield cast("DictionaryObject", font.get_object())


def test_only_the_fonts_of_the_project_are_used(lu: PdfReader) -> None:
    """A system font would change the pages from one machine to the next; all are embedded."""
    names: set[str] = set()
    for page in lu.pages:
        for font in fonts_of(page):
            names.add(str(font["/BaseFont"]).partition("+")[2])
            (inner,) = cast("ArrayObject", font["/DescendantFonts"])
            assert inside(inner, "/FontDescriptor", "/FontFile2")

    assert len(names) > 3
    assert {name[:14] for name in names} == {"Source-Sans-3,", "Source-Sans-3-", "Source-Serif-4"}


def test_each_fiche_begins_a_page_that_the_contents_announce(lu: PdfReader) -> None:
    """The number in the contents is the page where the fiche's title stands."""
    contents = bare(lu.pages[2].extract_text())
    for part in KIT.parties:
        for one in part.fiches:
            number = page_of(lu, one.ancre)
            title = bare(texte_brut(one.titre))
            page = bare(lu.pages[number - 1].extract_text())

            assert f"{one.numero}{title}{number}" in contents
            assert page.index(bare(texte_brut(one.etiquette))) < page.index(title)


def test_a_following_page_recalls_its_fiche_and_part(kit: Artefact, lu: PdfReader) -> None:
    """The running header names both; the first page, which bears the title, only the part."""
    first = page_of(lu, "fiche-4")

    assert {one.fiche: one.pages for one in kit.mesures}["municipal/alimentation"] == 2
    assert "Fiche 4 · Alimentation" not in lu.pages[first - 1].extract_text()
    assert "Fiche 4 · Alimentation" in lu.pages[first].extract_text()
    assert "Les leviers d’action" in lu.pages[first].extract_text()


def test_a_fiche_alone_is_the_fiche_and_its_foot(contexte: RenderContext) -> None:
    """No cover; the header names the kit; the colophon takes no page of its own."""
    artefact = render_pdf(SEULE, contexte)
    reader = PdfReader(io.BytesIO(artefact.contenu))
    text = words(reader)

    assert artefact.extension == "pdf"
    assert artefact.pages == len(reader.pages) <= 3
    assert artefact.diagnostics == ()
    assert all(bare(texte_brut(line)) in text for line in fiche_lines(SEULE.parties[0].fiches[0]))
    assert "KitMunicipalESS,novembre2026·Fiche3·Mobiliserlesacteurs" in text
    assert "ComposéenSourceSans3parkitgen." in text
    assert len(reader.pages[0].images) == 1


def test_points_are_four_pages_with_a_purpose_each(contexte: RenderContext) -> None:
    """What it is about; how it works; what to do; who has done it, and who publishes."""
    document = points(logo=image())
    (one,) = document.parties[0].fiches

    artefact = render_pdf(document, contexte)

    pages = [bare(page.extract_text()) for page in PdfReader(io.BytesIO(artefact.contenu)).pages]
    assert artefact.diagnostics == ()
    assert artefact.pages == len(pages) == 4
    lines = [bare(texte_brut(line)) for line in fiche_lines(one)]
    at = 0
    for line in lines:
        at = "".join(pages).find(line, at)
        assert at >= 0, line
    for page, opening in zip(
        pages,
        (one.titre, one.sections[1].titre, document.libelles.leviers, document.libelles.exemples),
        strict=True,
    ):
        assert bare(texte_brut(opening)) in page
    assert "ComposéenSourceSans3parkitgen." in pages[3]
    assert bare(texte_brut(document.editeur)) in pages[3]
    assert ["n°10·Mobiliserlesacteurs·novembre2026" in page for page in pages] == [
        False,
        True,
        True,
        True,
    ]


def test_points_without_number_keep_their_marker(contexte: RenderContext) -> None:
    """An unnumbered Points is no special case: the label is the collection's name."""
    (one,) = points().parties[0].fiches
    bare_one = replace(one, numero=None, etiquette=ligne("Points de RepèrESS"), exemples=())
    document = points(parties=(partie(type="synthese", fiches=(bare_one,)),))

    artefact = render_pdf(document, contexte)

    first = PdfReader(io.BytesIO(artefact.contenu)).pages[0].extract_text()
    assert (artefact.pages, artefact.diagnostics) == (4, ())
    assert "n°" not in first


GENRES: tuple[Genre, ...] = ("kit", "points")


def alone(genre: Genre, one: FicheEdition) -> Edition:
    """Return a document of one fiche that may be as long as it wants."""
    parties = (partie(fiches=(one,)),)
    return edition(genre=genre, fiche="municipal/acteurs", parties=parties, pages_par_fiche=99)


LONG = " ".join(f"mot{rank:04}" for rank in range(1500))


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize(
    "changes",
    [
        {"chapo": texte(LONG)},
        {"loi": loi(texte=texte(LONG))},
        {"leviers": (levier(texte=texte(LONG)),)},
        {"leviers": (levier(texte=texte(LONG.replace("0 ", "0\n\n"))),)},
        {"leviers": (levier(texte=texte(LONG), exemples=()), levier(exemples=()))},
        {"sections": (levier(numero=None, texte=texte(LONG)),)},
        {"exemples": (exemple(texte=texte(LONG)),)},
        {"exemples": (exemple(texte=texte(LONG)), exemple())},
        {"ressources": (ressource(texte=ligne(LONG)),)},
        {"leviers": (levier(texte=texte("x" * 2000 + " " + LONG)),)},
    ],
    ids=[
        "chapo",
        "loi",
        "levier",
        "paragraphes",
        "paire de leviers",
        "section",
        "exemple",
        "paire d'exemples",
        "ressource",
        "mot",
    ],
)
def test_a_text_longer_than_a_page_goes_on(
    contexte: RenderContext, changes: dict[str, object], genre: Genre
) -> None:
    """Boxes that cannot stay whole are cut by the page, and lose nothing."""
    long = fiche(ancre="fiche-4", voir_aussi=OUTSIDE, **changes)
    document = alone(genre, long)

    artefact = render_pdf(document, contexte)

    text = words(PdfReader(io.BytesIO(artefact.contenu)))
    assert artefact.diagnostics == ()
    assert [word for word in LONG.split() if word not in text] == []


WORD = ligne(f"[{'anticonstitutionnellement' * 8}](https://exemple.fr)")
WIDE = fiche(
    ancre="fiche-4",
    titre=WORD,
    chapo=(Paragraphe(WORD),),
    chiffres=(chiffre(valeur=WORD, libelle=WORD, source=WORD),) * 3,
    loi=loi(titre=WORD, texte=(Paragraphe(WORD),), source=WORD),
    sections=(levier(numero=None, titre=WORD, texte=(Paragraphe(WORD),), exemples=()),),
    leviers=(levier(titre=WORD, texte=(Paragraphe(WORD),), exemples=()),) * 3,
    exemples=(
        exemple(
            titre=WORD,
            collectivite=WORD,
            territoire=WORD,
            texte=(Paragraphe(WORD),),
            sources=(WORD,),
        ),
    )
    * 3,
    ressources=(ressource(texte=WORD),),
    voir_aussi=(WORD,),
)


@pytest.mark.parametrize("genre", GENRES)
def test_no_word_is_too_long_for_its_column(contexte: RenderContext, genre: Genre) -> None:
    """A word that has no end is cut: none of its pieces leaves the page, nor overlaps another."""
    document = alone(genre, WIDE)

    artefact = render_pdf(document, contexte)

    reader = PdfReader(io.BytesIO(artefact.contenu))
    pages = [
        [
            [float(side) for side in cast("ArrayObject", found.get_object()["/Rect"])]
            for found in page.get("/Annots", ()) or ()
        ]
        for page in reader.pages
    ]
    assert artefact.diagnostics == ()
    assert sum(map(len, pages)) > 100
    for boxes in pages:
        assert all(left > 40 and right < 560 for left, _, right, _ in boxes)
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def overlap(one: list[float], other: list[float]) -> bool:
    """Tell whether two boxes have a part in common, but for what two lines may share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 6


def test_a_glyph_that_is_missing_is_reported(contexte: RenderContext) -> None:
    """The warning comes with the file, which is made all the same."""
    document = edition(
        fiche="municipal/acteurs",
        parties=(partie(fiches=(fiche(ancre="fiche-4", voir_aussi=(), titre=ligne("Agir ☂")),)),),
    )

    (diagnostic,) = render_pdf(document, contexte).diagnostics

    assert diagnostic.code == Code.MISSING_GLYPH


PROGRAM = """
import datetime, hashlib, pathlib, sys
from kitgen.render.base import RenderContext
from kitgen.render.pdf import render_pdf
from tests.render.test_pdf import SEULE
day = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
artefact = render_pdf(SEULE, RenderContext(pathlib.Path(sys.argv[1]), day))
print(hashlib.sha256(artefact.contenu).hexdigest())
"""


def test_the_same_edition_gives_the_same_bytes_anywhere(
    contexte: RenderContext, tmp_path: Path
) -> None:
    """Neither the process, nor its hash seed, nor the place of the layouts shows."""
    elsewhere = tmp_path / "maquettes"
    shutil.copytree(LAYOUTS, elsewhere)
    here = hashlib.sha256(render_pdf(SEULE, contexte).contenu).hexdigest()
    there = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(elsewhere)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=LAYOUTS.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]

    assert there == [here, here]


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (OSError("cannot load library 'libpango-1.0-0'"), "apt-get install"),
        (ModuleNotFoundError("No module named 'weasyprint'"), "uv sync --extra pdf"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    contexte: RenderContext, monkeypatch: pytest.MonkeyPatch, error: Exception, hint: str
) -> None:
    """The machine is at fault: exit code 3, and what to type."""

    def broken(_: str) -> None:
        raise error

    monkeypatch.setattr(engines, "import_module", broken)

    with pytest.raises(SetupError) as caught:
        render("pdf", KIT, contexte)

    (diagnostic,) = caught.value.diagnostics
    assert caught.value.exit_code == ExitCode.ENVIRONMENT
    assert diagnostic.code == Code.MISSING_LIBRARY
    assert diagnostic.hint is not None
    assert hint in diagnostic.hint

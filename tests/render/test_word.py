"""The Word edition, read back: nothing lost, nothing evaluated, the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from kitgen.model.edition import Edition
from kitgen.model.texte import LienExterne, Paragraphe, Portion, texte_brut
from kitgen.render import render
from tests.builders import edition, fiche, levier, partie, region, texte
from tests.render.word_file import WordFile, find, values
from tests.render.word_given import (
    CONTEXT,
    PIXEL,
    ROOT,
    image,
    points,
    portions,
    single,
    unmapped,
    word,
    written,
)

LIBELLES = edition().libelles


@pytest.mark.parametrize(("given", "unsaid"), [(edition(), []), (points(), ["Synthèses"])])
def test_every_word_is_there(given: Edition, unsaid: list[str]) -> None:
    """No run of the Edition is missing, but its maps and the title of the part of a Points."""
    file = written(given)
    text = file.text + "".join(
        "".join(values(file.xml(name), "//w:t/text()"))
        for name in file.parts
        if name.startswith(("word/entete", "word/footer"))
    )
    runs = [portion.texte for portion in portions(unmapped(given))]

    assert len(runs) > 80
    assert [run for run in runs if run not in text] == unsaid


def test_a_fiche_stands_in_order() -> None:
    """A fiche reads: title, standfirst, figures, law, levers, examples, resources, neighbours."""
    text = word().text
    third = fiche()
    assert third.loi is not None
    expected = [
        f"{texte_brut(third.etiquette)}\t{texte_brut(third.titre)}\nDans chaque commune",
        texte_brut(LIBELLES.chiffres_cles),
        "2,6 millions\tde personnes",
        texte_brut(LIBELLES.loi),
        texte_brut(third.loi.titre),
        "L’article 1er définit",
        texte_brut(LIBELLES.leviers),
        "1\tRéunir les acteurs",
        "Commencez par réunir",
        "L’exemple de Saint-Exemple-le-Vieux · Jura, 39 · 2024",
        "Une halle rachetée",
        "2\tAcheter autrement",
        "découper le marché",
        "3\tFinancer dans la durée",
        texte_brut(LIBELLES.en_savoir_plus),
        "Annuaire des structures",
        texte_brut(LIBELLES.voir_aussi),
        "Kit voisin",
        "Fiche 4\tAgriculture & alimentation",
    ]
    position = text.index("Fiche 3\tConnaître", text.index("Partie\t2"))
    for words in expected:
        position = text.index(words, position)


def test_pieces_stand_in_order() -> None:
    """Cover, imprint, contents, foreword, openers each before its fiches, colophon."""
    styles = {"Title", "Titre liminaire", "TOC Heading", "heading 1", "heading 2"}
    titles = [p.text.split("\t")[0] for p in word().paragraphs if p.style in styles]

    assert titles == [
        "Kit MunicipalESS",
        texte_brut(LIBELLES.mentions),
        texte_brut(LIBELLES.sommaire),
        texte_brut(LIBELLES.avant_propos),
        "Comprendre l’économie sociale et solidaire",
        "Fiche 1",
        "Fiche 2",
        "Les leviers d’action",
        "Fiche 3",
        "Fiche 4",
        texte_brut(LIBELLES.index),
        texte_brut(LIBELLES.achever),
    ]


def test_links_lead_where_the_edition_says() -> None:
    """Every external link is there, in order, and every internal one has its bookmark."""
    file = word()
    urls = [p.lien.url for p in portions(edition()) if isinstance(p.lien, LienExterne)]
    names = values(file.document, "//w:bookmarkStart/@w:name")

    assert set(urls) == set(file.links())
    assert values(file.document, "//w:hyperlink/@w:anchor")
    assert set(values(file.document, "//w:hyperlink/@w:anchor")) <= set(names)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40
    assert len(set(file.relations("word/document.xml").values())) == len(
        file.relations("word/document.xml")
    )


def test_a_link_to_nowhere_is_told() -> None:
    """A reference to nowhere keeps its words and is told; a fiche alone may refer to its kit."""
    alone = render("docx", single(), CONTEXT)
    kit = render("docx", edition(parties=single().parties), CONTEXT)

    for artefact in (alone, kit):
        assert "fiche 4 – Alimentation" in WordFile(artefact.contenu).text
    assert alone.diagnostics == ()
    assert any("fiche-4" in diagnostic.message for diagnostic in kit.diagnostics)


@pytest.mark.parametrize(
    "typed",
    [
        'R&D < 25 % > "non" & l\'avis <w:b/> </w:t> &amp;',
        "{{ 7*7 }} {% import os %} {# non #} {_{ x }_} {{ titre }}",
        "\N{ROCKET} \N{FLAG IN HOLE} \u200f\u05d0\u05d1\u200e \u202f\u00a0fin",
        "anticonstitutionnellement" * 40,
        "  des   espaces  ",
        "https://exemple.fr/?a=1&b={c}",
        "\ue0000\ue001",
    ],
)
def test_text_stands_as_typed(typed: str) -> None:
    """Markup, template tags, emoji, long words and spaces stand exactly as given."""
    line = (Portion(typed),)
    alone = levier(titre=line, texte=(Paragraphe(line),))
    file = word(
        titre=line,
        sous_titre=line,
        editeur=line,
        titre_document=typed[:200],
        parties=(partie(fiches=(fiche(titre=line, titre_court=line, leviers=(alone,)),)),),
    )

    assert sum(p.text == typed for p in file.paragraphs) >= 4
    assert f"1\t{typed}" in file.text
    assert any(typed in "".join(values(file.xml(n), "//w:t/text()")) for n in headers(file))


def headers(file: WordFile) -> list[str]:
    """Return the names of the running headers."""
    return [name for name in file.parts if name.startswith("word/entete")]


def test_each_fiche_has_its_header() -> None:
    """The running header says the part and the fiche, once for each fiche."""
    file = word()
    said = ["\t".join(values(file.xml(name), "//w:t/text()")) for name in headers(file)]

    assert any("Les leviers d’action" in s and "Mobiliser les acteurs" in s for s in said)
    assert len(set(said)) == len(said)
    assert all("{" not in s and "\ue000" not in s for s in said)


def test_a_fiche_alone_has_neither_cover_nor_contents() -> None:
    """A single fiche begins with its title, at level 1, and ends with the colophon."""
    file = written(single())
    first = file.paragraphs[0]
    levels = [p.style for p in file.paragraphs if p.style.startswith("heading")]

    assert (first.style, first.text) == ("heading 1", f"Fiche 3\t{texte_brut(fiche().titre)}")
    assert set(levels) == {"heading 1", "heading 2", "heading 3"}
    assert file.paragraphs[-1].text == "Composé en Source Sans 3 par kitgen."
    assert file.starts == ["1"]
    assert "TOC" not in "".join(values(file.document, "//w:instrText/text()"))
    assert "".join(values(file.xml("word/entete1.xml"), "//w:t/text()")) == (
        "Kit MunicipalESS · Les leviers d’actionFiche 3 – Mobiliser les acteurs"
    )


def test_numbered_lists_start_again() -> None:
    """Two numbered lists count from 1 each; bullets come from their style alone."""
    lists = texte("1. un\n2. deux\n\nPuis :\n\n1. un encore\n2. deux encore\n\n- point")
    alone = levier(texte=lists, exemples=())
    file = word(parties=(partie(fiches=(fiche(leviers=(alone,)),)),))
    numbered = [p for p in file.paragraphs if p.style == "List Number"]
    used = ["".join(values(p.element, "w:pPr/w:numPr/w:numId/@w:val")) for p in numbered]
    numbering = file.xml("word/numbering.xml")

    assert used[0] == used[1] != used[2] == used[3]
    for number in set(used):
        path = f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val"
        assert values(numbering, path) == ["1"]
    assert all(
        not find(p.element, "w:pPr/w:numPr") for p in file.paragraphs if p.style == "List Bullet"
    )


def test_pictures_have_their_alternative() -> None:
    """An image is in line, described, followed by its caption and credit; the logo likewise."""
    picture = image(PIXEL, "image/png")
    illustrated = (partie(fiches=(fiche(illustration=picture),)),)
    file = word(logo=picture, parties=illustrated)

    described = values(file.document, "//wp:inline[.//*[local-name()='pic']]/wp:docPr/@descr")
    ids = values(file.document, "//wp:docPr/@id")

    assert described == ["Un marché & sa halle"] * 2
    assert len(set(ids)) == len(ids) > 3
    assert "\nLa halle\n© Ville\n" in file.text


@pytest.mark.parametrize(
    ("content", "media"), [(b"<svg/>", "image/svg+xml"), (PIXEL[:20], "image/png")]
)
def test_a_picture_that_word_cannot_show_is_told(content: bytes, media: str) -> None:
    """A vector or broken image leaves its alternative in print, and a diagnostic."""
    picture = replace(image(content, media), legende=None)
    given = edition(logo=picture, parties=(partie(fiches=(fiche(illustration=picture),)),))
    artefact = render("docx", given, CONTEXT)
    file = WordFile(artefact.contenu)

    assert [p.style for p in file.paragraphs if p.text == "Un marché & sa halle"] == [
        "Logo",
        "caption",
    ]
    assert sum("PNG" in str(d.hint) for d in artefact.diagnostics) == 2


def test_properties_describe_the_document() -> None:
    """Title, author, language and dates are the Edition's and the context's."""
    file = word(titre_document="Kit & “suite” <1>")
    core = file.parts["docProps/core.xml"].decode()

    assert "Kit &amp; “suite” &lt;1&gt;</dc:title>" in core
    assert "(RTES)</dc:creator>" in core
    assert "<dc:language>fr-FR</dc:language>" in core
    assert core.count("2026-11-01T08:30:00Z") == 2
    assert values(file.styles, "w:docDefaults//w:lang/@w:val") == ["fr-FR"]


def test_same_edition_same_bytes() -> None:
    """Two processes with different hash seeds write the same file, undated and sorted."""
    script = (
        "import hashlib, sys\n"
        "from tests.render.word_given import CONTEXT, edition, points, render\n"
        "both = (render('docx', given, CONTEXT).contenu for given in (edition(), points()))\n"
        "sys.stdout.write(hashlib.sha256(b''.join(both)).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    content = render("docx", edition(), CONTEXT).contenu
    entries = WordFile(content).entries

    both = content + render("docx", points(), CONTEXT).contenu
    assert seen == {hashlib.sha256(both).hexdigest()}
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert {(e.date_time, e.create_system) for e in entries} == {((1980, 1, 1, 0, 0, 0), 3)}


@pytest.mark.parametrize(
    "given",
    [
        edition(),
        single(),
        points(),
        edition(presentation=(), colophon=()),
        edition(region=region(couleurs=("#14596B", None))),
        replace(points(), region=region(couleurs=("#14596B", None))),
    ],
)
def test_the_validator_finds_nothing(given: Edition, tmp_path: Path) -> None:
    """The Open XML rules hold: Word opens the file without repairing it."""
    path = tmp_path / "edition.docx"
    path.write_bytes(render("docx", given, CONTEXT).contenu)

    result = OpenXmlValidator().validate(path)

    assert [str(error) for error in result.errors] == []


def test_word_works_without_the_pdf_engine() -> None:
    """The Word renderer never imports WeasyPrint."""
    script = "import sys, kitgen.render.word\nsys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_word_counts_no_page() -> None:
    """Pages are Word's to count: the artefact claims none."""
    artefact = render("docx", edition(), CONTEXT)

    assert (artefact.extension, artefact.pages) == ("docx", None)

"""Two editions as one Word file with tracked changes."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition, FicheEdition, SectionEdition
from kitgen.render.tracked import render_tracked
from kitgen.render.tracked_tree import tree_of
from kitgen.render.word_access import inaccessible
from tests.builders import (
    LEVERS,
    chiffre,
    edition,
    exemple,
    fiche,
    levier,
    ligne,
    organisme,
    partie,
    region,
    ressource,
    texte,
)
from tests.readers import items, skeleton
from tests.render.images import image
from tests.render.word_file import find, values
from tests.render.word_given import CONTEXT
from tests.tracked import W, accepted, body_of, rejected, tracked, words_of

ONE, TWO, THREE = LEVERS
LIST = "Trois gestes :\n\n1. un ;\n\n1. deux."


def kit(*fiches: FicheEdition, **changes: object) -> Edition:
    """Return a kit of one part."""
    return edition(parties=(partie(fiches=fiches or (fiche(),)),), **changes)


def with_levers(*levers: SectionEdition) -> Edition:
    """Return a kit of one fiche with these levers, numbered."""
    numbered = (replace(one, numero=rank) for rank, one in enumerate(levers, start=1))
    return kit(fiche(leviers=tuple(numbered)))


def track(before: Edition, after: Edition, **options: bool) -> Artefact:
    """Return the file of what changed."""
    return render_tracked([before], [after], "Ce qui change", CONTEXT, **options)


def lines(*editions: Edition) -> list[str]:
    """Return what some editions say, paragraph by paragraph."""
    return words_of(tree_of(editions, editions[0].site))


OTHERS = (
    fiche(reference="municipal/b", ancre="b"),
    fiche(reference="municipal/c", ancre="c"),
)
PAIRS: dict[str, tuple[Edition, Edition]] = {
    "same": (kit(), kit()),
    "title": (kit(), kit(fiche(titre=ligne("Un tout autre titre, sans un mot commun")))),
    "number": (kit(), kit(fiche(numero=4, etiquette=ligne("Fiche 4")))),
    "word": (kit(), kit(fiche(chapo=texte("Dans chaque ville, des **associations** agissent.")))),
    "paragraphs": (
        kit(fiche(chapo=texte("Un premier.\n\nUn deuxième, long et sûr.\n\nUn dernier."))),
        kit(
            fiche(
                chapo=texte("Un deuxième, long et très sûr.\n\nTout autre.\n\nUn dernier.\n\nFin.")
            )
        ),
    ),
    "paragraph gone": (
        kit(fiche(chapo=texte("Tout à part.\n\nUn deuxième, long et sûr.\n\nFin."))),
        kit(fiche(chapo=texte("Un deuxième, long et très sûr.\n\nFin."))),
    ),
    "list": (
        kit(fiche(chapo=texte("Trois gestes :\n\n- un ;\n- deux ;\n- trois."))),
        kit(fiche(chapo=texte("Trois gestes :\n\n1. un ;\n2. deux ;\n3. trois."))),
    ),
    "numbered": (
        with_levers(levier(texte=texte("1. un premier ;\n2. un deuxième ;"))),
        with_levers(levier(texte=texte("1. un premier ;\n2. bis tout neuf ;\n3. un deuxième ;"))),
    ),
    "lever moved": (with_levers(ONE, TWO, THREE), with_levers(THREE, ONE, TWO)),
    "lever gone": (with_levers(ONE, TWO, THREE), with_levers(ONE, THREE)),
    "lever new": (with_levers(ONE), with_levers(levier(id="neuf"), ONE, THREE)),
    "examples": (
        with_levers(levier(exemples=(exemple(), exemple(id="four")))),
        with_levers(levier(exemples=(exemple(annee=None), exemple(id="jardin")))),
    ),
    "figures": (
        kit(fiche(chiffres=(chiffre(), chiffre(id="part")))),
        kit(fiche(chiffres=(chiffre(valeur=ligne("2,7 millions")),))),
    ),
    "boxes": (kit(), kit(fiche(loi=None, chiffres=(), ressources=(), voir_aussi=()))),
    "links": (
        kit(fiche(chapo=texte("Voir [ici](https://exemple.fr/a) et [là](#fiche-3)."))),
        kit(fiche(chapo=texte("Voir [ici](https://exemple.fr/b) et [là](#ailleurs)."))),
    ),
    "resource": (kit(), kit(fiche(ressources=(ressource(id="autre"), ressource())))),
    "picture new": (kit(), kit(fiche(illustration=image()))),
    "picture same": (kit(fiche(illustration=image())), kit(fiche(illustration=image()))),
    "picture drawn": (
        kit(fiche(illustration=image())),
        kit(fiche(illustration=image(b"<svg/>"))),
    ),
    "fiches": (
        kit(fiche(), fiche(reference="municipal/autre", ancre="fiche-4")),
        kit(fiche(reference="municipal/neuve", ancre="fiche-5"), fiche()),
    ),
    "fiche moved": (kit(fiche(), *OTHERS), kit(*OTHERS, fiche())),
    "parts": (edition(), edition(parties=edition().parties[::-1])),
    "front": (edition(), edition(presentation=(), mentions=texte("Autre édition."))),
    "end": (edition(), edition(colophon=(), site=ligne("[exemple.fr](https://exemple.fr)"))),
    "date": (edition(), edition(date_longue=ligne("mai 2027"))),
    "region": (edition(), edition(region=region(partenaires=(image(),)))),
    "bare picture": (kit(), kit(fiche(illustration=replace(image(), credit=None)))),
    "contacts": (
        edition(region=region()),
        edition(region=region(avant_propos=(), chiffres=(), organismes=(organisme(role=None),))),
    ),
    "empty region": (
        edition(),
        edition(region=region(avant_propos=(), chiffres=(), organismes=())),
    ),
}
CHANGED = [name for name in PAIRS if name not in {"same", "picture same"}]


@pytest.mark.parametrize("name", PAIRS)
def test_accepted_it_is_the_new_edition_rejected_the_old_one(name: str) -> None:
    """Every paragraph, in order, and no empty one: both ways."""
    before, after = PAIRS[name]

    content = track(before, after).contenu
    back = track(after, before).contenu

    assert (accepted(content), rejected(content)) == (lines(after), lines(before))
    assert (accepted(back), rejected(back)) == (lines(before), lines(after))
    assert bool(tracked(content)) == (name in CHANGED)


@pytest.mark.parametrize("name", ["numbered", "links", "picture drawn", "fiches", "region"])
def test_word_finds_no_fault_in_the_file(name: str, tmp_path: Path) -> None:
    """By the rules of Microsoft's own validator."""
    path = tmp_path / "suivi.docx"
    path.write_bytes(track(*PAIRS[name]).contenu)

    assert [str(one) for one in OpenXmlValidator().validate(path).errors] == []


def test_the_file_says_all_that_its_edition_says() -> None:
    """What the PDF and the Word editions hold is here too, but for the fixed words around it."""
    given = edition(region=region())

    said = skeleton("".join(lines(given)))

    lost = [words for item in items(given) for words in item.lines if words not in said]
    assert lost == []


def test_a_change_is_one_mark_around_its_words() -> None:
    """Two words side by side are one change; what stays is not tracked."""
    before = kit(fiche(chapo=texte("La ville de Lons agit avec les habitants.")))
    after = kit(fiche(chapo=texte("Les communes de Lons agissent avec les habitants.")))

    body = body_of(track(before, after).contenu)

    assert values(body, "//w:del//w:delText/text()") == ["La ville", "agit"]
    assert values(body, "//w:ins//w:t/text()") == ["Les communes", "agissent"]


def test_each_mark_has_its_author_its_day_and_its_own_number() -> None:
    """The day is the edition's: the same file, whenever it is made."""
    before, after = PAIRS["fiches"]

    content = track(before, after).contenu
    body = body_of(content)

    marks = find(body, "//w:ins | //w:del")
    numbers = values(body, "//w:ins/@w:id | //w:del/@w:id | //w:bookmarkStart/@w:id")
    assert {one.get(f"{W}author") for one in marks} == {"kitgen"}
    assert {one.get(f"{W}date") for one in marks} == {"2026-11-01T08:30:00Z"}
    assert [one for one, times in Counter(numbers).items() if times > 1] == []
    assert track(before, after).contenu == content


def test_a_link_leads_where_it_led_in_each_edition() -> None:
    """The old one is removed with its words, the new one added; one to nowhere is only words."""
    body = body_of(track(*PAIRS["links"]).contenu)

    removed = values(body, "//w:hyperlink[w:del]//w:delText/text()")
    added = values(body, "//w:hyperlink[w:ins]//w:t/text()")
    names = values(body, "//w:bookmarkStart/@w:name")
    assert (removed, added) == (["ici", "là"], ["ici"])
    assert set(values(body, "//w:hyperlink/@w:anchor")) <= set(names)


def test_links_lead_to_a_fiche_that_moved_or_went() -> None:
    """One bookmark per fiche: where it is now, or where it was."""
    for name in ("fiches", "fiche moved"):
        names = values(body_of(track(*PAIRS[name]).contenu), "//w:bookmarkStart/@w:name")

        assert len(names) == len(set(names)) > 2


def test_the_fiches_that_stay_the_same_may_be_left_out() -> None:
    """The others, and what is around them, are whole; each side is still its edition."""
    same = fiche(reference="municipal/b", ancre="b", titre=ligne("Une fiche qui reste"))
    before = kit(fiche(), same)
    after = kit(fiche(chapo=texte("Autre chapô.")), same)

    content = track(before, after, changed=True).contenu

    assert accepted(content) == lines(kit(fiche(chapo=texte("Autre chapô."))))
    assert rejected(content) == lines(kit(fiche()))


def test_several_collections_follow_each_other() -> None:
    """One that comes or goes does so whole, and the last paragraph stays."""
    other = edition(collection="departemental", titre=ligne("Kit DépartementalESS"))
    title = "Ce qui change"

    def both(before: Sequence[Edition], after: Sequence[Edition]) -> bytes:
        return render_tracked(before, after, title, CONTEXT).contenu

    for before, after in (([edition()], [edition(), other]), ([edition(), other], [edition()])):
        content = both(before, after)
        assert (accepted(content), rejected(content)) == (lines(*after), lines(*before))
    content = both([], [edition()])
    assert rejected(content) == ["www.rtes.fr"]


def test_the_file_can_be_read_by_ear() -> None:
    """A title, a language, headings in order; a picture has its alternative, tracked or not."""
    artefact = track(kit(), kit(fiche(illustration=image())))
    content = artefact.contenu
    with zipfile.ZipFile(BytesIO(content)) as package:
        core = package.read("docProps/core.xml").decode()
    body = body_of(content)

    assert "<dc:title>Ce qui change</dc:title>" in core
    assert "<dc:language>fr-FR</dc:language>" in core
    assert values(body, "//w:ins//wp:docPr/@descr")
    assert (inaccessible(content), artefact.diagnostics) == ((), ())


def test_a_picture_that_word_cannot_show_is_said() -> None:
    """Its alternative stands for it, tracked as words are."""
    artefact = track(*PAIRS["picture drawn"])

    (said,) = artefact.diagnostics
    assert said.message.startswith("Word ne peut pas montrer une image illisible")

"""A library becomes an Edition."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kitgen.compose import compose_edition
from kitgen.compose.lieu import Lieu
from kitgen.compose.lines import map_lignes
from kitgen.compose.region import organisme
from kitgen.compose.typeset import typeset
from kitgen.model.edition import FicheEdition
from kitgen.model.image import ImageLue
from kitgen.model.region import Organisme
from kitgen.model.texte import (
    LienExterne,
    LienInterne,
    Ligne,
    Paragraphe,
    Portion,
    Renvoi,
    lignes,
    texte_brut,
)
from tests.dump import dump
from tests.libraries import DAY, exemple, fiche, library, source

GOLDEN = Path(__file__).parents[1] / "golden"


def first(edition_fiche: FicheEdition) -> Ligne:
    """Return the only line of the first lever's text."""
    bloc = edition_fiche.leviers[0].texte[0]
    assert isinstance(bloc, Paragraphe)
    return bloc.contenu


def figure(name: str, libelle: str, annee: int) -> dict[str, object]:
    """Return a figure as an author writes it."""
    return {
        "id": name,
        "valeur": "14 %",
        "libelle": libelle,
        "annee": annee,
        "source": source(),
    }


def test_the_whole_edition_is_as_read_by_an_editor() -> None:
    """The composed Edition equals its golden, value by value."""
    composed = "\n".join(dump(compose_edition(library(), "municipal"))) + "\n"

    assert composed == (GOLDEN / "edition-municipal.txt").read_text(encoding="utf-8")


def test_numbers_follow_the_collection_through_its_parts() -> None:
    """The first fiche of the second part goes on from the first part."""
    edition = compose_edition(library(), "municipal")

    numbers = [one.numero for partie in edition.parties for one in partie.fiches]
    assert numbers == [1, 2, 3]


def test_a_points_keeps_its_published_number_or_has_none() -> None:
    """Points are not numbered by their place."""
    ptce = compose_edition(library(), "points", "ptce").parties[0].fiches[0]
    sieg = compose_edition(library(), "points", "sieg").parties[0].fiches[0]

    assert (ptce.numero, texte_brut(ptce.etiquette)) == (10, "Points de RepèrESS n°\u00a010")
    assert (sieg.numero, texte_brut(sieg.etiquette)) == (None, "Points de RepèrESS")


@pytest.mark.parametrize(
    ("collection", "name", "stem"),
    [
        ("municipal", None, "kit-municipaless_national_2026-11"),
        ("municipal", "acteurs", "kit-municipaless-03-acteurs_national_2026-11"),
        ("points", "ptce", "points-de-reperess-10-ptce_national_2026-11"),
        ("points", "sieg", "points-de-reperess-sieg_national_2026-11"),
    ],
)
def test_a_file_has_the_name_that_people_download(
    collection: str, name: str | None, stem: str
) -> None:
    """Names are those of the design."""
    assert compose_edition(library(), collection, name).stem == stem


def test_a_reference_without_words_names_the_fiche_and_links_to_it() -> None:
    """An empty reference becomes « fiche 2 – Les SCIC », with a link inside the kit."""
    linked = first(compose_edition(library(), "municipal").parties[0].fiches[0])[1]

    assert linked.texte == "fiche\u00a02 – Les SCIC"
    assert linked.lien == LienInterne("fiche-municipal-scic")


def test_a_fiche_says_the_same_in_its_kit_and_alone() -> None:
    """So that one and the other can be laid out once; a link may then lead out of the document."""
    alone = compose_edition(library(), "municipal", "connaitre").parties[0].fiches[0]
    kit = compose_edition(library(), "municipal")

    named = first(alone)[1]
    assert alone in [fiche for partie in kit.parties for fiche in partie.fiches]
    assert named.texte == "fiche\u00a02 – Les SCIC"
    assert named.lien == LienInterne("fiche-municipal-scic")


def test_a_points_leads_to_no_other_points() -> None:
    """Each is a publication of its own."""
    two = library({"points/ptce": fiche(chapo="Voir [](fiche:points/sieg).")})

    (partie,) = compose_edition(two, "points", "ptce").parties
    assert {run.lien for line in lignes(partie.fiches[0].chapo) for run in line} == {None}


def test_a_reference_to_another_collection_names_it() -> None:
    """Another kit is named, and so is a Points with its number."""
    edition = compose_edition(library(), "municipal")
    points = compose_edition(library(), "points", "ptce")

    seen = edition.parties[1].fiches[1].voir_aussi[0]
    back = points.parties[0].fiches[0].voir_aussi[0]
    assert texte_brut(seen) == "Points de RepèrESS n°\u00a010 – Les PTCE"
    assert texte_brut(back) == "Kit MunicipalESS, fiche\u00a02 – Les SCIC"


def test_words_of_a_reference_are_kept_and_followed_by_the_place() -> None:
    """On paper, only the number leads to a fiche; bold inside the words does not repeat it."""
    changed = fiche(chapo="Lire [les **SCIC** ici](fiche:municipal/scic), puis la suite.")
    inside = compose_edition(library({"municipal/acteurs": changed}), "municipal")
    alone = compose_edition(library({"municipal/acteurs": changed}), "municipal", "acteurs")

    words = [
        "".join(texte_brut(bloc.contenu) for bloc in edition.parties[-1].fiches[-1].chapo
                if isinstance(bloc, Paragraphe))
        for edition in (inside, alone)
    ]  # fmt: skip
    assert words == ["Lire les SCIC ici (fiche\u00a02), puis la suite."] * 2


def test_the_place_of_a_reference_inside_brackets_has_no_brackets_of_its_own() -> None:
    """« (voir les SCIC, fiche 2) »."""
    changed = fiche(chapo="Agir (voir [les SCIC](fiche:municipal/scic)).")
    alone = compose_edition(library({"municipal/acteurs": changed}), "municipal", "acteurs")

    (bloc,) = alone.parties[0].fiches[0].chapo
    assert isinstance(bloc, Paragraphe)
    assert texte_brut(bloc.contenu) == "Agir (voir les SCIC, fiche\u00a02)."


@pytest.mark.parametrize(
    ("titre", "document", "said"),
    [
        ("RTES", "RTES, plan 2022", "Source\u00a0: RTES, plan 2022"),
        ("RTES, plan 2022", "plan 2022", "Source\u00a0: RTES, plan 2022"),
        ("RTES", "Lettre n° 3", "Source\u00a0: RTES, Lettre n°\u00a03"),
    ],
)
def test_a_document_is_not_said_twice(titre: str, document: str, said: str) -> None:
    """A document that begins with its publisher's name, or is in the title, is said once."""
    told = fiche(loi={"titre": "Loi", "texte": "Elle permet.", "source": source(
        titre=titre, document=document, url=None)})  # fmt: skip
    edition = compose_edition(library({"municipal/scic": told}), "municipal", "scic")

    loi = edition.parties[0].fiches[0].loi
    assert loi is not None
    assert texte_brut(loi.source) == said


def test_an_organisme_is_reached_by_its_site_its_mail_and_its_phone() -> None:
    """Each way is a link; failing all of them, a short document says what it does."""
    reached = {"id": "cress", "nom": "CRESS", "source": source()}
    ways = {"url": "https://a.fr/", "courriel": "a@a.fr", "telephone": "02 98 00 00 00"}
    one, other, nothing = (
        organisme(Organisme.model_validate(reached | more), Lieu("r", "Région", None))
        for more in (ways, {"role": "Elle conseille."}, {})
    )

    seen = [(run.texte, run.lien) for line in one.coordonnees for run in line]
    assert seen == [
        ("a.fr", LienExterne("https://a.fr/")),
        ("a@a.fr", LienExterne("mailto:a@a.fr")),
        ("02 98 00 00 00", LienExterne("tel:0298000000")),
    ]
    assert one.en_bref == one.coordonnees
    assert [texte_brut(line) for line in other.en_bref] == ["Elle conseille."]
    assert nothing.en_bref == ()


def test_no_reference_is_left_unresolved() -> None:
    """An Edition holds no Renvoi."""
    runs: list[Portion] = []

    def collect(line: Ligne) -> Ligne:
        runs.extend(line)
        return line

    map_lignes(compose_edition(library(), "municipal"), collect)

    assert len(runs) > 50
    assert not [run for run in runs if isinstance(run.lien, Renvoi)]


def test_composing_is_deterministic_and_typography_has_nothing_left_to_do() -> None:
    """The same library gives the same Edition; the typographic pass is the last word."""
    edition = compose_edition(library(), "municipal")

    assert edition == compose_edition(library(), "municipal")
    assert map_lignes(edition, typeset) == edition


def test_an_example_says_where_it_is() -> None:
    """A département gives its name and code, a région its name if need be; overseas, no région."""
    told = fiche(
        leviers=[],
        exemples=[
            exemple(id="a", collectivite={"nom": "Ajaccio", "departement": "2A"}),
            exemple(id="b", collectivite={"nom": "Région Bretagne", "region": "53"}),
            exemple(id="d", collectivite={"nom": "43 communes", "region": "53"}),
            exemple(id="c", collectivite={"nom": "Nouméa", "departement": "988"}, annee=None),
        ],
    )
    edition = compose_edition(library({"municipal/scic": told}), "municipal", "scic")

    seen = [
        (one.territoire and texte_brut(one.territoire), one.departement, one.region)
        for one in edition.parties[0].fiches[0].exemples
    ]
    assert seen == [
        ("Corse-du-Sud, 2A", "2A", "94"),
        (None, None, "53"),
        ("Bretagne", None, "53"),
        ("Nouvelle-Calédonie, 988", "988", None),
    ]


def test_sources_are_worded_in_one_line() -> None:
    """Title with its link, document, year unless it is already said."""
    told = fiche(
        leviers=[],
        exemples=[
            exemple(
                source=source(annee=2023),
                autres_sources=[
                    source(titre="Plan 2022", url=None, document="Plan 2022, p. 4", annee=2022)
                ],
            )
        ],
    )
    edition = compose_edition(library({"municipal/scic": told}), "municipal", "scic")

    (line,) = edition.parties[0].fiches[0].exemples[0].sources
    assert texte_brut(line) == ("Sources\u00a0: Un journal, 2023\u202f; Plan 2022, p.\u00a04")


def test_figures_and_resources_say_their_year_once() -> None:
    """A year that stands in the words is not added."""
    told = fiche(
        chiffres=[
            figure("a", "des emplois", 2022),
            figure("b", "en 2021", 2021),
        ],
        ressources=[
            {"id": "r", "titre": "Guide", "auteur": "Avise", "annee": 2024, "consulte_le": DAY},
            {"id": "s", "titre": "Page", "url": "https://exemple.fr", "consulte_le": DAY},
        ],
        loi={"titre": "Loi", "texte": "Elle permet.", "source": source()},
    )
    edition = compose_edition(library({"municipal/scic": told}), "municipal", "scic")

    seen = edition.parties[0].fiches[0]
    assert [texte_brut(one.libelle) for one in seen.chiffres] == ["des emplois (2022)", "en 2021"]
    assert [texte_brut(one.texte) for one in seen.ressources] == ["Guide (Avise, 2024)", "Page"]
    assert seen.loi is not None


def test_an_image_comes_with_its_bytes() -> None:
    """A renderer opens no file of the project."""
    told = fiche(
        illustration={"fichier": "a.png", "alt": "Un marché", "legende": "Ici", "credit": "Ville"}
    )
    read = ImageLue(b"png", "image/png")
    edition = compose_edition(
        library({"municipal/scic": told}, {"a.png": read}), "municipal", "scic"
    )

    image = edition.parties[0].fiches[0].illustration
    assert image is not None
    assert image.image == read
    assert image.legende is not None
    assert texte_brut(image.alt) == "Un marché"


def test_a_part_without_kept_fiche_is_absent_and_the_others_are_renumbered() -> None:
    """A single fiche of the second part stands in part 1 of its own document."""
    edition = compose_edition(library(), "municipal", "scic")

    assert [(one.id, one.numero) for one in edition.parties] == [("agir", 1)]


def test_a_single_fiche_recalls_the_imprint_in_one_line() -> None:
    """What is downloaded alone says what it is; the kit says it at length."""
    read = library()
    warned = dataclasses.replace(
        read, projet=read.projet.model_copy(update={"mention_courte": "À vérifier."})
    )

    alone = compose_edition(warned, "municipal", "scic")
    whole = compose_edition(warned, "municipal")
    assert texte_brut(lignes(alone.colophon)[0]) == "À vérifier."
    assert alone.mentions == alone.presentation == ()
    assert len(whole.colophon) == len(alone.colophon) - 1


def test_an_ordinal_is_raised_and_keeps_the_marks_of_its_run() -> None:
    """« le **1er** mai » has its ending in superscript; a superscript stays one."""
    (first, raised, last) = typeset((Portion("le 1er", gras=True), Portion(" mai")))

    assert (first.texte, first.exposant) == ("le 1", False)
    assert (raised.texte, raised.exposant, raised.gras) == ("er", True, True)
    assert (last.texte, last.exposant) == ("\u00a0mai", False)
    assert typeset(typeset((first, raised, last))) == (first, raised, last)


def test_an_address_has_no_ordinal() -> None:
    """Nothing is raised inside an address."""
    address = (Portion("https://exemple.fr/le-1er-mai"),)

    assert typeset(address) == address


def test_presentation_and_document_title_of_the_kit() -> None:
    """The title of the document says the collection and the date."""
    edition = compose_edition(library(), "municipal")
    alone = compose_edition(library(), "municipal", "scic")

    assert edition.titre_document == "Kit MunicipalESS – Communes & ESS – novembre 2026"
    assert alone.titre_document == "Kit MunicipalESS, fiche\u00a02 – Les SCIC – novembre 2026"
    assert dataclasses.asdict(edition)["presentation"] == ()

"""The map of a fiche and of a kit: what it marks, and what it says to who does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import kitgen
from kitgen.compose import compose_edition
from kitgen.compose.carte import NAMED, Cartographer
from kitgen.compose.typeset import typeset
from kitgen.model.carte import CarteEdition
from kitgen.model.edition import Edition, ExempleEdition
from kitgen.model.library import Departement, Territoires
from kitgen.model.texte import lignes, texte_brut
from kitgen.read.territoires import read_territoires
from tests.builders import exemple, maps_of
from tests.libraries import TERRITOIRES, fiche, library
from tests.outputs import PROJECT

OFFICIAL = read_territoires()


def at(departement: str | None = None, region: str | None = None) -> ExempleEdition:
    """Return an example in a département of the official list, or in a whole région."""
    inside = OFFICIAL.departements[departement].region if departement else region
    return exemple(departement=departement, region=inside)


def carte(
    *exemples: ExempleEdition, contour: str | None = None, compte: bool = False
) -> CarteEdition:
    """Return the map of some examples."""
    made = Cartographer(OFFICIAL, contour).carte(exemples, "cette fiche", compte=compte)
    assert made is not None
    return made


def alt(*exemples: ExempleEdition, contour: str | None = None) -> str:
    """Return what the map of some examples says."""
    return texte_brut(carte(*exemples, contour=contour).alt)


def legend(made: CarteEdition) -> list[tuple[str, int, str]]:
    """Return the lines of a legend."""
    return [(one.signe, one.classe, texte_brut(one.texte)) for one in made.legende]


def test_a_map_names_each_territory_in_french_order() -> None:
    """Accents do not count, and neither does the order of reading."""
    said = alt(at("39"), at("01"), at("974"), at("08"), at("09"))

    assert said == (
        "Carte de France. Exemples de cette fiche : "
        "Ain (01), Ardennes (08), Ariège (09), Jura (39) et La Réunion (974)."
    )


def test_several_examples_of_a_territory_are_counted() -> None:
    """One mark, whose number is said."""
    made = carte(at("39"), at("39"), at("01"))

    assert [(one.code, one.exemples) for one in made.departements] == [("01", 1), ("39", 2)]
    assert texte_brut(made.alt).endswith(": Ain (01) et Jura (39, 2 exemples).")


@pytest.mark.parametrize(
    ("exemples", "said"),
    [
        ([at("39")], "Exemple de cette fiche : Jura (39)."),
        ([at(region="53")], "Exemple de cette fiche, à l'échelle régionale : Bretagne."),
        (
            [at(region="53"), at("39"), at(region="53"), at(region="11")],
            (
                "Exemples de cette fiche : Jura (39) ; "
                "à l'échelle régionale : Bretagne (2 exemples) et Île-de-France."
            ),
        ),
    ],
)
def test_a_region_is_said_apart(exemples: Sequence[ExempleEdition], said: str) -> None:
    """An example that names no département is said at the scale of its région."""
    assert alt(*exemples) == f"Carte de France. {said}"


def test_too_many_territories_are_counted_instead() -> None:
    """Beyond twelve, the index names them."""
    codes = [code for code, one in OFFICIAL.departements.items() if one.region][: NAMED + 1]

    assert alt(*map(at, codes)) == (
        "Carte de France. Les 13 exemples de cette fiche se trouvent dans 13 départements."
    )
    assert alt(*map(at, codes[:NAMED])).count("(") == NAMED
    assert alt(*map(at, codes[:NAMED]), at("988"), at(region="53")).endswith(
        "dans 12 départements, une collectivité d'outre-mer et une région."
    )


def test_a_regional_edition_says_what_it_outlines() -> None:
    """The outline is said, drawn and explained."""
    made = carte(at("39"), contour="53")

    assert texte_brut(made.alt).endswith(": Jura (39). Un contour souligne la région Bretagne.")
    assert made.contour == "53"
    assert legend(made) == [("contour", 1, "Bretagne")]


def test_a_single_sign_needs_no_legend() -> None:
    """Départements alone, or régions alone, are all filled."""
    for made in (
        carte(at("39"), at("01")),
        carte(at(region="53")),
        carte(at("39"), at(region="53")),
    ):
        assert made.legende == ()
        assert made.regions_pleines


def test_a_region_that_holds_a_marked_departement_is_outlined() -> None:
    """Else the département would not be seen; and the legend tells the two signs."""
    made = carte(at("35"), at(region="53"), at(region="11"))

    assert not made.regions_pleines
    assert legend(made) == [("plein", 1, "département"), ("cerne", 1, "région entière")]


@pytest.mark.parametrize(
    ("many", "classes"),
    [
        ([1, 2, 3, 4, 9], [1, 2, 2, 3, 3]),
        ([1, 4, 5, 9, 10], [1, 1, 2, 2, 3]),
    ],
)
def test_a_map_that_counts_has_three_shades_at_most(many: list[int], classes: list[int]) -> None:
    """Their thresholds follow the largest number, and the legend has a line for each."""
    codes = ["01", "02", "03", "04", "05"]
    made = carte(
        *(at(code) for code, times in zip(codes, many, strict=True) for _ in range(times)),
        compte=True,
    )

    assert {one.code: one.classe for one in made.departements} == dict(
        zip(codes, classes, strict=True)
    )
    assert [(signe, classe) for signe, classe, _ in legend(made)] == [
        ("plein", classe) for classe in sorted(set(classes))
    ]
    assert all(one.classe == 1 for one in carte(*(at("01") for _ in range(20))).departements)


def test_a_map_that_counts_explains_its_outlined_regions_too() -> None:
    """Shades belong to départements, since régions are outlined."""
    made = carte(at("35"), at(region="53"), at(region="53"), compte=True)

    assert legend(made) == [("plein", 1, "un exemple"), ("cerne", 1, "région entière")]


def test_nothing_to_mark_is_no_map() -> None:
    """A fiche without examples has none; its document does not cite who drew it."""
    bare = fiche(leviers=[{"id": "agir", "titre": "Agir", "texte": "Texte."}])
    names = ("connaitre", "scic", "acteurs")
    edition = compose_edition(library({f"municipal/{name}": bare for name in names}), "municipal")

    assert maps_of(edition) == ()
    assert (edition.carte, edition.index) == (None, None)
    assert "svg-maps" not in said_at_the_end(edition)
    assert "svg-maps" in said_at_the_end(compose_edition(library(), "municipal"))


def said_at_the_end(edition: Edition) -> str:
    """Return the words of a colophon."""
    return " ".join(map(texte_brut, lignes(edition.colophon)))


def test_each_document_says_what_its_maps_are_about() -> None:
    """A fiche, a synthesis, a kit; a single fiche has no map of the kit."""
    kit = compose_edition(library(), "municipal")
    points = compose_edition(library(), "points", "ptce")
    whole = compose_edition(library(), "points")

    assert [texte_brut(one.titre) for one in maps_of(kit)] == [
        *["Les exemples de cette fiche"] * 3,
        "Les exemples de ce kit",
    ]
    assert [texte_brut(one.titre) for one in maps_of(points)] == ["Les exemples de cette synthèse"]
    assert whole.carte is not None
    assert texte_brut(whole.carte.titre) == "Les exemples de cette collection"
    assert [one.compte for one in maps_of(kit)] == [False, False, False, True]


def test_a_regional_kit_outlines_its_region_on_its_own_map_alone() -> None:
    """A fiche that the région leaves as it is keeps its map."""
    (edition,) = kitgen.compose(PROJECT, "municipal", region="bretagne")

    assert [one.contour for one in maps_of(edition)] == [None] * 27 + ["53"]


def test_what_a_map_marks_is_where_examples_are() -> None:
    """And nothing else: every marked territory has its examples, every example its mark."""
    for edition in (compose_edition(library(), "municipal"), compose_edition(library(), "points")):
        fiches = [one for partie in edition.parties for one in partie.fiches]
        assert len(fiches) > 1
        for one in fiches:
            assert one.carte is not None
            assert marked(one.carte) == sorted(map(place, one.tous_les_exemples))
        assert edition.carte is not None
        assert marked(edition.carte) == sorted(
            place(exemple) for one in fiches for exemple in one.tous_les_exemples
        )


def place(one: ExempleEdition) -> str:
    """Return the code by which a map marks an example."""
    return one.departement or f"région {one.region}"


def marked(made: CarteEdition) -> list[str]:
    """Return the code of each example that a map counts."""
    codes = [code for one in made.departements for code in [one.code] * one.exemples]
    codes += [f"région {one.code}" for one in made.regions for _ in range(one.exemples)]
    return sorted(codes)


def test_what_a_map_says_has_french_typography() -> None:
    """Alternative texts are lines like others."""
    (first, *_) = maps_of(compose_edition(library(), "municipal"))

    assert typeset(first.alt) == first.alt
    assert "fiche\u00a0:" in texte_brut(first.alt)


def test_a_territory_without_region_is_no_obstacle() -> None:
    """An overseas collectivité is marked alone, beside régions that are filled."""
    lone = Territoires(
        departements={**TERRITOIRES.departements, "975": Departement("975", "Miquelon", None)},
        regions=TERRITOIRES.regions,
        edition="essai",
    )
    made = Cartographer(lone, None).carte(
        [replace(exemple(), departement="975", region=None), at(region="53")], "cette fiche"
    )

    assert made is not None
    assert made.regions_pleines

"""Two editions of a small project, and what is said to differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from kitgen.compare import Vue, compare_views
from kitgen.compose import compose_edition
from kitgen.compose.number import number_collection
from kitgen.compose.wording import word_label
from kitgen.model.changement import Changement, Volet
from kitgen.model.fiche import Fiche
from kitgen.model.image import ImageLue
from kitgen.model.library import Library
from kitgen.model.region import Region
from tests.libraries import DAY, collection, exemple, fiche, library, source

EDITED = "municipal/connaitre"


def view(of: Library, region: str | None = None) -> Vue:
    """Return an edition with the labels of its fiches."""
    labels = {
        f"{name}/{one}": word_label(home, numero)
        for name, home in of.collections.items()
        for one, numero in number_collection(home).items()
    }
    return Vue(of, region, labels)


def compare(before: Library, after: Library, **more: Any) -> tuple[Volet, ...]:
    """Compare two national editions."""
    return compare_views(view(before), view(after), **more)


def changes(volets: tuple[Volet, ...]) -> list[Changement]:
    """Return every change, in reading order."""
    return [one for volet in volets for groupe in volet.groupes for one in groupe.changements]


def said(volets: tuple[Volet, ...]) -> list[tuple[str, str]]:
    """Return the address of each change and what happened."""
    return [(one.adresse, one.sorte) for one in changes(volets)]


def edited(before: Fiche, after: Fiche, **more: Any) -> list[Changement]:
    """Return what differs when one fiche of the library does."""
    old, new = library({EDITED: before}, **more), library({EDITED: after}, **more)
    return changes(compare(old, new))


def lever(name: str, *exemples: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a lever as an author writes it."""
    base = {"id": name, "titre": f"Agir {name}", "texte": "Du texte.", "exemples": list(exemples)}
    return base | more


def test_an_edition_does_not_differ_from_itself() -> None:
    """Nothing is said, nor when only what no document shows has changed."""
    seen = fiche(
        leviers=[
            lever(
                "agir",
                exemple(source=source(consulte_le="2025-01-01"), verifie_le=DAY),
            )
        ]
    )
    unseen = fiche(leviers=[lever("agir", exemple())])

    assert compare(library(), library()) == ()
    assert edited(unseen, seen) == []


def test_each_change_has_one_entry_with_its_address() -> None:
    """Titles, texts, years, links, examples: by id path, in reading order."""
    before = fiche(leviers=[lever("agir", exemple(), exemple(id="halle"))])
    after = fiche(
        titre="Connaître l'économie sociale",
        leviers=[
            lever(
                "agir",
                exemple(annee=2025, source=source(url="https://exemple.fr/b")),
                exemple(id="four", titre="Rouvrir le four"),
                texte="Deux mots.",
            )
        ],
    )

    found = edited(before, after)

    name = "Ouvrir des jardins (Lons-le-Saunier)"
    assert [(one.adresse, one.sorte) for one in found] == [
        (f"{EDITED}#titre", "modification"),
        (f"{EDITED}#leviers/agir/texte", "modification"),
        (f"{EDITED}#leviers/agir/exemples/jardins/annee", "modification"),
        (f"{EDITED}#leviers/agir/exemples/jardins/source/url", "modification"),
        (f"{EDITED}#leviers/agir/exemples/four", "ajout"),
        (f"{EDITED}#leviers/agir/exemples/halle", "retrait"),
    ]
    assert [one.annonce.replace("\u202f", " ") for one in found] == [
        "Titre modifié",
        "Texte modifié, levier « Agir agir »",
        f"Année modifiée, exemple « {name} », levier « Agir agir »",
        f"Adresse de la source modifiée, exemple « {name} », levier « Agir agir »",
        "Nouvel exemple « Rouvrir le four (Lons-le-Saunier) », levier « Agir agir »",
        f"Exemple « {name} » retiré, levier « Agir agir »",
    ]
    assert (found[2].avant, found[2].apres) == ("2024", "2025")
    assert found[4].mots == ()
    assert str(found[4].apres).startswith("Rouvrir le four\nLons-le-Saunier\n39\n2024\n")


def test_a_field_that_comes_or_goes_is_said_with_its_words() -> None:
    """A year, a whole legal box: one entry each."""
    loi = {"titre": "Loi", "texte": "Un texte.", "source": source()}
    bare = exemple()
    del bare["annee"]
    before = fiche(leviers=[lever("agir", bare)], loi=loi)
    after = fiche(leviers=[lever("agir", exemple())])

    found = edited(before, after)

    assert [(one.chemin, one.sorte, one.entier) for one in found] == [
        ("leviers/agir/exemples/jardins/annee", "ajout", False),
        ("loi", "retrait", True),
    ]
    assert [one.texte for one in found[0].mots] == ["2024"]
    assert found[1].annonce == "Encadré «\u202fCe que dit la loi\u202f» retiré"


def test_a_reordering_is_one_move() -> None:
    """With its places, and what was reworded in it apart."""
    levers = [lever("un"), lever("deux"), lever("trois")]
    before = fiche(leviers=levers)
    after = fiche(leviers=[lever("trois", texte="Autre texte."), *levers[:2]])

    found = edited(before, after)

    assert [(one.chemin, one.sorte, one.avant, one.apres) for one in found] == [
        ("leviers/trois", "deplacement", "3e place", "1re place"),
        ("leviers/trois/texte", "modification", "Du texte.", "Autre texte."),
    ]
    assert found[0].mots == ()


def test_an_example_is_followed_from_one_lever_to_another() -> None:
    """Even when the lever that it left is gone; what changed in it is said apart."""
    before = fiche(leviers=[lever("un", exemple()), lever("deux")], exemples=[exemple(id="pole")])
    after = fiche(leviers=[lever("deux", exemple(annee=2025), exemple(id="pole"))])

    found = edited(before, after)

    assert [(one.chemin, one.sorte, one.avant, one.apres) for one in found][1:] == [
        (
            "leviers/deux/exemples/jardins",
            "deplacement",
            "levier «\u202fAgir un\u202f»",
            "levier «\u202fAgir deux\u202f»",
        ),
        ("leviers/deux/exemples/jardins/annee", "modification", "2024", "2025"),
        (
            "leviers/deux/exemples/pole",
            "deplacement",
            "fin de la fiche",
            "levier «\u202fAgir deux\u202f»",
        ),
    ]
    assert (found[0].chemin, found[0].sorte) == ("leviers/un", "retrait")


def test_marks_and_links_alone_are_shown_as_such() -> None:
    """When the words are the same, the comparison is of their marks."""
    (found,) = edited(
        fiche(chapo="Un mot, [ici](https://a.fr)."), fiche(chapo="Un mot, [ici](https://b.fr).")
    )

    assert found.avant == found.apres == "Un mot, ici."
    assert found.marques == ("Un mot, [ici](https://a.fr).", "Un mot, [ici](https://b.fr).")
    assert [one.texte for one in found.mots if one.sens != "="]


def test_elements_without_id_are_known_by_what_they_are() -> None:
    """A source by its address, a reference by its fiche; their address is their list."""
    more = [source(url="https://exemple.fr/c", titre="C"), source(url=None, document="D")]
    before = fiche(leviers=[lever("agir", exemple(autres_sources=more))])
    after = fiche(
        leviers=[lever("agir", exemple(autres_sources=more[1:]))], voir_aussi=["municipal/scic"]
    )

    found = edited(before, after)

    assert [(one.chemin, one.sorte) for one in found] == [
        ("leviers/agir/exemples/jardins/autres_sources", "retrait"),
        ("voir_aussi", "ajout"),
    ]
    assert found[1].annonce == "Nouveau renvoi «\u202fLes SCIC\u202f»"
    twice = fiche(leviers=[lever("agir", exemple(autres_sources=[more[0], more[0]]))])
    once = fiche(leviers=[lever("agir", exemple(autres_sources=more[:1]))])
    assert [one.sorte for one in edited(once, twice)] == ["ajout"]


def test_an_image_is_known_by_its_bytes() -> None:
    """Another name for the same file is no difference; other bytes under the same name are."""
    image = {"fichier": "a.png", "alt": "Une halle"}
    shown = fiche(illustration=image)
    moved = fiche(illustration=image | {"fichier": "b.png"})
    bytes_of = {"a.png": ImageLue(b"A", "image/png"), "b.png": ImageLue(b"A", "image/png")}
    redrawn = bytes_of | {"a.png": ImageLue(b"B", "image/png")}
    old, new = library({EDITED: shown}, bytes_of), library({EDITED: shown}, redrawn)

    assert edited(shown, moved, images=bytes_of) == []
    assert said(compare(old, new)) == [(f"{EDITED}#illustration/fichier", "modification")]
    (found,) = edited(shown, moved)
    assert found.annonce == "Image de l’illustration modifiée"


def with_parts(*parts: tuple[str, list[str]], **more: Any) -> Library:
    """Return the library with other parts in its kit."""
    written = [
        {"id": name, "type": "levier", "titre": f"Partie {name}", "fiches": fiches}
        for name, fiches in parts
    ]
    base = library()
    kit = collection(parties=written, **more)
    return replace(base, collections={**base.collections, "municipal": kit})


def test_a_fiche_that_moves_has_its_numbers_and_parts() -> None:
    """The fiches that it went by are not said to move; their new numbers are in their titles."""
    before = with_parts(("a", ["connaitre", "scic"]), ("b", ["acteurs"]))
    after = with_parts(("a", ["scic"]), ("b", ["acteurs", "connaitre"]))
    renamed = replace(
        after, fiches=dict(after.fiches) | {"municipal/scic": fiche(titre="Les Scic")}
    )

    (moved,) = changes(compare(before, after))
    named = compare(before, renamed)[0].groupes

    assert (moved.adresse, moved.annonce) == ("municipal/connaitre", "Fiche déplacée")
    assert (moved.avant, moved.apres) == (
        "Fiche\u00a01, partie «\u202fPartie a\u202f»",
        "Fiche\u00a03, partie «\u202fPartie b\u202f»",
    )
    assert named[0].titre == "Fiche\u00a01 – Les Scic (auparavant fiche\u00a02)"


def test_within_a_part_the_fewest_fiches_move() -> None:
    """And a part that moves with its fiches is one move."""
    names = ["connaitre", "scic", "acteurs"]
    one = with_parts(("a", names))
    other = with_parts(("a", ["scic", "acteurs", "connaitre"]))
    two = with_parts(("a", names[:1]), ("b", names[1:2]), ("c", names[2:]))
    turned = with_parts(("c", names[2:]), ("a", names[:1]), ("b", names[1:2]))

    assert said(compare(one, other)) == [("municipal/connaitre", "deplacement")]
    assert said(compare(two, turned)) == [("municipal#parties/c", "deplacement")]


def test_fiches_come_and_go_whole() -> None:
    """One entry each, under the title that the fiche has or had; no file, no fiche."""
    before = with_parts(("a", ["connaitre", "scic"]))
    after = with_parts(("a", ["connaitre", "acteurs"]))
    unread = replace(after, fiches={"municipal/connaitre": fiche()})

    volets = compare(before, after)

    assert said(volets) == [("municipal/acteurs", "ajout"), ("municipal/scic", "retrait")]
    assert [one.titre for one in volets[0].groupes] == [
        "Fiche\u00a02 – Les acteurs",
        "Fiche\u00a02 – Les SCIC",
    ]
    assert [one.entier for one in changes(volets)] == [True, True]
    assert said(compare(unread, unread)) == []


def test_collections_and_the_project_have_their_own_words() -> None:
    """A part renamed, a foreword, a Points numbered; a collection that comes is one entry."""
    base = library()
    after = with_parts(
        ("bases", ["connaitre"]), ("agir", ["scic", "acteurs"]), presentation="Bonjour."
    )
    projet = base.projet.model_copy(update={"edition": "2027-05"})
    points = base.collections["points"]
    numbered = points.model_validate(
        points.model_dump()
        | {"numeros": [{"fiche": "ptce", "numero": 11}, {"fiche": "sieg", "numero": 12}]}
    )
    after = replace(after, projet=projet, collections={**after.collections, "points": numbered})
    alone = replace(base, collections={"municipal": base.collections["municipal"]})

    assert said(compare(base, after)) == [
        ("kitgen.yaml#edition", "modification"),
        ("municipal#presentation", "ajout"),
        ("municipal#parties/bases/type", "modification"),
        ("municipal#parties/bases/titre", "modification"),
        ("municipal#parties/agir/titre", "modification"),
        ("points#numeros/numero", "modification"),
        ("points#numeros", "ajout"),
    ]
    assert said(compare(base, after, only=["points"])) == [
        ("points#numeros/numero", "modification"),
        ("points#numeros", "ajout"),
    ]
    assert said(compare(alone, base)) == [("kitgen.yaml#collections/points", "ajout")]
    (gone,) = changes(compare(base, alone))
    assert gone.annonce == "Collection «\u202fPoints de RepèrESS\u202f» retirée"


def test_a_region_brings_its_own_words() -> None:
    """Foreword, figures and contacts; against the national edition, all that it brings."""
    base = library()
    written = {
        "code": "53",
        "nom": "Bretagne",
        "avant_propos": "De Brest à Redon.",
        "contacts": [{"id": "union", "nom": "Union", "source": source()}],
    }
    logos = {"partenaires": [{"fichier": "a.png", "alt": "Un partenaire"}]}
    bretagne = Region.model_validate(written)
    backed = Region.model_validate(written | logos)
    other = Region.model_validate(
        written
        | {
            "avant_propos": "De Brest à Vitré.",
            "contacts": [{"id": "union", "nom": "Union", "source": source(titre="Autre")}],
        }
    )
    before, after = (replace(base, regions={"bretagne": one}) for one in (bretagne, other))

    found = compare_views(view(before, "bretagne"), view(after, "bretagne"))
    brought = compare_views(view(before), view(before, "bretagne"))
    dropped = compare_views(view(before, "bretagne"), view(before))
    with_logo = replace(base, regions={"bretagne": backed})
    funded = compare_views(view(before, "bretagne"), view(with_logo, "bretagne"))

    assert said(found) == [("regions/bretagne#avant_propos", "modification")]
    assert found[0].titre == "Bretagne"
    assert said(brought) == [
        ("regions/bretagne#code", "ajout"),
        ("regions/bretagne#nom", "ajout"),
        ("regions/bretagne#avant_propos", "ajout"),
        ("regions/bretagne#contacts/union", "ajout"),
    ]
    assert [one.annonce for one in changes(funded)] == [
        "Nouveau partenaire «\u202fUn partenaire\u202f»"
    ]
    assert [one.sorte for one in changes(dropped)] == ["retrait"] * 4


VARIED: list[dict[str, Any]] = [
    {"titre": "Autre"},
    {"chapo": "Autre chapô."},
    {"leviers": [lever("autre", exemple())]},
    {"leviers": [lever("agir", exemple(titre="Autre"))]},
    {"leviers": [lever("agir", exemple(collectivite={"nom": "Dole", "departement": "39"}))]},
    {"leviers": [lever("agir", exemple(collectivite={"nom": "Ajaccio", "departement": "2A"}))]},
    {"leviers": [lever("agir", exemple(texte="La ville prête un terrain."))]},
    {"leviers": [lever("agir", exemple(autres_sources=[source(titre="Autre")]))]},
    {"loi": {"titre": "Loi", "texte": "Un texte.", "source": source()}},
    {"sections": [{"id": "une", "titre": "Une", "texte": "Un texte."}]},
    {"exemples": [exemple(id="seul")]},
    {"voir_aussi": ["municipal/scic"]},
    {"ressources": [{"id": "guide", "titre": "Guide", "consulte_le": DAY}]},
    {
        "chiffres": [
            {"id": "part", "valeur": "14 %", "libelle": "L", "annee": 2024, "source": source()}
        ]
    },
]


@pytest.mark.parametrize("varied", VARIED, ids="-".join)
def test_no_printed_change_goes_untold(varied: dict[str, Any]) -> None:
    """Whenever the composed document differs, so does the comparison, both ways."""
    after = library({EDITED: fiche(**varied)})

    assert compose_edition(library(), "municipal") != compose_edition(after, "municipal")
    assert compare(library(), after)
    assert compare(after, library())

"""A review edition: the same document, where each authored text knows its field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kitgen.compose import compose_edition
from kitgen.compose.lines import map_lignes
from kitgen.model.edition import Edition
from kitgen.model.relecture import PROJET, Champ
from kitgen.model.texte import Ligne, Renvoi, joindre, lignes, texte_brut
from tests.libraries import exemple, fiche, library, source


def review(collection: str = "municipal", name: str | None = None, **fiches: Any) -> Edition:
    """Return a review edition of the small library; `scic` replaces that fiche."""
    given = {f"municipal/{key}": fiche(**value) for key, value in fiches.items()}
    return compose_edition(library(given), collection, name, relecture=True)


def champs(edition: Edition) -> dict[str, Champ]:
    """Return the fields of a review edition by `fichier#chemin`."""
    assert edition.relecture is not None
    return {f"{one.fichier}#{one.chemin}": one for one in edition.relecture.champs.champs}


def without_fields(edition: Edition) -> Edition:
    """Return a review edition as if nobody were to change it."""
    plain = replace(
        edition,
        relecture=None,
        stem=edition.stem.removesuffix("_relecture"),
        titre_document=edition.titre_document.removesuffix(" – relecture"),
    )
    return map_lignes(plain, lambda line: joindre(replace(run, champ=None) for run in line))


def all_lines(edition: Edition) -> list[Ligne]:
    """Return every line of an edition."""
    seen: list[Ligne] = []

    def see(line: Ligne) -> Ligne:
        seen.append(line)
        return line

    map_lignes(edition, see)
    return seen


def words(edition: Edition) -> list[str]:
    """Return every line of an edition, without its marks."""
    return [texte_brut(line) for line in all_lines(edition)]


def test_a_review_edition_is_the_same_document() -> None:
    """Nothing differs but the fields; the links to fiches that are elsewhere are all there."""
    plain = compose_edition(library(), "municipal")
    merged = map_lignes(plain, joindre)

    assert without_fields(review()) == merged
    assert words(without_fields(review(name="scic"))) == words(
        compose_edition(library(), "municipal", "scic")
    )


def test_a_plain_edition_has_no_field() -> None:
    """What is published carries nothing of a review."""
    runs = [run for line in all_lines(compose_edition(library(), "municipal")) for run in line]

    assert len(runs) > 50
    assert {run.champ for run in runs} == {None}


def test_the_fields_are_those_that_an_author_wrote() -> None:
    """Each has its address, what a person calls it, and the text as typed."""
    found = champs(review(name="scic", scic={"chiffres": [
        {"id": "part", "valeur": "14 %", "libelle": "de l'emploi", "annee": 2022,
         "source": source(document="Rapport, p. 4")}]}))  # fmt: skip

    assert {key: one.libelle for key, one in found.items()} == {
        "municipal/collection#parties/agir/titre": "Kit MunicipalESS – partie 1 – titre",
        "municipal/scic#titre": "Fiche 2 – titre",
        "municipal/scic#chapo": "Fiche 2 – chapô",
        "municipal/scic#chiffres/part/valeur": "Fiche 2 – chiffre 1 – valeur",
        "municipal/scic#chiffres/part/libelle": "Fiche 2 – chiffre 1 – libellé",
        "municipal/scic#chiffres/part/source/titre": "Fiche 2 – chiffre 1 – source – titre",
        "municipal/scic#chiffres/part/source/document": "Fiche 2 – chiffre 1 – source – document",
        "municipal/scic#leviers/agir/titre": "Fiche 2 – levier 1 – titre",
        "municipal/scic#leviers/agir/texte": "Fiche 2 – levier 1 – texte",
        "municipal/scic#leviers/agir/exemples/jardins/titre": (
            "Fiche 2 – levier 1 – exemple 1 – titre"
        ),
        "municipal/scic#leviers/agir/exemples/jardins/collectivite/nom": (
            "Fiche 2 – levier 1 – exemple 1 – collectivité – nom"
        ),
        "municipal/scic#leviers/agir/exemples/jardins/texte": (
            "Fiche 2 – levier 1 – exemple 1 – texte"
        ),
        "municipal/scic#leviers/agir/exemples/jardins/source/titre": (
            "Fiche 2 – levier 1 – exemple 1 – source – titre"
        ),
    }
    told = found["municipal/scic#chiffres/part/libelle"]
    assert (told.base, texte_brut(lignes(told.affiche)[0])) == ("de l'emploi", "de l’emploi")
    assert told.genre == "ligne"
    assert found["municipal/scic#chapo"].genre == "texte"


def test_the_project_and_the_collection_have_fields_too() -> None:
    """The imprint is a text of kitgen.yaml; what a list holds without id has no field."""
    told = {
        "exemples": [exemple(id="autre", autres_sources=[source(titre="Un autre")])],
        "leviers": [],
    }
    found = champs(review(scic=told))

    assert found[f"{PROJET}#mentions"].base == "Texte à vérifier."
    assert "municipal/scic#exemples/autre/source/titre" in found
    assert not [key for key in found if "autres_sources" in key]


def test_a_text_of_several_blocks_is_displayed_whole() -> None:
    """Its paragraphs and lists stay apart, in order, however many they are."""
    chapo = "Un, *deux*.\n\n- trois\n- quatre\n\n1. cinq\n"
    found = champs(review(name="scic", scic={"chapo": chapo}))["municipal/scic#chapo"]

    assert found.base == chapo
    assert [texte_brut(line) for line in lignes(found.affiche)] == [
        "Un, deux.", "trois", "quatre", "cinq",
    ]  # fmt: skip
    assert len(found.affiche) == 3


def test_references_keep_their_fiche_and_their_words() -> None:
    """Every reference is a link with all its words, and says how it is displayed."""
    texte = (
        "Voir [](fiche:municipal/acteurs), [les PTCE](fiche:points/ptce) "
        "et, (ici, [là](fiche:points/ptce))."
    )
    edition = review(scic={"chapo": texte})
    relecture = edition.relecture
    assert relecture is not None
    (line,) = lignes(champs(edition)["municipal/scic#chapo"].affiche)
    shown = [(run.texte, run.lien.reference) for run in line if isinstance(run.lien, Renvoi)]
    acteurs, ptce = relecture.champs.renvois[-2:]

    assert shown == [
        ("fiche\u00a03 – Les acteurs", "municipal/acteurs"),
        ("les PTCE", "points/ptce"),
        (" (Points de RepèrESS n°\u00a010)", "points/ptce"),
        ("là", "points/ptce"),
        (", Points de RepèrESS n°\u00a010", "points/ptce"),
    ]
    assert (acteurs.nom, acteurs.ou) == ("fiche\u00a03 – Les acteurs", "fiche\u00a03")
    assert (ptce.reference, ptce.ou) == ("points/ptce", "Points de RepèrESS n°\u00a010")
    assert ptce.nom == "Points de RepèrESS n°\u00a010 – Les PTCE"
    assert relecture.ancres == ("fiche-points-ptce",)


def test_the_reviewer_is_told_what_concerns_the_document() -> None:
    """Where to send the file back, when it is known; links elsewhere, when there are some."""
    edition = review(name="scic")
    assert edition.relecture is not None
    told = [texte_brut(one.titre) for one in edition.relecture.consignes]
    alone = review("points", "ptce", scic={"chapo": "Rien."})
    assert alone.relecture is not None

    assert told == [
        "Ce que vous pouvez corriger",
        "Ce qui se compose tout seul",
        "Commenter, demander un ajout",
        "Renvoyer le fichier",
    ]
    assert [texte_brut(one.titre) for one in alone.relecture.consignes][-1] == (
        "Les liens vers d’autres fiches"
    )
    assert "à qui vous l’a envoyé" in " ".join(words(edition))
    known = library()
    editeur = known.projet.editeur.model_copy(update={"courriel": "nous@exemple.fr"})
    known = replace(known, projet=known.projet.model_copy(update={"editeur": editeur}))
    named = compose_edition(known, "municipal", relecture=True)
    assert "renvoyez-le à nous@exemple.fr." in " ".join(words(named))

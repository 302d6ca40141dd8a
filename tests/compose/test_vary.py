"""A variant: the national fiche, with the operations of a région applied in order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from kitgen.compose.bases import appuis, national_data
from kitgen.compose.vary import vary
from kitgen.errors import Code
from kitgen.model.chemin import Absent, Trouve, chercher, ids_of
from kitgen.model.empreinte import empreinte
from kitgen.model.fiche import Fiche
from kitgen.model.mineurs import Mineurs
from kitgen.model.variante import Variante
from kitgen.model.written import DataFile
from tests.libraries import exemple, fiche

NATIONAL = DataFile("fiches/a.yaml", {(): (2, 1)}, {})
FILE = DataFile("fiches/regions/b/a.yaml", {(): (2, 1)}, {})


def kit_fiche() -> Fiche:
    """Return a fiche of two levers, of two and one examples."""
    return fiche(
        leviers=[
            {
                "id": "agir",
                "titre": "Agir",
                "texte": "Texte.",
                "exemples": [exemple(id="lons"), exemple(id="dole")],
            },
            {
                "id": "aider",
                "titre": "Aider",
                "texte": "Texte.",
                "exemples": [exemple(id="brest")],
            },
        ],
        ressources=[{"id": "guide", "titre": "Guide", "consulte_le": "2026-11-21"}],
    )


def apply(*operations: dict[str, Any], of: Fiche | None = None) -> tuple[Any, list[Code], Any]:
    """Return the data after operations, the codes of what was refused, and the file."""
    variante = Variante.model_validate({"operations": operations})
    varied = vary(of or kit_fiche(), NATIONAL, variante, FILE)
    return varied.data, [problem.code for problem in varied.problems], varied.file


def ids(data: Any, chemin: str) -> list[str]:
    """Return the ids of a list of the varied fiche."""
    found = chercher(data, chemin)
    assert isinstance(found, Trouve)
    assert isinstance(found.value, list)
    return list(ids_of(found.value))


def test_replacing_puts_another_item_in_the_same_place() -> None:
    """The new item stands where the old one stood, and was written in the variant."""
    new = exemple(id="rennes")
    data, codes, file = apply({"remplacer": "leviers/agir/exemples/lons", "par": new})

    assert codes == []
    assert ids(data, "leviers/agir/exemples") == ["rennes", "dole"]
    assert file.source(("leviers", 0, "exemples", 0, "titre")) == (
        FILE,
        ("operations", 0, "par", "titre"),
    )
    assert file.source(("leviers", 0, "exemples", 1, "titre"))[0] is NATIONAL
    assert file.path == NATIONAL.path


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ({"apres": "lons"}, ["lons", "rennes", "dole"]),
        ({"avant": "lons"}, ["rennes", "lons", "dole"]),
        ({"en": "debut"}, ["rennes", "lons", "dole"]),
        ({"en": "fin"}, ["lons", "dole", "rennes"]),
        ({}, ["lons", "dole", "rennes"]),
    ],
)
def test_adding_puts_an_item_where_it_is_said(place: dict[str, str], order: list[str]) -> None:
    """After, before, first or last; what follows keeps the place where it was written."""
    operation = {"ajouter": "leviers/agir/exemples", **place, "element": exemple(id="rennes")}
    data, codes, file = apply(operation)

    assert codes == []
    assert ids(data, "leviers/agir/exemples") == order
    for position, name in enumerate(order):
        expected = {"rennes": (FILE, ("operations", 0, "element")), "lons": (NATIONAL, 0),
                    "dole": (NATIONAL, 1)}[name]  # fmt: skip
        found = file.source(("leviers", 0, "exemples", position))
        assert found[0] is expected[0]
        assert found[1][-1] == (expected[1] if isinstance(expected[1], int) else "element")


def test_an_item_is_added_to_a_list_that_nobody_wrote() -> None:
    """A lever without example receives one."""
    bare = fiche(leviers=[{"id": "agir", "titre": "Agir", "texte": "Texte."}])
    data, codes, _ = apply({"ajouter": "leviers/agir/exemples", "element": exemple()}, of=bare)

    assert codes == []
    assert ids(data, "leviers/agir/exemples") == ["jardins"]


def test_an_item_may_follow_one_that_was_just_added() -> None:
    """Operations are applied from top to bottom."""
    data, codes, _ = apply(
        {"ajouter": "leviers/agir/exemples", "element": exemple(id="a")},
        {"ajouter": "leviers/agir/exemples", "apres": "a", "element": exemple(id="b")},
    )

    assert codes == []
    assert ids(data, "leviers/agir/exemples") == ["lons", "dole", "a", "b"]


def test_removing_changing_and_reordering() -> None:
    """Each does what its verb says, and only that."""
    data, codes, file = apply(
        {"retirer": "leviers/agir/exemples/lons"},
        {"modifier": "leviers/aider/titre", "valeur": "Soutenir"},
        {"modifier": "voir_aussi", "valeur": ["municipal/scic"]},
        {"modifier": "titre_court", "valeur": "Court"},
        {"reordonner": "leviers", "ordre": ["aider", "agir"]},
    )

    assert codes == []
    assert ids(data, "leviers") == ["aider", "agir"]
    assert ids(data, "leviers/agir/exemples") == ["dole"]
    assert (data["leviers"][0]["titre"], data["titre_court"]) == ("Soutenir", "Court")
    assert file.source(("leviers", 0, "titre")) == (FILE, ("operations", 1, "valeur"))
    assert file.source(("leviers", 1, "exemples", 0)) == (NATIONAL, ("leviers", 0, "exemples", 1))
    assert file.source(("voir_aussi", 0)) == (FILE, ("operations", 2, "valeur", 0))


def test_the_national_fiche_is_left_as_it_was() -> None:
    """Two régions vary the same fiche without meeting."""
    national = kit_fiche()
    before = national_data(national)

    apply({"retirer": "leviers/agir"}, {"modifier": "chapo", "valeur": "Autre."}, of=national)

    assert national_data(national) == before


@pytest.mark.parametrize(
    ("operations", "code"),
    [
        ([{"retirer": "leviers/agi"}], Code.TARGET_MISSING),
        ([{"retirer": "rien"}], Code.TARGET_MISSING),
        ([{"modifier": "chapo/x", "valeur": "a"}], Code.TARGET_MISSING),
        ([{"modifier": "x/y/z", "valeur": "a"}], Code.TARGET_MISSING),
        ([{"remplacer": "loi", "par": {}}], Code.TARGET_MISSING),
        ([{"ajouter": "leviers/x/exemples", "element": {}}], Code.TARGET_MISSING),
        ([{"ajouter": "inconnus", "element": {}}], Code.TARGET_MISSING),
        ([{"ajouter": "leviers", "apres": "x", "element": {}}], Code.TARGET_MISSING),
        ([{"ajouter": "leviers", "avant": "x", "element": {}}], Code.TARGET_MISSING),
        ([{"ajouter": "chapo", "element": {}}], Code.OPERATION_REFUSED),
        ([{"modifier": "leviers/agir", "valeur": "a"}], Code.OPERATION_REFUSED),
        ([{"modifier": "leviers", "valeur": []}], Code.OPERATION_REFUSED),
        ([{"modifier": "leviers/agir/id", "valeur": "a"}], Code.OPERATION_REFUSED),
        ([{"remplacer": "chapo", "par": {}}], Code.OPERATION_REFUSED),
        ([{"reordonner": "leviers", "ordre": ["agir"]}], Code.OPERATION_REFUSED),
        ([{"reordonner": "leviers", "ordre": ["agir", "agir"]}], Code.OPERATION_REFUSED),
        ([{"reordonner": "chapo", "ordre": []}], Code.OPERATION_REFUSED),
        ([{"ajouter": "exemples/x", "element": {}}], Code.TARGET_MISSING),
        ([{"retirer": "leviers/agir"}, {"retirer": "leviers/agir"}], Code.TARGET_TWICE),
        (
            [{"retirer": "leviers/agir"}, {"ajouter": "leviers/agir/exemples", "element": {}}],
            Code.TARGET_TWICE,
        ),
        (
            [{"ajouter": "leviers/agir/exemples", "element": {}}, {"retirer": "leviers/agir"}],
            Code.TARGET_TWICE,
        ),
        (
            [{"modifier": "leviers/agir/titre", "valeur": "a"}, {"retirer": "leviers/agir"}],
            Code.TARGET_TWICE,
        ),
        (
            [{"reordonner": "leviers", "ordre": ["aider", "agir"]}] * 2,
            Code.TARGET_TWICE,
        ),
        (
            [
                {"ajouter": "leviers/agir/exemples", "apres": "b", "element": {"id": "a"}},
                {"ajouter": "leviers/agir/exemples", "apres": "a", "element": {"id": "b"}},
            ],
            Code.TARGET_MISSING,
        ),
    ],
)
def test_what_cannot_be_applied_is_an_error(operations: list[dict[str, Any]], code: Code) -> None:
    """Never a silent success, never a guess."""
    _, codes, _ = apply(*operations)

    assert codes[0] == code


def test_an_item_of_a_list_without_ids_is_no_target() -> None:
    """References have no id: the whole list is changed."""
    found = chercher({"voir_aussi": ["a/b"]}, "voir_aussi/a")

    assert found == Absent("voir_aussi", "a", ())
    assert found.proches() == ()


@given(st.permutations(["lons", "dole", "metz"]), st.integers(0, 3))
def test_a_variant_lands_on_its_item_wherever_the_item_has_gone(
    order: list[str], position: int
) -> None:
    """Reordering and inserting nationally moves nothing in the variant."""
    exemples = [exemple(id=name) for name in order]
    exemples.insert(position, exemple(id="nouveau"))
    moved = fiche(
        leviers=[
            {"id": "premier", "titre": "Premier", "texte": "Texte."},
            {"id": "agir", "titre": "Agir", "texte": "Texte.", "exemples": exemples},
        ]
    )
    replaced = {"remplacer": "leviers/agir/exemples/dole", "par": exemple(id="rennes")}
    changed = {"modifier": "leviers/agir/exemples/lons/titre", "valeur": "Changé"}

    data, codes, _ = apply(replaced, changed, of=moved)

    expected = ["rennes" if one["id"] == "dole" else one["id"] for one in exemples]
    assert codes == []
    assert ids(data, "leviers/agir/exemples") == expected
    titles = {one["id"]: one["titre"] for one in data["leviers"][1]["exemples"]}
    assert [name for name, title in titles.items() if title == "Changé"] == ["lons"]


def test_a_fingerprint_sees_words_only() -> None:
    """White space, order of keys and what is left empty do not count; a letter does."""
    one: JsonValue = {"titre": "Un  jardin\n", "texte": "a", "exemples": [], "annee": None}

    assert empreinte(one) == empreinte({"texte": " a ", "titre": "Un jardin"})
    assert empreinte(one) != empreinte({"texte": "a", "titre": "Un jardín"})
    assert empreinte(["a", "b"]) != empreinte(["b", "a"])


def test_an_override_leans_on_its_own_item_only() -> None:
    """A change of another example of the same lever leaves the fingerprint as it was."""
    variante = Variante.model_validate(
        {
            "operations": [
                {"retirer": "leviers/agir/exemples/lons"},
                {"ajouter": "leviers", "element": {}},
                {"modifier": "titre_court", "valeur": "Court"},
                {"reordonner": "leviers", "ordre": []},
                {"retirer": "leviers/parti"},
            ]
        }
    )
    before = appuis(kit_fiche(), variante)
    written: Any = national_data(kit_fiche())
    written["leviers"][0]["exemples"][1]["titre"] = "Autre"
    after = appuis(Fiche.model_validate(written), variante)
    written["leviers"][0]["exemples"][0]["titre"] = "Autre"
    changed = appuis(Fiche.model_validate(written), variante)

    assert [one.rang for one in before] == [0, 2, 3]
    assert [one.actuelle for one in after] == [one.actuelle for one in before]
    assert changed[0].actuelle != before[0].actuelle
    assert changed[1:] == before[1:]


def test_minor_changes_follow_each_other() -> None:
    """A chain of minor changes leads from the club's text to today's; nothing else does."""
    entry = {"fiche": "a/b", "chemin": "chapo"}
    mineurs = Mineurs.model_validate(
        {
            "changements": [
                {**entry, "de": "00000001", "vers": "00000002"},
                {**entry, "de": "00000002", "vers": "00000003"},
            ]
        }
    )

    assert mineurs.relie("a/b", "chapo", "00000001", "00000003")
    assert mineurs.relie("a/b", "chapo", "00000003", "00000003")
    assert not mineurs.relie("a/b", "chapo", "00000003", "00000001")
    assert not mineurs.relie("a/b", "titre", "00000001", "00000003")

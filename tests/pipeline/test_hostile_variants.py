"""Whatever a club types: an error in its own file, at its line, with what exists nearby."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Code, ContentError, Diagnostic, Severity
from kitgen.pipeline.project import load
from tests.regional import (
    BREST,
    CHANGED,
    CHAPO_BASE,
    HEADER,
    LONS,
    LONS_BASE,
    REPLACED,
    VARIANT,
    stock,
    write_file,
    write_variant,
)

REGION = "fiches/regions/bretagne/region.yaml"
REGION_HEADER = "# yaml-language-server: $schema=../../schemas/region.schema.json\n"
OWN = "fiches/regions/bretagne/municipal/peche.yaml"
OWN_FICHE = (
    'fiche:\n  titre: "La pêche"\n  chapo: "En mer."\n'
    '  sections: [{id: a, titre: "A", texte: "Texte."}]\n'
)
BASE = f'    base: "{LONS_BASE}"\n'
ADDED = f"  - ajouter: leviers/regie/exemples\n    element: {BREST}\n"


def named(name: str) -> str:
    """Return an operation that adds an example under another id."""
    return ADDED.replace("id: brest", f"id: {name}")


TARGETS = {
    "a misspelt example": (
        f"  - remplacer: {LONS}s\n{BASE}    par: {BREST}\n",
        (3, Code.TARGET_MISSING, f"`{LONS}`"),
    ),
    "a misspelt list": (
        ADDED.replace("exemples", "exemple"),
        (3, Code.TARGET_MISSING, "`leviers/regie/exemples`"),
    ),
    "a misspelt lever": (
        ADDED.replace("regie/", "regies/"),
        (3, Code.TARGET_MISSING, "`leviers/regie`"),
    ),
    "positions instead of ids": (
        f"  - retirer: leviers/0/exemples/0\n{BASE}",
        (3, Code.TARGET_MISSING, "`leviers/regie`"),
    ),
    "a path that goes below a text": (
        f'  - modifier: chapo/texte\n{BASE}    valeur: "x"\n',
        (3, Code.TARGET_MISSING, "`chapo`"),
    ),
    "an example of another fiche": (
        f"  - retirer: leviers/definition\n{BASE}",
        (3, Code.TARGET_MISSING, "`leviers/regie`"),
    ),
    "what another operation has just put": (
        f"{REPLACED}  - retirer: leviers/regie/exemples/brest\n{BASE}",
        (6, Code.TARGET_MISSING, f"`{LONS}`"),
    ),
    "a neighbour that does not exist": (
        ADDED.replace("    element", "    apres: paris\n    element"),
        (3, Code.TARGET_MISSING, "`lons`"),
    ),
    "a neighbour that was replaced": (
        REPLACED + named("quimper").replace("    element", "    avant: lons\n    element"),
        (6, Code.TARGET_MISSING, "`brest`"),
    ),
    "a neighbour that was removed": (
        f"  - retirer: {LONS}\n{BASE}"
        + ADDED.replace("    element", "    apres: lons\n    element"),
        (5, Code.TARGET_MISSING, "en: fin"),
    ),
    "an element after itself": (
        ADDED.replace("    element", "    apres: brest\n    element"),
        (3, Code.TARGET_MISSING, "`lons`"),
    ),
    "a cycle of apres": (
        named("a").replace("    element", "    apres: b\n    element")
        + named("b").replace("    element", "    apres: a\n    element"),
        (3, Code.TARGET_MISSING, "`lons`"),
    ),
    "the same item twice": (
        f"  - retirer: {LONS}\n{BASE}" * 2,
        (5, Code.TARGET_TWICE, f"`retirer: {LONS}`"),
    ),
    "an item, then a part of it": (
        f'{REPLACED}  - modifier: {LONS}/titre\n{BASE}    valeur: "x"\n',
        (6, Code.TARGET_TWICE, f"`remplacer: {LONS}`"),
    ),
    "a part, then the item that holds it": (
        f'  - modifier: {LONS}/titre\n{BASE}    valeur: "x"\n  - retirer: leviers/regie\n{BASE}',
        (6, Code.TARGET_TWICE, f"`modifier: {LONS}/titre`"),
    ),
    "removing the lever that another operation adds to": (
        f"{ADDED}  - retirer: leviers/regie\n{BASE}",
        (5, Code.TARGET_TWICE, "`ajouter: leviers/regie/exemples`"),
    ),
    "adding to the lever that another operation removes": (
        f"  - retirer: leviers/regie\n{BASE}{ADDED}",
        (5, Code.TARGET_TWICE, "`retirer: leviers/regie`"),
    ),
    "two orders of one list": (
        f"  - reordonner: leviers\n{BASE}    ordre: [regie]\n" * 2,
        (6, Code.TARGET_TWICE, "`reordonner: leviers`"),
    ),
}
"""By name: operations, then the line, the code and the words of the first error."""

REFUSED = {
    "an id that changes": (
        f"  - modifier: leviers/regie/id\n{BASE}    valeur: x\n",
        (3, Code.OPERATION_REFUSED, "`remplacer`"),
    ),
    "a whole list as a field": (
        f"  - modifier: leviers\n{BASE}    valeur: []\n",
        (3, Code.OPERATION_REFUSED, "`ajouter`"),
    ),
    "a whole list as an element": (
        f"  - remplacer: leviers\n{BASE}    par: {{id: a}}\n",
        (3, Code.OPERATION_REFUSED, "une liste"),
    ),
    "a text as an element": (
        f"  - remplacer: chapo\n{BASE}    par: {{texte: x}}\n",
        (3, Code.OPERATION_REFUSED, "`modifier`"),
    ),
    "references as elements": (
        ADDED.replace("leviers/regie/exemples", "voir_aussi"),
        (3, Code.OPERATION_REFUSED, "ressources"),
    ),
    "an order that forgets": (
        f"  - reordonner: leviers\n{BASE}    ordre: []\n",
        (3, Code.OPERATION_REFUSED, "regie"),
    ),
    "an order that repeats": (
        f"  - reordonner: leviers\n{BASE}    ordre: [regie, regie]\n",
        (3, Code.OPERATION_REFUSED, "regie"),
    ),
    "two verbs": (
        f"  - retirer: {LONS}\n    modifier: chapo\n{BASE}",
        (3, Code.WRONG_VALUE, "un seul"),
    ),
    "no verb": (f"  - oter: {LONS}\n{BASE}", (3, Code.WRONG_VALUE, "retirer")),
    "no operation": ("  -\n", (3, Code.MISSING_KEY, "operations")),
    "two places": (
        ADDED.replace("    element", "    apres: lons\n    en: fin\n    element"),
        (3, Code.WRONG_VALUE, "`apres`"),
    ),
    "an unknown place": (
        ADDED.replace("    element", "    en: milieu\n    element"),
        (4, Code.WRONG_VALUE, "debut, fin"),
    ),
    "the key of another verb": (
        REPLACED.replace("par:", "element:"),
        (3, Code.MISSING_KEY, "`par`"),
    ),
    "a path with a capital": (
        f"  - retirer: Leviers/regie\n{BASE}",
        (3, Code.WRONG_VALUE, "Leviers/regie"),
    ),
    "a fingerprint that is a number": (
        f"  - retirer: {LONS}\n    base: 12345678\n",
        (4, Code.WRONG_TYPE, '"12345678"'),
    ),
    "no fingerprint": (f"  - retirer: {LONS}\n", (3, Code.BASE_MISSING, "kitgen region accept")),
}
"""What no verb can do, and what is no operation."""

ELEMENTS = {
    "an id that the fiche uses": (named("lons"), (4, Code.DUPLICATE_ID, "`lons`")),
    "an id that the fiche uses further down": (
        named("lons").replace("    element", "    en: debut\n    element"),
        (5, Code.DUPLICATE_ID, "`lons`"),
    ),
    "an id that a figure uses": (named("cantines"), (4, Code.DUPLICATE_ID, "`cantines`")),
    "an id of a resource, further down": (
        named("guide"),
        (2, Code.DUPLICATE_ID, "`guide`"),
    ),
    "an id that is added, then removed as if it were the national one": (
        f"{named('lons')}  - retirer: {LONS}\n{BASE}",
        (4, Code.DUPLICATE_ID, "`lons`"),
    ),
    "an id added twice": (ADDED * 2, (6, Code.DUPLICATE_ID, "`brest`")),
    "no id": (
        '  - ajouter: ressources\n    element: {titre: "Guide", consulte_le: 2026-11-21}\n',
        (4, Code.MISSING_KEY, "`id`"),
    ),
    "an example without source": (
        f"{ADDED.partition(', source')[0]}}}\n",
        (4, Code.EXAMPLE_WITHOUT_SOURCE, "`source`"),
    ),
    "a département that does not exist": (
        ADDED.replace('"29"', '"20"'),
        (4, Code.UNKNOWN_TERRITORY, '"2A"'),
    ),
    "a département as a région": (
        ADDED.replace("departement:", "region:"),
        (4, Code.UNKNOWN_TERRITORY, "Finistère"),
    ),
    "a field that does not exist": (
        '  - modifier: chapeau\n    base: "74234e98"\n    valeur: "x"\n',
        (5, Code.UNKNOWN_KEY, "`chapo`"),
    ),
    "a list where a text stands": (
        CHANGED.replace('"Nourrir la Bretagne."', "[a]"),
        (5, Code.WRONG_TYPE, "`chapo`"),
    ),
    "nothing where a text stands": (
        CHANGED.replace('"Nourrir la Bretagne."', ""),
        (5, Code.MISSING_KEY, "`chapo`"),
    ),
    "a field that a fiche must have": (
        f'  - retirer: chapo\n    base: "{CHAPO_BASE}"\n',
        (3, Code.MISSING_KEY, "`chapo`"),
    ),
    "the last lever": (f"  - retirer: leviers/regie\n{BASE}", (2, Code.FICHE_EMPTY, "`leviers`")),
    "a reference to nothing": (
        "  - modifier: voir_aussi\n    base: deadbeef\n    valeur: [municipal/scics]\n",
        (5, Code.UNRESOLVED_REFERENCE, "municipal/scic"),
    ),
    "HTML": (CHANGED.replace("Nourrir", "<b>Nourrir"), (5, Code.MARKDOWN_FORBIDDEN, "HTML")),
}
"""What the varied fiche cannot be: it is judged as any other."""

VARIANTS = TARGETS | REFUSED | ELEMENTS

FILES = {
    "a fiche of another collection": (
        {"fiches/regions/bretagne/departemental/alimentation.yaml": CHANGED},
        (2, Code.UNRESOLVED_REFERENCE, "municipal/alimentation"),
    ),
    "a fiche that does not exist": (
        {"fiches/regions/bretagne/municipal/alimentations.yaml": CHANGED},
        (2, Code.UNRESOLVED_REFERENCE, "municipal/alimentation"),
    ),
    "a région that kitgen.yaml does not name": (
        {"fiches/regions/normandie/municipal/alimentation.yaml": CHANGED},
        (1, Code.FILE_MISPLACED, "`normandie`"),
    ),
    "the code of another région": (
        {REGION: f'{REGION_HEADER}code: "28"\nnom: "Bretagne"\n'},
        (3, Code.UNKNOWN_TERRITORY, "Normandie"),
    ),
    "the folder of another région": (
        {REGION: f'{REGION_HEADER}code: "28"\nnom: "Normandie"\n'},
        (2, Code.UNKNOWN_TERRITORY, "`normandie`"),
    ),
    "the code of a département": (
        {REGION: f'{REGION_HEADER}code: "29"\nnom: "Bretagne"\n'},
        (2, Code.UNKNOWN_TERRITORY, "Finistère"),
    ),
    "a reserve for a fiche that does not exist": (
        {
            REGION: f'{REGION_HEADER}code: "53"\nnom: "Bretagne"\nreserve:\n'
            f"  - {{fiche: municipal/aliment, exemple: {BREST}}}\n"
        },
        (5, Code.UNRESOLVED_REFERENCE, "municipal/alimentation"),
    ),
    "a fiche of its own under a national name": (
        {VARIANT: f"{OWN_FICHE}place: {{partie: leviers}}\n"},
        (3, Code.OPERATION_REFUSED, "`municipal/alimentation`"),
    ),
    "a fiche of its own in no collection": (
        {"fiches/regions/bretagne/marin/peche.yaml": f"{OWN_FICHE}place: {{partie: leviers}}\n"},
        (3, Code.OPERATION_REFUSED, "municipal"),
    ),
    "a fiche of its own in no part": (
        {OWN: f"{OWN_FICHE}place: {{partie: levier}}\n"},
        (6, Code.OPERATION_REFUSED, "leviers"),
    ),
    "a fiche of its own after nothing": (
        {OWN: f"{OWN_FICHE}place: {{partie: leviers, apres: sci}}\n"},
        (6, Code.OPERATION_REFUSED, "scic"),
    ),
    "two fiches of its own, each after the other": (
        {
            OWN: f"{OWN_FICHE}place: {{partie: leviers, apres: voile}}\n",
            OWN.replace(
                "peche", "voile"
            ): f"{OWN_FICHE}place: {{partie: leviers, apres: peche}}\n",
        },
        (6, Code.OPERATION_REFUSED, "scic"),
    ),
    "a fiche of its own without a place": ({OWN: OWN_FICHE}, (2, Code.WRONG_VALUE, "`place`")),
    "a fiche of its own that refers to nothing": (
        {OWN: f"{OWN_FICHE}  voir_aussi: [municipal/scics]\nplace: {{partie: leviers}}\n"},
        (6, Code.UNRESOLVED_REFERENCE, "municipal/scic"),
    ),
}
"""By name: whole files, then the line, the code and the words of the first error."""

Expected = tuple[int, Code, str]


def first_error(root: Path) -> Diagnostic:
    """Return the first error of a project that has one."""
    with pytest.raises(ContentError) as caught:
        load(root)
    return next(one for one in caught.value.diagnostics if one.severity is Severity.ERROR)


def judge(found: Diagnostic, file: str, expected: Expected) -> None:
    """The error is in the région's file, at its line, with the words expected."""
    line, code, words = expected
    assert found.place
    assert (found.place.file, found.place.line, found.code) == (file, line, code)
    assert words in f"{found.message} {found.hint}"
    assert found.hint


@pytest.mark.parametrize("name", VARIANTS)
def test_a_hostile_operation_is_an_error_of_the_variant(name: str, tmp_path: Path) -> None:
    """Never a silent success, never a crash, never an error in the national file."""
    operations, expected = VARIANTS[name]
    write_variant(stock(tmp_path), operations)

    judge(first_error(tmp_path), VARIANT, expected)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_an_error_of_the_region(name: str, tmp_path: Path) -> None:
    """A file in the wrong place, a région under another's name, a fiche that fits nowhere."""
    files, expected = FILES[name]
    stock(tmp_path)
    for file, text in files.items():
        if file == REGION:
            write_file(tmp_path, file, text)
        elif text == CHANGED:
            write_variant(tmp_path, text, file)
        else:
            write_file(tmp_path, file, HEADER + text)

    judge(first_error(tmp_path), next(iter(files)), expected)


def test_there_are_sixty_of_them() -> None:
    """The issue counts them."""
    assert len(VARIANTS) + len(FILES) >= 60


def test_one_hostile_variant_hides_no_other(tmp_path: Path) -> None:
    """Each operation that cannot be applied is reported, and those of other files too."""
    stock(tmp_path)
    write_variant(tmp_path, TARGETS["a misspelt example"][0] + REFUSED["an id that changes"][0])
    write_file(tmp_path, OWN, f"{HEADER}{OWN_FICHE}place: {{partie: levier}}\n")

    with pytest.raises(ContentError) as caught:
        load(tmp_path)

    assert [one.code for one in caught.value.diagnostics] == [
        Code.TARGET_MISSING,
        Code.OPERATION_REFUSED,
        Code.OPERATION_REFUSED,
    ]

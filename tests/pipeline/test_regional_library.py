"""Each région's own library: the national one, varied by that région alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.pipeline.project import load
from tests.regional import (
    CHANGED,
    HEADER,
    REPLACED,
    amend,
    stock,
    write_file,
    write_variant,
)

OWN = "fiches/regions/bretagne/municipal/peche.yaml"
OWN_FICHE = (
    'fiche:\n  titre: "La pêche"\n  chapo: "En mer, lire [](fiche:municipal/scic)."\n'
    '  sections: [{id: a, titre: "A", texte: "Texte."}]\n'
)


def test_a_fiche_of_its_own_comes_last_by_default(tmp_path: Path) -> None:
    """At the end of its part."""
    stock(tmp_path)
    write_file(tmp_path, OWN, f"{HEADER}{OWN_FICHE}place: {{partie: leviers}}\n")

    (partie,) = load(tmp_path).library_of("bretagne").collections["municipal"].parties

    assert partie.fiches == ("alimentation", "scic", "peche")


@pytest.mark.parametrize("base", ["", '    base: "00000000"\n'])
def test_what_would_be_an_error_hides_no_check(tmp_path: Path, base: str) -> None:
    """A stale override is a warning beside the checks; an unstamped one an error before them."""
    operation = f'  - modifier: chapo\n{base}    valeur: "Les habitantes."\n'
    write_variant(stock(tmp_path), operation)

    if base:
        assert len(load(tmp_path).warnings) == 1
    else:
        with pytest.raises(Exception, match="pas d'empreinte"):
            load(tmp_path)


def test_regions_do_not_meet(tmp_path: Path) -> None:
    """What one varies, another does not see."""
    write_variant(stock(tmp_path), CHANGED)
    write_file(
        tmp_path,
        "fiches/regions/corse/region.yaml",
        "# yaml-language-server: $schema=../../schemas/region.schema.json\n"
        'code: "94"\nnom: "Corse"\n',
    )
    amend(tmp_path, "regions: [bretagne]", "regions: [bretagne, corse]", "kitgen.yaml")
    project = load(tmp_path)

    chapos = {
        region: str(project.library_of(region).fiches["municipal/alimentation"].chapo).strip()
        for region in (None, "bretagne", "corse")
    }

    assert chapos == {
        None: "Nourrir la commune.",
        "bretagne": "Nourrir la Bretagne.",
        "corse": "Nourrir la commune.",
    }


def test_every_operation_lands_after_the_national_fiche_was_turned_over(tmp_path: Path) -> None:
    """A lever inserted before, an example before and after: the variant replaces the same one."""
    write_variant(stock(tmp_path), REPLACED)
    example = (
        '      - {id: autre, titre: "Autre", collectivite: {nom: "Autre", departement: "39"}, '
        'texte: "Autre.", source: {titre: "R", document: "R", consulte_le: 2026-11-21}}\n'
    )
    amend(
        tmp_path,
        "leviers:\n",
        'leviers:\n  - id: premier\n    titre: "Premier"\n    texte: "Avant."\n',
    )
    amend(tmp_path, "    exemples:\n", f"    exemples:\n{example}")
    project = load(tmp_path)

    levers = project.library_of("bretagne").fiches["municipal/alimentation"].leviers

    assert project.warnings == ()
    assert [[one.id for one in lever.exemples] for lever in levers] == [[], ["autre", "brest"]]

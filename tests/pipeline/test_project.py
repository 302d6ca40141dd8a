"""A project as the commands load it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Code, ContentError
from kitgen.pipeline.project import load
from tests.regional import BREST, REPLACED, stock, write_variant

WRONG = '  - remplacer: leviers/regie/exemples/nulle-part\n    base: "e632dd2e"\n    par: ' + BREST


def test_a_region_is_varied_when_it_is_asked_for(tmp_path: Path) -> None:
    """Its library is the same whether it was judged at once or not, and made once."""
    write_variant(stock(tmp_path), REPLACED)
    later, at_once = load(tmp_path, regions=()), load(tmp_path)

    assert later.regionales["bretagne"].variees == {"municipal/alimentation"}
    assert later.library_of("bretagne") == at_once.library_of("bretagne")
    assert later.regionales["bretagne"] is later.regionales["bretagne"]
    assert list(later.regionales) == ["bretagne"]
    assert len(later.regionales) == 1
    with pytest.raises(KeyError):
        later.regionales["normandie"]


def test_a_region_that_was_not_judged_is_refused_all_the_same(tmp_path: Path) -> None:
    """Nobody can use a wrong variant, whatever was asked first."""
    write_variant(stock(tmp_path), WRONG)
    project = load(tmp_path, regions=())

    with pytest.raises(ContentError) as refused:
        project.library_of("bretagne")
    assert [one.code for one in refused.value.diagnostics] == [Code.TARGET_MISSING]
    with pytest.raises(ContentError):
        load(tmp_path)
    with pytest.raises(ContentError):
        load(tmp_path, regions=["bretagne"])

"""Acknowledging a national change: only fingerprints are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Code, UsageError
from kitgen.pipeline.project import load
from kitgen.pipeline.stamp import accept
from tests.regional import (
    BREST,
    CHANGED,
    CHAPO_BASE,
    HEADER,
    LONS,
    LONS_BASE,
    REPLACED,
    VARIANT,
    amend,
    stock,
    write_file,
    write_variant,
)

OLD = "00000000"
TWO = (CHANGED + REPLACED).replace(CHAPO_BASE, OLD).replace(LONS_BASE, OLD)
OWN = (
    'place: {partie: leviers}\nfiche:\n  titre: "La pêche"\n  chapo: "En mer."\n'
    '  sections: [{id: a, titre: "A", texte: "Texte."}]\n'
)


@pytest.mark.parametrize(
    "word",
    [
        VARIANT,
        "bretagne/municipal/alimentation",
        "bretagne/municipal/alimentation.yaml",
        "bretagne",
        "fiches/regions/bretagne/",
    ],
)
def test_a_variant_is_named_in_several_ways(word: str, tmp_path: Path) -> None:
    """Its path, its région and fiche, or the région: each operation is stamped, and no more."""
    path = write_variant(stock(tmp_path), TWO)

    done = accept(tmp_path, (word,))

    assert [(one.file, one.chemin, one.base) for one in done] == [
        (VARIANT, "chapo", CHAPO_BASE),
        (VARIANT, LONS, LONS_BASE),
    ]
    assert path.read_text(encoding="utf-8") == f"{HEADER}operations:\n{CHANGED}{REPLACED}"
    assert load(tmp_path).warnings == ()
    assert accept(tmp_path, (word,)) == ()


def test_a_path_may_be_whole_or_start_where_the_person_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a file manager or a shell completes it."""
    path = write_variant(stock(tmp_path), TWO)

    assert len(accept(tmp_path, (f"{path}:chapo",))) == 1
    monkeypatch.chdir(path.parent)
    assert len(accept(tmp_path, ("alimentation.yaml",))) == 1


def test_one_operation_may_be_picked(tmp_path: Path) -> None:
    """`:chemin` leaves the others as they are, stale."""
    path = write_variant(stock(tmp_path), TWO)

    (done,) = accept(tmp_path, (f"bretagne/municipal/alimentation:{LONS}",))

    assert done.chemin == LONS
    assert path.read_text(encoding="utf-8").count(OLD) == 1
    assert [one.code for one in load(tmp_path).warnings] == [Code.OVERRIDE_STALE]


def test_an_operation_without_base_receives_one(tmp_path: Path) -> None:
    """In a block or between braces; line ends, comments and flow are kept."""
    stock(tmp_path)
    flow = f"  - {{remplacer: {LONS}, par: {BREST}}} # vu\r\n"
    text = f"{HEADER}operations:\n  # chapô\n  - modifier: chapo\n    valeur: |\n      Ici.\n"
    path = write_file(tmp_path, VARIANT, text.replace("\n", "\r\n") + flow)

    accept(tmp_path, ("bretagne",))

    expected = text.replace("chapo\n  ", f'chapo\n    base: "{CHAPO_BASE}"\n  ')
    flow = flow.replace(f"{LONS},", f'{LONS}, base: "{LONS_BASE}",')
    assert path.read_bytes().decode() == expected.replace("\n", "\r\n") + flow
    assert load(tmp_path).warnings == ()


def test_only_what_changed_is_stamped(tmp_path: Path) -> None:
    """A national change restamps the operation that leans on it; the others keep theirs."""
    path = write_variant(stock(tmp_path), CHANGED + REPLACED)
    amend(tmp_path, "Nourrir la commune.", "Nourrir toute la commune.")

    (done,) = accept(tmp_path, ("bretagne",))

    assert done.chemin == "chapo"
    text = path.read_text(encoding="utf-8")
    assert text == f"{HEADER}operations:\n{CHANGED}{REPLACED}".replace(CHAPO_BASE, done.base)


def test_a_fiche_of_the_region_s_own_has_nothing_to_stamp(tmp_path: Path) -> None:
    """Nor has a région without variant: neither is an error."""
    stock(tmp_path)
    assert accept(tmp_path, ("bretagne",)) == ()

    write_file(tmp_path, "fiches/regions/bretagne/municipal/peche.yaml", HEADER + OWN)
    assert accept(tmp_path, ("bretagne", "bretagne/municipal/peche")) == ()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("bretange", "Vouliez-vous dire : bretagne"),
        ("bretagne/municipal/aliment", "Vouliez-vous dire : bretagne/municipal/alimentation"),
        ("zzz", "fiches/regions/<region>/<collection>/<fiche>.yaml"),
        ("bretagne:chap", "Vouliez-vous dire : chapo"),
        ("bretagne:zzz", f"Vouliez-vous dire : chapo, {LONS}"),
    ],
)
def test_a_name_that_is_nothing_s_is_refused(word: str, said: str, tmp_path: Path) -> None:
    """A misspelt variant or path is never « nothing to do »."""
    path = write_variant(stock(tmp_path), TWO)
    before = path.read_bytes()

    with pytest.raises(UsageError) as caught:
        accept(tmp_path, (word,))

    (found,) = caught.value.diagnostics
    assert said in f"{found.hint}"
    assert path.read_bytes() == before


def test_a_path_in_a_variant_without_operation_is_refused(tmp_path: Path) -> None:
    """With nothing to propose."""
    stock(tmp_path)
    write_variant(tmp_path, "")

    with pytest.raises(UsageError) as caught:
        accept(tmp_path, ("bretagne:chapo",))

    assert caught.value.diagnostics[0].hint is None


@pytest.mark.parametrize(
    "operation",
    [
        '  - modifier: >-\n      chapo\n    valeur: "x"\n',
        '  - {\n    modifier: chapo,\n    valeur: "x"}\n',
    ],
)
def test_what_cannot_be_stamped_is_left_as_it_was(operation: str, tmp_path: Path) -> None:
    """An odd layout is refused with what to write by hand; the file is untouched."""
    path = write_variant(stock(tmp_path), operation)
    before = path.read_bytes()

    with pytest.raises(UsageError) as caught:
        accept(tmp_path, ("bretagne",))

    (found,) = caught.value.diagnostics
    assert found.code == Code.OPERATION_REFUSED
    assert f'base: "{CHAPO_BASE}"' in f"{found.hint}"
    assert path.read_bytes() == before

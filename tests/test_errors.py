"""What goes wrong, as data."""

from __future__ import annotations

import pickle

from kitgen.errors import Code, ContentError, Diagnostic, Place, sort_key


def test_an_error_comes_back_whole_from_another_process() -> None:
    """Workers raise; the report is made elsewhere."""
    error = ContentError(Diagnostic(Code.ENGINE_WARNING, "a", Place("a.yaml", 3, 4)))

    back = pickle.loads(pickle.dumps(error))

    assert type(back) is ContentError
    assert back.diagnostics == error.diagnostics


def test_diagnostics_are_sorted_by_place_and_said_once() -> None:
    """Files, then lines, then columns; what has no place comes first."""
    early = Diagnostic(Code.ENGINE_WARNING, "a", Place("a.yaml", 3, 4))
    late = Diagnostic(Code.ENGINE_WARNING, "a", Place("a.yaml", 12, 1))
    other = Diagnostic(Code.ENGINE_WARNING, "a", Place("b.yaml", 1, 1))
    nowhere = Diagnostic(Code.ENGINE_WARNING, "z")

    error = ContentError(late, other, early, late, nowhere)

    assert error.diagnostics == (nowhere, early, late, other)
    assert sorted(error.diagnostics, key=sort_key) == list(error.diagnostics)


def test_a_whole_file_is_shown_at_its_first_character() -> None:
    """`fichier:ligne:colonne` is always complete."""
    assert str(Place("a.yaml")) == "a.yaml:1:1"

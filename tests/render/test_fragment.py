"""A fragment survives being kept."""

from __future__ import annotations

import pytest

from kitgen.errors import Code, Diagnostic, Severity
from kitgen.render.fragment import (
    Caracteres,
    Fragment,
    PagePosee,
    Signet,
    dump_fragment,
    load_fragment,
)

FRAGMENT = Fragment(
    contenu=b"%PDF-1.7\n{\n\x00\xff",
    pages=(PagePosee(96), PagePosee(40)),
    ancres={"fiche-a": 0, "exemple-é": 1},
    signets=(Signet(2, "1. Où\nagir ?", 0, 51.02, 700.5, ouvert=False),),
    caracteres=(Caracteres("/ABCDEF", "0" * 64, {3: 512.5}, {3: "é"}),),
    diagnostics=(
        Diagnostic(Code.ENGINE_WARNING, "Le moteur signale : é", hint="Voyez", place=None),
        Diagnostic(Code.ENGINE_WARNING, "Autre", severity=Severity.WARNING),
    ),
    serre=True,
)


def test_a_fragment_that_was_kept_is_the_same() -> None:
    """Every fact and every byte comes back."""
    assert load_fragment(dump_fragment(FRAGMENT)) == FRAGMENT


def test_what_is_kept_is_data() -> None:
    """A kept fragment is one line of JSON and a PDF: reading it runs nothing."""
    head, _, rest = dump_fragment(FRAGMENT).partition(b"\n")

    assert head.startswith(b"{")
    assert rest == FRAGMENT.contenu
    with pytest.raises(ValueError, match=r"utf-8|Expecting"):
        load_fragment(b"\x80\x04pickle\n%PDF")

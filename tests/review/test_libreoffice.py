"""Files that LibreOffice 7.4 itself saved, from the review file of the long fiche.

Its person typed a word in the standfirst, another in a lever, one in an example's title, added an
element to a list, and made a word bold; without recording changes, then while recording them.
This version loses the tags of controls, and writes « RTES » twice: its bookmarks alone are left.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.review import NoticeKind, RefusedError, read_review

FILES = Path(__file__).parent / "libreoffice"


def test_what_was_changed_is_found_by_the_bookmarks() -> None:
    """Every change, and what the program did by itself is told."""
    found = read_review((FILES / "edits.docx").read_bytes())
    asked = {wish.champ.chemin: wish.accepted for wish in found.wishes}

    assert set(asked) == {"chapo", "leviers/regie/texte", "leviers/regie/exemples/lons/titre"}
    assert asked["chapo"].startswith("Nourrir toute la commune : **un métier** de l'ESS")
    assert asked["leviers/regie/exemples/lons/titre"] == "Une grande cuisine centrale"
    text = asked["leviers/regie/texte"]
    assert text.startswith("La commune emploie des maraîchères et des cuisiniers.\n\nVoir la [](")
    assert "- récolter ;\n- arroser ;\n- cuisiner.\n\n1. **premier** temps\n" in text
    assert [(one.kind, one.text) for one in found.notices] == [
        (NoticeKind.BESIDE, "( RTES)"),
        (NoticeKind.COMPOSED, ""),
    ]


def test_what_it_destroys_is_refused() -> None:
    """Recorded changes within controls make it write what no program reads."""
    with pytest.raises(RefusedError, match="n'est pas du XML correct") as caught:
        read_review((FILES / "tracked.docx").read_bytes())

    assert "LibreOffice 25" in caught.value.hint

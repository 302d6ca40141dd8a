"""A document is cut where a page always begins."""

from __future__ import annotations

from kitgen.render.pieces import cut

HEAD = '<!DOCTYPE html><html lang="fr"><head><title>Kit</title></head><body class="n">\n'
FOOT = "</body></html>"
FICHE = (
    '<article id="fiche-a" data-pas="normal" data-cadre="levier" data-courant="1 &gt; 0">A'
    "</article>"
)
CONTENTS = "<ol><li>A <!--page fiche-a--></li><li>B <!--page fiche-b fiche-a--></li></ol>"


def document(*bodies: str) -> str:
    """Return a document of some pieces."""
    return HEAD + "".join(f"<!--piece-->{body}" for body in bodies) + FOOT


def test_each_piece_is_a_document_with_the_same_head_and_foot() -> None:
    """A piece has the head and the foot of the whole, and its own body only."""
    first, second = cut(document(FICHE, CONTENTS))

    assert first.html == HEAD + FICHE + FOOT
    assert second.html == HEAD + CONTENTS + FOOT


def test_a_piece_says_what_frames_it() -> None:
    """The frame and its words are those of the root element; bare pages have none."""
    fiche, contents = cut(document(FICHE, CONTENTS))

    assert fiche.ancre == "fiche-a"
    assert fiche.frame == {"cadre": "levier", "courant": "1 > 0", "partie": ""}
    assert contents.ancre == ""
    assert contents.frame == {}


def test_page_numbers_come_when_they_are_known() -> None:
    """Each mark becomes the pages of its anchors, each once, and 0 while one is unknown."""
    fiche, contents = cut(document(FICHE, CONTENTS))

    assert fiche.anchors_shown == frozenset()
    assert contents.anchors_shown == {"fiche-a", "fiche-b"}
    assert "A 6</li><li>B 0, 6</li>" in contents.numbered({"fiche-a": 6})
    assert "B 6</li>" in contents.numbered({"fiche-a": 6, "fiche-b": 6})


def test_only_a_piece_that_has_a_step_can_be_tightened() -> None:
    """Tightening changes the step that the root declares, and nothing else."""
    fiche, contents = cut(document(FICHE, CONTENTS))

    assert fiche.tightened == fiche.html.replace('"normal"', '"serre"')
    assert contents.tightened is None


def test_a_piece_may_stand_on_the_page_before() -> None:
    """`data-pose` asks for the last page of the piece before."""
    fiche, foot = cut(document(FICHE, '<p data-pose="derniere-page">pied</p>'))

    assert foot.overlaid
    assert not fiche.overlaid

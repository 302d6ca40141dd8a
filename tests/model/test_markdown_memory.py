"""What was read in long texts comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.model import markdown
from kitgen.model.markdown import lire_markdown
from kitgen.model.markdown_memory import dump_texts, load_texts


@given(st.lists(st.text("ab *[](é)-1.\n:/\"'«»", max_size=80)))
def test_texts_come_back_as_they_were_read(sources: list[str]) -> None:
    """Paragraphs, lists, marks and links, whatever they hold."""
    known = ["**a** *b* [c](https://d.fr) [](fiche:e/f)\n\n- g\n- **h**", "1. i\n2. j", "- "]
    texts = {source: lire_markdown(source).texte for source in (*known, *sources)}

    assert load_texts(dump_texts(texts)) == texts


@pytest.mark.parametrize(
    "spoilt", [b"", b"[]", b"3", b"{", b"\xff", b'{"a": 3}', b'{"a": [[]]}', b'{"a": [["", []]]}']
)
def test_what_is_spoilt_is_forgotten(spoilt: bytes) -> None:
    """Or read as a text that says less; never an error."""
    assert set(load_texts(spoilt)) <= {"a"}


def test_a_text_that_is_remembered_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are, and remembered when nothing is wrong in them."""
    source, other, wrong = "**une** mémoire", "**une** lecture", "`une` faute"
    texte = lire_markdown(other).texte
    lire_markdown.cache_clear()
    monkeypatch.setattr(markdown, "REMEMBERED", {source: texte})
    monkeypatch.setattr(markdown, "READ", {})

    assert lire_markdown(source).texte == texte
    assert lire_markdown(other).texte == texte
    assert lire_markdown(wrong).problemes
    assert set(markdown.READ) == {other}
    lire_markdown.cache_clear()

"""What is kept of a Word file comes back as it was."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kitgen.render.word_names import declared
from kitgen.render.word_passage import Passage, dump_passage, load_passage
from kitgen.render.word_xml import text, w
from kitgen.render.word_zip import assemble, compress, entries_of, expand

ROOT = Path(__file__).parents[2]
WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]))


@pytest.mark.parametrize(
    "passage",
    [
        Passage(""),
        Passage(
            "<w:p>«\x1eb0\x1f»</w:p>", 1, 2, ("https://a.fr",), ("List Number",),
            (("0f", "png", "image/png"),), ("fiche-x",), (("image/svg+xml", "Une halle"),),
        ),
    ],
)  # fmt: skip
def test_a_passage_is_kept_whole(passage: Passage) -> None:
    """Nothing of it is lost, nor changes its type."""
    assert load_passage(dump_passage(passage)) == passage


@given(WRITTEN, WRITTEN)
def test_any_text_is_written_as_it_is(words: str, value: str) -> None:
    """An XML parser reads the words of a run and the value of an attribute as they came."""
    run = etree.fromstring(f"<w:body{declared('w')}>{w('r', text(words), val=value)}</w:body>")[0]

    assert ("".join(run.itertext()), *run.attrib.values()) == (words, value)


def test_an_archive_is_what_zipfile_reads(tmp_path: Path) -> None:
    """Entries come in order, those that were not compressed too, whatever their names."""
    path = tmp_path / "a.zip"
    with ZipFile(path, "w", ZIP_STORED) as given:
        given.writestr("é/b.txt", "b" * 99)
        given.writestr("a.txt", b"")
    entries = entries_of(path.read_bytes()) | {"c": compress(b"c")}

    path.write_bytes(assemble(entries))

    with ZipFile(path) as made:
        assert made.testzip() is None
        assert made.namelist() == ["a.txt", "c", "é/b.txt"]
        assert made.read("é/b.txt") == expand(entries["é/b.txt"]) == b"b" * 99
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_that_is_taken_apart_and_put_together_is_the_same() -> None:
    """What it holds is neither compressed again nor dated."""
    content = (ROOT / "layouts/kit/modele.docx").read_bytes()

    assert assemble(entries_of(content)) == content

"""What is refused before anything is opened, and in which words."""

from __future__ import annotations

import io
import zipfile

import pytest

from kitgen.review import guard, read_review
from kitgen.review.guard import RefusedError, open_archive
from kitgen.review.parts import open_package
from tests.review.papers import (
    NAMESPACES,
    TYPES,
    champ,
    p,
    parts_of,
    relations,
    relecture,
    review_of,
    zipped,
)

GOOD = parts_of(p("Bonjour"))
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'


def refusal(content: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(RefusedError) as caught:
        open_package(content)
    assert caught.value.hint
    return caught.value.message


def test_a_word_file_is_opened() -> None:
    """Its parts are read, its text found, its folders left aside."""
    package = open_package(zipped({**GOOD, "word/": ""}))

    assert package.main == "word/document.xml"
    assert "".join(package.body.itertext()) == "Bonjour"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "ce n'est pas un fichier Word"),
        (b"%PDF-1.7", "ce n'est pas un fichier Word"),
        (guard.OLE + b"\0" * 600, "mot de passe, ou au format .doc"),
        (b"PK\x03\x04 rien", "son archive ne s'ouvre pas"),
        (zipped({"a.txt": "a"}), "ce n'est pas un fichier Word"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "ce n'est pas un fichier Word"),
        (zipped({**GOOD, "word/document.xml": "<autre/>"}), "ce n'est pas un fichier Word"),
        (
            zipped(
                {
                    **GOOD,
                    "word/document.xml": '<document xmlns="http://purl.oclc.org/ooxml/'
                    'wordprocessingml/main"/>',
                }
            ),
            "strict",
        ),
        (zipped({**GOOD, "../evil.xml": "<a/>"}), "un nom interdit"),
        (zipped({**GOOD, "/etc/passwd": "a"}), "un nom interdit"),
        (zipped({**GOOD, "word\\a.xml": "<a/>"}), "un nom interdit"),
        (zipped({**GOOD, "c:/a.xml": "<a/>"}), "un nom interdit"),
        (zipped({**GOOD, "WORD/Document.xml": "<a/>"}), "contient deux fois"),
        (zipped({**GOOD, "word/vbaProject.bin": "a"}), "des macros"),
        (zipped({**GOOD, "word/activeX/activeX1.bin": "a"}), "des macros"),
        (zipped({**GOOD, "word/embeddings/oleObject1.bin": "a"}), "un objet incorporé"),
        (
            zipped(
                {**GOOD, "[Content_Types].xml": TYPES.replace("document.main", "macroEnabled")}
            ),
            "au format .docm",
        ),
        (zipped({**GOOD, "word/footnotes.xml": LAUGHS}), "une déclaration DOCTYPE"),
        (zipped({**GOOD, "custom/a.XML": LAUGHS.encode("utf-16")}), "une déclaration DOCTYPE"),
        (zipped({**GOOD, "word/_rels/a.xml.rels": LAUGHS}), "une déclaration DOCTYPE"),
        (zipped({**GOOD, "_rels/.rels": LAUGHS}), "une déclaration DOCTYPE"),
        (
            zipped(
                {
                    **GOOD,
                    "[Content_Types].xml": TYPES.replace("document.xml", "document.dat"),
                    "word/document.dat": LAUGHS,
                }
            ),
            "une déclaration DOCTYPE",
        ),
        (zipped({**GOOD, "word/comments.xml": "<a><b></a>"}), "n'est pas du XML correct"),
        *(
            (
                zipped({**GOOD, "word/a.xml": f"<?xml version='1.0' encoding='{name}'?><a/>"}),
                "n'est pas du XML correct",
            )
            for name in ("utf-7", "shift_jis", "x", "utf-16")
        ),
        (
            zipped({**GOOD, "word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}),
            "emboîte plus de 100 éléments",
        ),
        (zipped({**GOOD, "word/document.xml": '<a:b xmlns:a=""/>'}), "ne se lit pas"),
        (
            zipped(parts_of("", "rId9 image https://pisteur.example/a.png External")),
            "va chercher autre chose ailleurs",
        ),
        (
            zipped(parts_of("", "rId9 image https://pisteur.example/a.png external")),
            "va chercher autre chose ailleurs",
        ),
        *(
            (zipped(parts_of("", f"rId9 {kind} truc.bin")), "un document incorporé")
            for kind in ("aFChunk", "oleObject", "package", "control", "vbaProject", "subDocument")
        ),
        (
            zipped({**GOOD, "_rels/.rels": relations("a attachedTemplate \\\\x\\y External")}),
            "va chercher autre chose ailleurs",
        ),
    ],
)
def test_what_cannot_be_a_review_is_refused(content: bytes, why: str) -> None:
    """One clear sentence, and what to do."""
    assert why in refusal(content)


def test_a_link_to_the_web_is_allowed() -> None:
    """Nothing is fetched to read it."""
    package = open_package(zipped(parts_of("", "rId9 hyperlink https://rtes.fr External")))

    assert package.links["rId9"].external


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, what it would become, how many parts it has, how far each is compressed."""
    bomb = zipped({**GOOD, "word/a.xml": b" " * 2_000_000})
    assert "plus de 200 fois" in refusal(bomb)

    monkeypatch.setattr(guard, "MAX_XML", 100)
    assert "dépasse 20 Mo" in refusal(zipped(GOOD))

    monkeypatch.setattr(guard, "MAX_OPENED", 1_000_000)
    assert "dépasserait 100 Mo" in refusal(bomb)

    monkeypatch.setattr(guard, "MAX_ENTRIES", 3)
    assert "plus de 2 000 fichiers" in refusal(bomb)

    monkeypatch.setattr(guard, "MAX_FILE", 10)
    assert "dépasse 50 Mo" in refusal(bomb)


def test_entries_that_share_bytes_are_refused() -> None:
    """A small archive becomes huge by naming one content many times."""
    content = zipped({**GOOD, "word/z.bin": "x" * 500})
    place, end = content.rindex(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    again = content[place:end].replace(b"word/z.bin", b"word/y.bin")
    size = int.from_bytes(content[end + 12 : end + 16], "little") + len(again)
    number = int.from_bytes(content[end + 10 : end + 12], "little") + 1
    told = number.to_bytes(2, "little") * 2 + size.to_bytes(4, "little")

    assert "se recouvrent" in refusal(
        content[:end] + again + content[end : end + 8] + told + content[end + 16 :]
    )


def test_a_long_table_of_contents_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of thousands of names would take a gigabyte."""
    monkeypatch.setattr(zipfile, "ZipFile", None)

    assert "plus de 2 000 fichiers" in refusal(guard.ZIP + guard.ENTRY * 2_001)


def test_comments_are_bounded() -> None:
    """Each is kept beside its fiche, and read by somebody."""
    comments = f"<w:comments {NAMESPACES}>{'<w:comment/>' * 2_001}</w:comments>"

    with pytest.raises(RefusedError, match="2 000 commentaires"):
        read_review(review_of(relecture(champ()), "", comments=comments))


def test_a_part_is_known_by_its_relation_not_by_its_name() -> None:
    """What is called otherwise is judged as well, and read."""
    parts = parts_of(p("Bonjour"), "rId9 comments mots.dat")
    parts["word/mots.dat"] = f"<w:comments {NAMESPACES}/>"
    package = open_package(zipped(parts))
    parts["word/mots.dat"] = LAUGHS
    odd = open_package(zipped(parts))

    assert package.related("/comments") is not None
    with pytest.raises(RefusedError, match="DOCTYPE"):
        odd.related("/comments")


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    """The size that is announced bounds what is read; more than that is a broken archive."""
    content = bytearray(zipped({**GOOD, "word/z.xml": "<a>" + "x" * 500 + "</a>"}))
    place = content.rindex(b"PK\x01\x02") + 24
    content[place : place + 4] = (3).to_bytes(4, "little")

    assert "abîmé" in refusal(bytes(content))


def test_unknown_compressions_and_ciphers_are_refused() -> None:
    """Word writes neither."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")

    assert "d'une façon inconnue" in refusal(stream.getvalue())


def test_a_plain_edition_is_told_from_a_review_file() -> None:
    """The original texts are not in it, or are damaged."""
    plain = zipped({**GOOD, "customXml/item1.xml": "<autre/>"})
    with pytest.raises(RefusedError, match="n'y sont pas"):
        read_review(plain)

    parts = parts_of("")
    parts["customXml/item1.xml"] = (
        f'<relecture xmlns="urn:kitgen:relecture:1" {NAMESPACES} projet="x"/>'
    )
    with pytest.raises(RefusedError, match="sont abîmées"):
        read_review(zipped(parts))


def test_names_that_lead_outside_the_project_are_refused() -> None:
    """What names a file or a text comes from anybody; so do a hundred thousand paragraphs."""
    for odd in ("../../x", "/etc/passwd", "a\nb: c", ""):
        with pytest.raises(RefusedError, match="abîmées"):
            read_review(review_of(relecture(champ(chemin=odd)), ""))
    with pytest.raises(RefusedError, match="20 000 paragraphes"):
        read_review(review_of(relecture(champ()), "<w:p/>" * 20_001))


def test_names_are_the_first_thing_judged() -> None:
    """An archive full of names reads nothing of their content."""
    assert set(open_archive(zipped(GOOD))) == set(GOOD)

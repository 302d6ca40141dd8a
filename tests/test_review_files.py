"""Every authored text of the real project can be changed in a review file, once, and is inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pydantic import JsonValue

import kitgen
from kitgen.compose.bases import national_data
from kitgen.model.base import Modele, TexteCourt, TexteLong
from kitgen.model.chemin import Trouve, chercher
from kitgen.model.library import Library
from kitgen.model.relecture import PROJET, Relecture, lire_etiquette
from kitgen.model.relecture_xml import relecture_from_xml
from kitgen.model.source import Source
from kitgen.model.texte import lignes, texte_brut
from kitgen.model.walk import Visite, walk
from kitgen.model.written import KeyPath
from kitgen.pipeline.targets import Target, compose_target
from kitgen.review import read_review
from tests.outputs import ALONE, AURA, NATIONAL, PROJECT, name_of, render
from tests.render.word_file import WordFile, find, values, words

DOCUMENTS = (*NATIONAL, *ALONE, *AURA)
DERIVED = {
    ("Fiche", "titre_court"), ("Source", "url"), ("Ressource", "url"), ("Image", "fichier"),
    ("Image", "alt"), ("Organisme", "url"),
}  # fmt: skip
"""What is not displayed as it was written: in a header, in a link, or read aloud."""


@cache
def reviewed(target: Target) -> tuple[kitgen.Edition, bytes, WordFile, Relecture]:
    """Make the review file of a document, once for all tests."""
    edition = compose_target(PROJECT, replace(target, relecture=True))
    artefact = kitgen.render(PROJECT, edition, "docx")
    assert artefact.diagnostics == ()
    file = WordFile(artefact.contenu)
    return edition, artefact.contenu, file, relecture_from_xml(file.parts["customXml/item1.xml"])


def data_of(library: Library, fichier: str) -> Modele:
    """Return the model of a data file by the name that fields have for it."""
    collection, _, name = fichier.partition("/")
    if fichier == PROJET:
        return library.projet
    if collection == "regions":
        return library.regions[name.removesuffix("/region")]
    return library.collections[collection] if name == "collection" else library.fiches[fichier]


def id_path(data: JsonValue, path: KeyPath) -> str:
    """Return a key path with ids instead of positions."""
    said: list[str] = []
    for key in path:
        data = data[key]  # type: ignore[index]  # the path comes from the same model
        named = isinstance(key, int) and isinstance(data, dict)
        said.append(str(data.get("id", key)) if named and isinstance(data, dict) else str(key))
    return "/".join(said)


def is_shown(visit: Visite) -> bool:
    """Tell whether a text is displayed as it was written."""
    if (type(visit.owner).__name__, visit.field) in DERIVED or "autres_sources" in visit.path:
        return False
    if isinstance(visit.owner, Source) and visit.field in {"titre", "document"}:
        titre, document = visit.owner.titre, visit.owner.document or ""
        if document.startswith(titre):
            return visit.field == "document"
        return visit.field == "titre" or document not in titre
    return visit.kind is TexteCourt or visit.kind is TexteLong


def editable(library: Library, references: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the address of each text of some fiches that a reviewer should be able to change."""
    for reference in references:
        fiche = library.fiches[reference]
        data = national_data(fiche)
        for visit in walk(fiche):
            if is_shown(visit):
                yield reference, id_path(data, visit.path)


@pytest.mark.parametrize("target", DOCUMENTS, ids=name_of)
def test_every_text_of_the_fiches_is_a_field(target: Target) -> None:
    """No authored text is forgotten, but for those that are not displayed as written."""
    edition, _, _, relecture = reviewed(target)
    shown = [fiche.reference for partie in edition.parties for fiche in partie.fiches]
    library = PROJECT.library_of(target.region)
    expected = list(editable(library, shown))
    found = [(one.fichier, one.chemin) for one in relecture.champs if one.fichier in shown]

    assert len(expected) > 20
    assert sorted(found) == sorted(expected)


def test_the_other_data_files_have_their_fields() -> None:
    """So have the collection, the project and the région."""
    _, _, _, relecture = reviewed(AURA[0])
    others = {(one.fichier, one.chemin) for one in relecture.champs}

    assert others > {
        (PROJET, "mentions"),
        ("municipal/collection", "presentation"),
        ("municipal/collection", "parties/leviers/titre"),
        ("municipal/collection", "parties/leviers/presentation"),
        ("regions/auvergne-rhone-alpes/region", "avant_propos"),
    }
    assert (PROJET, "mention_courte") in {
        (one.fichier, one.chemin) for one in reviewed(ALONE[0])[3].champs
    }


@pytest.mark.parametrize("target", DOCUMENTS, ids=name_of)
def test_the_text_inside_is_the_text_of_the_file(target: Target) -> None:
    """The base of each field is what stands at its address, after the variant, to the letter."""
    _, _, _, relecture = reviewed(target)
    library = PROJECT.library_of(target.region)
    for champ in relecture.champs:
        model = data_of(library, champ.fichier)
        found = chercher(model.model_dump(mode="json", exclude_unset=True), champ.chemin)
        assert isinstance(found, Trouve), champ
        assert found.value == champ.base


@pytest.mark.parametrize("target", DOCUMENTS, ids=name_of)
def test_each_field_is_there_once(target: Target) -> None:
    """Its pieces are in the file, each once, in order, with the words that are displayed."""
    _, _, file, relecture = reviewed(target)
    found = [
        (lire_etiquette(values(control, "w:sdtPr/w:tag/@w:val")[0]), words(control))
        for control in find(file.document, "//w:sdt")
    ]
    expected = [
        ((champ.cle, rank), texte_brut(line))
        for champ in relecture.champs
        for rank, line in enumerate(lignes(champ.affiche), start=1)
    ]
    identities = values(file.document, "//w:sdt/w:sdtPr/w:id/@w:val")

    assert Counter(found) == Counter(expected)
    assert len(set(identities)) == len(identities) == len(found)


@pytest.mark.parametrize("target", DOCUMENTS, ids=name_of)
def test_a_review_file_reads_as_the_publication(target: Target) -> None:
    """But for its first page, the words are the same, in the same order."""
    _, _, file, _ = reviewed(target)
    published = WordFile(render(target, "docx")[1].contenu)

    assert [[words(p) for p in section] for section in file.sections[1:]] == [
        [words(p) for p in section] for section in published.sections
    ]


@pytest.mark.parametrize("target", DOCUMENTS, ids=name_of)
def test_a_review_file_is_valid(target: Target, tmp_path: Path) -> None:
    """The Open XML SDK's rules find nothing to say."""
    path = tmp_path / "relecture.docx"
    path.write_bytes(reviewed(target)[1])
    validation = OpenXmlValidator().validate(path)

    assert validation.is_valid, [str(error) for error in validation.errors][:5]


@pytest.mark.parametrize("target", DOCUMENTS, ids=name_of)
def test_an_unchanged_file_asks_nothing(target: Target) -> None:
    """For all three kits, all Points, and a région: no change, and nothing that needs telling."""
    found = read_review(reviewed(target)[1])

    assert found.relecture.champs
    assert (found.wishes, found.notices, found.remarks) == ((), (), ())

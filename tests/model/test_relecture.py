"""What a review file carries, written as XML and read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.model.relecture import (
    Champ,
    Relecture,
    RenvoiAffiche,
    cle_de,
    etiquette_de,
    lire_etiquette,
    signet_de,
)
from kitgen.model.relecture_xml import RelectureInvalide, relecture_from_xml, relecture_to_xml
from kitgen.model.texte import LienExterne, Liste, Paragraphe, Portion, Renvoi

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t é’«»&<>"))


def given_relecture(base: str = "Un texte, *beau* & court.\n\n- a\n- b\n") -> Relecture:
    """A kit with two fields, and a reference in the second."""
    titre = (Portion("Agir au 1"), Portion("er", exposant=True), Portion(" janvier"))
    texte = (
        Paragraphe(
            (
                Portion("Voir la ", gras=True),
                Portion("fiche 3 – Le foncier", lien=Renvoi("municipal/foncier")),
                Portion(" ", italique=True),
                Portion("ici", lien=LienExterne("https://exemple.fr/?a=1&b=2")),
            )
        ),
        Liste(ordonnee=True, elements=((Portion("a"),), (Portion("b"),))),
        Liste(ordonnee=False, elements=((Portion("c"),),)),
    )
    return Relecture(
        projet="Kits & Points",
        collection="municipal",
        region="bretagne",
        fiche=None,
        edition="2026-11",
        champs=(
            Champ(
                "municipal/scic", "titre", "ligne", "Fiche 2 – titre", "x", (Paragraphe(titre),)
            ),
            Champ("municipal/scic", "chapo", "texte", "Fiche 2 – chapô", base, texte),
        ),
        renvois=(
            RenvoiAffiche("municipal/foncier", "kg_f_1", "fiche 3 – Le foncier", "fiche 3"),
            RenvoiAffiche("regional/scic", "kg_f_2", "fiche 4 – La SCIC", "Kit, fiche 4"),
        ),
        squelette=("{8ba6b9d5b9ce}", "Exemple · {8ba6b9d5b9ce} · Jura"),
        marges=("Kit & fiches",),
    )


@given(WORDS)
def test_what_is_written_is_read_back(base: str) -> None:
    """Texts, marks, links and references come back as they were, whatever the characters."""
    relecture = given_relecture(base)

    assert relecture_from_xml(relecture_to_xml(relecture)) == relecture


def test_a_national_document_has_no_region() -> None:
    """What is absent is read back as absent."""
    relecture = replace(given_relecture(), region=None, fiche="municipal/scic")

    assert relecture_from_xml(relecture_to_xml(relecture)) == relecture


def test_the_key_of_a_field_depends_on_its_address_alone() -> None:
    """The same text has the same key in every document; two texts have two."""
    one, other = given_relecture().champs

    assert one.cle == cle_de("municipal/scic", "titre") == "db284dbf3852"
    assert replace(one, libelle="Un titre", base="y").cle == one.cle
    assert other.cle != one.cle


def test_a_tag_leads_back_to_its_field() -> None:
    """Tags and bookmarks are short, and a tag of somebody else's is not taken for ours."""
    assert etiquette_de("db284dbf3852", 12) == "db284dbf3852#12"
    assert lire_etiquette("db284dbf3852#12") == ("db284dbf3852", 12)
    assert signet_de("db284dbf3852") == "_kg_db284dbf3852"
    for other in ("db284dbf3852", "db284dbf3852#0", "titre#1", "db284dbf3852#1 "):
        assert lire_etiquette(other) is None


def test_a_changed_base_changes_the_fingerprint() -> None:
    """The fingerprint is that of the addresses and of the texts, limits included."""
    relecture = given_relecture()
    one, other = relecture.champs
    changed = replace(relecture, champs=(replace(one, base="xU"), replace(other, base="n")))

    assert relecture.empreinte == replace(relecture, edition="2027-01").empreinte
    assert changed.empreinte != relecture.empreinte


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<relecture", b"<!DOCTYPE relecture []><relecture"),
        (b"<relecture", b"<!DOCTYPE r [<!ENTITY a 'b'>]><relecture"),
        (b"encoding='utf-8'", b"encoding='inconnu'"),
        (b"urn:kitgen:relecture:1", b"urn:kitgen:relecture:2"),
        (b"</relecture>", b""),
        (b"<base>x</base>", b"<base>y</base>"),
        (b' collection="municipal"', b""),
        (b' genre="texte"', b' genre="image"'),
        (b' genre="texte"', b""),
        (b'chemin="chapo"', b'chemin="titre"'),
        (b"affiche>", b"montre>"),
    ],
)
def test_a_damaged_part_is_refused(before: bytes, after: bytes) -> None:
    """What kitgen did not write so is an error of its own, never half read."""
    content = relecture_to_xml(given_relecture())
    damaged = content.replace(before, after)
    assert damaged != content

    with pytest.raises(RelectureInvalide):
        relecture_from_xml(damaged)

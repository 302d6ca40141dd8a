"""Download names."""

from __future__ import annotations

import pytest

from kitgen.compose import compose_edition
from kitgen.publish import output_path
from tests.libraries import library


@pytest.mark.parametrize(
    ("collection", "fiche", "path"),
    [
        ("municipal", None, "national/municipal/kit-municipaless_national_2026-11.pdf"),
        (
            "municipal",
            "acteurs",
            "national/municipal/fiches/kit-municipaless-03-acteurs_national_2026-11.pdf",
        ),
        ("points", "ptce", "national/points/points-de-reperess-10-ptce_national_2026-11.pdf"),
    ],
)
def test_a_document_goes_where_the_design_says(
    collection: str, fiche: str | None, path: str
) -> None:
    """A fiche of a kit stands in fiches/, a Points beside the others."""
    assert str(output_path(compose_edition(library(), collection, fiche), "pdf")) == path


def test_what_a_printer_is_given_says_so() -> None:
    """It stands beside the PDF to read, and does not take its name."""
    kit = compose_edition(library(), "municipal", None)

    assert str(output_path(kit, "print")) == (
        "national/municipal/kit-municipaless_national_2026-11_impression.pdf"
    )


def test_a_review_file_is_not_among_the_publications() -> None:
    """It has a folder and a name of its own, whatever it holds."""
    folder = "national/municipal/relecture"
    paths = [
        str(output_path(compose_edition(library(), "municipal", fiche, relecture=True), "docx"))
        for fiche in (None, "acteurs")
    ]

    assert paths == [
        f"{folder}/kit-municipaless_national_2026-11_relecture.docx",
        f"{folder}/kit-municipaless-03-acteurs_national_2026-11_relecture.docx",
    ]

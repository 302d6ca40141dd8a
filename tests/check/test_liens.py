"""Addresses that a reader can and may follow."""

from __future__ import annotations

import pytest

from kitgen.check.liens import fault_of


@pytest.mark.parametrize(
    "url",
    [
        "https://www.rtes.fr",
        "HTTP://exemple.fr:8080/a?b=c#d",
        "https://fr.wikipedia.org/wiki/Économie_(x)",
        "https://œuvre.fr/%20",
        "mailto:a.b@exemple.fr?subject=x",
        "tel:+33123-45.67",
    ],
)
def test_good_addresses_pass(url: str) -> None:
    """Web, mail and phone, as they are copied from a browser."""
    assert fault_of(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "www.rtes.fr",
        "/page",
        "https:",
        "https://",
        "https:///page",
        "https://localhost/",
        "https://./",
        "https://exemple.fr:99999/",
        "http://[::1",
        "https://exemple.fr/a b",
        "https://exemple.fr/<b>",
        "https:\\\\exemple.fr",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://exemple.fr",
        "fiche:municipal/scic",
        "mailto:",
        "mailto:a@b",
        "tel:",
        "tel:rien",
    ],
)
def test_other_addresses_are_explained(url: str) -> None:
    """Whatever else has its sentence, and what to do."""
    message, hint = fault_of(url) or ("", "")

    assert message.startswith("l'adresse ")
    assert hint

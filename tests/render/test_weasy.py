"""What WeasyPrint may reach, and what it complains about."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Code, Severity
from kitgen.model.image import ImageLue
from kitgen.render.fragment import Fragment
from kitgen.render.html import image_address
from kitgen.render.weasy import lay_out
from kitgen.render.weasy_fetch import ProjectFetcher
from kitgen.render.weasy_sheets import StyleSheets
from tests.render.images import PNG

PAGE = (
    '<html lang="fr"><head><title>Page</title>{head}</head><body><h1>Page</h1>{body}</body></html>'
)


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """Return a folder of layouts beside a secret, with a link that leads to the secret."""
    folder = tmp_path / "layouts"
    folder.mkdir()
    (tmp_path / "secret.css").write_text("secret", encoding="utf-8")
    (folder / "page.css").write_text("p { color: red }", encoding="utf-8")
    (folder / "lien.css").symlink_to(tmp_path / "secret.css")
    return folder


def posees(layouts: Path, head: str = "", body: str = "") -> Fragment:
    """Lay a page out."""
    html = PAGE.format(head=head, body=body)
    return lay_out(html, layouts, ProjectFetcher(layouts, {}), StyleSheets(layouts))


def test_layouts_and_images_are_served(layouts: Path) -> None:
    """The files of the layouts, and the Edition's images from memory."""
    image = ImageLue(PNG, "image/png")
    address = image_address(image)
    fetcher = ProjectFetcher(layouts, {address: image})

    assert fetcher.fetch((layouts / "page.css").as_uri()).read() == b"p { color: red }"
    assert fetcher.fetch(address).read() == PNG
    assert fetcher.fetch(address).content_type == "image/png"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "{layouts}/../secret.css",
        "{layouts}/%2e%2e/secret.css",
        "{layouts}/lien.css",
        "http://localhost/page.css",
        "https://exemple.fr/page.css",
        "data:text/css,p{{}}",
        "kitgen:0123",
    ],
)
def test_every_other_address_is_refused(layouts: Path, address: str) -> None:
    """Neither the machine nor the network, by whatever path."""
    fetcher = ProjectFetcher(layouts, {})

    with pytest.raises(ValueError, match="adresse refusée"):
        fetcher.fetch(address.format(layouts=layouts.as_uri()))


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="kitgen:0123" alt="x">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<a href="#absente">x</a>',
    ],
)
def test_a_resource_that_fails_is_an_error(layouts: Path, body: str) -> None:
    """Nothing is left out quietly."""
    (diagnostic,) = posees(layouts, body=body).diagnostics

    assert diagnostic.code == Code.ENGINE_WARNING
    assert diagnostic.severity == Severity.ERROR


def test_css_that_the_engine_ignores_is_a_warning(layouts: Path) -> None:
    """A rule that does nothing is reported."""
    style = "<style>p { inconnue: 1 }</style>"

    (diagnostic,) = posees(layouts, head=style).diagnostics

    assert diagnostic.severity == Severity.WARNING
    assert "inconnue" in diagnostic.message


def test_a_good_page_has_no_complaint(layouts: Path) -> None:
    """Complaints of one document do not leak into the next."""
    posees(layouts, body='<a href="#absente">x</a>')

    found = posees(layouts, body='<p id="a">x</p><p id="b" style="break-before: page">y</p>')

    assert found.diagnostics == ()
    assert len(found.pages) == 2
    assert found.ancres == {"a": 0, "b": 1}


def test_an_anchor_is_where_its_element_begins(layouts: Path) -> None:
    """An element over two pages is found on the first."""
    body = '<div id="a">x<p style="break-before: page">y</p></div>'

    assert posees(layouts, body=body).ancres == {"a": 0}

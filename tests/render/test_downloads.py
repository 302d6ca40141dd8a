"""The page of a release: complete, alone, and built as a screen reader needs it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from kitgen.render.downloads import Document, Fichier, Page, Territoire, Volet, render_downloads

KIT = Volet(
    "Kit <MunicipalESS>",
    "Communes & ESS",
    (
        Document(
            "Kit <MunicipalESS>",
            (Fichier("kit.pdf", "pdf", 1_234_567, 52), Fichier("kit.docx", "docx", 340_000)),
        ),
    ),
    (Document("Fiche 1 – L'ESS, c'est quoi ?", (Fichier("fiche.pdf", "pdf", 99, 1),)),),
    Fichier("kit.zip", "zip", 9_000_000),
)
POINTS = Volet(
    "Points",
    "Des synthèses",
    (Document("SCIC", (Fichier("scic.pdf", "pdf", 1000, 4),)),),
    (),
    Fichier("points.zip", "zip", 5000),
)
PAGE = Page(
    "Kits",
    "Le réseau",
    "novembre 2026",
    "a" * 40,
    (
        Territoire("national", "Édition nationale", (KIT, POINTS)),
        Territoire("bretagne", "Bretagne", (POINTS,)),
    ),
)
VOID = {"meta", "link", "br", "img", "hr", "input"}


@dataclass
class Outline(HTMLParser):
    """What a page is made of, read by Python's own parser.

    Attributes:
        links: the address of each link, with its whole text.
    """

    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        named = dict(attrs)
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [str(named["id"])] if "id" in named else []
        if tag == "a":
            self.links.append((str(named["href"]), ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Refuse an element that does not end where it should."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text under the element that holds it."""
        for tag in self._open[-1:]:
            self.texts.setdefault(tag, []).append(data)
        if "a" in self._open:
            href, text = self.links[-1]
            self.links[-1] = href, text + data


def outline(page: Page = PAGE) -> Outline:
    """Return what a page is made of; each element is closed."""
    found = Outline()
    found.feed(render_downloads(page))
    assert found._open == []
    return found


def test_each_download_says_what_it_is_and_how_big() -> None:
    """Read alone, a link gives its document, format, pages and size; nothing is raw HTML."""
    links = dict(outline().links)

    assert links["kit.pdf"] == "Kit <MunicipalESS>, PDF, 52\u00a0pages, 1,2\u00a0Mo"
    assert links["kit.docx"] == "Kit <MunicipalESS>, Word, 340\u00a0ko"
    assert links["fiche.pdf"].endswith("PDF, 1\u00a0page, 1\u00a0ko")
    assert "pour Kit <MunicipalESS>, Édition nationale" in links["kit.zip"]


def test_every_file_of_the_folder_is_reached() -> None:
    """The documents, the archives, the sums, the manifest and the news."""
    reached = {href for href, _ in outline().links}

    assert reached >= {
        "kit.pdf", "kit.docx", "fiche.pdf", "kit.zip", "scic.pdf", "points.zip",
        "SHA256SUMS", "manifest.json", "NOUVEAUTES.md",
    }  # fmt: skip


def test_the_page_needs_nothing_else() -> None:
    """No script, image, style sheet or font is fetched, and no address leads outside."""
    page = outline()

    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "url(" not in render_downloads(PAGE)
    assert all(":" not in href and "//" not in href for href, _ in page.links)


def test_a_screen_reader_finds_its_way() -> None:
    """A language, a title, landmarks, ids said once, links that lead somewhere, ordered levels."""
    page = outline()

    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    inside = [href[1:] for href, _ in page.links if href.startswith("#")]
    assert ("lang", "fr") in page.attributes
    assert page.texts["title"] == ["Kits – édition de novembre 2026"]
    assert {"header", "nav", "main", "footer"} <= set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    assert set(inside) <= set(page.ids)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_it_is_read_on_a_phone_by_day_and_by_night() -> None:
    """The width is the phone's, and the system's choice of dark colours is heard."""
    text = render_downloads(PAGE)

    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert "prefers-color-scheme: dark" in text


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["encre", "douce", "lien"])
@pytest.mark.parametrize("ground", ["papier", "fond"])
def test_text_has_contrast_in_both_themes(theme: int, ink: str, ground: str) -> None:
    """Every ink on every ground is at 4.5 at least."""
    text = render_downloads(PAGE)
    first, second = (re.findall(rf"--{one}: (#\w+)", text)[theme] for one in (ink, ground))
    dark, light = sorted((luminance(first), luminance(second)))

    assert (light + 0.05) / (dark + 0.05) >= 4.5

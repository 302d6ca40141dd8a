"""The page of a release: its downloads by level and région, for a phone as for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kitgen.render.jinja import environment
from kitgen.typography import NO_BREAK, typographier

TEMPLATE = "downloads.html"
LABELS = {"pdf": "PDF", "docx": "Word", "zip": "ZIP"}
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Fichier:
    """One download.

    Attributes:
        nom: its name beside the page.
        format: its extension.
        octets: its size.
        pages: how many pages, when the format knows.
    """

    nom: str
    format: str
    octets: int
    pages: int | None = None

    @property
    def libelle(self) -> str:
        """Return `PDF, 52 pages, 1,2 Mo`."""
        pages = f"{self.pages}{NO_BREAK}page{'s' if self.pages > 1 else ''}" if self.pages else ""
        label = LABELS.get(self.format, self.format.upper())
        return ", ".join(filter(None, (label, pages, _size(self.octets))))


@dataclass(frozen=True, slots=True)
class Document:
    """A document in all its formats."""

    titre: str
    fichiers: tuple[Fichier, ...]


@dataclass(frozen=True, slots=True)
class Volet:
    """A collection, for the whole country or for a région.

    Attributes:
        titre: `Kit MunicipalESS`.
        sous_titre: `Communes, intercommunalités & ESS`.
        documents: the kit, or one document per Points.
        fiches: the fiches of a kit, one by one, when they are published.
        archive: all of them in one file.
    """

    titre: str
    sous_titre: str
    documents: tuple[Document, ...]
    fiches: tuple[Document, ...]
    archive: Fichier


@dataclass(frozen=True, slots=True)
class Territoire:
    """The national edition, or a région's."""

    id: str
    nom: str
    volets: tuple[Volet, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says.

    Attributes:
        titre: the project's title.
        editeur: who publishes.
        mois: `novembre 2026`.
        revision: the git commit, in full.
        territoires: the national edition, then the régions.
    """

    titre: str
    editeur: str
    mois: str
    revision: str
    territoires: tuple[Territoire, ...]


def render_downloads(page: Page) -> str:
    """Return the page, as HTML that needs nothing else."""
    jinja = environment(Path(__file__).parent)
    jinja.filters["typo"] = typographier
    return jinja.get_template(TEMPLATE).render(page=page)


def _size(number: int) -> str:
    """Return `1,2 Mo` or `340 ko`."""
    if number >= MEGA:
        return f"{number / MEGA:.1f}{NO_BREAK}Mo".replace(".", ",")
    return f"{max(1, round(number / 1000))}{NO_BREAK}ko"

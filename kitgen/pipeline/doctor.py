"""What this machine lacks: a trial of every format, and the versions that were used."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from kitgen.compose import compose_edition
from kitgen.errors import Code, Diagnostic, KitgenError, SetupError
from kitgen.model.collection import Collection, Projet
from kitgen.model.fiche import Fiche
from kitgen.model.genre import Genre
from kitgen.model.library import Library, Territoires
from kitgen.model.mineurs import Mineurs
from kitgen.pipeline.fingerprint import engine_versions
from kitgen.pipeline.layouts import layouts_of, packaged_layouts
from kitgen.pipeline.project import edition_day
from kitgen.read import find_root
from kitgen.render import PUBLISHED, render
from kitgen.render.base import RenderContext

TRIAL = "2026-11"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: what it is.
        detail: what was found.
        diagnostics: what is wrong, and the command that mends it; none when all is well.
    """

    name: str
    detail: str
    diagnostics: tuple[Diagnostic, ...] = ()


def examine(start: Path) -> Iterator[Finding]:
    """Yield what this machine has and lacks; works outside a project too."""
    yield Finding("kitgen", version("kitgen"))
    yield Finding("Python", f"{platform.python_version()} ({platform.system()})")
    layouts = _layouts(start)
    fonts = sorted(path.stem for path in (layouts / "polices").glob("*.ttf"))
    if fonts:
        yield Finding("Polices", ", ".join(fonts))
    else:
        yield Finding("Polices", "aucune", (_no_font(layouts),))
    yield Finding(
        "Moteurs", ", ".join(f"{name} {found}" for name, found in engine_versions().items())
    )
    for genre in get_args(Genre):
        if (layouts / genre).is_dir():
            yield from (_try_format(name, genre, layouts) for name in PUBLISHED)


def _layouts(start: Path) -> Path:
    """Return the layouts of the project around a folder, or kitgen's own."""
    try:
        return layouts_of(find_root(start))
    except KitgenError:
        return packaged_layouts()


def _try_format(name: str, genre: str, layouts: Path) -> Finding:
    """Render a fiche of a few words: a kit of one, or a Points, which is a document by itself."""
    context = RenderContext(layouts, edition_day(TRIAL))
    title = f"Format {name}, maquette {genre}"
    alone = None if genre == "kit" else "essai"
    try:
        artefact = render(name, compose_edition(_trial(genre), "essai", alone), context)
    except SetupError as missing:
        return Finding(title, "impossible", missing.diagnostics)
    return Finding(title, f"prêt ({len(artefact.contenu)} octets)", artefact.diagnostics)


def _trial(genre: str) -> Library:
    """Return the smallest library of a genre."""
    partie = {"id": "essai", "type": "introduction", "titre": "Essai", "fiches": ["essai"]}
    return Library(
        projet=Projet.model_validate(
            {
                "titre": "Essai",
                "editeur": {"nom": "kitgen", "site": "https://exemple.fr"},
                "edition": TRIAL,
                "mentions": "Essai.",
                "collections": ["essai"],
            }
        ),
        collections={
            "essai": Collection.model_validate(
                {
                    "genre": genre,
                    "titre": "Essai",
                    "sous_titre": "Essai",
                    "niveau": "tous",
                    "nom_de_fichier": "essai",
                    "pages_par_fiche": 8,
                    "parties": [partie],
                }
            )
        },
        fiches={
            "essai/essai": Fiche.model_validate(
                {
                    "titre": "Essai",
                    "chapo": "Cœur, « été » ; œuvre n° 1 : 10 % d'été !",
                    "leviers": [{"id": "essai", "titre": "Essayer", "texte": "Essai."}],
                }
            )
        },
        regions={},
        variantes={},
        mineurs=Mineurs(),
        images={},
        territoires=Territoires({}, {}, "essai"),
        files={},
    )


def _no_font(layouts: Path) -> Diagnostic:
    return Diagnostic(
        Code.LAYOUT_INVALID,
        f"Le dossier {layouts / 'polices'} ne contient aucune police",
        hint="Remettez les fichiers .ttf fournis avec kitgen : `git checkout -- layouts/polices`",
    )

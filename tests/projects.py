"""A small project on disk, that a test may spoil."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kitgen.cli import main

PROJET = """\
# yaml-language-server: $schema=fiches/schemas/projet.schema.json
titre: "Kits"
editeur:
  nom: "Le réseau"
  site: "https://www.exemple.fr"
edition: "2026-11"
collections: [municipal]
mentions: |
  Texte à vérifier.
"""

COLLECTION = """\
# yaml-language-server: $schema=../schemas/collection.schema.json
genre: kit
titre: "Kit MunicipalESS"
sous_titre: "Communes & ESS"
niveau: municipal
nom_de_fichier: kit-municipaless
parties:
  - id: bases
    type: introduction
    titre: "Les bases"
    fiches: [connaitre]
  - id: agir
    type: levier
    titre: "Agir"
    fiches: [scic]
"""

FICHE = """\
# yaml-language-server: $schema=../schemas/fiche.schema.json
titre: "Connaître l'ESS"
chapo: |
  Pourquoi lire cette fiche ? Pour agir.
leviers:
  - id: agir
    titre: "Agir avec l'ESS"
    texte: |
      Réunissez les structures, puis lisez la [](fiche:municipal/{other}).
    exemples:
      - id: jardins
        titre: "Ouvrir des jardins"
        collectivite: {{nom: "Lons-le-Saunier", departement: "39"}}
        annee: 2024
        texte: |
          La ville prête **un terrain** : vingt familles le cultivent.
        source:
          titre: "Un journal"
          url: "https://exemple.fr/a"
          consulte_le: 2026-11-21
"""


def write_project(root: Path) -> Path:
    """Write a project of one kit and two fiches, and return its folder."""
    municipal = root / "fiches" / "municipal"
    municipal.mkdir(parents=True)
    (root / "kitgen.yaml").write_text(PROJET, encoding="utf-8")
    (municipal / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (municipal / "connaitre.yaml").write_text(FICHE.format(other="scic"), encoding="utf-8")
    (municipal / "scic.yaml").write_text(FICHE.format(other="connaitre"), encoding="utf-8")
    return root


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*words: str | Path, project: Path | None = None) -> Run:
    """Run the command in this process, as a person would type it."""
    out, err = io.StringIO(), io.StringIO()
    where = ["--project", str(project)] if project else []
    with pytest.MonkeyPatch.context() as patch, _streams(out, err):
        patch.setattr(sys, "argv", ["kitgen", *where, *map(str, words)])
        patch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
        with pytest.raises(SystemExit) as caught:
            main()
    code = caught.value.code
    return Run(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _streams(out: io.StringIO, err: io.StringIO) -> Iterator[None]:
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield


def hear_interruptions() -> None:
    """Undo, in a process that is to be interrupted, what a shell does to what it runs unseen."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

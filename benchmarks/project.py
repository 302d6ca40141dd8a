"""The projects that are measured: a copy of this one, and generated ones of any size."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

SENTENCES = (
    "La commune réunit chaque trimestre les structures de son territoire pour préparer la suite.",
    "Une coopérative d'intérêt collectif associe les habitants, les agents et les producteurs.",
    "Le conseil a voté une aide à l'amorçage, versée sur trois ans et suivie par un comité.",
    "Un marché réservé confie l'entretien des espaces verts à une entreprise d'insertion.",
    "Les associations disposent d'un local partagé, ouvert le soir et en fin de semaine.",
    "Le projet a créé **douze emplois** et accueilli *quarante familles* la première année.",
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A project that is built again and again.

    Attributes:
        root: its folder.
        edited: the data file in which a word is changed.
    """

    root: Path
    edited: Path

    def forget(self) -> None:
        """Leave nothing of earlier builds: what follows is cold."""
        for name in ("output", ".kitgen"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def edit(self) -> None:
        """Change one word of one fiche, never to what it was before."""
        text = self.edited.read_text(encoding="utf-8")
        found = re.search(r"(?<=Essai )\d+(?= :)", text)
        number = int(found[0]) + 1 if found else 0
        if found:
            text = text.replace(f"Essai {found[0]} :", f"Essai {number} :", 1)
        else:
            text = re.sub(
                r"(?<=^chapo: \|\n)  ", "  Essai 0 : ", text, count=1, flags=re.MULTILINE
            )
        self.edited.write_text(text, encoding="utf-8")


def copy_project(folder: Path) -> Workshop:
    """Copy the project's own content."""
    folder.mkdir(parents=True)
    for name in ("fiches", "layouts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "kitgen.yaml", folder)
    return Workshop(folder, folder / "fiches" / "municipal" / "alimentation.yaml")


def generate(folder: Path, fiches: int) -> Workshop:
    """Write a project of one kit, of as many fiches of two pages as wanted."""
    home = folder / "fiches" / "municipal"
    home.mkdir(parents=True)
    names = [f"fiche-{number:03}" for number in range(1, fiches + 1)]
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    (folder / "kitgen.yaml").write_text(PROJECT, encoding="utf-8")
    listed = "".join(f"      - {name}\n" for name in names)
    (home / "collection.yaml").write_text(COLLECTION + listed, encoding="utf-8")
    for place, name in enumerate(names):
        following = names[(place + 1) % len(names)]
        (home / f"{name}.yaml").write_text(_fiche(place, following), encoding="utf-8")
    return Workshop(folder, home / f"{names[0]}.yaml")


def _fiche(place: int, following: str) -> str:
    levers = "".join(_lever(place, rank) for rank in range(4))
    see = f"voir_aussi: [municipal/{following}]\n" if following != "fiche-001" or place else ""
    return (
        f'{SCHEMA}titre: "Agir ensemble, essai {place + 1}"\n'
        f"chapo: |\n  {_text(place, 2)}\nleviers:\n{levers}{see}"
    )


def _lever(place: int, rank: int) -> str:
    examples = "".join(
        f"      - id: exemple-{rank}-{number}\n"
        f'        titre: "Ouvrir un lieu, {place}-{rank}-{number}"\n'
        '        collectivite: {nom: "Lons-le-Saunier", departement: "39"}\n'
        f"        annee: {2015 + number}\n"
        f"        texte: |\n          {_text(place + rank + number, 3)}\n"
        '        source: {titre: "Un journal", url: "https://exemple.fr/a", '
        "consulte_le: 2026-11-21}\n"
        for number in range(2)
    )
    return (
        f"  - id: levier-{rank}\n"
        f'    titre: "Réunir les acteurs, levier {rank + 1}"\n'
        f"    texte: |\n      {_text(place + rank, 4)}\n"
        f"    exemples:\n{examples}"
    )


def _text(start: int, sentences: int) -> str:
    return " ".join(SENTENCES[(start + n) % len(SENTENCES)] for n in range(sentences))


SCHEMA = "# yaml-language-server: $schema=../schemas/fiche.schema.json\n"
PROJECT = """\
# yaml-language-server: $schema=fiches/schemas/projet.schema.json
titre: "Banc d'essai"
editeur: {nom: "Le réseau", site: "https://www.exemple.fr"}
edition: "2026-11"
collections: [municipal]
mentions: |
  Document d'essai.
"""
COLLECTION = """\
# yaml-language-server: $schema=../schemas/collection.schema.json
genre: kit
titre: "Kit d'essai"
sous_titre: "Communes & ESS"
niveau: municipal
nom_de_fichier: kit-d-essai
parties:
  - id: agir
    type: levier
    titre: "Agir"
    fiches:
"""

"""The stock project, with what a club writes in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.check.test_cases import STOCK

HEADER = "# yaml-language-server: $schema=../../../schemas/variante.schema.json\n"
NATIONAL = "fiches/municipal/alimentation.yaml"
VARIANT = "fiches/regions/bretagne/municipal/alimentation.yaml"
LONS = "leviers/regie/exemples/lons"
LONS_BASE = "e632dd2e"
CHAPO_BASE = "49dff7d5"
"""The fingerprints of two national items of the stock project."""

BREST = (
    '{id: brest, titre: "Une cuisine à Brest", collectivite: {nom: "Ville de Brest", '
    'departement: "29"}, texte: "La ville cuisine.", source: {titre: "Rapport", '
    'document: "Rapport 2024", consulte_le: 2026-11-21}}'
)
"""An example of the région, on one line."""

REPLACED = f"""\
  - remplacer: {LONS}
    base: "{LONS_BASE}"
    par: {BREST}
"""
CHANGED = f"""\
  - modifier: chapo
    base: "{CHAPO_BASE}"
    valeur: "Nourrir la Bretagne."
"""


def stock(root: Path) -> Path:
    """Copy the stock project, whose one région is Bretagne, and return its folder."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    return root


def write_variant(root: Path, operations: str, file: str = VARIANT) -> Path:
    """Write a variant from its operations, and return its path."""
    return write_file(root, file, f"{HEADER}operations:\n{operations}")


def write_file(root: Path, file: str, text: str) -> Path:
    """Write a file of a project with its line ends as they are, and return its path."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def amend(root: Path, old: str, new: str, file: str = NATIONAL) -> None:
    """Change some words of a file, that stand in it once."""
    path = root / file
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())

"""A club's files, prefilled: its folder, and the menu of a fiche."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pydantic import JsonValue

from kitgen.compose.bases import national_data
from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.empreinte import empreinte
from kitgen.read import find_root, read_library, schema_line
from kitgen.read.territoires import read_territoires

REGION = """\
code: "{code}"
nom: "{nom}"
# avant_propos: |
#   Deux ou trois paragraphes qui ouvrent l'édition de la région.
# club:
#   id: club
#   nom: "Le club des collectivités pour l'ESS"
#   role: "Ce qu'il apporte à une collectivité"
#   url: "https://…"
#   courriel: "nom@exemple.fr"
#   source:
#     titre: "Où ces renseignements ont été lus"
#     url: "https://…"
#     consulte_le: AAAA-MM-JJ
# cress:
#   id: cress
#   nom: "CRESS {nom}"
#   url: "https://…"
#   source:
#     titre: "Où ces renseignements ont été lus"
#     url: "https://…"
#     consulte_le: AAAA-MM-JJ
# couleurs:
#   principale: "#1F5C8B"
# logo:
#   fichier: "fiches/images/logo.png"
#   alt: "Le nom de l'organisme dont c'est le logo"
# chiffres:
#   - id: emplois
#     valeur: "14 %"
#     libelle: "ce que la valeur mesure"
#     annee: 2024
#     source:
#       titre: "Qui publie, et quoi"
#       url: "https://…"
#       consulte_le: AAAA-MM-JJ
"""

EXAMPLE = """\
#     par:
#       id: identifiant-du-nouvel-exemple
#       titre: "Ce que la collectivité a fait"
#       collectivite: {nom: "Nom de la collectivité", departement: "00"}
#       annee: 2024
#       texte: |
#         Qui, quoi, avec quels résultats.
#       source:
#         titre: "Qui publie, et quoi"
#         url: "https://…"
#         consulte_le: AAAA-MM-JJ
"""


def new_region(project: Path, name: str) -> Path:
    """Open the folder of a région named as the official list names it.

    Raises:
        UsageError: no région has that name, or the folder exists.
    """
    root = find_root(project)
    official = {_slug(nom): (code, nom) for code, nom in read_territoires().regions.items()}
    slug = _slug(name)
    if slug not in official:
        near = difflib.get_close_matches(slug, official, n=3)
        raise _refusal(
            f"« {name} » n'est pas une région",
            f"Vouliez-vous dire : {', '.join(near or sorted(official))} ?",
        )
    code, nom = official[slug]
    path = root / "fiches" / "regions" / slug / "region.yaml"
    text = REGION.replace("{code}", code).replace("{nom}", nom)
    _create(root, path, f"{schema_line('region', path.relative_to(root))}\n{text}")
    return path.relative_to(root)


def new_variant(project: Path, region: str, reference: str) -> Path:
    """Write the variant of a fiche: a commented menu of its items, each with its fingerprint.

    Raises:
        UsageError: the région or the fiche does not exist, or the variant does.
    """
    root = find_root(project)
    library, _ = read_library(root)
    folder = root / "fiches" / "regions" / region
    if not (folder / "region.yaml").is_file():
        raise _refusal(
            f"La région « {region} » n'a pas de dossier",
            f"Lancez d'abord `kitgen region new {region}`",
        )
    if reference not in library.fiches:
        near = difflib.get_close_matches(reference, library.fiches, n=3)
        raise _refusal(
            f"La fiche « {reference} » n'existe pas",
            f"Vouliez-vous dire : {', '.join(near)} ?" if near else "Voyez `kitgen list`",
        )
    path = folder / f"{reference}.yaml"
    menu = "".join(_menu(national_data(library.fiches[reference])))
    header = (
        f"{schema_line('variante', path.relative_to(root))}\n"
        f"# Variante de {reference}. Chaque bloc est une opération possible : ôtez le dièse (et\n"
        "# l'espace qui le suit) des lignes utiles, remplissez, effacez le reste.\n"
    )
    _create(root, path, f"{header}operations: []\n# operations:\n{menu}")
    return path.relative_to(root)


def _menu(data: dict[str, JsonValue]) -> Iterator[str]:
    """Yield one commented operation per item of a fiche."""
    yield _operation("modifier", "chapo", data["chapo"], '#     valeur: "Le nouveau chapô"\n')
    for name in ("sections", "leviers"):
        for section in _items(data.get(name)):
            chemin = f"{name}/{section['id']}"
            yield f"#\n# {section['titre']}\n"
            for exemple in _items(section.get("exemples")):
                yield f"#   ({exemple['titre']})\n"
                yield _operation(
                    "remplacer", f"{chemin}/exemples/{exemple['id']}", exemple, EXAMPLE
                )
            yield f"#   - ajouter: {chemin}/exemples\n#     en: fin\n"
            yield EXAMPLE.replace("#     par:", "#     element:")
    for exemple in _items(data.get("exemples")):
        yield f"#\n#   ({exemple['titre']})\n"
        yield _operation("remplacer", f"exemples/{exemple['id']}", exemple, EXAMPLE)


def _operation(verb: str, chemin: str, value: JsonValue, rest: str) -> str:
    return f'#   - {verb}: {chemin}\n#     base: "{empreinte(value)}"\n{rest}'


def _items(value: JsonValue) -> list[dict[str, JsonValue]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _create(root: Path, path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as exists:
        raise _refusal(
            f"{path.relative_to(root)} existe déjà", "Modifiez-le, ou effacez-le d'abord"
        ) from exists


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def _refusal(message: str, hint: str) -> UsageError:
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

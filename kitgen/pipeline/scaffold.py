"""New data files, ready to be filled in."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.base import Identifiant
from kitgen.read import find_root, schema_line

SKELETON = """\
titre: "À remplir : le titre de la fiche"
# titre_court: "Le titre de l'en-tête, s'il est long"

chapo: |
  À remplir : deux ou trois phrases qui disent pourquoi lire la fiche.

# chiffres:
#   - id: emplois
#     valeur: "14 %"
#     libelle: "ce que la valeur mesure"
#     annee: 2024
#     source:
#       titre: "Qui publie, et quoi"
#       url: "https://…"
#       consulte_le: AAAA-MM-JJ

leviers:
  - id: premier-levier
    titre: "Commencer par un verbe à l'infinitif"
    texte: |
      À remplir : que faire, avec qui, dans quel cadre légal, à quoi veiller.
    # exemples:
    #   - id: jardins-lons
    #     titre: "Ce que la collectivité a fait"
    #     collectivite: {nom: "Lons-le-Saunier", departement: "39"}
    #     annee: 2024
    #     texte: |
    #       Qui, quoi, avec quels résultats.
    #     source:
    #       titre: "Qui publie, et quoi"
    #       url: "https://…"
    #       consulte_le: AAAA-MM-JJ

# ressources:
#   - id: guide
#     titre: "Le titre de la ressource"
#     auteur: "L'organisme"
#     annee: 2024
#     url: "https://…"
#     consulte_le: AAAA-MM-JJ
"""


def new_fiche(project: Path, collection: str, name: str) -> Path:
    """Create a fiche to fill in, and return its path.

    Raises:
        UsageError: the name is not an id, the collection does not exist, or the file does.
    """
    root = find_root(project)
    try:
        TypeAdapter(Identifiant).validate_python(name)
    except ValidationError as wrong:
        raise _refusal(
            f"« {name} » n'est pas un identifiant",
            "Employez des minuscules sans accent, des chiffres et des traits d'union : "
            "marches-de-plein-vent",
        ) from wrong
    folder = root / "fiches" / collection
    if not (folder / "collection.yaml").is_file():
        raise _refusal(
            f"La collection « {collection} » n'existe pas", "`kitgen list` montre les collections"
        )
    path = folder / f"{name}.yaml"
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(f"{schema_line('fiche', path.relative_to(root))}\n{SKELETON}")
    except FileExistsError as exists:
        raise _refusal(
            f"{path.relative_to(root)} existe déjà", "Choisissez un autre nom"
        ) from exists
    return path.relative_to(root)


def _refusal(message: str, hint: str) -> UsageError:
    return UsageError(Diagnostic(Code.UNKNOWN_TARGET, message, hint=hint))

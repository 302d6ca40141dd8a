"""What a club starts from: its region.yaml with empty slots, and the menu of a fiche.

A line of prose starts with `##`, a line of data with `# `: taking `# ` off any of them leaves what
kitgen reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from pydantic import JsonValue

from kitgen.compose.bases import national_data
from kitgen.compose.wording import place_in_words
from kitgen.model.chemin import ids_of
from kitgen.model.empreinte import empreinte
from kitgen.model.fiche import Exemple, Fiche
from kitgen.model.library import Territoires

SOURCE = """\
source:
  titre: "Qui publie, et quoi"
  url: "https://…"
  consulte_le: AAAA-MM-JJ
"""

EXEMPLE = f"""\
id: identifiant-du-nouvel-exemple
titre: "Ce que la collectivité a fait"
collectivite: {{nom: "Nom de la collectivité", departement: "00"}}
annee: 2024
texte: |
  Qui, quoi, avec quels moyens, quels résultats.
{SOURCE}"""

CHIFFRE = f"""\
id: identifiant-du-nouveau-chiffre
valeur: "14 %"
libelle: "ce que la valeur mesure"
annee: 2024
{SOURCE}"""

LOI = f"""\
titre: "Le texte cité"
texte: |
  Ce qu'il permet ou impose, en langue courante.
{SOURCE}"""

RESSOURCE = """\
id: identifiant-de-la-nouvelle-ressource
titre: "Le titre de la ressource"
auteur: "L'organisme"
annee: 2024
url: "https://…"
consulte_le: AAAA-MM-JJ
"""

ORGANISME = f"""\
role: "Ce qu'il apporte à une collectivité"
url: "https://…"
courriel: "nom@exemple.fr"
telephone: "00 00 00 00 00"
{SOURCE}"""

LOGO = """\
fichier: "fiches/images/logo.png"
alt: "Le nom de l'organisme dont c'est le logo"
"""

HOW_TO = """\
## Variante de {reference} : ce que la région change dans le texte national.
##
## Chaque bloc est une opération possible. Pour vous en servir, ôtez « # » (le dièse et l'espace
## qui le suit) au début de toutes ses lignes, puis remplissez-le. Vous pouvez effacer les autres.
## Pour ôter un élément : écrivez « retirer » à la place de « remplacer », sans « par ».
##
## « base » est l'empreinte du texte national d'aujourd'hui : elle permet à kitgen de vous prévenir
## quand ce texte change. N'y touchez pas.
"""


def region_text(code: str, nom: str) -> str:
    """Return the region.yaml of a région: what the official list knows, and empty slots."""
    slots = (
        ("L'avant-propos de votre édition", "avant_propos: |\n  Deux ou trois paragraphes.\n"),
        ("Le club, en tête de la page des contacts", _group("club", "Le nom du club")),
        ("La chambre régionale de l'ESS", _group("cress", f"CRESS {nom}")),
        (
            "D'autres organismes utiles",
            _list("contacts", 'id: union-regionale\nnom: "Le nom de l\'organisme"\n' + ORGANISME),
        ),
        ("Les chiffres clés de la région", _list("chiffres", CHIFFRE)),
        (
            "La couleur des titres, assez foncée pour se lire sur du blanc",
            'couleurs:\n  principale: "#1F5C8B"\n',
        ),
        ("Votre logo : rangez l'image dans fiches/images", "logo:\n" + indent(LOGO, "  ")),
        ("Les logos des partenaires", _list("partenaires", LOGO)),
        (
            "La réserve : des exemples de la région qui attendent une place dans une fiche",
            _list("reserve", f"fiche: municipal/scic\nexemple:\n{indent(EXEMPLE, '  ')}"),
        ),
    )
    intro = (
        "## Tout ce qui suit est facultatif. Pour vous servir d'un bloc, ôtez « # » (le dièse et\n"
        "## l'espace qui le suit) au début de toutes ses lignes, puis remplissez-le.\n"
    )
    shown = "".join(f"\n## {title}.\n{indent(slot, '# ')}" for title, slot in slots)
    return f'code: "{code}"\nnom: "{nom}"\n\n{intro}{shown}'


def variant_text(reference: str, fiche: Fiche, territoires: Territoires) -> str:
    """Return the variant of a fiche: a commented operation for each of its items."""
    menu = "".join(_menu(national_data(fiche), territoires))
    return f"{HOW_TO.format(reference=reference)}operations:\n{menu}"


def _menu(data: dict[str, JsonValue], territoires: Territoires) -> Iterator[str]:
    yield _prose("Le chapô")
    yield _changed("chapo", data["chapo"], "Le nouveau chapô.")
    for chiffre in _items(data.get("chiffres")):
        yield _prose(f"Le chiffre « {chiffre['valeur']} », {chiffre['libelle']}")
        yield _replaced("chiffres", chiffre, CHIFFRE)
    yield _prose("Un chiffre de plus")
    yield _added("chiffres", CHIFFRE)
    if "loi" in data:
        yield _prose("L'encadré « Ce que dit la loi »")
        yield _operation("remplacer", "loi", _stamp(data["loi"]) + "par:\n" + indent(LOI, "  "))
    for name, word in (("sections", "la section"), ("leviers", "le levier")):
        yield from _sections(name, word, _items(data.get(name)), territoires)
    if "exemples" in data:
        yield from _exemples("exemples", _items(data["exemples"]), territoires)
    for ressource in _items(data.get("ressources")):
        yield _prose(f"La ressource « {ressource['titre']} »")
        yield _replaced("ressources", ressource, RESSOURCE)
    yield _prose("Une ressource de plus")
    yield _added("ressources", RESSOURCE)


def _sections(
    name: str, word: str, sections: list[dict[str, JsonValue]], territoires: Territoires
) -> Iterator[str]:
    """Yield what may change in the levers, or in the sections, of a fiche."""
    for section in sections:
        chemin = f"{name}/{section['id']}"
        yield _prose(f"Le texte, dans {word} « {section['titre']} »")
        yield _changed(f"{chemin}/texte", section["texte"], "Le nouveau texte.")
        yield from _exemples(f"{chemin}/exemples", _items(section.get("exemples")), territoires)
    if len(ids := ids_of(sections)) > 1:
        yield _prose(f"Un autre ordre ({name})")
        yield _operation(
            "reordonner", name, f"{_stamp(list(ids))}ordre:\n" + indent("\n".join(ids), "  - ")
        )


def _exemples(
    chemin: str, exemples: list[dict[str, JsonValue]], territoires: Territoires
) -> Iterator[str]:
    for one in exemples:
        exemple = Exemple.model_validate(one)
        where = place_in_words(exemple.collectivite, territoires)
        yield _prose(f"L'exemple « {exemple.titre} » ({exemple.collectivite.nom}, {where})")
        yield _replaced(chemin, one, EXEMPLE)
    yield _prose("Un exemple de plus")
    yield _added(chemin, EXEMPLE)


def _changed(chemin: str, value: JsonValue, instead: str) -> str:
    return _operation("modifier", chemin, f"{_stamp(value)}valeur: |\n  {instead}")


def _replaced(liste: str, item: dict[str, JsonValue], instead: str) -> str:
    rest = f"{_stamp(item)}par:\n{indent(instead, '  ')}"
    return _operation("remplacer", f"{liste}/{item['id']}", rest)


def _added(liste: str, new: str) -> str:
    return _operation("ajouter", liste, f"en: fin\nelement:\n{indent(new, '  ')}")


def _operation(verb: str, chemin: str, rest: str) -> str:
    return indent(f"- {verb}: {chemin}\n{indent(rest.rstrip(), '  ')}\n", "#   ")


def _stamp(value: JsonValue) -> str:
    return f'base: "{empreinte(value)}"\n'


def _prose(words: str) -> str:
    return f"\n## {words}\n"


def _group(name: str, nom: str) -> str:
    return f'{name}:\n  id: {name}\n  nom: "{nom}"\n{indent(ORGANISME, "  ")}'


def _list(name: str, item: str) -> str:
    first, _, rest = item.partition("\n")
    return f"{name}:\n  - {first}\n{indent(rest, '    ')}"


def _items(value: JsonValue) -> list[dict[str, JsonValue]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

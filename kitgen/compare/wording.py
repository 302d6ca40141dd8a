"""What a change is called, in French: « Titre modifié, levier « Réunir les acteurs » »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kitgen.compare.tree import Branche, Groupe, leaves
from kitgen.compare.words import Mots
from kitgen.model.changement import Sorte
from kitgen.typography import typographier


@dataclass(frozen=True, slots=True)
class Etape:
    """A step of an id path.

    Attributes:
        champ: the field's name.
        id: of the element of a list; none for a field, or where elements have no id.
        nom: what the element is called; none for a field.
    """

    champ: str
    id: str | None = None
    nom: str | None = None


@dataclass(frozen=True, slots=True)
class Nom:
    """A noun with its agreement: `e` and `s` as the participle takes them."""

    mot: str
    accord: str = ""


ELEMENTS: Mapping[str, tuple[str, Nom]] = {
    "leviers": ("Nouveau", Nom("levier")),
    "sections": ("Nouvelle", Nom("section", "e")),
    "exemples": ("Nouvel", Nom("exemple")),
    "chiffres": ("Nouveau", Nom("chiffre")),
    "ressources": ("Nouvelle", Nom("ressource", "e")),
    "parties": ("Nouvelle", Nom("partie", "e")),
    "contacts": ("Nouveau", Nom("contact")),
    "autres_sources": ("Nouvelle", Nom("source", "e")),
    "voir_aussi": ("Nouveau", Nom("renvoi")),
    "partenaires": ("Nouveau", Nom("partenaire")),
    "numeros": ("Nouveau", Nom("numéro publié")),
    "collections": ("Nouvelle", Nom("collection", "e")),
    "regions": ("Nouvelle", Nom("région", "e")),
    "fiches": ("Nouvelle", Nom("fiche", "e")),
}
"""The elements of each list, with the adjective that greets a new one."""

GROUPES: Mapping[str, tuple[Nom, str]] = {
    "source": (Nom("source", "e"), "de la source"),
    "collectivite": (Nom("collectivité", "e"), "de la collectivité"),
    "loi": (Nom("encadré « Ce que dit la loi »"), "de l'encadré « Ce que dit la loi »"),
    "illustration": (Nom("illustration", "e"), "de l'illustration"),
    "logo": (Nom("logo"), "du logo"),
    "editeur": (Nom("éditeur"), "de l'éditeur"),
    "club": (Nom("club"), "du club"),
    "cress": (Nom("CRESS", "e"), "de la CRESS"),
    "couleurs": (Nom("couleurs", "es"), "de la région"),
}
"""The groups of fields, alone and after the name of one of their fields."""

CHAMPS: Mapping[str, Nom] = {
    "titre": Nom("titre"),
    "titre_court": Nom("titre court"),
    "sous_titre": Nom("sous-titre"),
    "chapo": Nom("chapô"),
    "texte": Nom("texte"),
    "presentation": Nom("présentation", "e"),
    "avant_propos": Nom("avant-propos"),
    "mentions": Nom("mentions", "es"),
    "mention_courte": Nom("mention courte", "e"),
    "nom": Nom("nom"),
    "sigle": Nom("sigle"),
    "site": Nom("site"),
    "courriel": Nom("courriel"),
    "telephone": Nom("téléphone"),
    "role": Nom("rôle"),
    "code": Nom("code"),
    "departement": Nom("département"),
    "region": Nom("région", "e"),
    "annee": Nom("année", "e"),
    "valeur": Nom("valeur", "e"),
    "libelle": Nom("libellé"),
    "auteur": Nom("auteur"),
    "url": Nom("adresse", "e"),
    "document": Nom("document"),
    "fichier": Nom("image", "e"),
    "alt": Nom("texte de remplacement"),
    "legende": Nom("légende", "e"),
    "credit": Nom("crédit"),
    "fiche": Nom("fiche", "e"),
    "numero": Nom("numéro"),
    "principale": Nom("couleur principale", "e"),
    "secondaire": Nom("couleur d'accompagnement", "e"),
    "edition": Nom("édition", "e"),
    "genre": Nom("genre"),
    "niveau": Nom("niveau"),
    "type": Nom("type"),
    "nom_de_fichier": Nom("nom des fichiers"),
    "pages_par_fiche": Nom("nombre de pages par fiche"),
}
"""The other fields."""

PARTICIPES: Mapping[Sorte, str] = {
    "ajout": "ajouté",
    "retrait": "retiré",
    "deplacement": "déplacé",
    "modification": "modifié",
}


def announce(sorte: Sorte, etapes: Sequence[Etape]) -> str:
    """Return what happened to what, innermost first, with French typography."""
    *outer, last = etapes
    if last.nom is None:
        said = _field(sorte, outer, last)
    else:
        new, noun = ELEMENTS[last.champ]
        name = f"{noun.mot} « {last.nom} »"
        said = f"{new} {name}" if sorte == "ajout" else f"{name} {_participle(sorte, noun)}"
    where = [f", {ELEMENTS[one.champ][1].mot} « {one.nom} »" for one in reversed(outer) if one.nom]
    return typographier(said[0].upper() + said[1:] + "".join(where))


def place_name(etapes: Sequence[Etape]) -> str:
    """Return where an element stands: `levier « Réunir les acteurs »`, or the fiche itself."""
    named = [one for one in etapes if one.nom is not None]
    if not named:
        return "fin de la fiche"
    return typographier(f"{ELEMENTS[named[-1].champ][1].mot} « {named[-1].nom} »")


def rank_name(rank: int) -> str:
    """Return `1re place`, `2e place`."""
    return f"{rank}{'re' if rank == 1 else 'e'} place"


def name_of(branche: Branche) -> str:
    """Return what an element of a list is called."""
    champs = branche.champs if isinstance(branche, Groupe) else {}
    for names in (("titre",), ("valeur", "libelle"), ("nom",), ("alt",), ("fiche",)):
        known = [champs[name] for name in names if name in champs]
        if len(known) == len(names):
            return " ".join(text for one in known for text in leaves(one)) + _town(champs)
    return " ".join(leaves(branche))


def _town(champs: Mapping[str, Branche]) -> str:
    """Return the name of an example's collectivité, after its title."""
    where = champs.get("collectivite")
    name = where.champs.get("nom") if isinstance(where, Groupe) else None
    return f" ({name.texte})" if isinstance(name, Mots) else ""


def _field(sorte: Sorte, outer: Sequence[Etape], last: Etape) -> str:
    """Return what happened to a field, with the group that it belongs to."""
    group = outer[-1].champ if outer and outer[-1].nom is None else None
    if last.champ in GROUPES:
        noun = GROUPES[last.champ][0]
    else:
        noun = CHAMPS.get(last.champ, Nom(last.champ.replace("_", " ")))
    of = f" {GROUPES[group][1]}" if group is not None and group in GROUPES else ""
    return f"{noun.mot}{of} {_participle(sorte, noun)}"


def _participle(sorte: Sorte, noun: Nom) -> str:
    return PARTICIPES[sorte] + noun.accord

"""Validation errors of pydantic, by type, to French diagnostics at the place the author typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from kitgen.errors import Code, Diagnostic, quoted
from kitgen.model.base import Modele
from kitgen.model.docs import describe_keys
from kitgen.model.variante import VERBS
from kitgen.model.walk import Endroit, locate
from kitgen.model.written import KeyPath, Written, show_path
from kitgen.read.propose import closest, describe, form, proposal


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of pydantic, with all that its wording needs.

    Attributes:
        type: pydantic's machine-readable type; its message is never read.
        where: the place in the words of the data file.
        value: what was found.
        raw: the same, as typed without quotes; none for a quoted text.
        limits: what the constraint says.
    """

    type: str
    where: Endroit
    value: object
    raw: str | None
    limits: Mapping[str, Any]

    @property
    def field(self) -> FieldInfo | None:
        """The declaration of the key, when a model declares it."""
        if self.where.owner is None:
            return None
        return self.where.owner.model_fields.get(self.name)

    @property
    def name(self) -> str:
        """The last key of the path."""
        return next((key for key in reversed(self.where.path) if isinstance(key, str)), "")

    @property
    def subject(self) -> str:
        """The value's name at the head of a sentence: the last key and its positions."""
        tail: KeyPath = ()
        for part in reversed(self.where.path):
            tail = (part, *tail)
            if isinstance(part, str):
                break
        return quoted(show_path(tail)) if tail else "le fichier"

    @property
    def found(self) -> str:
        """What stands there, in French."""
        match self.value:
            case None:
                return "rien"
            case bool():
                return f"le booléen `{self.raw}`"
            case int() | float():
                return f"le nombre {quoted(self.raw or '')}"
            case str():
                return f"le texte {quoted(self.value)}"
            case list() | tuple():
                return "une liste"
            case _:
                return "un groupe de clés"


Words: TypeAlias = tuple[Code, str, str | None]


def _instead(expected: str, otherwise: str | None = None) -> Callable[[Fault], Words]:
    """Word a wrong type; the hint says what to type when the found value tells."""

    def words(fault: Fault) -> Words:
        message = f"{fault.subject} : {fault.found} au lieu {expected}"
        proposed = proposal(fault.where.kind, fault.value, fault.raw)
        return Code.WRONG_TYPE, message, otherwise or proposed or describe(fault.field)

    return words


def _refused(sentence: str, hint: str | None = None) -> Callable[[Fault], Words]:
    """Word a refused value; the sentence may name the limits and `found`."""

    def words(fault: Fault) -> Words:
        said = sentence.format(found=fault.found, **fault.limits)
        proposed = proposal(fault.where.kind, fault.value, fault.raw)
        return (
            Code.WRONG_VALUE,
            f"{fault.subject} : {said}",
            hint or proposed or describe(fault.field),
        )

    return words


def _missing(fault: Fault) -> Words:
    return _absent(fault, f"la clé `{fault.name}` manque")


def _absent(fault: Fault, otherwise: str) -> Words:
    extra = fault.field.json_schema_extra if fault.field else None
    code = extra.get("code_absent") if isinstance(extra, dict) else None
    hint = f"écrivez `{fault.name}` : {describe(fault.field) or 'la clé est obligatoire'}"
    if isinstance(code, Code):
        return code, ABSENT[code], hint
    return Code.MISSING_KEY, otherwise, hint


def _blank(fault: Fault) -> Words:
    code, message, hint = _absent(fault, f"`{fault.name}` est vide")
    return (Code.WRONG_VALUE if code is Code.MISSING_KEY else code), message, hint


def _unknown(fault: Fault) -> Words:
    known = tuple(fault.where.owner.model_fields) if fault.where.owner else ()
    near = closest(fault.name, known)
    hint = f"vouliez-vous écrire `{near}` ?" if near else f"clés possibles : {', '.join(known)}"
    return Code.UNKNOWN_KEY, f"la clé {quoted(fault.name)} est inconnue ici", hint


def _pattern(fault: Fault) -> Words:
    expected = form(str(fault.limits["pattern"]))
    message = f"{fault.subject} : {fault.found} au lieu {expected}"
    hint = proposal(fault.where.kind, fault.value, fault.raw) or describe(fault.field)
    return Code.WRONG_VALUE, message, hint


def _choice(fault: Fault) -> Words:
    choices = tuple(str(fault.limits["expected"]).replace(" or ", ", ").split(", "))
    words = [choice.strip("'") for choice in choices]
    near = closest(str(fault.value), words)
    message = f"{fault.subject} : {fault.found} n'est pas un choix possible"
    shown = ", ".join(words)
    return (
        Code.WRONG_VALUE,
        message,
        f"vouliez-vous écrire `{near}` ? Choix : {shown}" if near else f"choix : {shown}",
    )


ABSENT: Mapping[Code, str] = {
    Code.EXAMPLE_WITHOUT_COLLECTIVITE: "l'exemple ne dit pas quelle collectivité a agi",
    Code.EXAMPLE_WITHOUT_SOURCE: "l'exemple n'a pas de source",
    Code.FIGURE_WITHOUT_YEAR: "le chiffre n'a pas d'année",
    Code.FIGURE_WITHOUT_SOURCE: "le chiffre n'a pas de source",
    Code.IMAGE_WITHOUT_ALT: "l'image n'a pas de texte pour qui ne la voit pas",
}

LIST = "allez à la ligne, puis écrivez un élément par ligne, chacun après un tiret"
GROUP = "allez à la ligne, puis écrivez `clé: valeur` sur chaque ligne, décalée de deux espaces"

WORDINGS: Mapping[str, Callable[[Fault], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _instead("d'un texte"),
    "int_type": _instead("d'un nombre entier"),
    "tuple_type": _instead("d'une liste", LIST),
    "model_type": _instead("d'un groupe de clés", GROUP),
    "dict_type": _instead("d'un groupe de clés", GROUP),
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "string_too_long": _refused("plus de {max_length} signes", "raccourcissez ce texte"),
    "string_too_short": _refused("aucun signe"),
    "greater_than_equal": _refused("{found}, au moins {ge} est attendu"),
    "less_than_equal": _refused("{found}, au plus {le} est attendu"),
    "vide": _blank,
    "une_ligne": _refused(
        "plusieurs lignes au lieu d'une seule", "écrivez le texte sur une ligne"
    ),
    "jour": _refused("{found} au lieu d'un jour écrit AAAA-MM-JJ"),
    "source_sans_adresse": _refused(
        "la source n'a ni adresse ni référence de document",
        "ajoutez `url` (https://…) ou `document` (titre, année, page)",
    ),
    "un_territoire": _refused(
        "un département ou une région est attendu, et un seul des deux",
        'gardez `departement: "39"` ou `region: "84"`',
    ),
    "operation": _refused(
        f"une opération a un verbe et un seul : {', '.join(VERBS)}",
        "écrivez le verbe, puis le chemin : `remplacer: leviers/…`",
    ),
    "variante_ou_fiche": _refused(
        "des opérations sur une fiche nationale, ou une fiche propre et sa place, pas les deux",
        "gardez `operations`, ou bien `fiche` et `place`",
    ),
    "une_place": _refused(
        "l'élément ajouté a plusieurs places",
        "gardez une seule des clés `apres`, `avant` et `en`",
    ),
}

_otherwise = _refused("{found} ne convient pas ici")


def explain(model: type[Modele], file: Written, error: ValidationError) -> list[Diagnostic]:
    """Return one diagnostic for each error of a data file."""
    describe_keys()
    return [_explain(model, file, details) for details in error.errors(include_url=False)]


def _explain(model: type[Modele], file: Written, details: Mapping[str, Any]) -> Diagnostic:
    where = locate(model, details["loc"])
    fault = Fault(
        details["type"],
        where,
        details["input"],
        file.raw_of(where.path),
        details.get("ctx", {}),
    )
    if fault.value is None and fault.name:
        code, message, hint = _absent(fault, f"la clé `{fault.name}` est vide")
    else:
        code, message, hint = WORDINGS.get(fault.type, _otherwise)(fault)
    found = fault.type == "extra_forbidden"
    place = file.key_place(where.path) if found else file.place(where.path)
    return Diagnostic(code, message, place, hint)

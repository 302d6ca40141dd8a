"""Long texts keep to the closed Markdown; all texts keep to the project's inclusive form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kitgen.check.liens import WEB_FIELDS
from kitgen.check.survey import Finding, Survey
from kitgen.errors import quoted
from kitgen.model.base import TexteCourt
from kitgen.model.fiche import Ressource
from kitgen.model.source import Source
from kitgen.model.texte import lignes, texte_brut

ALLOWED = (
    "permis : paragraphes, listes d'un niveau, `**gras**`, `*italique*`, liens ; "
    "une barre oblique inverse rend un signe ordinaire : `\\*` `\\<`"
)
DOUBLET = "écrivez les deux formes ou un mot épicène : « les élues et les élus », « l'équipe »"

ADDRESS = re.compile(r"://|www\.|@")
ENDING = "(?:[nltsv]?es?|[eè]res?|euses?|t?rices?|esses?)"
INCLUSIVE = re.compile(
    rf"""
    (?<!\w)[^\W\d_]{{2,}}(?:
      (?<!l(?=·l))(?:[·‧∙⋅•][^\W\d_]+)+    # élu·es, élu·e·s; not the Catalan l·l
    | \.{ENDING}(?:\.s)?(?!\w)              # élu.e.s, citoyen.nes
    | \({ENDING}\)s?(?!\w)                 # élu(e)s, directeur(trice)
    | (?:(?:-e|-ne|-t?rice|-euse)-s|[-/]t?rices?|[-/]euses?|/n?es?)(?!\w)
    )
    """,
    re.VERBOSE,
)


def forbidden_markdown(whole: Survey) -> Iterator[Finding]:
    """Find what is outside the allowed Markdown, and would be lost."""
    for text in whole.texts:
        for problem in text.reading.problemes:
            yield Finding(
                text.place(problem.extrait, problem.ligne),
                f"le texte contient {problem.construction} : {quoted(problem.extrait)}",
                ALLOWED,
            )


def inclusive_forms(whole: Survey) -> Iterator[Finding]:
    """Find the forms with points, brackets or bars; titles of sources are quoted as published."""
    for document, visit in whole.visits():
        cited = isinstance(visit.owner, Source | Ressource)
        if visit.kind is TexteCourt and not cited and visit.field not in WEB_FIELDS:
            for form in inclusive_forms_of(str(visit.value)):
                yield Finding(document.place(visit), _not_doublet(form), DOUBLET)
    for text in whole.texts:
        for line in lignes(text.reading.texte):
            for form in inclusive_forms_of(texte_brut(line)):
                yield Finding(text.place(form), _not_doublet(form), DOUBLET)


def inclusive_forms_of(text: str) -> list[str]:
    """Return the forms of a text that are not doublets."""
    words = [word for word in text.split() if not word.isalpha() and not ADDRESS.search(word)]
    return [found[0] for word in words for found in INCLUSIVE.finditer(word)]


def _not_doublet(form: str) -> str:
    return f"{quoted(form)} n'est pas la forme inclusive du projet"

"""What libyaml could not parse, said in French."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError

from kitgen.errors import Code, Diagnostic, Place

QUOTE = 'mettez le texte entre guillemets droits : `"…"`'
ALIGN = "alignez la clé sur ses voisines, et vérifiez les guillemets des lignes précédentes"

WORDINGS: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "un deux-points suivi d'une espace n'est pas à sa place ici",
        "mettez le texte entre guillemets droits, ou vérifiez le décalage de la ligne",
    ),
    "could not find expected ':'": (
        "un deux-points est attendu après la clé",
        "écrivez `clé: valeur` ; la suite d'un texte long se décale sous sa clé",
    ),
    "did not find expected key": ("une clé est attendue ici", ALIGN),
    "did not find expected '-' indicator": (
        "un tiret est attendu ici, comme aux éléments précédents de la liste",
        "alignez les tirets d'une même liste",
    ),
    "did not find expected ',' or ']'": (
        "ce crochet n'est pas fermé, ou une virgule manque",
        "fermez le crochet, ou écrivez la liste avec un tiret par ligne",
    ),
    "did not find expected ',' or '}'": (
        "cette accolade n'est pas fermée, ou une virgule manque",
        "fermez l'accolade, ou écrivez une clé par ligne",
    ),
    "did not find expected node content": ("une valeur est attendue ici", QUOTE),
    "found character that cannot start any token": (
        "aucune valeur ne peut commencer par ce caractère",
        QUOTE,
    ),
    "found unexpected end of stream": (
        "ce guillemet n'est pas fermé",
        "fermez le texte par le même guillemet que celui qui l'ouvre",
    ),
    "found unknown escape character": (
        "la barre oblique inverse n'a pas ce sens entre guillemets",
        "doublez-la : `\\\\`",
    ),
    "found invalid Unicode character escape code": (
        "ce code ne désigne aucun caractère",
        "tapez le caractère lui-même",
    ),
    "block sequence entries are not allowed in this context": (
        "un tiret de liste n'est pas à sa place ici",
        "allez à la ligne avant le premier tiret, ou mettez le texte entre guillemets",
    ),
    "found unexpected document indicator": (
        "trois tirets ou trois points coupent un texte entre guillemets",
        "fermez le guillemet ouvert plus haut",
    ),
    "did not find expected comment or line break": (
        "rien ne peut suivre ce signe sur la même ligne",
        "commencez le texte à la ligne suivante, décalé de deux espaces",
    ),
    "did not find expected <document start>": (
        "ce qui précède est complet : rien ne peut suivre",
        "écrivez le fichier comme une suite de lignes `clé: valeur`",
    ),
}
OPENED = {
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
}
"""What is best mended where it opens, and may be seen only at the end of the file."""
OTHERWISE = ("la syntaxe YAML n'est pas correcte ici", QUOTE)


def explain_syntax(path: str, error: MarkedYAMLError) -> Diagnostic:
    """Return the diagnostic of a parser's error, at the place that an author must mend."""
    context = str(error.context)
    message, hint = WORDINGS.get(str(error.problem), OTHERWISE)
    code = Code.YAML_SYNTAX
    mark = error.problem_mark
    if "alias" in context or "anchor" in context:
        code, message, hint = (
            Code.YAML_ANCHOR,
            "une valeur ne peut pas commencer par * ou &",
            QUOTE,
        )
        mark = error.context_mark
    elif "tag" in f"{context} {error.problem}":
        code, message, hint = Code.YAML_TAG, "une valeur ne peut pas commencer par !", QUOTE
        mark = error.context_mark
    elif error.problem in OPENED:
        mark = error.context_mark
    return Diagnostic(code, message, Place(path, mark.line + 1, mark.column + 1), hint)

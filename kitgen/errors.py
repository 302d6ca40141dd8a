"""What can go wrong, as data: diagnostics, their catalogue, the few exceptions, the exit codes."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the process answers; documented in the README and in `kitgen --help`."""

    OK = 0
    CONTENT = 1
    USAGE = 2
    ENVIRONMENT = 3
    ATTENTION = 4
    BUG = 70


class Severity(StrEnum):
    """How grave a diagnostic is; `--strict` makes warnings count as errors, never informations."""

    ERROR = "erreur"
    WARNING = "avertissement"
    INFORMATION = "information"


class Code(StrEnum):
    """The catalogue of diagnostics; the value is what the author reads, and never changes."""

    # Reading a file
    FILE_UNREADABLE = "fichier-illisible"
    FILE_TOO_LARGE = "fichier-trop-gros"
    FILE_MISPLACED = "fichier-mal-place"
    YAML_SYNTAX = "yaml-syntaxe"
    YAML_ANCHOR = "yaml-ancre"
    YAML_TAG = "yaml-etiquette"
    YAML_DEPTH = "yaml-profondeur"
    DUPLICATE_KEY = "cle-en-double"
    FORBIDDEN_CHARACTER = "caractere-interdit"
    SCHEMA_LINE = "ligne-de-schema"
    # Shape of the data
    UNKNOWN_KEY = "cle-inconnue"
    MISSING_KEY = "cle-absente"
    WRONG_TYPE = "mauvais-type"
    WRONG_VALUE = "valeur-refusee"
    EXAMPLE_WITHOUT_COLLECTIVITE = "exemple-sans-collectivite"
    EXAMPLE_WITHOUT_SOURCE = "exemple-sans-source"
    FIGURE_WITHOUT_YEAR = "chiffre-sans-annee"
    FIGURE_WITHOUT_SOURCE = "chiffre-sans-source"
    IMAGE_WITHOUT_ALT = "image-sans-alternative"
    # Content rules
    DUPLICATE_ID = "identifiant-en-double"
    UNKNOWN_TERRITORY = "territoire-inconnu"
    UNRESOLVED_REFERENCE = "renvoi-introuvable"
    CIRCULAR_REFERENCE = "renvoi-circulaire"
    FICHE_UNLISTED = "fiche-hors-collection"
    FICHE_LISTED_TWICE = "fiche-en-double"
    FICHE_EMPTY = "fiche-sans-levier"
    LEVER_EMPTY = "levier-vide"
    LINK_SCHEME = "lien-interdit"
    IMAGE_MISSING = "image-introuvable"
    MARKDOWN_FORBIDDEN = "markdown-interdit"
    INCLUSIVE_FORM = "forme-inclusive"
    COLOUR_CONTRAST = "contraste-insuffisant"
    # Regional variants
    TARGET_MISSING = "cible-introuvable"
    TARGET_TWICE = "cible-en-double"
    OPERATION_REFUSED = "operation-impossible"
    BASE_MISSING = "base-absente"
    OVERRIDE_STALE = "declinaison-perimee"
    # Asking and building
    UNKNOWN_TARGET = "cible-inconnue"
    UNKNOWN_FORMAT = "format-inconnu"
    VERSION_UNREADABLE = "version-illisible"
    WRONG_DATE = "date-refusee"
    INTERRUPTED = "processus-arrete"
    ENGINE_WARNING = "moteur-de-rendu"
    MISSING_GLYPH = "glyphe-absent"
    OVER_BUDGET = "trop-long"
    TIGHTENED = "fiche-resserree"
    COARSE_IMAGE = "image-peu-definie"
    NOT_FOLDABLE = "feuille-impossible"
    MISSING_LIBRARY = "bibliotheque-absente"
    LAYOUT_INVALID = "maquette-invalide"
    TEMPLATE_VARIABLE = "modele-variable"
    TEMPLATE_TAG = "modele-balise"
    TEMPLATE_STYLE = "modele-style"
    WORD_ACCESS = "word-accessibilite"
    PART_REFUSED = "lot-refuse"
    CLUSTER_UNUSABLE = "grappe-inutilisable"
    OUTPUT_UNWRITABLE = "sortie-impossible"
    REVIEW_RETURNED = "relecture-modifiee"
    SYSTEM_REFUSED = "refus-du-systeme"
    # Publishing an edition
    TREE_CHANGED = "arbre-modifie"
    RELEASE_EXISTS = "edition-deja-publiee"
    RELEASE_ALTERED = "publication-alteree"
    RELEASE_TOOLS = "outils-differents"
    # Taking a review back
    REVIEW_REFUSED = "relecture-refusee"
    REVIEW_NOT_APPLIED = "relecture-impossible"
    CACHE_DAMAGED = "cache-abime"
    CACHE_UNUSABLE = "cache-inutilisable"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a diagnostic points: a file of the project, a position in it, a path of keys.

    Attributes:
        file: path relative to the project's root, with forward slashes.
        line: from 1; 0 when the whole file is meant.
        column: from 1, in characters; 0 when the whole file is meant.
        path: keys and ids as the author wrote them, such as `leviers[2].exemples[1].source`.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line or 1}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that an author must know: what is wrong, where, and what to type.

    Attributes:
        code: its entry in the catalogue.
        message: one French sentence, without a full stop: what was found, what was expected.
        place: where, when a file is at fault.
        hint: what to type or to run, in French, when that helps.
        severity: an error stops every output.
    """

    code: Code
    message: str
    place: Place | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR


def quoted(text: str) -> str:
    """Return what an author typed as a message shows it: one short line between backquotes."""
    seen = (one if one.isprintable() else "\ufffd" for one in " ".join(text.split()))
    line = "".join(seen).replace("`", "'")
    return f"`{line}`" if len(line) <= 60 else f"`{line[:59]}…`"


REASONS = {
    errno.EACCES: "ce compte n'en a pas le droit",
    errno.EPERM: "ce compte n'en a pas le droit",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOSPC: "il n'y a plus de place sur le disque",
    errno.EDQUOT: "il n'y a plus de place sur le disque",
    errno.ENOENT: "il n'existe pas",
    errno.ENOTDIR: "un fichier se trouve à la place d'un dossier",
    errno.EISDIR: "un dossier se trouve à la place d'un fichier",
    errno.ENAMETOOLONG: "son nom est trop long",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EIO: "le disque ne répond pas",
}
"""Why a system refuses, in French."""


def system_reason(error: OSError) -> str:
    """Return why the system refused, in French, with the system's own words as a last resort."""
    return REASONS.get(error.errno or 0, f"le système répond « {error.strerror or error} »")


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order of a report: by file, line, column, then code and message."""
    place = diagnostic.place or Place("")
    return (place.file, place.line, place.column, diagnostic.code, diagnostic.message)


class KitgenError(Exception):
    """Something the person at the keyboard can mend; never shown with a traceback."""

    exit_code = ExitCode.CONTENT

    def __init__(self, *diagnostics: Diagnostic) -> None:
        unique = dict.fromkeys(diagnostics)
        self.diagnostics = tuple(sorted(unique, key=sort_key))
        super().__init__("\n".join(d.message for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[KitgenError], tuple[Diagnostic, ...]]:
        """Keep the diagnostics when the error comes back from another process."""
        return (type(self), self.diagnostics)


class ContentError(KitgenError):
    """The data files are at fault."""


class UsageError(KitgenError):
    """The command's words are at fault: an unknown collection, fiche or format."""

    exit_code = ExitCode.USAGE


class AttentionError(KitgenError):
    """A release is held back by what an editor may waive."""

    exit_code = ExitCode.ATTENTION


class SetupError(KitgenError):
    """The machine or the layouts are at fault: a missing library, font, right or template."""

    exit_code = ExitCode.ENVIRONMENT

"""Content rules: one function and one code each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kitgen.check.clean import Clean
from kitgen.check.couleurs import pale_colours
from kitgen.check.fiches import empty_fiches, empty_levers, listed_twice, unlisted
from kitgen.check.identifiants import duplicates
from kitgen.check.images import missing_images
from kitgen.check.liens import forbidden_links
from kitgen.check.renvois import circular, unresolved
from kitgen.check.survey import Finding, Survey, survey
from kitgen.check.territoires import unknown_territories
from kitgen.check.textes import forbidden_markdown, inclusive_forms
from kitgen.errors import Code, Diagnostic, sort_key
from kitgen.model.library import Library

__all__ = ["RULES", "Clean", "check_library"]

RULES: Mapping[Code, Callable[[Survey], Iterator[Finding]]] = {
    Code.DUPLICATE_ID: duplicates,
    Code.UNKNOWN_TERRITORY: unknown_territories,
    Code.UNRESOLVED_REFERENCE: unresolved,
    Code.CIRCULAR_REFERENCE: circular,
    Code.FICHE_UNLISTED: unlisted,
    Code.FICHE_LISTED_TWICE: listed_twice,
    Code.FICHE_EMPTY: empty_fiches,
    Code.LEVER_EMPTY: empty_levers,
    Code.LINK_SCHEME: forbidden_links,
    Code.IMAGE_MISSING: missing_images,
    Code.MARKDOWN_FORBIDDEN: forbidden_markdown,
    Code.INCLUSIVE_FORM: inclusive_forms,
    Code.COLOUR_CONTRAST: pale_colours,
}


def check_library(
    library: Library, only: frozenset[str] | None = None, clean: Clean | None = None
) -> tuple[Diagnostic, ...]:
    """Return all that the rules find in a project, in the order of a report.

    Args:
        library: what was read.
        only: keys of `Library.files`, to judge no other document.
        clean: the documents in which nothing was found, which need not be judged again.
    """
    if clean is not None:
        only = clean.others(library)
    whole = survey(library, only)
    found = tuple(
        Diagnostic(code, finding.message, finding.place, finding.hint)
        for code, rule in RULES.items()
        for finding in rule(whole)
    )
    if clean is not None:
        clean.note(library, {one.place.file for one in found if one.place})
    return tuple(sorted(dict.fromkeys(found), key=sort_key))

"""PDF/UA-1 and PDF/A-3a, judged in milliseconds; veraPDF takes its time in `.ci/run`."""

from __future__ import annotations

import io
import re

import page
import pikepdf

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)

MISREAD = "PDFA3A-STREAM-LENGTH-001"
"""A rule that the fast validator believes broken by data that end with a carriage return."""

_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\n")


def _lengths_are_right(contenu: bytes) -> bool:
    ends = [found.end() + int(found[1]) for found in _STREAM.finditer(contenu)]
    return len(ends) > 1 and all(contenu.startswith(b"\nendstream", end) for end in ends)


def faults(contenu: bytes) -> list[str]:
    """Return what a file breaks: of both standards, and of the syntax of PDF."""
    found = [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(contenu, profile=profile).failures
        if failure.rule_id != MISREAD or not _lengths_are_right(contenu)
    ]
    with pikepdf.open(io.BytesIO(contenu)) as pdf:
        found += pdf.check_pdf_syntax()
    return found

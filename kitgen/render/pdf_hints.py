"""The name under which the engine's tags carry our hints, and what these mean."""

from __future__ import annotations

HINTS = "Kitgen"
"""A private dictionary of a tag, until the repair.

    N  the number of the element of the document
    T  its name: /p, /a, /strong
    P  /marker, /before…, for what the style sheet adds to it
    R  its role: doc-toc, presentation
    L  its language
    A  its label, which is said instead of it
    S  /row or /col, for the header of a table
    H  true when it is not to be said
    F  true when it stands at the same place of every page
    W  the words of a link
    E  the marks after which a space is lacking
    Y  the marks that end with the hyphen of a cut word
    B  the marks that draw nothing: a space between two runs
"""

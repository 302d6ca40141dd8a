"""The names of WordprocessingML, without python-docx: a file may be linked without loading it."""

from __future__ import annotations

from functools import cache

OPEN = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OPEN}/wordprocessingml/2006/main",
    "r": f"{OPEN}/officeDocument/2006/relationships",
    "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OPEN}/drawingml/2006/main",
    "pic": f"{OPEN}/drawingml/2006/picture",
}
"""The namespaces by prefix."""
DECORATION = "http://schemas.microsoft.com/office/drawing/2017/decorative"


@cache
def qn(name: str) -> str:
    """Return the full name of an element or attribute: `w:p`."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def declared(*prefixes: str) -> str:
    """Return the declarations of some namespaces, as a start tag holds them."""
    return "".join(f' xmlns:{one}="{SPACES[one]}"' for one in prefixes)

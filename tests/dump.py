"""An Edition as text, for goldens: every value, one a line, marks shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kitgen.model.texte import LienExterne, LienInterne, Ligne, Portion

VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "·"})


def show_ligne(ligne: Ligne) -> str:
    """Return a line with its marks; ⍽ is a no-break space and · a narrow one."""
    return "".join(map(_show_run, ligne))


def _show_run(run: Portion) -> str:
    shown = run.texte.translate(VISIBLE)
    for present, mark in ((run.gras, "**"), (run.italique, "*"), (run.exposant, "^")):
        shown = f"{mark}{shown}{mark}" if present else shown
    match run.lien:
        case LienExterne(url):
            return f"[{shown}]({url})"
        case LienInterne(ancre):
            return f"[{shown}](#{ancre})"
    return shown


def dump(node: object, name: str = "edition", depth: int = 0) -> Iterator[str]:
    """Yield the lines of a golden."""
    margin = "  " * depth
    if isinstance(node, tuple) and node and isinstance(node[0], Portion):
        yield f"{margin}{name} = {show_ligne(node)}"
    elif isinstance(node, tuple):
        for place, item in enumerate(node):
            yield from dump(item, f"{name}[{place}]", depth)
    elif is_dataclass(node) and not isinstance(node, type):
        yield f"{margin}{name}: {type(node).__name__}"
        for field in fields(node):
            yield from dump(getattr(node, field.name), field.name, depth + 1)
    elif node not in (None, b""):
        yield f"{margin}{name} = {node}"

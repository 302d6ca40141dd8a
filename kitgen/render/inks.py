"""Colours for a printer: what is still told for a screen becomes inks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from kitgen.render.cartes import read_colours

Build: TypeAlias = tuple[float, float, float, float]
Instruction: TypeAlias = ContentStreamInstruction | ContentStreamInlineImage

RGB = {"rg": Operator("k"), "RG": Operator("K")}
"""What sets a colour of light, and what sets the same with inks."""

SHEET = "commun/impression.css"
INK = re.compile(r"--([\w-]+): device-cmyk\(([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\)")

FINE = 4
"""How many decimals an amount of ink has."""


def inks(red: float, green: float, blue: float) -> Build:
    """Return the inks of a colour of light, amounts from 0 to 1.

    The part that the three colours share is black ink alone: greys hold no other, and no colour
    takes more than 300 % of ink. Without the profile of a press and a paper, no better is known.
    """
    light = max(red, green, blue)
    if light <= 0:
        return 0, 0, 0, 1
    cyan, magenta, yellow = (round(1 - one / light, FINE) for one in (red, green, blue))
    return cyan, magenta, yellow, round(1 - light, FINE)


def declared(layouts: Path) -> dict[str, Build]:
    """Return the inks of the colours that the design decides, by their hexadecimal for screens.

    Maps are drawn with these colours, whatever the style sheets say.
    """
    sheet = layouts / SHEET
    if not sheet.is_file():  # the engine says so
        return {}
    named = {name: amounts for name, *amounts in INK.findall(sheet.read_text(encoding="utf-8"))}
    found: dict[str, Build] = {}
    for name, shown in read_colours(layouts).items():
        if name in named:
            cyan, magenta, yellow, black = map(float, named[name])
            found.setdefault(shown.lower(), (cyan, magenta, yellow, black))
    return found


def convert(pdf: Pdf, builds: Mapping[str, Build]) -> None:
    """Write with inks all that pages, and the drawings on them, set in colours of light.

    Photographs and shadings are left as they are.

    Args:
        pdf: the document.
        builds: the inks of known colours; others are computed.
    """
    for page in pdf.pages:
        page.contents_coalesce()
        page.obj.Contents.write(_converted(page.obj.Contents, builds))
    for drawing in _drawings(pdf):
        drawing.write(_converted(drawing, builds))


def _converted(stream: Object, builds: Mapping[str, Build]) -> bytes:
    written = [_with_inks(one, builds) for one in parse_content_stream(stream)]
    return unparse_content_stream(written)


def _with_inks(one: Instruction, builds: Mapping[str, Build]) -> Instruction:
    if isinstance(one, ContentStreamInlineImage) or str(one.operator) not in RGB:
        return one
    red, green, blue = map(float, one.operands)
    shown = "#" + "".join(f"{round(255 * light):02x}" for light in (red, green, blue))
    build = builds.get(shown) or inks(red, green, blue)
    return ContentStreamInstruction(list(build), RGB[str(one.operator)])


def _drawings(pdf: Pdf) -> Iterator[Stream]:
    """Yield what pages draw and what is drawn in it, once each."""
    seen: set[tuple[int, int]] = set()
    left = [page.obj.Resources for page in pdf.pages]
    while left:
        resources = left.pop()
        for kind in (Name.XObject, Name.Pattern):
            for one in resources.get(kind, Dictionary()).values():
                if not isinstance(one, Stream) or one.objgen in seen:
                    continue
                seen.add(one.objgen)
                if one.get(Name.Subtype) == Name.Image:
                    continue
                left.append(one.get(Name.Resources, Dictionary()))
                yield one

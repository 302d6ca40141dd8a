"""Colours for a printer: what is still told for a screen becomes inks."""

from __future__ import annotations

from collections.abc import Iterator
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

Instruction: TypeAlias = ContentStreamInstruction | ContentStreamInlineImage

RGB = {"rg": Operator("k"), "RG": Operator("K")}
"""What sets a colour of light, and what sets the same with inks."""

FINE = 4
"""How many decimals an amount of ink has."""


def inks(red: float, green: float, blue: float) -> tuple[float, float, float, float]:
    """Return the inks of a colour of light, amounts from 0 to 1.

    The part that the three colours share is black ink alone: greys hold no other, and no colour
    takes more than 300 % of ink. Without the profile of a press and a paper, no better is known.
    """
    light = max(red, green, blue)
    if light <= 0:
        return 0, 0, 0, 1
    cyan, magenta, yellow = (round(1 - one / light, FINE) for one in (red, green, blue))
    return cyan, magenta, yellow, round(1 - light, FINE)


def convert(pdf: Pdf) -> None:
    """Write with inks all that pages, and the drawings on them, set in colours of light.

    Photographs and shadings are left as they are.
    """
    for page in pdf.pages:
        page.contents_coalesce()
        page.obj.Contents.write(_converted(page.obj.Contents))
    for drawing in _drawings(pdf):
        drawing.write(_converted(drawing))


def _converted(stream: Object) -> bytes:
    return unparse_content_stream([_with_inks(one) for one in parse_content_stream(stream)])


def _with_inks(one: Instruction) -> Instruction:
    if isinstance(one, ContentStreamInlineImage) or str(one.operator) not in RGB:
        return one
    red, green, blue = map(float, one.operands)
    return ContentStreamInstruction(list(inks(red, green, blue)), RGB[str(one.operator)])


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

"""What WeasyPrint forgets when it writes tags, kept for the repair.

Its tags say `P` or `Link`, but neither which element they come from (a paragraph cut by a page
gives two of them), nor its language, nor its role. The engine has no way of being asked, so the
one private function that makes a tag from a box is wrapped: every tag gets a private dictionary,
`/Kitgen`, that `pdf_tree` reads and that no delivered file holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as engine

from kitgen.render.pdf_hints import HINTS

NUMBER = "data-kitgen"
"""The attribute that tells the elements of a document apart, in its order."""

REACH = 12
"""How many characters on each side of a line's end are looked up in the text."""

_build_box_tree = engine._build_box_tree  # noqa: SLF001  see above
_Tag = Any  # pydyf has no types


def number_elements(root: Element) -> None:
    """Give each element of a document its number."""
    for rank, element in enumerate(root.iter()):
        if isinstance(element.tag, str):
            element.set(NUMBER, str(rank))


def is_decoration(element: Element) -> bool:
    """Tell whether an element is not to be said."""
    return element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}


def says_what_it_is(image: Element) -> bool:
    """Tell whether an image has an alternative, were it the empty one of decoration."""
    title = image.find("{http://www.w3.org/2000/svg}title")
    return (
        bool(image.get("aria-label") or (title is not None and title.text))
        or "alt" in image.attrib
    )


def words(element: Element) -> str:
    """Return what an element says: its text, and what its images and labels say."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if is_decoration(element):
        return
    label = element.get("aria-label") or element.get("alt")
    if label:
        yield label
        return
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        if isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""


def _hinted(box: Any, parent: _Tag, pdf: _Tag, page: int, *rest: Any) -> Iterator[_Tag]:
    """Do what the engine does, then say where each tag comes from."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001  as the engine does
    ends = _line_ends(box, rest[-1])
    for tag in _build_box_tree(box, parent, pdf, page, *rest):
        if HINTS not in tag and box.element is not None:
            tag[HINTS] = _hints(box, ends)
        yield tag


def _hints(box: Any, ends: dict[str, list[int]]) -> _Tag:
    element = box.element
    _, _, pseudo = box.element_tag.partition("::")
    found: dict[str, Any] = {
        "N": element.get(NUMBER),
        "T": f"/{element.tag.rpartition('}')[2]}",
        "P": pseudo and f"/{pseudo}",
        "R": _string(element.get("role")),
        "L": _string(element.get("lang")),
        "A": _string(element.get("aria-label")),
        "S": element.get("scope") and f"/{element.get('scope')}",
        "H": is_decoration(element) and "true",
        "F": box.style["position"] == "fixed" and "true",
        **{name: pydyf.Array(marks) for name, marks in ends.items() if marks},
    }
    if element.tag == "a" and not pseudo:
        said = element.get("title") or words(element)
        found["W"] = _string(" ".join([said, *_generated(box)]).strip())
    return pydyf.Dictionary({name: value for name, value in found.items() if value})


def _string(text: str | None) -> Any:
    return text and pydyf.String(text)


def _generated(box: Any) -> Iterator[str]:
    """Yield the texts of a box that the style sheet adds: the page number of a contents line."""
    for one in box.descendants():
        if isinstance(one, TextBox) and "::" in one.element_tag:
            yield " ".join(one.text.split())


def _line_ends(box: Any, marks: dict[Any, dict[str, int]]) -> dict[str, list[int]]:
    """Return the marks after which a space is lacking, and those that end with a hyphen of ours.

    The engine drops the space on which it breaks a line, and a reader would run two words
    together. Two lines go on with the same word when the document's text holds the end of one
    and the start of the other side by side, but for the hyphen. A space that stands alone
    between two runs is not drawn either: its mark is blank.
    """
    if box.element is None:
        return {}
    lines = [one for one in box.children if isinstance(one, LineBox)]
    runs = [run for one in (box, *lines) for run in one.children if run in marks]
    ends: dict[str, list[int]] = {"E": [], "Y": [], "B": []}
    ends["B"] = [marks[run]["mcid"] for run in runs if _is_blank(run)]
    whole = _plain("".join(_words(box.element))) if lines else ""
    texts = [_plain("".join(run.text for run in _texts(line))) for line in lines]
    for line, text, after in zip(lines, texts, [*texts, ""][1:], strict=True):
        last: Any = next((run for run in reversed(_texts(line)) if run.text.strip()), None)
        if last not in marks or last.text[-1:].isspace():
            continue
        mark, hyphen = marks[last]["mcid"], last.style["hyphenate_character"]
        begin, end = after[:REACH].removesuffix(hyphen), text[-REACH:]
        if begin and end.endswith(hyphen) and end.removesuffix(hyphen) + begin in whole:
            ends["Y"].append(mark)
        elif not begin or end + begin not in whole:
            ends["E"].append(mark)
    return ends


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_blank(box: Any) -> bool:
    """Tell whether a run says nothing: spaces, or a sign that the style sheet adds."""
    if not isinstance(box, TextBox):
        return False
    return not box.text.strip() or (
        "::" in box.element_tag
        and "marker" not in box.element_tag
        and not any(map(str.isalnum, box.text))
    )


def _texts(line: Any) -> list[Any]:
    return [one for one in line.descendants() if isinstance(one, TextBox)]


engine._build_box_tree = _hinted  # noqa: SLF001  see above

"""The images that the models name: bytes of the project, of three known kinds, inert."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from kitgen.errors import Code, Diagnostic, Place
from kitgen.model.image import ImageLue

MAX_BYTES = 10_000_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SVG = "{http://www.w3.org/2000/svg}svg"
ACTIVE = {"script", "foreignObject", "iframe", "audio", "video", "handler", "set", "animate"}
INERT_DATA = ("data:image/png", "data:image/jpeg")


class ImageRefusedError(Exception):
    """Why an image cannot be used: a code, a sentence and a hint."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint

    def at(self, place: Place) -> Diagnostic:
        """Return the diagnostic, where the image is named."""
        return Diagnostic(self.code, str(self), place, self.hint)


def read_image(root: Path, name: str) -> ImageLue | None:
    """Return an image of the project, or nothing when there is no such file.

    Raises:
        ImageRefusedError: when it lies outside the project or is not an inert image.
    """
    try:
        path = (root / name).resolve()
        inside = path.is_relative_to(root.resolve()) and "\\" not in name
        exists = inside and path.is_file()
        if exists and path.stat().st_size > MAX_BYTES:
            raise ImageRefusedError(
                Code.FILE_TOO_LARGE, "l'image dépasse 10 Mo", "réduisez-la : 2 Mo suffisent"
            )
        content = path.read_bytes() if exists else None
    except (OSError, ValueError):  # a name that no file can have, or a file that cannot be opened
        return None
    if not inside:
        raise ImageRefusedError(
            Code.WRONG_VALUE,
            "l'image est hors du projet",
            "copiez-la dans fiches/images/ et écrivez son chemin depuis la racine du projet",
        )
    return None if content is None else ImageLue(content, _media(content))


def _media(content: bytes) -> str:
    if content.startswith(PNG):
        return "image/png"
    if content.startswith(JPEG):
        return "image/jpeg"
    _refuse_unless_inert(_svg(content))
    return "image/svg+xml"


def _svg(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag != SVG:
        raise ImageRefusedError(
            Code.WRONG_VALUE,
            "ce fichier n'est ni un PNG, ni un JPEG, ni un SVG",
            "enregistrez l'image dans l'un de ces trois formats",
        )
    return root


def _refuse_unless_inert(root: etree._Element) -> None:
    """Refuse an SVG that reaches outside itself, declares entities or runs anything."""
    outside = root.getroottree().docinfo.doctype != ""
    for node in (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()):
        if isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001  # its only name
            outside = True
        elif isinstance(node.tag, str):
            name = etree.QName(node).localname
            outside |= name in ACTIVE
            outside |= name == "style" and _reaches("".join(node.itertext()))
            outside |= any(_active(str(key), str(value)) for key, value in node.items())
    if outside:
        raise ImageRefusedError(
            Code.WRONG_VALUE,
            "ce SVG contient du code, une entité ou une adresse extérieure",
            "exportez-le en SVG simple, ou en PNG",
        )


def _active(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name in {"href", "src"}:
        return not value.strip().startswith(("#", *INERT_DATA))
    return name.startswith("on") or _reaches(value)


def _reaches(style: str) -> bool:
    """Tell whether a style names anything but an element of its own drawing."""
    compact = "".join(style.lower().split()).replace("'", "").replace('"', "")
    return "\\" in compact or "@import" in compact or "url(" in compact.replace("url(#", "")

"""What a reviewer's file must be before anything in it is opened.

A Word file is a zip of XML parts that may come from anybody: it is judged by its sizes and names,
then by its declarations, before lxml sees a byte of it. The bounds are those that were tried
against hostile files: a real kit of 50 pages has 40 entries and 2 MB once opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

MAX_FILE = 50_000_000
MAX_OPENED = 100_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 200
MAX_XML = 20_000_000
"""Of one XML part: that of a kit takes 2 MB."""
MAX_DEPTH = 100
RATIO_FROM = 1_000_000
"""Below this size, no ratio can hurt."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a .doc of before 2007 and a file with a password both begin with."""
ZIP = b"PK\x03\x04"
ENTRY = b"PK\x01\x02"
"""What each line of an archive's table of contents begins with."""
HEADER = 30
"""Bytes that stand before the name and the content of an entry, at least."""
CROSSED = b"</w:sdtContent></w:sdt></w:hyperlink>"
STRAIGHT = b"</w:hyperlink></w:sdtContent></w:sdt>"
"""LibreOffice 25 closes a control before the link in it, where a recorded change ends both."""
CONTENT_TYPES = "[Content_Types].xml"
MACROS = ("vbaproject", "vbadata", "macrosheet", "activex")
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class RefusedError(Exception):
    """A file that is not opened: why, and what its sender can do, in French."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def open_archive(content: bytes) -> Mapping[str, bytes]:
    """Return the parts of a Word file by name, without their first slash.

    Every XML part is well formed and declares no DOCTYPE.

    Raises:
        RefusedError: it is not a Word file, or not one that is safe to open.
    """
    if len(content) > MAX_FILE:
        raise RefusedError("le fichier dépasse 50 Mo", COMPRESS)
    if content.startswith(OLE):
        raise RefusedError(
            "le fichier est protégé par un mot de passe, ou au format .doc d'avant 2007",
            "dans Word, ôtez le mot de passe, puis enregistrez au format .docx",
        )
    if not content.startswith(ZIP):
        raise RefusedError("ce n'est pas un fichier Word (.docx)", SEND_BACK)
    if content.count(ENTRY) > MAX_ENTRIES:
        raise RefusedError("l'archive contient plus de 2 000 fichiers", AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _judge(archive.infolist())
            parts = {
                info.filename: archive.read(info)
                for info in archive.infolist()
                if not info.is_dir()
            }
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as broken:
        raise RefusedError("le fichier est abîmé : son archive ne s'ouvre pas", AGAIN) from broken
    if CONTENT_TYPES not in parts:
        raise RefusedError("ce n'est pas un fichier Word (.docx)", SEND_BACK)
    _refuse_macros(parts)
    for name, part in list(parts.items()):
        if is_xml(name):
            parts[name] = sound_xml(name, part)
    return parts


COMPRESS = "dans Word, compressez les images, ou ôtez celles qui ont été ajoutées"
AGAIN = "demandez au relecteur de l'enregistrer de nouveau dans Word, puis de le renvoyer"
SEND_BACK = "donnez le fichier .docx que le relecteur a renvoyé"
PLAIN = "demandez au relecteur de coller son texte sans mise en forme dans le fichier de relecture"


def is_xml(name: str) -> bool:
    """Tell whether a part is XML, by its name as Word reads it."""
    return name.lower().endswith((".xml", ".rels"))


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive by its table of contents."""
    if sum(entry.file_size for entry in entries) > MAX_OPENED:
        raise RefusedError("une fois ouvert, le fichier dépasserait 100 Mo", COMPRESS)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
            raise RefusedError(f"« {name} » est comprimé plus de 200 fois", AGAIN)
        if entry.flag_bits & 1 or entry.compress_type not in METHODS:
            raise RefusedError("l'archive est chiffrée, ou comprimée d'une façon inconnue", AGAIN)
        if _escapes(name):
            raise RefusedError(f"l'archive contient un nom interdit : « {name} »", AGAIN)
        if name.lower() in seen:
            raise RefusedError(f"l'archive contient deux fois « {name} »", AGAIN)
        seen.add(name.lower())
    _refuse_overlaps(entries)


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share bytes: a small archive can become huge so."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise RefusedError("l'archive contient des fichiers qui se recouvrent", AGAIN)
        end = entry.header_offset + HEADER + len(entry.orig_filename) + entry.compress_size


def _escapes(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _refuse_macros(parts: Mapping[str, bytes]) -> None:
    for name in parts:
        if any(word in name.lower() for word in MACROS):
            raise RefusedError(
                "le fichier contient des macros",
                "dans Word, enregistrez-le au format .docx, sans macros",
            )
        if "/embeddings/" in f"/{name.lower()}":
            raise RefusedError("le fichier contient un objet incorporé, comme un tableur", PLAIN)
    if b"macroenabled" in parts[CONTENT_TYPES].lower():
        raise RefusedError(
            "le fichier est au format .docm, qui admet des macros",
            "dans Word, enregistrez-le au format .docx, sans macros",
        )


def sound_xml(name: str, part: bytes) -> bytes:
    """Return a part that declares nothing, in whatever encoding, and is sound XML.

    Raises:
        RefusedError: it is not, even with its links and controls closed in order.
    """
    broken: Exception | None = None
    for tried in (part, part.replace(CROSSED, STRAIGHT)):
        try:
            _judge_xml(name, tried)
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: its encoding
            broken = broken or error
        else:
            return tried
    raise RefusedError(
        f"le fichier est abîmé : « {name} » n'est pas du XML correct",
        "LibreOffice 7 abîme ainsi les fichiers de relecture : demandez au relecteur de "
        "reprendre dans Word, ou dans LibreOffice 25 ou plus récent",
    ) from broken


def _judge_xml(name: str, part: bytes) -> None:
    """Refuse a part that is too long, too deep, or that declares anything."""
    if len(part) > MAX_XML:
        raise RefusedError(f"« {name} » dépasse 20 Mo", AGAIN)
    depth = 0

    def declare(*_: object) -> None:
        raise RefusedError(f"« {name} » contient une déclaration DOCTYPE", AGAIN)

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RefusedError(f"« {name} » emboîte plus de {MAX_DEPTH} éléments", AGAIN)

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declare
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part, True)  # noqa: FBT003  expat takes it by position


def names_under(parts: Mapping[str, bytes], folder: str) -> Iterator[str]:
    """Yield the XML parts of a folder, in order."""
    for name in sorted(parts):
        if name.startswith(f"{folder}/") and is_xml(name):
            yield name

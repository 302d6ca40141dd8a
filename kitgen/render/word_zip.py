"""Zip archives put together from entries that are compressed already.

Why not `zipfile` alone: it reads them well, but would compress again the fonts and the parts that
no file changes, which takes longer than the rest.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

FIRST_DAY = 1 << 5 | 1
"""The first date that an archive can hold, 1 January 1980, as it is written there."""
VERSION, UNIX, OWNED, UTF_8 = 20, 3, 0o600 << 16, 0x800
LOCAL = struct.Struct("<4s2B4HL2L2H")
CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
END = struct.Struct("<4s4H2LH")


class Entry(NamedTuple):
    """A file of an archive: its checksum, its size, its bytes once compressed."""

    crc: int
    size: int
    deflated: bytes


def compress(content: bytes) -> Entry:
    """Return the entry that holds some bytes."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(zlib.crc32(content), len(content), packer.compress(content) + packer.flush())


def expand(entry: Entry) -> bytes:
    """Return the bytes that an entry holds."""
    return zlib.decompress(entry.deflated, -zlib.MAX_WBITS)


def entries_of(archive: bytes) -> dict[str, Entry]:
    """Return the entries of an archive by name; one that is not compressed gets so.

    Raises:
        BadZipFile: it is no archive.
    """
    found: dict[str, Entry] = {}
    with ZipFile(BytesIO(archive)) as opened:
        for one in opened.infolist():
            if one.compress_type != ZIP_DEFLATED:
                found[one.filename] = compress(opened.read(one))
                continue
            *_, name, extra = LOCAL.unpack_from(archive, one.header_offset)
            start = one.header_offset + LOCAL.size + name + extra
            held = archive[start : start + one.compress_size]
            found[one.filename] = Entry(one.CRC, one.file_size, held)
    return found


def assemble(entries: Mapping[str, Entry]) -> bytes:
    """Return an archive: entries sorted, undated, without a trace of the machine.

    Their sizes hold in 32 bits.
    """
    packed, central = bytearray(), bytearray()
    for name, (crc, size, deflated) in sorted(entries.items()):
        said, place = name.encode(), len(packed)
        flags = 0 if name.isascii() else UTF_8
        common = (flags, ZIP_DEFLATED, 0, FIRST_DAY, crc, len(deflated), size, len(said), 0)
        packed += LOCAL.pack(b"PK\x03\x04", VERSION, 0, *common) + said + deflated
        central += (
            CENTRAL.pack(b"PK\x01\x02", VERSION, UNIX, VERSION, 0, *common, 0, 0, 0, OWNED, place)
            + said
        )
    end = END.pack(b"PK\x05\x06", 0, 0, *[len(entries)] * 2, len(central), len(packed), 0)
    return bytes(packed + central + end)

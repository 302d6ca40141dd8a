"""What is added at the end of a data file: an operation of a variant, a comment to deal with."""

from __future__ import annotations

import re

from kitgen.write.scalar import UnspliceableError, quoted

DASH = re.compile(r"^( *)- +\S", re.MULTILINE)


def append_item(text: str, fields: list[tuple[str, str]], *, key: str) -> str:
    """Return a YAML text whose last list, at the root, has one element more.

    Args:
        text: the file, as it is; its last key is `key`.
        fields: the element's keys, with their values as typed, on one line or more.
        key: the name of the list.

    Raises:
        UnspliceableError: the file does not begin that list as kitgen does.
    """
    start = re.search(rf"^{key}:[ \t]*(?:#.*)?\r?$", text, re.MULTILINE)
    if start is None:
        raise UnspliceableError
    ending = "\r\n" if "\r\n" in text else "\n"
    found = DASH.search(text, start.end())
    margin = "  " if found is None else found[1]
    lines: list[str] = []
    for rank, (name, value) in enumerate(fields):
        mark = f"{margin}- " if rank == 0 else f"{margin}  "
        first, *others = value.split("\n")
        lines.append(f"{mark}{name}: {first}".rstrip())
        lines += (f"{margin}    {one}" if one else "" for one in others)
    whole = text if text.endswith("\n") or not text else text + ending
    return whole + "".join(line + ending for line in lines)


def typed(value: str) -> str:
    """Return a string as kitgen types it: between quotes, or in a block when it is long."""
    if value.rstrip("\n").count("\n") == 0 and not value.endswith("\n"):
        return quoted(value)
    kept = value.removesuffix("\n")
    if kept.startswith((" ", "\n")) or kept.endswith("\n"):
        return quoted(value)
    mark = "|" if value.endswith("\n") else "|-"
    return "\n".join((mark, *kept.split("\n")))

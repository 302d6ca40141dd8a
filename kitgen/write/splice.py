"""Put one scalar in a YAML text, at the place where the reader says that it stands."""

from __future__ import annotations

import re

from kitgen.model.written import DataFile

SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s,}\]#]+")


def stamp_base(text: str, file: DataFile, rang: int, verb: str, empreinte: str) -> str:
    """Return a variant's text in which one operation has its fingerprint.

    Args:
        text: the file, as it is.
        file: where its values stand.
        rang: the operation's place, from 0.
        verb: the key that names the operation, such as `remplacer`.
        empreinte: eight hexadecimal digits.
    """
    lines = text.splitlines(keepends=True)
    operation = ("operations", rang)
    if (*operation, "base") in file.places:
        line, column = file.places[*operation, "base"]
        lines[line - 1] = _replaced(lines[line - 1], column - 1, f'"{empreinte}"')
    else:
        _, key_column = file.keys[*operation, verb]
        line, column = file.places[*operation, verb]
        whole = lines[line - 1]
        end = _end_of_scalar(whole, column - 1)
        if "{" not in whole[: column - 1]:
            ending = whole[len(whole.rstrip("\r\n")) :] or "\n"
            margin = " " * (key_column - 1)
            lines[line - 1] = whole.rstrip("\r\n") + ending
            lines.insert(line, f'{margin}base: "{empreinte}"{ending}')
        else:
            lines[line - 1] = f'{whole[:end]}, base: "{empreinte}"{whole[end:]}'
    return "".join(lines)


def _replaced(line: str, start: int, new: str) -> str:
    space = " " if line[:start].endswith(":") else ""
    return line[:start] + space + new + line[_end_of_scalar(line, start) :]


def _end_of_scalar(line: str, start: int) -> int:
    match = SCALAR.match(line, start)
    return match.end() if match else start

"""A project as git remembers it: the data files and images of one revision, in a folder.

Objects are read one by one from git's own store. Nothing is checked out: no hook, no filter and
no network has a part in it, and the working tree stays as it is.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection as Group
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kitgen.errors import Code, Diagnostic, KitgenError, SetupError, UsageError
from kitgen.read.tree import FOLDER, PROJECT

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
FILES = frozenset({"100644", "100755"})
LINK = "120000"
MAX_BYTES = 10_000_000
"""Of one file: beyond, the file is made as long and empty, for the reader to refuse."""
MAX_TOTAL = 500_000_000
QUIET = ("-c", "protocol.allow=never", "--no-optional-locks")
REFETCH = "Si le clone est partiel, récupérez tout : `git fetch --refetch --filter=blob:limit=99m`"
ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


@dataclass(frozen=True, slots=True)
class Objet:
    """A file of a revision."""

    path: PurePosixPath
    name: str
    size: int
    link: bool


def find_revision(root: Path, words: str) -> str | None:
    """Return the commit that some words name, in full; nothing when they name none.

    Raises:
        SetupError: git is not installed, or the project is not in git.
    """
    _git(root, "rev-parse", "--git-dir")
    wanted = f"{words}^{{commit}}"
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    return found.stdout.decode().strip() if found.returncode == 0 else None


def extract(root: Path, commit: str, folder: Path, also: Sequence[str] = ()) -> None:
    """Write the data files and images of a revision in a folder.

    Args:
        root: the project's folder, which may be inside its repository.
        commit: the revision, in full.
        folder: an empty folder.
        also: other folders of the project that are wanted whole.

    Raises:
        SetupError: git is not installed, or the project is not in git.
        UsageError: the revision does not hold the project, or not all of it is in this clone.
    """
    files = sorted(_files(root, commit, {FOLDER, *also}), key=lambda one: one.link)
    if sum(one.size for one in files) > MAX_TOTAL:
        raise _refusal("Les fichiers de cette version dépassent 500 Mo")
    small = [one for one in files if one.size <= MAX_BYTES]
    for one, content in zip(small, _contents(root, small), strict=True):
        if one.link:  # after all files: nothing is written through a link
            _place(folder, one).symlink_to(os.fsdecode(content))
        else:
            _place(folder, one).write_bytes(content)
    for one in files:
        if one.size > MAX_BYTES:
            with _place(folder, one).open("wb") as stream:
                stream.truncate(one.size)


def _place(folder: Path, file: Objet) -> Path:
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _files(root: Path, commit: str, folders: Group[str]) -> Iterator[Objet]:
    """Yield the data files and the images of a revision."""
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    listed = _run(root, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{commit}:{prefix}")
    if listed.returncode and prefix:
        raise _refusal(f"Cette version n'a pas de dossier {prefix.rstrip('/')}", REFETCH)
    if listed.returncode:
        raise _refusal("Des fichiers de cette version manquent dans ce clone", REFETCH)
    for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        head, _, name = line.partition("\t")
        mode, _, digest, size = head.split()
        path = PurePosixPath(name)
        if (mode in FILES or mode == LINK) and _is_ours(path, folders):
            known = int(size) if size.isdigit() else 0  # a missing object has none
            yield Objet(path, digest, known, mode == LINK)


def _is_ours(path: PurePosixPath, folders: Group[str]) -> bool:
    if {"..", ".git"} & set(path.parts) or path.is_absolute():
        return False
    data = path.parts[0] in folders or str(path) == PROJECT
    return data or path.suffix.lower() in IMAGES


def _contents(root: Path, files: Sequence[Objet]) -> Iterator[bytes]:
    """Yield the bytes of some files, all read by one process."""
    asked = "".join(f"{one.name}\n" for one in files).encode()
    answer = _run(root, "cat-file", "--batch", given=asked).stdout
    place = 0
    for one in files:
        end = answer.find(b"\n", place)
        head = answer[place:end].split()
        if head[1:] != [b"blob", str(one.size).encode()]:
            raise _refusal(f"Le fichier {one.path} de cette version manque dans ce clone", REFETCH)
        yield answer[end + 1 : end + 1 + one.size]
        place = end + 1 + one.size + 1


def _git(root: Path, *words: str) -> bytes:
    done = _run(root, *words)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise SetupError(
            Diagnostic(
                Code.SYSTEM_REFUSED,
                f"git ne lit pas l'historique de ce projet : « {said} »",
                hint="Le projet doit être dans un dépôt git, qui vous appartient",
            )
        )
    return done.stdout


def _run(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ("git", "-C", str(root), *QUIET, *words)
    try:
        return subprocess.run(  # noqa: S603  our words
            command, input=given, capture_output=True, check=False, env=os.environ | ALONE
        )
    except FileNotFoundError as absent:
        raise SetupError(
            Diagnostic(
                Code.MISSING_LIBRARY,
                "git n'est pas installé : sans lui, pas d'anciennes versions à lire",
                hint="Installez-le : `sudo apt-get install git`",
            )
        ) from absent


def changed_since(root: Path, commit: str, folder: str) -> tuple[str, ...]:
    """Return the files of a folder of the project that differ from a revision, sorted.

    Those that came, went or are not recorded yet are among them; a name starts with the folder.

    Raises:
        SetupError: git is not installed, or the project is not in git.
    """
    quoted = ("-c", "core.quotepath=false")
    options = ("-z", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
    listed = _git(root, *quoted, "diff", *options, commit, "--", folder)
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", folder)
    return tuple(sorted(os.fsdecode(listed + new).split("\0")[:-1]))


def _refusal(message: str, hint: str | None = None) -> KitgenError:
    return UsageError(Diagnostic(Code.VERSION_UNREADABLE, message, hint=hint))

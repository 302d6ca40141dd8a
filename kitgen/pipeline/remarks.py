"""Reviewers' comments, kept beside the fiche until somebody has dealt with them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kitgen.errors import Code, Diagnostic, UsageError
from kitgen.model.commentaire import Commentaire
from kitgen.model.library import Library
from kitgen.model.relecture import PROJET
from kitgen.model.written import KeyPath
from kitgen.pipeline.review import Margin
from kitgen.read import find_root, read_library, schema_line
from kitgen.read.characters import FORBIDDEN
from kitgen.read.tree import Kind
from kitgen.review.comments import Comment
from kitgen.review.paper import Author
from kitgen.write import append_item, quoted, replace_scalars, typed, write_all

FOLDER = "relectures"
LIST = "commentaires"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment that waits for somebody.

    Attributes:
        about: what it is about: `municipal/alimentation`, `bretagne/municipal/scic`.
        file: the file that keeps it.
    """

    about: str
    file: str
    comment: Commentaire


def waiting(library: Library) -> Iterator[Waiting]:
    """Yield the comments that nobody has dealt with, by file."""
    for key, kept in library.commentaires.items():
        folder, _, name = key.removeprefix("regions/").rpartition(f"/{FOLDER}/")
        for one in kept.ouverts:
            yield Waiting(f"{folder}/{name}", f"fiches/{key}.yaml", one)


def resolve(start: Path, ids: Sequence[str]) -> tuple[str, ...]:
    """Declare some comments dealt with, and return the files that were written.

    Raises:
        UsageError: no comment has that id.
    """
    root = find_root(start)
    library, _ = read_library(root)
    known = {
        comment.id: (key, rank)
        for key, kept in library.commentaires.items()
        for rank, comment in enumerate(kept.commentaires)
    }
    for one in ids:
        if one not in known:
            raise UsageError(
                Diagnostic(
                    Code.UNKNOWN_TARGET,
                    f"Aucun commentaire de relecture n'a l'identifiant « {one} »",
                    hint="`kitgen status` donne les identifiants",
                )
            )
    texts: dict[str, str] = {}
    for key in dict.fromkeys(known[one][0] for one in ids):
        path = f"fiches/{key}.yaml"
        ranks = [known[one][1] for one in ids if known[one][0] == key]
        values: dict[KeyPath, str] = {(LIST, rank, "etat"): "traite" for rank in ranks}
        texts[path] = replace_scalars((root / path).read_bytes().decode(), values)
    write_all(root, texts)
    return tuple(texts)


def kept_comments(root: Path, library: Library, margins: Sequence[Margin]) -> Mapping[str, str]:
    """Return the texts of the files that keep some comments, those known already left out."""
    known = {one.id for kept in library.commentaires.values() for one in kept.commentaires}
    texts: dict[str, str] = {}
    for margin in margins:
        path = _file_of(margin)
        number = _id_of(margin)
        if number in known:
            continue
        known.add(number)
        whole = root / path
        if path not in texts:
            header = f"{schema_line(Kind.REMARKS, PurePosixPath(path))}\n{LIST}:\n"
            texts[path] = whole.read_bytes().decode() if whole.exists() else header
        texts[path] = append_item(texts[path], _fields(margin, number), key=LIST)
    return texts


def _file_of(margin: Margin) -> str:
    """Return the file beside the fiche that a comment is about."""
    fichier = f"{margin.collection}/collection" if margin.champ is None else margin.champ.fichier
    if fichier == PROJET:
        fichier = f"{margin.collection}/{PROJET}"
    folder, _, name = fichier.rpartition("/")
    if margin.region is not None and not folder.startswith("regions/"):
        folder = f"regions/{margin.region}/{folder}"
    return f"fiches/{folder}/{FOLDER}/{name}.yaml"


def _id_of(margin: Margin) -> str:
    """Return eight digits that are the same each time that the same comment comes back."""
    comment = margin.remark.comment
    said = (_file_of(margin), comment.author.name, comment.author.date, comment.text)
    return hashlib.sha256("\0".join((*said, margin.remark.quote)).encode()).hexdigest()[:8]


def _fields(margin: Margin, number: str) -> list[tuple[str, str]]:
    remark = margin.remark
    found = [("id", quoted(number)), ("etat", "ouvert")]
    if margin.champ is not None:
        found.append(("champ", margin.champ.chemin))
    if quote := _clean(remark.quote):
        found.append(("extrait", quoted(quote)))
    found += _signed(remark.comment)
    if remark.answers:
        found.append(("reponses", "\n" + "\n".join(map(_answer, remark.answers))))
    return found


def _signed(comment: Comment) -> list[tuple[str, str]]:
    found = []
    if name := _clean(comment.author.name):
        found.append(("auteur", quoted(name)))
    if day := day_of(comment.author):
        found.append(("date", day))
    found.append(("texte", typed(_clean(comment.text) or "(sans texte)")))
    return found


def _answer(comment: Comment) -> str:
    lines = [f"{name}: {value}".replace("\n", "\n  ") for name, value in _signed(comment)]
    return "- " + "\n".join(lines).replace("\n", "\n  ")


def day_of(author: Author) -> str | None:
    """Return the day of a change, when the file says it."""
    try:
        return datetime.date.fromisoformat(author.date[:10]).isoformat()
    except ValueError:
        return None


def _clean(text: str) -> str:
    """Return words without what no data file may hold."""
    lines = (" ".join(line.split()) for line in FORBIDDEN.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)[:9_000]

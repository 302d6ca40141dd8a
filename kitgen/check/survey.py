"""What every rule looks at: the documents of a Library, walked once, and their texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitgen.errors import Place
from kitgen.model.base import Modele, TexteLong
from kitgen.model.library import Library
from kitgen.model.markdown import Lecture, lire_markdown
from kitgen.model.texte import Cible, Portion, lignes
from kitgen.model.walk import Visite, walk
from kitgen.model.written import KeyPath, Written


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; its code is the rule's."""

    place: Place
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A data file's model, walked.

    Attributes:
        key: its key in `Library.files`.
        model: what the file holds.
        file: where its values stand.
        visits: every value, in declaration order.
    """

    key: str
    model: Modele
    file: Written
    visits: tuple[Visite, ...]

    def place(self, visit: Visite) -> Place:
        """Return the place of a value."""
        return self.file.place(visit.path)


@dataclass(frozen=True, slots=True)
class LongText:
    """A long text, parsed."""

    document: Document
    path: KeyPath
    source: str
    reading: Lecture

    def portions(self) -> Iterator[Portion]:
        """Yield the runs of the text, in order."""
        for line in lignes(self.reading.texte):
            yield from line

    def links(self) -> tuple[tuple[Cible, str], ...]:
        """Return each link once per wording: its target, and the words it carries."""
        found = ((run.lien, run.texte) for run in self.portions() if run.lien is not None)
        return tuple(dict.fromkeys(found))

    def place(self, extract: str, line: int = 0) -> Place:
        """Return where some characters first stand, or the line (from 0) that holds them."""
        lines = self.source.split("\n")
        for number in range(line, len(lines)):
            if extract and (column := lines[number].find(extract)) >= 0:
                return self.document.file.text_place(self.path, number, column)
        return self.document.file.text_place(self.path, line)


@dataclass(frozen=True, slots=True)
class Survey:
    """A Library, ready for the rules."""

    library: Library
    documents: tuple[Document, ...]
    texts: tuple[LongText, ...]

    def visits(self) -> Iterator[tuple[Document, Visite]]:
        """Yield every value of every document."""
        for document in self.documents:
            for visit in document.visits:
                yield document, visit


def models_of(library: Library) -> dict[str, Modele]:
    """Return what is judged, by key in `Library.files`."""
    return {
        "": library.projet,
        **library.collections,
        **library.fiches,
        **{f"regions/{key}": region for key, region in library.regions.items()},
    }


def survey(library: Library, only: frozenset[str] | None = None) -> Survey:
    """Walk every document but the variants, whose elements are judged once they are applied.

    Args:
        library: what was read.
        only: keys of `Library.files`, to walk no other document.
    """
    documents = tuple(
        Document(key, model, library.files[key], tuple(walk(model)))
        for key, model in models_of(library).items()
        if only is None or key in only
    )
    texts = tuple(
        LongText(document, visit.path, visit.value, lire_markdown(visit.value))
        for document in documents
        for visit in document.visits
        if visit.kind is TexteLong and isinstance(visit.value, str)
    )
    return Survey(library, documents, texts)

"""What a renderer returns."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class Mesure:
    """The room that a fiche takes, once laid out.

    Attributes:
        fiche: its reference.
        pages: how many it takes.
        budget: how many it may take.
        remplissage: how far down its last page goes, in percent.
        lignes_en_trop: about how many lines of text to cut, for the fiche to fit.
        signes_en_trop: the same in characters.
        resserree: whether its spacing was tightened by one step, so that it may fit.
    """

    fiche: str
    pages: int
    budget: int
    remplissage: int
    lignes_en_trop: int
    signes_en_trop: int
    resserree: bool = False

    @property
    def depasse(self) -> bool:
        """Tell whether the fiche takes more pages than it may."""
        return self.pages > self.budget


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file, not yet written.

    Attributes:
        contenu: its bytes, the same for the same Edition.
        extension: without a dot.
        pages: how many pages, when the format knows.
        diagnostics: what the engine complained about.
        mesures: what each fiche takes, when the format lays pages out.
    """

    contenu: bytes
    extension: str
    pages: int | None
    diagnostics: tuple[Diagnostic, ...] = ()
    mesures: tuple[Mesure, ...] = ()

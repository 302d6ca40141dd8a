"""What a person reads of a review: each change word by word, then what is left to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from kitgen.cli.words import say
from kitgen.compose.wording import day_in_words
from kitgen.model.difference import Ecart, ecarts
from kitgen.pipeline.remarks import day_of
from kitgen.pipeline.review import Aside, Change, Harvest, Margin, State, Voice
from kitgen.review import NoticeKind
from kitgen.review.paper import Author

STYLES = {"=": "", "-": "red strike", "+": "green"}
MARKS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
AROUND = 40
"""How many characters are shown around a change."""

STATES = {
    State.READY: "",
    State.CONFLICT: "conflit : les mêmes mots ont changé de plusieurs façons",
    State.CHOICE: "texte national : choisissez --regional (variante de la région) ou --national",
    State.GONE: "ce texte n'existe plus dans le projet",
}
UNVARIED = "texte national, qu'aucune variante ne peut changer : choisissez --national, ou laissez"
KINDS: Mapping[NoticeKind, str] = {
    NoticeKind.OUTSIDE: "texte hors champ",
    NoticeKind.MARGIN: "texte tapé en en-tête, en pied de page ou en note",
    NoticeKind.COMPOSED: "texte composé par kitgen, changé ou supprimé",
    NoticeKind.BESIDE: "texte tapé à côté d'un champ, qui n'est donc pas repris",
    NoticeKind.DELETED: "champ supprimé",
    NoticeKind.EMPTIED: "champ vidé",
    NoticeKind.MOVED: "passage déplacé",
    NoticeKind.SHAPE: "ce que les fiches ne peuvent pas dire",
    NoticeKind.LOOK: "mise en forme laissée de côté",
    NoticeKind.REFERENCE: "renvoi dont les mots ont été changés, repris avec ces mots",
}


class ReviewReport:
    """Writes to the standard output; in colour on a terminal, with marks elsewhere."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, soft_wrap=True)

    def changes(self, harvest: Harvest) -> None:
        """Write every change."""
        for change in harvest.changes:
            self.change(change)

    def change(self, change: Change) -> None:
        """Write a change: where, who, and the words."""
        self._title(_where(change.champ.libelle, change.region), _place(change))
        for voice in change.voices:
            self._line(f"  {_who(voice)}")
        if change.state is State.CHOICE and not change.varies:
            self._line(f"  ! {UNVARIED}", "bold yellow")
        elif STATES[change.state]:
            self._line(f"  ! {STATES[change.state]}", "bold yellow")
        if change.state is State.READY or change.state is State.CHOICE:
            self._words(change.now, str(change.result))
            return
        self._line("    texte envoyé en relecture :")
        self._line(f"      {_flat(change.base)}")
        if change.address is not None:
            self._line("    texte d'aujourd'hui :")
            self._words(change.base, change.now, "      ")
        for voice in change.voices:
            self._line(f"    texte demandé par {voice.file} :")
            self._words(change.base, voice.text, "      ")

    def asides(self, harvest: Harvest) -> None:
        """Write what is not applied."""
        for aside in harvest.asides:
            notice = aside.notice
            libelle = "document" if aside.champ is None else aside.champ.libelle
            after = "après : " if notice.kind is NoticeKind.OUTSIDE and aside.champ else ""
            self._title(f"{after}{_where(libelle, aside.region)}", aside.file)
            self._line(f"  ! {KINDS[notice.kind]}", "bold yellow")
            if notice.authors:
                self._line(f"  {_signed(notice.authors)}")
            if notice.before:
                self._line(f"    - {_flat(notice.before)}")
            if notice.text:
                self._line(f"    + {_flat(notice.text)}")

    def margins(self, harvest: Harvest) -> None:
        """Write the comments."""
        for margin in harvest.margins:
            remark = margin.remark
            libelle = "document" if margin.champ is None else margin.champ.libelle
            self._title(_where(libelle, margin.region), margin.file)
            self._line(f"  commentaire de {_signed([remark.comment.author])}")
            if remark.quote:
                self._line(f"    « {_flat(remark.quote)} »")
            self._line(f"    {_flat(remark.comment.text)}")
            for answer in remark.answers:
                self._line(f"      {_signed([answer.author])} : {_flat(answer.text)}")

    def count(self, harvest: Harvest) -> None:
        """Write how many of each there are."""
        ready = sum(change.state is State.READY for change in harvest.changes)
        held = len(harvest.changes) - ready + sum(one.refused for one in harvest.asides)
        said = [
            _many(ready, "changement à reprendre", "changements à reprendre"),
            _many(held, "point laissé à une personne", "points laissés à une personne"),
            _many(len(harvest.margins), "commentaire", "commentaires"),
        ]
        told = [words for words in said if words]
        self._line(", ".join(told) if told else "Rien à reprendre : les textes sont inchangés")

    def written(self, paths: tuple[str, ...]) -> None:
        """Write which files were changed."""
        for path in paths:
            self._line(f"Écrit : {path}")
        if not paths:
            self._line("Aucun fichier n'a changé")

    def _title(self, words: str, place: str) -> None:
        self.console.print(Text.assemble((say(words), "bold"), f"  ({place})"))

    def _line(self, words: str, style: str = "") -> None:
        self.console.print(Text(say(words), style=style))

    def _words(self, before: str, after: str, margin: str = "    ") -> None:
        colour = self.console.is_terminal
        text = Text(margin)
        for one in _short(ecarts(_flat(before), _flat(after))):
            shown = one.texte if colour else MARKS[one.sens].format(one.texte)
            text.append(shown, style=STYLES[one.sens] if colour else "")
        self.console.print(text)


def _short(words: tuple[Ecart, ...]) -> Iterable[Ecart]:
    """Yield the words of a difference, the long stretches that were kept cut short."""
    for place, one in enumerate(words):
        first, last = place == 0, place == len(words) - 1
        kept = one.texte
        if one.sens == "=" and len(kept) > 2 * AROUND + 5:
            start = "" if first else kept[:AROUND].rpartition(" ")[0] + " "
            end = "" if last else " " + kept[-AROUND:].partition(" ")[2]
            kept = f"{start}…{end}"
        yield Ecart(one.sens, kept)


def _flat(text: str) -> str:
    """Return a text on one line, its paragraphs parted by a sign."""
    parts = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    return " ¶ ".join(parts)


def _where(libelle: str, region: str | None) -> str:
    return libelle if region is None else f"{region} – {libelle}"


def _place(change: Change) -> str:
    if change.address is None:
        return change.champ.fichier
    return str(change.address.file.place(change.address.path))


def _who(voice: Voice) -> str:
    how = [word for word, on in (("suivi", voice.tracked), ("direct", voice.direct)) if on]
    told = _signed(voice.authors) if voice.authors else "auteur inconnu"
    return f"{told} ({' et '.join(how)}) – {voice.file}"


def _signed(authors: Iterable[Author]) -> str:
    return " ; ".join(dict.fromkeys(_author(author) for author in authors))


def _author(author: Author) -> str:
    day = day_of(author)
    name = author.name or "auteur inconnu"
    return name if day is None else f"{name}, le {day_in_words(day)}"


def _many(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def harvest_as_json(harvest: Harvest, written: tuple[str, ...]) -> str:
    """Return all of it as one JSON document."""
    document = {
        "changements": [_change_as_json(change) for change in harvest.changes],
        "non_repris": [_aside_as_json(aside) for aside in harvest.asides],
        "commentaires": [_margin_as_json(margin) for margin in harvest.margins],
        "ecrits": list(written),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _change_as_json(change: Change) -> dict[str, object]:
    place = None if change.address is None else change.address.file.place(change.address.path)
    return {
        "fiche": change.champ.fichier,
        "champ": change.champ.chemin,
        "libelle": change.champ.libelle,
        "region": change.region,
        "fichier": None if place is None else place.file,
        "ligne": None if place is None else place.line,
        "etat": change.state.value,
        "base": change.base,
        "avant": None if change.address is None else change.now,
        "apres": change.result,
        "mots": [asdict(one) for one in ecarts(change.now, change.result or change.now)],
        "demandes": [
            {
                "fichier": voice.file,
                "texte": voice.text,
                "suivi": voice.tracked,
                "direct": voice.direct,
                "auteurs": _authors_as_json(voice.authors),
            }
            for voice in change.voices
        ],
    }


def _authors_as_json(authors: Iterable[Author]) -> list[dict[str, str]]:
    return [{"auteur": author.name, "date": author.date} for author in authors]


def _aside_as_json(aside: Aside) -> dict[str, object]:
    return {
        "motif": aside.notice.kind.value,
        "fichier": aside.file,
        "region": aside.region,
        "fiche": None if aside.champ is None else aside.champ.fichier,
        "champ": None if aside.champ is None else aside.champ.chemin,
        "libelle": None if aside.champ is None else aside.champ.libelle,
        "avant": aside.notice.before,
        "texte": aside.notice.text,
        "auteurs": _authors_as_json(aside.notice.authors),
    }


def _margin_as_json(margin: Margin) -> dict[str, object]:
    remark = margin.remark
    return {
        "fichier": margin.file,
        "region": margin.region,
        "fiche": None if margin.champ is None else margin.champ.fichier,
        "champ": None if margin.champ is None else margin.champ.chemin,
        "extrait": remark.quote,
        "texte": remark.comment.text,
        "auteurs": _authors_as_json([remark.comment.author]),
        "reponses": [
            {"texte": one.text, "auteurs": _authors_as_json([one.author])}
            for one in remark.answers
        ],
    }

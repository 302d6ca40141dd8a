"""Made, changed in fifty places, applied, made again: the new edition says what was reviewed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kitgen.errors import ExitCode
from kitgen.review import Reviewed
from kitgen.review.body import read_body
from kitgen.review.file import read_review
from kitgen.review.letters import displayed, take
from kitgen.review.paper import accepted
from kitgen.review.parts import open_package
from kitgen.review.sorting import sort_out
from kitgen.review.words import Letter, fold, typeset
from tests.desk import MARIE, PAUL, Desk, el, q, review_file, write_stock
from tests.projects import run

EDITS = 50
REFERRED = "Fiche 2 – titre"
"""Another fiche shows it: its words there change too, and nobody reviewed them."""
NEW = st.sampled_from(
    [
        "ville",
        "très grande",
        "l’eau",
        "« art »",
        "10 %",
        "2024.",
        "a_b",
        "R&D",
        "*",
        "[x]",
        "- non",
    ]
)
Said = dict[str, list[tuple[str | None, str]]]


def wanted(content: bytes) -> Said:
    """Return what each field of a file says, every change accepted."""
    found = read_review(content)
    view = sort_out(found.relecture, accepted(read_body(open_package(content)).lines))
    references = {one.reference: one for one in found.relecture.renvois}
    return {
        champ.cle: [
            (line.item if champ.genre == "texte" else None, _said(line.letters))
            for line in take(view.fields[champ.cle], references, long=champ.genre == "texte").lines
        ]
        for champ in found.relecture.champs
    }


def shown(found: Reviewed) -> Said:
    """Return what each field of a new file displays."""
    references = {one.reference: one for one in found.relecture.renvois}
    return {
        champ.cle: [
            (line.item, _said(line.letters)) for line in displayed(champ.affiche, references)
        ]
        for champ in found.relecture.champs
    }


def _said(letters: Iterable[Letter]) -> str:
    return fold("".join(letter.text for letter in typeset(letters))).strip()


def edit(desk: Desk, data: st.DataObject) -> None:
    """Change some word of some field, in some way."""
    champs = [one for one in desk.relecture.champs if one.libelle != REFERRED]
    champ = data.draw(st.sampled_from(champs))
    controls = desk.controls(champ.chemin, champ.fichier)
    control = data.draw(st.sampled_from(controls))
    runs = [
        run
        for run in control.iter(q("w:r"))
        if run.find(q("w:t")) is not None
        and not any(True for _ in run.iterancestors(q("w:hyperlink"), q("w:ins")))
        and len("".join(piece.text or "" for piece in run.iter(q("w:t"))).split()) > 1
    ]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    words = "".join(piece.text or "" for piece in run.iter(q("w:t"))).split(" ")
    word = data.draw(st.sampled_from([one for one in words if one.strip()] or [""]))
    if not word or "".join(run.itertext()).count(word) != 1:
        return
    parent = run.getparent()
    assert parent is not None
    place = parent.index(run)
    holder = el("ins")
    parent.insert(place, holder)
    holder.append(run)
    new = data.draw(NEW)
    match data.draw(st.sampled_from(["direct", "track", "add", "bold"])):
        case "direct":
            desk.type_over(holder, word, new)
        case "track":
            desk.track(holder, word, new, PAUL)
        case "add":
            desk.add_after(holder, word, f" {new}", MARIE)
        case _:
            desk.style(holder, word, el("b"))
    for child in list(holder):
        holder.addprevious(child)
    parent.remove(holder)


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],  # a kit takes too long to shrink
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_the_new_edition_says_what_was_reviewed(data: st.DataObject) -> None:
    """Field by field, list by list, but for what was told as left to a person."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_stock(Path(folder) / "projet")
        desk = Desk(review_file(root))
        for _ in range(EDITS):
            edit(desk, data)
        back = desk.save(Path(folder) / "retour.docx")
        found = read_review(desk.content())
        told = {notice.key for notice in found.notices}
        done = run("review", back, "--apply", project=root)
        after = shown(read_review(review_file(root)))

    assert done.code == (ExitCode.CONTENT if told else ExitCode.OK), done.err
    before = wanted(desk.content())
    compared = (before.keys() & after.keys()) - told  # a source shows a title, or a document
    assert len(compared) + len(told) > len(before) - 2
    assert {cle: after[cle] for cle in compared} == {cle: before[cle] for cle in compared}

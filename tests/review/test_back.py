"""What came back, as its author would have typed it: to the letter wherever nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.model.markdown import lire_markdown
from kitgen.model.relecture import RenvoiAffiche
from kitgen.review.back import markdown_back, plain_back
from kitgen.review.letters import BackLine
from kitgen.review.paper import ListKind
from kitgen.review.shown import shown_text
from kitgen.review.source import UnmappedError, UnsayableError, _Mapper, source_lines
from kitgen.review.words import Letter, Look, signature

HERE = RenvoiAffiche("municipal/scic", "kg_a", "fiche\N{NO-BREAK SPACE}2 – La SCIC", "fiche 2")
AWAY = RenvoiAffiche("points/ptce", "kg_b", "Points – Les PTCE", "Points n°\N{NO-BREAK SPACE}10")
REFERENCES = {one.reference: one for one in (HERE, AWAY)}
BASE = """\
Nourrir **la commune** : l'ESS, "un métier", depuis le 1er mai
et *aussi* [le site](<https://www.exemple.fr/a b>), \\*sic\\*.

Voir la [](fiche:municipal/scic), (puis [les PTCE](fiche:points/ptce)).

* semer ;
* récolter
  longtemps.

1. premier
2. second
"""


def came_back(base: str) -> list[BackLine]:
    """Return a text as a reviewer who changes nothing sends it back."""
    return [BackLine(item, letters) for item, letters in shown_text(base, REFERENCES)]


def letters(words: str, look: Look | None = None) -> tuple[Letter, ...]:
    """Return typed characters."""
    return tuple(Letter(one, look or Look()) for one in words)


def type_over(line: BackLine, old: str, new: str, look: Look | None = None) -> BackLine:
    """Return a line in which some words are others, of the look of the first or of another."""
    text = "".join(letter.text for letter in line.letters)
    assert text.count(old) == 1, (old, text)
    start, end = text.index(old), text.index(old) + len(old)
    fresh = letters(new, line.letters[start].look if look is None else look)
    return BackLine(line.item, (*line.letters[:start], *fresh, *line.letters[end:]))


def changed(place: int, old: str, new: str, look: Look | None = None, base: str = BASE) -> str:
    """Return the source once some words of a line were changed."""
    lines = came_back(base)
    lines[place] = type_over(lines[place], old, new, look)
    return markdown_back(base, lines, REFERENCES)


def test_what_is_unchanged_is_the_very_base() -> None:
    """Marks, escapes, quotes, line ends, bullets."""
    assert markdown_back(BASE, came_back(BASE), REFERENCES) is BASE


@pytest.mark.parametrize(
    ("place", "old", "new", "typed", "instead"),
    [
        (0, "commune", "ville", "la commune**", "la ville**"),
        (0, "Nourrir", "Cultiver", "Nourrir **", "Cultiver **"),
        (0, "l’ESS", "l’économie\N{NO-BREAK SPACE}: sociale", "l'ESS", "l'économie : sociale"),
        (0, "aussi", "surtout", "*aussi*", "*surtout*"),
        (0, "le site", "le site du RTES", "[le site]", "[le site du RTES]"),
        (0, "*sic*", "[*] a_b _c_ \\", "\\*sic\\*", "\\[\\*\\] a_b \\_c\\_ \\\\"),
        (0, "*sic*", "`d` <e> &amp;", "\\*sic\\*", "\\`d\\` \\<e> \\&amp;"),
        (0, "depuis", "dès", "depuis", "dès"),
        (1, "Voir", "2024. Voir", "Voir", "2024\\. Voir"),
        (1, "Voir", "- Voir", "Voir", "\\- Voir"),
        (1, "les PTCE", "un pôle", "[les PTCE]", "[un pôle]"),
        (3, "récolter", "moissonner", "récolter\n", "moissonner\n"),
        (5, "second", "dernier", "2. second", "2. dernier"),
    ],
)  # fmt: skip
def test_only_the_changed_words_are_new(
    place: int, old: str, new: str, typed: str, instead: str
) -> None:
    """Typed as the house types them, and escaped where Markdown would take them for marks."""
    assert BASE.count(typed) == 1

    assert changed(place, old, new) == BASE.replace(typed, instead)


@pytest.mark.parametrize(
    ("old", "look", "typed", "instead"),
    [
        ("depuis", Look(bold=True), "depuis", "**depuis**"),
        ("depuis le", Look(italic=True), "depuis le", "*depuis le*"),
        ("depuis ", Look(bold=True), "depuis le", "**depuis** le"),
        ("depuis", Look(bold=True, italic=True), "depuis", "***depuis***"),
        ("depuis", Look(target="https://a.fr/b"), "depuis", "[depuis](https://a.fr/b)"),
        ("depuis", Look(target="https://a.fr/b(c)"), "depuis", "[depuis](<https://a.fr/b(c)>)"),
        ("la commune", Look(), "**la commune**", "la commune"),
        ("la", Look(), "**la commune**", "la **commune**"),
        ("commune", Look(bold=True, italic=True), "commune**", "*commune***"),
        ("le site", Look(), "[le site](<https://www.exemple.fr/a b>)", "le site"),
        ("1er", Look(bold=True), "1er", "**1er**"),
    ],
)
def test_a_look_becomes_marks(old: str, look: Look, typed: str, instead: str) -> None:
    """Bold, italic and links come and go; a space at the edge of a mark stays outside."""
    assert changed(0, old, old, look) == BASE.replace(typed, instead)


def test_a_sign_at_the_edge_of_bold_gives_way() -> None:
    """Markdown cannot begin bold there."""
    base = "Nourrir (oui) la ville.\n"

    assert changed(0, "Nourrir (oui", "Nourrir (oui", Look(bold=True), base) == (
        "**Nourrir (oui**) la ville.\n"
    )
    assert changed(0, "rir (oui)", "rir(oui)la", Look(bold=True), "Nourrir (oui)x\n")


def test_a_long_addition_is_cut_in_lines() -> None:
    """Only where it is new."""
    words = " ".join(["des cuisinières"] * 12)

    result = changed(0, "Nourrir", f"Nourrir {words}")
    assert max(map(len, result.splitlines())) < 110
    assert result.replace("\n", " ").startswith(f"Nourrir {words} **la commune**")
    item = changed(2, "semer", f"semer {words}")
    assert "* semer des" in item
    assert "\n  des" in item or "\n  cuisinières" in item


def new(item: ListKind | None, words: str) -> BackLine:
    """Return a line that a reviewer typed."""
    return BackLine(item, letters(words))


def unlisted(lines: list[BackLine]) -> None:
    """Make paragraphs of the bullets."""
    lines[2:4] = [BackLine(None, one.letters) for one in lines[2:4]]


Gesture = Callable[[list[BackLine]], object]


@pytest.mark.parametrize(
    ("gesture", "typed", "instead"),
    [
        (
            lambda lines: lines.insert(3, new("bullet", "arroser ;")),
            "* récolter",
            "* arroser ;\n* récolter",
        ),
        (lambda lines: lines.pop(2), "* semer ;\n", ""),
        (
            lambda lines: lines.insert(5, new("number", "milieu")),
            "2. second",
            "2. milieu\n3. second",
        ),
        (lambda lines: lines.pop(4), "1. premier\n2. second", "1. second"),
        (
            lambda lines: lines.insert(0, new(None, "Un chapeau.")),
            "Nourrir",
            "Un chapeau.\n\nNourrir",
        ),
        (
            lambda lines: lines.append(new(None, "Une fin.")),
            "2. second\n",
            "2. second\n\nUne fin.\n",
        ),
        (lambda lines: lines.insert(1, new("number", "un")), "Voir la", "1. un\n\nVoir la"),
        (lambda lines: lines.pop(0), BASE.partition("Voir")[0], ""),
        (unlisted, "* semer ;\n* récolter\n  longtemps.", "semer ;\n\nrécolter\n  longtemps."),
    ],
)
def test_lines_come_and_go(gesture: Gesture, typed: str, instead: str) -> None:
    """A list is numbered again; what stands between two lines that were left alone stays."""
    lines = came_back(BASE)
    gesture(lines)

    assert markdown_back(BASE, lines, REFERENCES) == BASE.replace(typed, instead)


def test_a_line_changed_among_new_ones_is_still_itself() -> None:
    """It keeps its characters; what is too unlike is new."""
    lines = came_back(BASE)
    changed_line = type_over(lines[3], "longtemps", "très longtemps")
    lines[3:4] = [BackLine("bullet", letters("arroser ;")), changed_line]
    lines[0:1] = [BackLine(None, letters("Rien de commun."))]

    result = markdown_back(BASE, lines, REFERENCES)
    assert "* arroser ; * récolter très longtemps." in " ".join(result.split())
    assert result.startswith("Rien de commun.\n\nVoir la [](fiche:municipal/scic)")


def test_a_reference_that_the_document_does_not_know_is_a_link() -> None:
    """It has the words that were typed."""
    base = "Voir [cela](fiche:ailleurs/x) ici.\n"

    assert changed(0, "ici", "là", base=base) == "Voir [cela](fiche:ailleurs/x) là.\n"


def test_characters_that_are_elsewhere_are_not_guessed() -> None:
    """The parser changed one, or says another."""
    with pytest.raises(UnmappedError):
        source_lines("a\0b\n")
    with pytest.raises(UnmappedError):
        _Mapper("ab", "ab", [0, 1, 2])._take("x")


def test_a_first_bullet_has_the_mark_of_the_house() -> None:
    """In a text that had none."""
    lines = [*came_back("Un.\n"), BackLine("bullet", letters("deux"))]

    assert markdown_back("Un.\n", lines, REFERENCES) == "Un.\n\n- deux\n"
    assert markdown_back("", [BackLine(None, letters("Un."))], REFERENCES) == "Un.\n"


def test_a_reference_whose_words_are_whole_keeps_its_form() -> None:
    """Moved or copied, it is a reference without words; alone, its words are the author's."""
    lines = came_back("Voir [](fiche:municipal/scic) ici.\n")
    shown = tuple(letter for letter in lines[0].letters if letter.derived)
    copied = [BackLine(None, (*letters("Et "), *shown, *letters(".")))]
    result = markdown_back("Voir [](fiche:municipal/scic) ici.\n", [*lines, *copied], REFERENCES)

    assert result == "Voir [](fiche:municipal/scic) ici.\n\nEt [](fiche:municipal/scic).\n"


def test_what_cannot_be_followed_is_written_anew() -> None:
    """A construct that the checks refuse, or characters that the parser changed."""
    base = "# Titre\n"
    with pytest.raises(UnmappedError):
        source_lines(base)

    assert markdown_back(base, [BackLine(None, letters("Un titre"))], REFERENCES) == "Un titre\n"


@pytest.mark.parametrize("base", ["- a\n\n  b\n", "- a\n  - b\n", "> a\n", "    a\n", "-\n"])
def test_other_constructs_are_not_followed(base: str) -> None:
    """Their checks will tell."""
    with pytest.raises(UnmappedError):
        source_lines(base)


@pytest.mark.parametrize(
    "base", ["`a` b\n", '[a](https://b.fr "titre") c\n', "a  \nb\n", "![a](b)\n"]
)
def test_a_line_that_cannot_be_followed_has_no_characters(base: str) -> None:
    """It is copied as it is, or written anew."""
    (line,) = source_lines(base)

    assert line.chars is None
    result = markdown_back(base, [BackLine(None, letters("Autre chose."))], {})
    assert result == "Autre chose.\n"


@pytest.mark.parametrize(
    "base",
    [
        "<https://a.fr> b\n",
        "[a](\n<b c>\n) d\n",
        "__a__ _b_ ***c***\n",
        "a\n   b \n c\n",
        "1) a\n2) b\n",
        "[**](fiche:municipal/scic)\n",
    ],
)
def test_every_way_to_type_is_followed(base: str) -> None:
    """The characters put end to end are the line."""
    for line in source_lines(base):
        assert line.chars is not None
        assert "".join(char.text for char in line.chars)


def test_an_address_between_angles_becomes_a_link_with_words() -> None:
    """Its words can be changed."""
    base = "Voir <https://a.fr/b> ici.\n"

    assert changed(0, "ici", "là", base=base) == "Voir <https://a.fr/b> là.\n"


def test_nothing_is_forced_into_markdown() -> None:
    """A link whose fiche says otherwise where it stands, two lists that would be one."""
    base = "Voir [les PTCE](fiche:points/ptce).\n"
    (line,) = came_back(base)
    opened = BackLine(None, (*letters("("), *line.letters))
    with pytest.raises(UnsayableError):
        markdown_back(base, [opened], REFERENCES)

    two = "1. a\n\n1) b\n"
    with pytest.raises(UnsayableError):
        markdown_back(two, [*came_back(two), BackLine("number", letters("c"))], REFERENCES)

    lists = [BackLine("number", letters("a")), BackLine("number", letters("b"))]
    assert markdown_back("", lists, {}) == "1. a\n2. b\n"


@pytest.mark.parametrize(
    ("base", "back", "typed"),
    [
        ("L'ESS : *oui*", "L’ESS\N{NO-BREAK SPACE}: *non*", "L'ESS : *non*"),
        ("Un titre", "Un  autre\ttitre ", "Un autre titre"),
        (
            'Dire "oui"',
            "Dire «\N{NARROW NO-BREAK SPACE}non\N{NARROW NO-BREAK SPACE}»",
            'Dire "non"',
        ),
        ("Un titre", "Un titre", "Un titre"),
        ("1er pas", "1er pas décisif", "1er pas décisif"),
        ("Un titre", "Un *titre* [x]", "Un *titre* [x]"),
        ('Dire "oui" ici', "Dire «\N{NARROW NO-BREAK SPACE}oui ici", "Dire « oui ici"),
    ],
)
def test_a_line_has_no_marks(base: str, back: str, typed: str) -> None:
    """Nothing is escaped, and its look says nothing."""
    assert plain_back(base, [BackLine(None, letters(back, Look(bold=True)))]) == typed


INLINE = st.sampled_from(
    ["mot", "l'ESS", "**gras**", "*ital*", "[lien](https://a.fr/b)", "[](fiche:municipal/scic)",
     "[les PTCE](fiche:points/ptce)", "« oui »", "1 500", "\\*", "n° 3", "R&D", "fin."]
)  # fmt: skip
LINE = st.lists(INLINE, min_size=1, max_size=8).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", "\n"]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(map("".join, zip(words, gaps, strict=True))).strip())
)
TEXT = st.lists(st.tuples(st.sampled_from(["", "- ", "1. "]), LINE), min_size=1, max_size=4).map(
    lambda lines: "\n\n".join(mark + line.replace("\n", "\n   ") for mark, line in lines) + "\n"
)
LOOKS = st.sampled_from([Look(), Look(bold=True), Look(italic=True), Look(target="https://c.fr/")])
NEW = st.sampled_from(
    ["ville", "l’eau", "« art »", "10 %", "*", "_x_", "[a]", "2024.", "- ", "#", "&amp;", "a\\b"]
)
KINDS: st.SearchStrategy[ListKind | None] = st.sampled_from([None, "bullet", "number"])


@settings(deadline=None)
@given(TEXT)
def test_a_text_that_comes_back_is_the_same_text(base: str) -> None:
    """For any authored text: its very characters."""
    assert not lire_markdown(base).problemes

    assert markdown_back(base, came_back(base), REFERENCES) is base


@settings(deadline=None)
@given(TEXT, st.data())
def test_an_edit_reads_as_it_was_made(base: str, data: st.DataObject) -> None:
    """Words typed anywhere in any look: the source, displayed, says them; or nothing is said."""
    lines = came_back(base)
    place = data.draw(st.integers(0, len(lines) - 1))
    line = lines[place]
    start = data.draw(st.integers(0, len(line.letters)))
    end = data.draw(st.integers(start, min(start + 6, len(line.letters))))
    around = (*line.letters[:start], *line.letters[end:])
    if any(letter.derived for letter in line.letters[start:end]) or not around:
        return
    fresh = letters(f" {data.draw(NEW)} ", data.draw(LOOKS))
    whole = (*line.letters[:start], *fresh, *line.letters[end:])
    lines[place] = BackLine(data.draw(KINDS), whole)
    try:
        result = markdown_back(base, lines, REFERENCES)
    except UnsayableError:
        return

    assert not lire_markdown(result).problemes
    said = [
        (item, [character for character, _ in signature(found)])
        for item, found in shown_text(result, REFERENCES)
    ]
    assert said == [
        (one.item, [character for character, _ in signature(one.letters)]) for one in lines
    ]

"""The closed subset of Markdown: what it keeps, what it reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.model.markdown import PLAIN, lire_markdown
from kitgen.model.markdown_reader import FORBIDDEN
from kitgen.model.texte import LienExterne, Liste, Paragraphe, Portion, Renvoi, lignes, texte_brut

OUTSIDE = {
    "heading": "# Titre",
    "html_block": "<div>\na\n</div>",
    "html_inline": "a <b>c</b>",
    "image": "![a](b.png)",
    "code_inline": "a `b`",
    "code_block": "    a",
    "fence": "```\na\n```",
    "blockquote": "> a",
    "hr": "a\n\n***",
    "hardbreak": "a  \nb",
    "entity": "a &amp; b",
    "nested": "- a\n  - b",
    "item_block": "- a\n\n  b",
    "list_start": "3. a",
    "link_title": '[a](b "c")',
    "link_empty": "[](https://a.fr)",
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_what_is_outside_is_reported(kind: str) -> None:
    """Each construct outside the subset is named, never silently dropped."""
    problems = lire_markdown(OUTSIDE[kind]).problemes

    assert FORBIDDEN[kind] in {problem.construction for problem in problems}


def test_what_is_inside_is_kept() -> None:
    """Paragraphs, lists, bold, italic, links and references come out as typed."""
    reading = lire_markdown(
        "Un **gras *et\nitalique*** & [lien](https://a.fr/?b=c&d).\n\n"
        "1. [](fiche:a/b)\n2. [mots](fiche:a/b)\n\n- \\*tel quel\\*\n"
    )

    assert reading.problemes == ()
    assert reading.texte == (
        Paragraphe(
            (
                Portion("Un "),
                Portion("gras ", gras=True),
                Portion("et italique", gras=True, italique=True),
                Portion(" & "),
                Portion("lien", lien=LienExterne("https://a.fr/?b=c&d")),
                Portion("."),
            )
        ),
        Liste(
            ordonnee=True,
            elements=(
                (Portion("", lien=Renvoi("a/b")),),
                (Portion("mots", lien=Renvoi("a/b")),),
            ),
        ),
        Liste(ordonnee=False, elements=((Portion("*tel quel*"),),)),
    )


def test_an_address_between_angles_is_a_link() -> None:
    """An autolink shows its address as typed."""
    url = "https://exemple.fr/été?a=%20"

    assert lire_markdown(f"<{url}>").texte == (Paragraphe((Portion(url, lien=LienExterne(url)),)),)


def test_a_problem_is_placed_in_the_text() -> None:
    """The line of a problem counts from 0, within paragraphs and lists too."""
    problems = lire_markdown("a\nb `c`\n\n- d\n- e\n  <f>\n\n-\n").problemes

    assert [(p.ligne, p.extrait) for p in problems] == [(1, "c"), (5, "<f>"), (7, "")]


@given(st.text("ab *_[]()<>`#&\\\n-1.!:/\"'", max_size=80))
def test_any_text_is_read(source: str) -> None:
    """Parsing is total: any string gives a text, and problems of known constructions."""
    reading = lire_markdown(source)

    assert all(isinstance(texte_brut(line), str) for line in lignes(reading.texte))
    assert {p.construction for p in reading.problemes} <= set(FORBIDDEN.values())
    assert all(0 <= p.ligne <= source.count("\n") for p in reading.problemes)


@given(
    st.lists(st.sampled_from([*"aé1.-+#=~|>(«':,;?…»)%", "mot ", "Le ", "\n", "\n\n", " ", "\t"]))
)
def test_plain_paragraphs_read_as_the_parser_reads_them(pieces: list[str]) -> None:
    """A text without marks takes a short way; one more paragraph makes it take the long one."""
    source = "Le" + "".join(pieces) + "."

    quick, whole = lire_markdown(source), lire_markdown(f"{source}\n\n**fin**")

    assert not PLAIN.fullmatch(source) or (quick.texte, quick.problemes) == (whole.texte[:-1], ())

"""What changed, for readers."""

from __future__ import annotations

from markdown_it import MarkdownIt

from kitgen.model.changement import Changement, Comparaison, Cote, Groupe, Volet
from kitgen.render.news import render_news

SIDES = Cote("v1", "a" * 40, "2026-11", None), Cote(".", None, "2027-05", None)


def comparison(*changements: Changement, titre: str = "Édition nationale") -> Comparaison:
    """Return a comparison with one fiche, or none."""
    own = Changement("modification", "municipal", "titre", "Titre modifié", "Kit", "Le kit")
    groupes = (
        Groupe("municipal", "", (own,)),
        Groupe("municipal/scic", "Fiche 2 – Les *SCIC*", changements),
    )
    volets = (Volet("municipal", "Kit MunicipalESS", groupes),) if changements else ()
    return Comparaison(titre, *SIDES, volets)


def change(before: str, after: str) -> Changement:
    """Return a text that was reworded."""
    return Changement("modification", "municipal/scic", "chapo", "Chapô modifié", before, after)


def shown(text: str) -> str:
    """Return the words that a reader of the rendered page sees, tags kept."""
    return str(MarkdownIt("commonmark").render(text))


def test_changes_stand_under_their_collection_and_fiche() -> None:
    """In plain French; what moved says from where to where."""
    moved = Changement("deplacement", "municipal/scic", "leviers/a", "Levier « A » déplacé",
                       "3e place", "1re place")  # fmt: skip
    gone = Changement("retrait", "municipal/scic", "leviers/b", "Levier « B » retiré", "B", None,
                      entier=True)  # fmt: skip

    assert render_news([comparison(moved, gone, change("un deux", "un trois"))], "Titre") == (
        "# Titre\n"
        "\n"
        "## Kit MunicipalESS\n"
        "\n"
        "- Titre modifié\u00a0: <del>Kit</del><ins>Le kit</ins>\n"
        "\n"
        "### Fiche 2 – Les \\*SCIC\\*\n"
        "\n"
        "- Levier « A » déplacé\u00a0: 3e place → 1re place\n"
        "- Levier « B » retiré\n"
        "- Chapô modifié\u00a0: un <del>deux</del><ins>trois</ins>\n"
    )


def test_the_regions_that_change_nothing_are_named_together() -> None:
    """At the end; the first edition always has its section."""
    same = [comparison(titre=name) for name in ("Bretagne", "Grand *Est*")]

    text = render_news([comparison(change("a", "b")), *same], "Titre")

    assert text.count("\n## ") == 1
    assert text.endswith(
        "\n\nRien ne change en plus dans ces éditions\u00a0: Bretagne, Grand \\*Est\\*.\n"
    )


def test_several_editions_have_a_section_each() -> None:
    """One in which nothing changes says so."""
    text = render_news([comparison(), comparison(change("a", "b"), titre="Bretagne")], "Titre")

    assert text.startswith("# Titre\n\n## Édition nationale\n\nRien ne change.\n\n## Bretagne\n\n")
    assert "\n### Kit MunicipalESS\n" in text
    assert "\n#### Fiche 2" in text


def test_nothing_that_an_author_wrote_is_a_mark() -> None:
    """Neither Markdown nor HTML nor an entity gets through; a paragraph's end is a stroke."""
    hostile = "<script>x</script> **a** `b` [c](javascript:d) &lt; R&D\n# e"

    page = shown(render_news([comparison(change("", hostile))], "Titre"))

    safe = "&lt;script&gt;x&lt;/script&gt; **a** `b` [c](javascript:d) &amp;lt; R&amp;D / # e"
    assert f"<ins>{safe}</ins>" in page

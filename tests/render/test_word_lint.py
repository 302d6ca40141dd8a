"""The tags of a designer's template: each fault has its code, its place and its French words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kitgen.errors import Code, Diagnostic, SetupError
from kitgen.pipeline.doctor import examine
from kitgen.render import render
from kitgen.render.base import RenderContext
from kitgen.render.word_slots import VARIABLES
from tests.builders import edition
from tests.render.test_word_template import altered, body, with_template
from tests.render.word_given import CREATED, ROOT

VARIABLE, TAG = Code.TEMPLATE_VARIABLE, Code.TEMPLATE_TAG
SUBTITLE = '<w:r><w:t xml:space="preserve">{{ sous_titre }}</w:t></w:r></w:p>'
LINE = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def told(folder: Path, content: bytes) -> list[Diagnostic]:
    """Return what is said of a kit's template."""
    (folder / "kit").mkdir(parents=True)
    (folder / "kit" / "modele.docx").write_bytes(content)
    with pytest.raises(SetupError) as caught:
        render("docx", edition(), RenderContext(layouts=folder, created=CREATED))
    return list(caught.value.diagnostics)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("{{ inconnue }}", VARIABLE, "la variable « inconnue » n'existe pas"),
        ("{{ Titre }}", VARIABLE, "la variable « Titre » n'existe pas"),
        ("{% if inconnue %}oui{% endif %}", VARIABLE, "la variable « inconnue » n'existe pas"),
        ("{{ titre", TAG, "une balise n'est pas refermée"),
        ("titre }}", TAG, "une balise n'est pas refermée"),
        ("{{ titre site }}", TAG, "balise mal écrite"),
        ("{{r titre }}", TAG, "balise mal écrite"),
        ("{% if %}oui{% endif %}", TAG, "balise mal écrite"),
        ("{{ titre | upper }}", TAG, "un modèle ne fait que montrer des variables"),
        ("{{ titre.__class__.__mro__ }}", TAG, "un modèle ne fait que montrer des variables"),
        ("{{ titre[0] }}", TAG, "un modèle ne fait que montrer des variables"),
        ("{{ titre * 1000000000 }}", TAG, "un modèle ne fait que montrer des variables"),
        ("{{ range(9) }}", TAG, "un modèle ne fait que montrer des variables"),
        ("{{ titre is defined }}", TAG, "balise mal écrite"),
        ("{% if titre %}", TAG, "{% if %} n'est pas refermé par {% endif %}"),
        ("{%p if titre %}", TAG, "{% if %} n'est pas refermé par {% endif %}"),
        ("{% endif %}", TAG, "{% endif %} ne referme aucun {% if %}"),
        ("{% else %}", TAG, "{% else %} ne suit aucun {% if %}"),
        ("{% elif titre %}", TAG, "{% elif %} ne suit aucun {% if %}"),
        ("{% pour titre %}", TAG, "balise inconnue, un modèle n'a que {% if %}"),
        ("{% set a = titre %}", TAG, "balise inconnue, un modèle n'a que {% if %}"),
        ("{% import 'os' %}", TAG, "balise inconnue, un modèle n'a que {% if %}"),
        ("Voici {{ corps }}", TAG, "{{ corps }} doit être seul dans son paragraphe"),
    ],
)
def test_a_fault_is_told_in_place(typed: str, code: Code, said: str, tmp_path: Path) -> None:
    """What is wrong, the words that hold it, the part and the paragraph; nothing in English."""
    (fault,) = told(tmp_path, body("{{ sous_titre }}", typed))

    assert (fault.code, fault.message) == (code, f"{said} : `{typed}`")
    assert fault.place is not None
    assert fault.place.file == "layouts/kit/modele.docx"
    assert fault.place.path == "word/document.xml, paragraphe 3"
    assert (fault.hint is not None) == (code is VARIABLE)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("{%p for fiche in fiches %}", "{{ fiche }}"),
            ["{% for %} n'est pas refermé par {% endfor %}", "un modèle ne répète rien"],
        ),
        (
            ("{%p for fiche in fiches %}", "{{ fiche }} {{ autre }}", "{%p endfor %}"),
            ["la variable « autre » n'existe pas", "un modèle ne répète rien"],
        ),
        (
            (
                "{%p for f in fiches %}",
                "{%p if titre %}",
                "{{ f }}",
                "{%p endfor %}",
                "{%p endif %}",
            ),
            [
                "{% endfor %} ne referme aucun {% for %}",
                "{% for %} n'est pas refermé",
                "un modèle",
            ],
        ),
    ],
)
def test_a_broken_loop_is_told(lines: tuple[str, ...], said: list[str], tmp_path: Path) -> None:
    """A loop that nothing closes or that crosses a condition; its own variable is known."""
    found = told(tmp_path, body(SUBTITLE, SUBTITLE + "".join(map(LINE.format, lines))))
    messages = sorted(fault.message for fault in found)

    assert len(messages) == len(said)
    assert all(any(start in one for one in messages) for start in said)


def test_a_condition_over_paragraphs_is_right(tmp_path: Path) -> None:
    """Conditions may hold others, with their alternatives, over as many paragraphs as needed."""
    lines = ("{%p if titre %}", "{%p if site %}", "un", "{%p elif logo %}", "deux", "{%p else %}",
             "trois", "{%p endif %}", "{%p endif %}")  # fmt: skip
    content = body(SUBTITLE, SUBTITLE + "".join(map(LINE.format, lines)))

    assert len(with_template(tmp_path, content).sections) > 10


@pytest.mark.parametrize(
    "hidden",
    [
        "{{ titre.__class__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ x }}",
    ],
)
def test_a_tag_that_no_one_sees_is_refused(hidden: str, tmp_path: Path) -> None:
    """What the template engine would read outside the text, in a property, is refused too."""
    content = altered("docProps/core.xml", lambda xml: xml.replace("Modèle Word des kits", hidden))
    (fault,) = told(tmp_path, content)

    assert fault.code is TAG
    assert "hors du texte" in fault.message


def test_the_guide_names_every_variable() -> None:
    """A designer finds each variable in the guide, and no other."""
    guide = (ROOT / "docs" / "guide-modele-word.md").read_text(encoding="utf-8")

    assert set(re.findall(r"\{\{ (\w+) \}\}", guide)) == set(VARIABLES)


def test_the_doctor_reads_the_templates(tmp_path: Path) -> None:
    """`kitgen doctor` tells of a faulty template without any content being built."""
    (tmp_path / "kitgen.yaml").write_text("", encoding="utf-8")
    folder = tmp_path / "layouts" / "kit"
    folder.mkdir(parents=True)
    (folder / "modele.docx").write_bytes(body("{{ sous_titre }}", "{{ inconnue }}"))
    found = {one.name: one.diagnostics for one in examine(tmp_path)}

    (fault,) = found["Format docx, maquette kit"]
    assert fault.code is VARIABLE

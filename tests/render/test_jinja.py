"""The Jinja environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from kitgen.errors import Code, ExitCode
from kitgen.render.jinja import environment, layout_error


def render(folder: Path, source: str, **data: object) -> str:
    """Return what a template of that source gives."""
    (folder / "page.html").write_text(source, encoding="utf-8")
    return environment(folder).get_template("page.html").render(**data)


def test_data_is_escaped_and_never_evaluated(tmp_path: Path) -> None:
    """Data stands as typed: neither markup nor template code of its own."""
    typed = "{{ 7*7 }} <b> & \" '"

    assert render(tmp_path, "{{ mot }}", mot=typed) == "{{ 7*7 }} &lt;b&gt; &amp; &#34; &#39;"


def test_an_undefined_name_is_refused(tmp_path: Path) -> None:
    """A word that is missing is an error, not a gap in the page."""
    with pytest.raises(UndefinedError):
        render(tmp_path, "{{ absent }}")


def test_a_template_cannot_reach_the_machine(tmp_path: Path) -> None:
    """Layout is trusted with the layout only."""
    with pytest.raises(SecurityError):
        render(tmp_path, "{{ ().__class__.__mro__ }}")


def test_a_template_outside_the_folder_is_not_found(tmp_path: Path) -> None:
    """No include leads out of the layouts."""
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    inside = tmp_path / "layouts"
    inside.mkdir()

    with pytest.raises(TemplateNotFound):
        render(inside, "{% include '../secret.html' %}")


@pytest.mark.parametrize(
    ("error", "place", "words"),
    [
        (TemplateNotFound("kit/absent.html"), None, "layouts/kit/absent.html est introuvable"),
        (TemplateSyntaxError("endif", 3, "kit/a.html"), "layouts/kit/a.html:3:1", "inutilisable"),
        (TemplateSyntaxError("endif", 3), "layouts/kit/document.html:3:1", "inutilisable"),
        (UndefinedError("titre"), "layouts/kit/document.html:1:1", "inutilisable"),
    ],
)
def test_a_broken_layout_is_a_located_setup_error(
    error: TemplateError, place: str | None, words: str
) -> None:
    """Whoever edits a layout reads which file is wrong, and where."""
    found = layout_error(error, "kit/document.html")

    (diagnostic,) = found.diagnostics
    assert found.exit_code == ExitCode.ENVIRONMENT
    assert diagnostic.code == Code.LAYOUT_INVALID
    assert words in diagnostic.message
    assert (None if diagnostic.place is None else str(diagnostic.place)) == place

"""What the other engines are given: the same kit, made ready once and outside the measures."""

from __future__ import annotations

import base64
import json
import pickle
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.docx_kit import RICH_TEMPLATE, docx_context, rich_context, write_template
from benchmarks.project import Workshop
from benchmarks.typst_kit import typst_source
from kitgen.pipeline.api import compose
from kitgen.pipeline.project import load
from kitgen.render.base import RenderContext
from kitgen.render.html import images, render_html

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Rival:
    """Another engine.

    Attributes:
        name: its name in the table.
        command: what makes the document.
        target: the document.
    """

    name: str
    command: tuple[str | Path, ...]
    target: Path


def make_ready(workshop: Workshop, folder: Path) -> tuple[Rival, ...]:
    """Write a kit in the form that each engine reads; Chromium only where there is one."""
    project = load(workshop.root, regions=())
    (edition,) = compose(project, "municipal")
    context = RenderContext(project.layouts, project.created)
    html = render_html(edition, context)
    for address, image in images(edition).items():
        data = base64.b64encode(image.contenu).decode()
        html = html.replace(address, f"data:{image.media};base64,{data}")
    base = f'<base href="{(project.layouts / edition.genre).resolve().as_uri()}/">'
    (folder / "kit.html").write_text(html.replace("<head>", f"<head>{base}", 1), encoding="utf-8")
    (folder / "kit.typ").write_text(typst_source(edition), encoding="utf-8")
    shutil.copytree(project.layouts / "polices", folder / "polices", dirs_exist_ok=True)
    write_template(folder / "modele.docx")
    (folder / "modele.json").write_text(json.dumps(docx_context(edition)), encoding="utf-8")
    write_template(folder / "riche.docx", RICH_TEMPLATE)
    (folder / "riche.json").write_text(json.dumps(rich_context(edition)), encoding="utf-8")
    (folder / "edition.pickle").write_bytes(pickle.dumps((edition, context)))
    return (
        _engine("weasyprint", folder / "kit.html", folder / "weasyprint.pdf"),
        _engine("typst", folder / "kit.typ", folder / "typst.pdf"),
        _engine("docxtpl", folder / "modele.docx", folder / "docxtpl.docx"),
        _engine("docxtpl-rich", folder / "riche.docx", folder / "docxtpl-riche.docx"),
        _engine("kitgen-word", folder / "edition.pickle", folder / "kitgen.docx"),
        *_chromium(folder),
    )


def _engine(name: str, source: Path, target: Path) -> Rival:
    command = (sys.executable, "-m", "benchmarks.engines", name, source, target)
    return Rival(name, command, target)


def _chromium(folder: Path) -> tuple[Rival, ...]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        return ()
    target = folder / "chromium.pdf"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    profile = f"--user-data-dir={folder / 'chromium'}"
    source = (folder / "kit.html").as_uri()
    return (Rival("chromium", (found, *options, profile, f"--print-to-pdf={target}", source),
                  target),)  # fmt: skip

"""The other engines, each alone in its process: `python -m benchmarks.engines NAME IN OUT`."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path


def weasyprint(source: Path, target: Path) -> None:
    """Lay one HTML document out, in one go."""
    from weasyprint import HTML  # noqa: PLC0415  each engine pays for its own import only

    HTML(filename=str(source)).write_pdf(target, pdf_variant="pdf/ua-1")


def typst(source: Path, target: Path) -> None:
    """Compile one Typst document, with the project's fonts."""
    import typst as engine  # noqa: PLC0415  each engine pays for its own import only

    engine.compile(
        str(source),
        output=str(target),
        font_paths=[str(source.parent / "polices")],
        ignore_system_fonts=True,
    )


def docxtpl(source: Path, target: Path) -> None:
    """Render one Word template with the texts beside it."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  each engine pays for its own import only

    document = DocxTemplate(str(source))
    document.render(json.loads(source.with_suffix(".json").read_bytes()), autoescape=True)
    document.save(str(target))


def docxtpl_rich(source: Path, target: Path) -> None:
    """Render one Word template with the texts beside it, their marks and their links."""
    from docxtpl import DocxTemplate, RichText  # noqa: PLC0415  each engine pays for its own import

    document = DocxTemplate(str(source))

    def rich(runs: list[tuple[str, bool, bool, bool, str | None]]) -> RichText:
        text = RichText()
        for words, bold, italic, raised, link in runs:
            address = document.build_url_id(link) if link else None
            text.add(words, bold=bold, italic=italic, superscript=raised, url_id=address)
        return text

    lines = json.loads(source.with_suffix(".json").read_bytes())
    told = [{"style": style, "text": rich(runs)} for style, runs in lines]
    document.render({"lines": told}, autoescape=True)
    document.save(str(target))


def kitgen_word(source: Path, target: Path) -> None:
    """Render the Word file of one document that is composed already."""
    from kitgen.render import render  # noqa: PLC0415  each engine pays for its own import only

    edition, context = pickle.loads(source.read_bytes())  # noqa: S301  this program wrote it
    target.write_bytes(render("docx", edition, context).contenu)


ENGINES = {
    "weasyprint": weasyprint,
    "typst": typst,
    "docxtpl": docxtpl,
    "docxtpl-rich": docxtpl_rich,
    "kitgen-word": kitgen_word,
}

if __name__ == "__main__":
    ENGINES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))

"""The other engines, each alone in its process: `python -m benchmarks.engines NAME IN OUT`."""

from __future__ import annotations

import json
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


ENGINES = {"weasyprint": weasyprint, "typst": typst, "docxtpl": docxtpl}

if __name__ == "__main__":
    ENGINES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))

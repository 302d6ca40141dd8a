"""Progress: a bar that names the files on a terminal, one line per file in a log."""

from __future__ import annotations

import io

from rich.console import Console
from rich.progress import Progress

from kitgen.cli.progress import Bar, show_progress
from kitgen.pipeline.work import Observer


def console(*, terminal: bool) -> Console:
    """Return a console that writes to memory, as on a terminal that can draw."""
    able = {"TERM": "xterm-256color"}
    return Console(file=io.StringIO(), force_terminal=terminal, width=120, _environ=able)


def written(one: Console) -> str:
    """Return what was written."""
    assert isinstance(one.file, io.StringIO)
    return one.file.getvalue()


def terminal_progress(observer: Observer) -> Progress:
    """Return the bar, to draw it now rather than ten times a second."""
    assert isinstance(observer, Bar)
    return observer.progress


def test_a_log_has_one_line_per_file() -> None:
    """With its pages, when the format knows them, and its seconds."""
    log = console(terminal=False)

    with show_progress(log) as observer:
        observer.planned(2, 1)
        observer.started("a/kit.pdf")
        observer.started("a/kit.docx")
        observer.finished("a/kit.docx", None)
        observer.finished("a/kit.pdf", 63)

    lines = written(log).splitlines()
    assert lines[0] == "2 à produire, 1 à jour"
    assert lines[1].startswith("a/kit.docx (0,")
    assert lines[2].startswith("a/kit.pdf (63 pages, 0,")


def test_a_terminal_shows_what_is_being_made() -> None:
    """The bar names the files under way and counts those that are done."""
    terminal = console(terminal=True)

    with show_progress(terminal) as observer:
        observer.planned(2, 0)
        observer.started("a/kit.pdf")
        observer.started("a/kit.docx")
        terminal_progress(observer).refresh()
        observer.finished("a/kit.pdf", 63)
        terminal_progress(observer).refresh()
        observer.finished("a/kit.docx", None)

    seen = written(terminal)
    assert "kit.pdf, kit.docx" in seen
    assert "1/2" in seen
    assert "Publication" in seen

"""Progress on long work: a bar on a terminal, one line per file elsewhere."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

if TYPE_CHECKING:
    from kitgen.pipeline.work import Observer


class Lines:
    """One line per finished file, for logs."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.since: dict[str, float] = {}

    def planned(self, total: int, fresh: int) -> None:
        """Say how much there is to do."""
        self.console.print(Text(f"{total} à produire, {fresh} à jour"))

    def laid_out(self, done: int, total: int) -> None:
        """Write nothing: the files' lines follow."""

    def started(self, path: str) -> None:
        """Start the clock of a file."""
        self.since[path] = time.monotonic()

    def finished(self, path: str, pages: int | None) -> None:
        """Write the file's line."""
        seconds = f"{time.monotonic() - self.since[path]:.1f}".replace(".", ",")
        size = f"{pages} pages, " if pages else ""
        self.console.print(Text(f"{path} ({size}{seconds} s)"))


class Bar:
    """A bar that names what is being made."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("Préparation", total=None)
        self.under_way: list[str] = []

    def planned(self, total: int, fresh: int) -> None:
        """Give the bar its length."""
        self.progress.update(self.task, total=total)

    def laid_out(self, done: int, total: int) -> None:
        """Say how far the layout is."""
        self.progress.update(self.task, description=f"Mise en page {done}/{total}")

    def started(self, path: str) -> None:
        """Name a file that is being made."""
        self.under_way.append(path)
        self._show()

    def finished(self, path: str, pages: int | None) -> None:
        """Advance."""
        self.under_way.remove(path)
        self.progress.advance(self.task)
        self._show()

    def _show(self) -> None:
        names = ", ".join(path.rsplit("/", 1)[-1] for path in self.under_way)
        self.progress.update(self.task, description=names or "Publication")


@contextlib.contextmanager
def show_progress(console: Console) -> Iterator[Observer]:
    """Yield whoever shows the progress on this console."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)

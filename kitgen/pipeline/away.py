"""Jobs for workers that see none of this machine's disk.

Each task carries what it needs, and its result brings back what it made: what was kept of earlier
builds stays here, and the files are written here. The layouts, the same for all tasks, go once to
each worker, which must be the same kitgen with the same engines: it says so by their fingerprint.
"""

from __future__ import annotations

import atexit
import datetime
import platform
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from kitgen.errors import Code, Diagnostic, SetupError
from kitgen.model.artefact import Artefact
from kitgen.pipeline.digest import files_of
from kitgen.pipeline.fingerprint import digest_tools, engine_versions
from kitgen.pipeline.work import Done, Job, Workshop, stage
from kitgen.render import PLANS, plan_of, render
from kitgen.render.base import RenderContext, Store
from kitgen.render.layout import Layout, obtain


@dataclass(frozen=True, slots=True)
class Baggage:
    """What is the same for all tasks.

    Attributes:
        layouts: the bytes of each file, by its name in the folder.
        created: the date that documents carry.
        tools: the fingerprint that the worker must find of all this and of itself.
        versions: what to compare when it finds another.
    """

    layouts: Mapping[str, bytes]
    created: datetime.datetime
    tools: str
    versions: Mapping[str, str]


@dataclass(slots=True)
class Memory:
    """A store that a task carries, and what it was given to keep.

    Attributes:
        kept: what it came with.
        new: what was added.
    """

    kept: Mapping[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key."""
        return self.new.get(key) or self.kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key."""
        self.new[key] = content


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task that is sent, with the pieces of its document that are laid out, by their keys."""

    task: Job | Layout
    pieces: Mapping[str, bytes]


class Afar(Workshop):
    """A workshop whose workers only have what is sent to them."""

    def _done(self, tasks: Sequence[Job | Layout]) -> Iterator[tuple[Job | Layout, Done | None]]:
        """Yield each task with the file that it made, if it is one; keep what came with it.

        Raises:
            SetupError: a worker is not the same kitgen, or the host is lost.
        """
        store = self.context.store or Memory()
        parcels = (Parcel(task, self._laid_out(task, store)) for task in tasks)

        def begin(parcel: Parcel) -> None:
            self._begin(parcel.task)

        for parcel, (artefact, new) in self.workers.each(there, parcels, begin, self._baggage):
            for key, content in new.items():
                store.put(key, content)
            task = parcel.task
            if isinstance(task, Job) and artefact is not None:
                yield task, stage(task, artefact, self.staging)
            else:
                yield task, None

    @cached_property
    def _baggage(self) -> Baggage:
        return pack(self.context)

    def _laid_out(self, task: Job | Layout, store: Store) -> dict[str, bytes]:
        """Return the pieces of a task's document that are in the store, by their keys."""
        if isinstance(task, Layout) or task.format not in PLANS:
            return {}
        plan = plan_of(task.format, task.edition, self.context)
        keys = (piece.key(self.context) for piece in chain(plan.first(), plan.then(self._kept)))
        found = {key: store.get(key) for key in keys}
        return {key: content for key, content in found.items() if content is not None}


def pack(context: RenderContext) -> Baggage:
    """Return what tasks need of this machine."""
    layouts = {name: Path(path).read_bytes() for name, path in files_of(context.layouts)}
    return Baggage(layouts, context.created, context.tools, _versions())


def there(parcel: Parcel, baggage: Baggage) -> tuple[Artefact | None, Mapping[str, bytes]]:
    """Do a task on a worker; return the file if it is one, and the pieces that it laid out.

    Raises:
        SetupError: it is not the same kitgen, or lacks what draws a PDF.
    """
    with _ONE_AT_A_TIME:
        store = Memory(parcel.pieces)
        context = replace(_context(baggage), store=store)
        if isinstance(parcel.task, Job):
            return render(parcel.task.format, parcel.task.edition, context), store.new
        obtain(parcel.task, context)
        return None, store.new


_ONE_AT_A_TIME = threading.Lock()
"""The engines are not made for several threads of a process, which a worker may have."""
_UNPACKED: dict[str, RenderContext] = {}


def _context(baggage: Baggage) -> RenderContext:
    """Return what a worker renders with: unpacked once, and the same as where it comes from."""
    if baggage.tools not in _UNPACKED:
        folder = Path(tempfile.mkdtemp(prefix="kitgen-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for name, content in baggage.layouts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        found = digest_tools(folder, baggage.created)
        if found != baggage.tools:
            raise _other_kitgen(baggage.versions)
        _UNPACKED[found] = RenderContext(folder, baggage.created, found)
    return _UNPACKED[baggage.tools]


def _versions() -> dict[str, str]:
    return {"kitgen": version("kitgen"), "Python": platform.python_version()} | engine_versions()


def _other_kitgen(wanted: Mapping[str, str]) -> SetupError:
    here = _versions()
    other = [
        f"{name} {here.get(name)} au lieu de {one}"
        for name, one in wanted.items()
        if here.get(name) != one
    ]
    return SetupError(
        Diagnostic(
            Code.CLUSTER_UNUSABLE,
            f"{platform.node()}, de la grappe, ne ferait pas les mêmes documents : "
            f"{', '.join(other) or 'même version de kitgen, mais autre code'}",
            hint="Installez-y le même kitgen, du même dépôt, avec les mêmes bibliothèques",
        )
    )

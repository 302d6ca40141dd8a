"""What every renderer is given, and what it must be."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kitgen.model.artefact import Artefact
from kitgen.model.edition import Edition


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The outside world, handed in: a renderer opens nothing else.

    Attributes:
        layouts: the folder that holds `polices/` and one folder per genre (`kit/`, `points/`).
        created: the date written in the files' properties, in UTC.
        tools: the fingerprint of what is the same for all documents: layouts, code, versions.
    """

    layouts: Path
    created: datetime.datetime
    tools: str = ""


Renderer: TypeAlias = Callable[[Edition, RenderContext], Artefact]

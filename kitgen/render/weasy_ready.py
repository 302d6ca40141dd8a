"""WeasyPrint and all that drives it: imported by who has the time, before it is needed.

What is missing is left to be said by who needs it.
"""

from __future__ import annotations

import contextlib

with contextlib.suppress(ImportError, OSError):
    import kitgen.render.weasy
    import kitgen.render.weasy_fetch
    import kitgen.render.weasy_sheets  # noqa: F401  as its neighbours: being loaded is all it is for

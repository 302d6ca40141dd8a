"""The libraries that draw a PDF: an extra, one of which itself needs Pango."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from kitgen.errors import Code, Diagnostic, SetupError

PANGO_HINT = (
    "Debian, Ubuntu : sudo apt-get install -y"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ; "
    "Fedora : sudo dnf install -y pango ; macOS : brew install pango"
)


def load(module: str) -> ModuleType:
    """Import a module that needs them.

    Raises:
        SetupError: one is missing or unusable.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = f"Le PDF demande une bibliothèque qui n'est pas installée : {error.name}"
        raise _missing(message, "Tapez : uv sync --extra pdf") from error
    except OSError as error:
        message = "Le PDF demande la bibliothèque Pango, absente de cette machine"
        raise _missing(message, PANGO_HINT) from error


def _missing(message: str, hint: str) -> SetupError:
    return SetupError(Diagnostic(Code.MISSING_LIBRARY, message, hint=hint))

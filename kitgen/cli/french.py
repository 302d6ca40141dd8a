"""Click's own words, in French."""

from __future__ import annotations

import gettext
import os
from pathlib import Path


def speak_french() -> None:
    """Have click find its messages in our catalogue, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("kitgen", Path(__file__).parent / "traductions")
    gettext.textdomain("kitgen")

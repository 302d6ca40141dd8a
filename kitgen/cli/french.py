"""Click's own words, in French."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import click

from kitgen.cli.words import say


class FrenchFormatter(click.HelpFormatter):
    """Help with French typography."""

    def getvalue(self) -> str:
        """Return the text of the help."""
        return say(super().getvalue())


class FrenchContext(click.Context):
    """The context in which every command shows its help."""

    formatter_class = FrenchFormatter


def speak_french() -> None:
    """Have click find its messages in our catalogue, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("kitgen", Path(__file__).parent / "traductions")
    gettext.textdomain("kitgen")

"""`kitgen cache`: what builds keep to go faster."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cache import Cache
from kitgen.cli.report import Report
from kitgen.cli.words import say
from kitgen.pipeline.storage import cache_of
from kitgen.read import find_root


@click.group("cache", subcommand_metavar="QUOI")
def cache() -> None:
    """Mesure ou vide le dossier .kitgen, qui épargne à kitgen de refaire ce qui n'a pas changé.

    Exemple : kitgen cache size
    """


@cache.command("size")
@click.pass_obj
def size_command(project: Path) -> None:
    """Dit la place que prend le cache.

    Exemple : kitgen cache size
    """
    click.echo(say(size_in_words(*_cache(project).size())))


@cache.command("clear")
@click.pass_obj
def clear_command(project: Path) -> None:
    """Vide le cache ; les documents n'en changent pas, le suivant prend plus de temps.

    Exemple : kitgen cache clear
    """
    kept = _cache(project)
    words = size_in_words(*kept.size())
    kept.clear()
    Report().line(f"Cache vidé : {words}")


def _cache(project: Path) -> Cache:
    return cache_of(find_root(project))


def size_in_words(entries: int, size: int) -> str:
    """Return `12 éléments, 3,4 Mo`."""
    plural = "s" if entries > 1 else ""
    return f"{entries} élément{plural}, {size / 1_000_000:.1f} Mo".replace(".", ",")

"""`python -m tests.verapdf FILE_OR_FOLDER…`: every PDF against PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from tests.verapdf.engine import PROFILES, VeraPdf, pdfs


def main(arguments: list[str]) -> int:
    """Say what each file breaks; return 1 when one breaks anything, or when there is none."""
    files = list(pdfs(list(map(Path, arguments))))
    engine = VeraPdf()
    broken = 0
    for path in files:
        start = time.perf_counter()
        found = [(name, one) for name in PROFILES for one in engine.failures(path, name)]
        seconds = time.perf_counter() - start
        click.echo(f"{'FAILS' if found else 'passes'} {path} ({seconds:.1f} s)")
        for name, one in found:
            click.echo(f"  {name} {one.rule}, {one.times} times: {one.message}\n    {one.context}")
        broken += bool(found)
    click.echo(f"{len(files)} files, {' and '.join(PROFILES)}: {broken} fail")
    return 1 if broken or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

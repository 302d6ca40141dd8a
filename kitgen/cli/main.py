"""The `kitgen` command: its subcommands, loaded when needed, and how each run ends."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from kitgen.cli.french import FrenchContext, speak_french
from kitgen.cli.report import Report, system_refusal
from kitgen.cli.words import command_name, say
from kitgen.errors import ExitCode, KitgenError

COMMANDS = {
    "check": "kitgen.cli.check:check",
    "build": "kitgen.cli.build:build_command",
    "plan": "kitgen.cli.plan:plan_command",
    "merge": "kitgen.cli.merge:merge_command",
    "watch": "kitgen.cli.watch:watch_command",
    "list": "kitgen.cli.list:list_command",
    "status": "kitgen.cli.status:status",
    "diff": "kitgen.cli.diff:diff",
    "impact": "kitgen.cli.impact:impact_command",
    "review": "kitgen.cli.review:review",
    "release": "kitgen.cli.release:release_command",
    "new": "kitgen.cli.new:new",
    "region": "kitgen.cli.region:region",
    "vary": "kitgen.cli.vary:vary",
    "schema": "kitgen.cli.schema:schema",
    "planche": "kitgen.cli.planche:planche",
    "doctor": "kitgen.cli.doctor:doctor",
    "cache": "kitgen.cli.cache:cache",
}
"""Where each subcommand lives; in the order of the help."""

INTERRUPTED = 130
NO_PLUGINS = ("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""What else is installed must not change how fiches are read, nor be looked for."""
YOUNG = 200_000
"""New objects between two searches for those that nobody holds: a build makes few cycles."""

FIRST_STEPS = """\
kitgen assemble les kits et les Points de RepèrESS, en Word et en PDF, à partir des fiches.

Pour commencer :
  `kitgen check`            vérifie toutes les fiches et dit ce qu'il faut corriger
  `kitgen build`            produit les documents dans output/
  `kitgen build municipal`  produit un seul kit
  `kitgen list`             montre les collections, les fiches et leurs numéros

`kitgen --help` donne toutes les commandes, `kitgen build --help` les options de l'une d'elles.
"""


def _choose_project(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.obj = value
    elif ctx.obj is None:
        ctx.obj = Path()


def _common_options() -> list[click.Parameter]:
    """Return the options that are understood before and after the subcommand's name."""
    return [
        click.Option(
            ["--project"],
            metavar="DOSSIER",
            type=click.Path(path_type=Path),
            callback=_choose_project,
            expose_value=False,
            help="Travaille sur le projet de ce dossier, plutôt que sur le dossier courant.",
        ),
        click.Option(
            ["--debug"],
            is_flag=True,
            expose_value=False,
            help="Montre la trace d'une erreur interne.",
        ),
    ]


@cache
def _load(home: str) -> click.Command:
    """Import a subcommand, once, and give it what all have in common."""
    module, _, name = home.partition(":")
    command = getattr(import_module(module), name)
    if not isinstance(command, click.Command):
        raise TypeError(home)
    for one in (command, *getattr(command, "commands", {}).values()):
        one.params.extend(_common_options())
        one.context_class = FrenchContext
    return command


class LazyGroup(click.Group):
    """A group that imports a subcommand only to run it or to show its help."""

    context_class = FrenchContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one subcommand."""
        return _load(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None


@click.group(
    cls=LazyGroup, invoke_without_command=True, subcommand_metavar="COMMANDE [ARGUMENTS]..."
)
@click.version_option(
    package_name="kitgen",
    prog_name="kitgen",
    message="%(prog)s %(version)s",
    help="Montre la version.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Assemble les kits et les Points de RepèrESS à partir des fiches.

    Codes de sortie : 0, tout va bien ; 1, des fiches sont à corriger, ou deux éditions diffèrent
    (`diff --exit-code`) ; 2, la commande est mal écrite ; 3, il manque quelque chose à la
    machine ; 4, quelque chose attend un éditeur (`status --exit-code`, `release`) ; 70, une
    erreur de kitgen.
    """
    if ctx.invoked_subcommand is None:
        click.echo(say(FIRST_STEPS), nl=False)


def _forget_output() -> None:
    """Let Python end quietly when whoever read the output has gone, as `head` does."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


cli.params[:0] = _common_options()


def _say_interrupted(report: Report) -> NoReturn:
    report.line("Interrompu : les documents déjà publiés restent comme ils étaient")
    sys.exit(INTERRUPTED)


def _interrupted(error: BaseException | None) -> bool:
    """Tell whether an error comes of Ctrl-C, which a compiled module turns into one of its own."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def main() -> None:
    """Run the command and leave with its exit code; only a bug shows a traceback, if asked."""
    gc.set_threshold(YOUNG)
    os.environ.setdefault(*NO_PLUGINS)
    speak_french()
    report = Report()
    try:
        code = cli.main(prog_name=command_name(), standalone_mode=False)
        sys.exit(code if isinstance(code, int) else ExitCode.OK)
    except BrokenPipeError:
        _forget_output()
        sys.exit(ExitCode.OK)
    except KitgenError as error:
        if _interrupted(error):
            _say_interrupted(report)
        report.error(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except OSError as refused:
        report.error(system_refusal(refused))
        sys.exit(ExitCode.ENVIRONMENT)
    except (click.Abort, KeyboardInterrupt):
        _say_interrupted(report)
    except Exception as bug:  # noqa: BLE001  the one place where a bug becomes an exit code
        if "--debug" in sys.argv:
            traceback.print_exc()
        report.bug(bug)
        sys.exit(ExitCode.BUG)

"""The `kitgen` command: its subcommands, loaded when needed, and how each run ends."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import click

from kitgen.cli.french import speak_french
from kitgen.cli.report import Report
from kitgen.errors import ExitCode, KitgenError

COMMANDS = {
    "check": "kitgen.cli.check:check",
    "build": "kitgen.cli.build:build_command",
    "list": "kitgen.cli.list:list_command",
    "new": "kitgen.cli.new:new",
    "schema": "kitgen.cli.schema:schema",
    "doctor": "kitgen.cli.doctor:doctor",
}
"""Where each subcommand lives; in the order of the help."""

INTERRUPTED = 130

FIRST_STEPS = """\
kitgen assemble les kits et les Points de RepèrESS, en Word et en PDF, à partir des fiches.

Pour commencer :
  kitgen check            vérifie toutes les fiches et dit ce qu'il faut corriger
  kitgen build            produit les documents dans output/
  kitgen build municipal  produit un seul kit
  kitgen list             montre les collections, les fiches et leurs numéros

`kitgen --help` donne toutes les commandes, `kitgen build --help` les options de l'une d'elles.
"""


class LazyGroup(click.Group):
    """A group that imports a subcommand only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """Import and return one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(COMMANDS[cmd_name])
        return command


@click.group(
    cls=LazyGroup, invoke_without_command=True, subcommand_metavar="COMMANDE [ARGUMENTS]..."
)
@click.option(
    "--project",
    "project",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Travaille sur le projet de ce dossier, plutôt que sur le dossier courant.",
)
@click.option("--debug", is_flag=True, help="Montre la trace d'une erreur interne.")
@click.version_option(version("kitgen"), prog_name="kitgen", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, project: Path, *, debug: bool) -> None:  # noqa: ARG001  read by main
    """Assemble les kits et les Points de RepèrESS à partir des fiches.

    Codes de sortie : 0, tout va bien ; 1, des fiches sont à corriger ; 2, la commande est mal
    écrite ; 3, il manque quelque chose à la machine ; 70, une erreur de kitgen.
    """
    ctx.obj = project
    if ctx.invoked_subcommand is None:
        click.echo(FIRST_STEPS, nl=False)


def main() -> None:
    """Run the command and leave with its exit code; only a bug shows a traceback, if asked."""
    speak_french()
    report = Report()
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else ExitCode.OK)
    except KitgenError as error:
        report.error(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        report.line("Interrompu : les documents déjà publiés restent comme ils étaient")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.OK)
    except Exception as bug:  # noqa: BLE001  the one place where a bug becomes an exit code
        if "--debug" in sys.argv:
            traceback.print_exc()
        report.bug(bug)
        sys.exit(ExitCode.BUG)

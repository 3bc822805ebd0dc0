"""The entry point of ``wk``. It starts fast because it imports nothing but the table of commands."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from watchkeeper.faces.cli.coercion import read_plainly
from watchkeeper.faces.cli.commands import COMMANDS
from watchkeeper.faces.cli.failures import Status, report
from watchkeeper.faces.cli.lazy import lazy_group
from watchkeeper.kit.garbage import look_seldom

app = typer.Typer(
    name="wk",
    cls=lazy_group(COMMANDS),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"watchkeeper {version('watchkeeper')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Watchkeeper learns what you run, watches it, and says what is broken and why."""
    del version


def run(arguments: Sequence[str]) -> int:
    """Run ``wk`` with ``arguments`` and return its exit status; nothing escapes as a traceback."""
    try:
        read_plainly()
        outcome = get_command(app).main(args=list(arguments), prog_name="wk", standalone_mode=False)
    except typer.Abort:
        print("Aborted.", file=sys.stderr)
        return Status.FAILED
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the edge of the program: every failure becomes a line and a status
        return int(report(error))
    return int(outcome) if isinstance(outcome, int) else Status.DONE


def main() -> int:
    """Console entry point."""
    look_seldom()
    return run(sys.argv[1:])

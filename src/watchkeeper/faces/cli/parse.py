"""``wk parse``: understand messages from a file, with no server and no database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli.options import Json

if TYPE_CHECKING:
    from watchkeeper.observe.messages.syslog.engine import Dialect, SyslogMessage

app = typer.Typer(no_args_is_help=True)


@app.callback()
def parse() -> None:
    """Understand messages from a file, with no server and no database."""


@app.command()
def syslog(
    file: Annotated[Path, typer.Argument(help="File with one message a line, or - for standard input.")],
    platform: Annotated[
        str, typer.Option("--platform", "-p", help="Platform that sent them, such as junos, ios or huawei.")
    ] = "generic",
    definitions: Annotated[
        Path | None,
        typer.Option("--definitions", help="Folder with definitions of your own.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> int:
    """Turn syslog messages into events, one a line."""
    dialect = _dialect(platform, definitions)
    messages = _read(dialect, file)
    if as_json:
        from watchkeeper.faces.cli.console import print_json

        print_json({"events": [as_document(message) for message in messages]})
    else:
        _show(messages)
    return 0


def _dialect(platform: str, folder: Path | None) -> "Dialect":
    from watchkeeper.core.errors import InvalidInputError
    from watchkeeper.observe.messages.syslog.engine import Dialects
    from watchkeeper.observe.messages.syslog.load import SHIPPED, SyslogDefinitions

    folders = [SHIPPED] if folder is None else [SHIPPED, folder]
    definitions = SyslogDefinitions(*folders)
    found = Dialects(definitions).of(platform)
    if found is None:
        known = ", ".join(definitions.names())
        raise InvalidInputError(f"There are no syslog definitions for {platform!r}.", hint=f"Use one of {known}.")
    return found


def _read(dialect: "Dialect", file: Path) -> "list[SyslogMessage]":
    import sys

    from watchkeeper.core.errors import InvalidInputError
    from watchkeeper.kit.clock import utc_now
    from watchkeeper.observe.messages.syslog.wire import as_text

    try:
        octets = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InvalidInputError(f"{file} cannot be read: {error.strerror}.", hint="Check the path.") from error
    now = utc_now()
    lines = octets.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    return [dialect.parse(as_text(line), now) for line in lines]


def as_document(message: "SyslogMessage") -> dict[str, object]:
    """Return the contract's form of a message; times without a zone stay without one."""
    return {
        "raw": message.raw,
        "event": message.event,
        "severity": message.severity,
        "facility": message.facility,
        "host": message.host,
        "process": message.process,
        "timestamp": None if message.timestamp is None else message.timestamp.isoformat(),
        "fields": dict(message.fields),
    }


def _show(messages: "list[SyslogMessage]") -> None:
    from watchkeeper.faces.cli.console import print_table

    print_table(
        ("time", "severity", "host", "process", "event", "fields"),
        [
            (
                None if message.timestamp is None else message.timestamp.isoformat(sep=" "),
                message.severity,
                message.host,
                message.process,
                message.event,
                ", ".join(f"{name}={value}" for name, value in message.fields.items()),
            )
            for message in messages
        ],
        empty="The file has no messages.",
    )

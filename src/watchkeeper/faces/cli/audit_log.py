"""``wk audit-log``: who did what, and the proof that nobody changed that."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from watchkeeper.core.audit.formats import Format, Line
    from watchkeeper.core.audit.schemas import AuditEntryView
    from watchkeeper.core.audit.verifying import Verdict

app = typer.Typer(no_args_is_help=True)


@app.callback()
def audit_log() -> None:
    """Search, prove, export and archive the log of who did what."""


@app.command()
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", help="A copy of audit/head.json kept elsewhere, which the chain must contain."),
    ] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Prove that no entry was changed, removed, inserted or moved; ends with 1 when one was."""
    import asyncio

    verdict, elapsed_s = asyncio.run(_verify(data_dir, checkpoint or []))
    if json:
        from dataclasses import asdict

        console.print_json({"intact": verdict.intact, "elapsed_s": round(elapsed_s, 3), **asdict(verdict)})
    else:
        _print_verdict(verdict, elapsed_s)
    return Status.DONE if verdict.intact else Status.FAILED


async def _verify(data_dir: Path | None, kept: list[Path]) -> "tuple[Verdict, float]":
    from time import perf_counter

    from watchkeeper.core.audit.head import read_file
    from watchkeeper.faces.cli.installation import opened

    known = [read_file(path) for path in kept]
    async with opened(data_dir) as services:
        started = perf_counter()
        with console.progress("Verifying the audit log") as step:
            async with services.database.reading() as session:
                verdict = await services.audit.verify(session, known=known, progress=step)
        return verdict, perf_counter() - started


def _print_verdict(verdict: "Verdict", elapsed_s: float) -> None:
    print(f"{verdict.entries} entries, {verdict.checkpoints} checkpoints, in {elapsed_s:.1f} s.")
    print(f"Signed through {verdict.signed_through} of {verdict.last_sequence}; {verdict.unsealed} not sealed yet.")
    if verdict.archived_through:
        print(f"Archived through {verdict.archived_through}.")
    if verdict.intact:
        print("The chain is intact.")
        return
    print(f"The chain is broken: {verdict.findings_total} findings.")
    console.print_table(["what", "place", "detail"], ((one.kind, one.sequence, one.detail) for one in verdict.findings))


@app.command(name="list")
def list_entries(
    actor: Annotated[str, typer.Option("--actor", help="Part of the name of who acted.")] = "",
    verb: Annotated[str, typer.Option("--verb", help="What was done; `device.` means every verb of devices.")] = "",
    search: Annotated[str, typer.Option("--search", help="Text anywhere in the entry.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most entries to show.")] = 50,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Show who did what, newest first."""
    import asyncio

    entries = asyncio.run(_list(data_dir, actor, verb, search, limit))
    if json:
        console.print_json([entry.model_dump(mode="json") for entry in entries])
        return
    console.print_table(
        ["at", "who", "what", "on what", "from", "outcome"],
        (
            (one.at, one.actor.name, one.verb, one.object.name or one.object.id, one.address, one.outcome)
            for one in entries
        ),
        empty="No entry fits.",
    )


async def _list(data_dir: Path | None, actor: str, verb: str, search: str, limit: int) -> "list[AuditEntryView]":
    from watchkeeper.core.audit.repository import EntryFilter
    from watchkeeper.core.audit.schemas import AuditEntryView
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        query = ListQuery(limit=limit, q=search)
        found, _ = await services.audit.search(session, EntryFilter(actor=actor, verb=verb), query)
        return [AuditEntryView.of(entry) for entry in found]


@app.command()
def export(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; - or none is standard output.")
    ] = None,
    syslog: Annotated[
        str | None, typer.Option("--syslog", help="Receiver to send to: udp://HOST:PORT or tcp://HOST:PORT.")
    ] = None,
    file_format: Annotated[str, typer.Option("--format", help="jsonl, syslog (RFC 5424) or cef.")] = "jsonl",
    after: Annotated[int, typer.Option("--after", min=0, help="Begin behind this place in the chain.")] = 0,
    since: Annotated[str | None, typer.Option("--since", help="Entries since so long ago (24h), or a time on.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Entries before so long ago, or a time.")] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Carry sealed entries to a file or to a syslog receiver; archived ones are in their files already."""
    import asyncio

    from watchkeeper.faces.cli.durations import parse_moment

    if file_format not in {"jsonl", "syslog", "cef"}:
        raise InvalidInputError(f"There is no format {file_format!r}.", hint="One of: jsonl, syslog, cef.")
    now = datetime.now(UTC)
    span = tuple(parse_moment(text, now) if text else None for text in (since, until))
    count, last = asyncio.run(_export(data_dir, output, syslog, file_format, after, span))
    if json:
        console.print_json({"exported": count, "last_sequence": last})
    else:
        console.note(f"{count} entries, the last at place {last}.")


async def _export(
    data_dir: Path | None,
    output: Path | None,
    syslog: str | None,
    file_format: str,
    after: int,
    span: "tuple[datetime | None, ...]",
) -> tuple[int, int]:
    from watchkeeper.core.audit.exporting import sealed_lines, send_all
    from watchkeeper.faces.cli.installation import opened

    count, last = 0, after
    async with opened(data_dir) as services:
        render = _renderer(file_format, framed=syslog is not None)
        with _destination(output, syslog) as send, console.progress("Exporting") as step:
            async with services.database.reading() as session:
                async for lines in sealed_lines(session, after=after, since=span[0], until=span[1]):
                    count += send_all(lines, render, send)
                    last = max((int(str(line["sequence"])) for line in lines), default=last)
                    step(count)
    return count, last


def _renderer(file_format: str, *, framed: bool) -> "Callable[[Line], str]":
    """Return what writes an entry; to a syslog receiver every format travels inside an RFC 5424 message."""
    import socket

    from watchkeeper.core.audit.formats import to_syslog, writer
    from watchkeeper.faces.wiring import version

    host = socket.gethostname()
    plain = writer(cast("Format", file_format), host=host, version=version())
    if not framed or file_format == "syslog":
        return plain
    return lambda entry: to_syslog(entry, host=host, message=plain(entry))


def _destination(output: Path | None, syslog: str | None) -> "AbstractContextManager[Callable[[str], None]]":
    from contextlib import nullcontext
    from urllib.parse import urlsplit

    from watchkeeper.core.audit.exporting import to_file, to_syslog_server

    if syslog is None:
        return nullcontext(print) if output is None or str(output) == "-" else to_file(output)
    where = urlsplit(syslog)
    try:
        usable = where.scheme in {"udp", "tcp"} and where.hostname and where.port
    except ValueError:
        usable = None
    if not usable:
        raise InvalidInputError(f"{syslog!r} is no syslog receiver.", hint="Write udp://HOST:PORT or tcp://HOST:PORT.")
    return to_syslog_server(str(where.hostname), int(where.port or 0), cast("Literal['udp', 'tcp']", where.scheme))


@app.command()
def archive(json: Json = False, data_dir: DataDir = None) -> None:
    """Move entries that are past their retention into signed files; the server does so every day."""
    import asyncio

    archived = asyncio.run(_archive(data_dir))
    if json:
        console.print_json({"archived": archived})
    else:
        print(f"{archived} entries archived.")


async def _archive(data_dir: Path | None) -> int:
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services:
        with console.progress("Archiving the audit log"):
            return await services.archivist.archive_old()
